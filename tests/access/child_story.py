"""The whole child's timeline, of a child with much and with ten times as much around it. [issue 3.10, perf gate 10]"""

from sip.models import ChildCase, ForumCase, SipPlan
from tests.access.visit import Visit

DETAILS = " sip:child_story sip:child_story_pdf "
VISITS = [
    Visit("sip:child_story", of="child:decided"),
    Visit("sip:child_story", "social_worker", "placed child"),
    Visit("sip:child_story_pdf", of="child:decided"),
]


def ten_times(world, copies) -> None:
    """All the cases and plans that were added are about this one child."""
    child = world.children["decided"]
    linked = ChildCase.objects.values("case_id")
    added = [
        *ForumCase.objects.filter(region=world.town.region).exclude(pk__in=linked).values_list("pk", flat=True),
        *SipPlan.objects.filter(region=world.town.region).exclude(pk__in=linked).values_list("pk", flat=True),
    ]
    assert len(added) > 50
    ChildCase.objects.bulk_create(
        ChildCase(region=world.town.region, case_id=case_id, child_id=child.pk) for case_id in added
    )
