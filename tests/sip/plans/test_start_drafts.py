"""A plan that has been met about stands on the start page of who records, then of who chairs, until it is agreed."""

from datetime import timedelta

from django.urls import reverse

from core import clock
from core.access import acting_as
from sip.models import PlanMeeting, PlanRole
from sip.plans.services import writing
from tests.database import as_loader
from tests.sip import walk as w
from tests.sip.plans import town as p

BEGIN, SETTLE = "Börja skriva planen efter mötet", "Gå igenom planen och besluta"


def duties(town, name: str) -> list[str]:
    page = w.page(w.as_person(town, name), reverse("core:start"))
    return [words for words in (BEGIN, SETTLE) if words in page]


def test_a_draft_waits_for_the_recorder_then_for_the_chair_and_is_gone_when_agreed(town):
    _town, plan = p.until("meeting_called", town)
    with as_loader():
        sitting = PlanMeeting.objects.get(case_id=plan.pk)
    with clock.moved_to(sitting.starts_at + timedelta(hours=1)):
        p.held(town, sitting)
    assert {name: duties(town, name) for name in ("teacher", "social_worker", "bup_worker")} == {
        "teacher": [], "social_worker": [BEGIN], "bup_worker": [],
    }  # fmt: skip

    with acting_as(town.bup_worker):
        writing.add_goal(plan, by=town.bup_worker, facts=writing.GoalFacts(text="Sova bättre", horizon="short"))
    assert {name: duties(town, name) for name in ("teacher", "social_worker")} == {
        "teacher": [SETTLE], "social_worker": [],
    }  # fmt: skip

    with as_loader():
        PlanRole.objects.filter(case_id=plan.pk, part="chair").update(valid_to=clock.now())
    assert duties(town, "teacher") == [SETTLE]  # who started the plan, where nobody chairs
    p.written(town, plan)
    with clock.moved_to(sitting.starts_at + timedelta(hours=2)):
        p.agreed(town, plan)
    assert duties(town, "teacher") == []
