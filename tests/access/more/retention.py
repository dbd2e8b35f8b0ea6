"""A proposal to delete and a hold at the school's principal: nobody of the town meets them but its records officers,
who are none of these people. [security 2, 6]
"""

from datetime import timedelta
from uuid import uuid4

from core import clock
from sip.models import RetentionHold, RetentionProposal
from tests.database import as_loader

WHY = "MÄRKE-GALLRING"

REACHES = {
    "retentionproposal": lambda who, phase: False,
    "retentionhold": lambda who, phase: False,
}
MARKS = {WHY: lambda who, phase: False}


def make(world) -> dict[str, object]:
    with as_loader():
        return made(world.town, world.town.assignments["secretary"])


def made(town, officer) -> dict[str, object]:
    subject = {"region": town.region, "principal": town.city, "kind": "case"}
    proposal = RetentionProposal.objects.create(
        **subject, subject_id=uuid4(), class_code="sol-five-years", law="sol-deletion-last-entry", words=WHY,
        last_entry_on=clock.today() - timedelta(days=2000), due_on=clock.today() - timedelta(days=100),
    )  # fmt: skip
    hold = RetentionHold.objects.create(
        **subject, subject_id=uuid4(), code="AA-BBBB", reason="legal", words=WHY, placed_by=officer
    )
    return {"retentionproposal": proposal.pk, "retentionhold": hold.pk}
