"""The survey after a meeting of the plan that runs: the code's row is the plan's; who leads may do something."""

from datetime import timedelta

from core import clock
from sip.models import PlanMeeting, SipPlan, SurveyCode
from tests.access.more.plans import COVERED
from tests.database import as_loader

HASH = "MÄRKE-KOD"


def _covered(who, phase):
    return who in COVERED


REACHES = {"survey": _covered}
MARKS = {HASH: lambda who, phase: False}  # what stands for the code is shown to nobody


def make(world) -> dict[str, object]:
    """Of a meeting that was held before the one that is called."""
    town, now, today = world.town, clock.now(), clock.today()
    teacher = town.assignments["teacher"]
    with as_loader():
        plan = SipPlan.objects.get(region=town.region)
        common = {"region": town.region, "case_id": plan.pk}
        meeting = PlanMeeting.objects.create(
            **common, number=2, kind="planning", status="held", question="?", starts_at=now - timedelta(days=9),
            held_at=now - timedelta(days=9), place="Rum 3", called_by=teacher,
        )  # fmt: skip
        row = SurveyCode.objects.create(
            **common, meeting=meeting, kind="child", version=1, code_hash=f"{HASH}-{plan.pk}", opened_by=teacher,
            opened_on=today, expires_on=today + timedelta(days=30),
        )  # fmt: skip
    return {"survey": row.pk}
