"""What was taken over for a time goes back by itself when its last day has been, and what happened is kept. [9.18]"""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from core import clock
from core.access import acting_as
from core.audit.models import AuditEvent
from core.notices.models import Notice
from core.obligations.models import Obligation, ObligationEvent
from core.obligations.verifying import differences
from core.people.models import RoleAssignment
from sip import tasks
from sip.models import PlanMeasure, PlanRole, PlanTelling
from sip.takeover.finding import burdens
from sip.takeover.returning import give_back_all
from tests.database import as_loader
from tests.days import days_on
from tests.sip import placing
from tests.sip.takeover.test_takeover import handed_over

pytestmark = pytest.mark.django_db
DAYS = 20


@pytest.fixture
def taken(active):
    """A plan that runs, whose main responsible is away for a time."""
    town, plan = active
    handed_over(town, reason="ill", until=clock.today() + timedelta(days=DAYS))
    return town, plan


def after(days: int, act=give_back_all) -> int:
    with days_on(days):
        return placing.in_worker(act)


def held(town, plan) -> dict[str, set[str]]:
    """Who is what now, by part."""
    names = {one.pk: name for name, one in town.assignments.items()}
    found: dict[str, set[str]] = {}
    with as_loader():
        for role in PlanRole.objects.filter(case_id=plan.pk, valid_to__isnull=True):
            found.setdefault(role.part, set()).add(names[role.assignment_id])
    return found


def test_parts_measures_and_clocks_go_back_once_and_every_event_is_kept(taken):
    town, plan = taken
    teacher, colleague = (town.assignments[name] for name in ("teacher", "colleague"))
    assert held(town, plan)["main_responsible"] == {"colleague"}
    with as_loader():
        roles = PlanRole.objects.filter(case_id=plan.pk).count()
        PlanTelling.objects.filter(case_id=plan.pk).delete()
        measures = PlanMeasure.objects.filter(case_id=plan.pk, assignment=colleague).count()
        owed = Obligation.objects.live().filter(case_id=plan.pk, owner=colleague).count()
    assert owed > 0

    assert after(DAYS) == 0  # the last day is still the colleague's
    assert (after(DAYS + 1), after(DAYS + 1)) == (1, 0)

    assert held(town, plan)["main_responsible"] == {"teacher"}
    with as_loader():
        assert PlanRole.objects.filter(case_id=plan.pk).count() > roles  # ended and followed, nothing rewritten
        assert not PlanRole.objects.filter(case_id=plan.pk, assignment=colleague, valid_to__isnull=True).exists()
        assert PlanMeasure.objects.filter(case_id=plan.pk, assignment=teacher).count() >= measures
        assert not PlanMeasure.objects.filter(case_id=plan.pk, assignment=colleague).exists()
        clocks = [*Obligation.objects.live().filter(case_id=plan.pk, owner=teacher).select_related("rule")]
        assert len(clocks) == owed
        for one in clocks:
            events = [*ObligationEvent.objects.filter(obligation_id=one.pk).order_by("sequence")]
            assert [event.kind for event in events].count("reassigned") == 2
            assert differences(one, events) == []
        assert Notice.objects.filter(kind="given_back", recipient=teacher).exists()
        assert AuditEvent.objects.filter(act="case.given_back", case_id=plan.pk, net=False).count() == 1
        assert PlanTelling.objects.filter(case_id=plan.pk, change="main_responsible", told_on=None).count() == 1


def test_who_has_left_gets_nothing_back_and_the_leader_sees_that_it_waits(taken):
    town, plan = taken
    with as_loader():
        RoleAssignment.objects.filter(pk=town.assignments["teacher"].pk).update(
            valid_to=clock.today() + timedelta(days=5)
        )
    assert after(DAYS + 1) == 0
    assert held(town, plan)["main_responsible"] == {"colleague"}
    with days_on(DAYS + 1), acting_as(town.head):
        assert "main_responsible" in burdens(town.head)[town.assignments["colleague"].pk].parts[plan.pk]


def test_what_was_handed_over_for_good_stays(active):
    town, plan = active
    handed_over(town)
    assert after(DAYS + 1) == 0
    assert held(town, plan)["main_responsible"] == {"colleague"}


def test_the_task_knocks_and_a_person_gives_nothing_back_by_the_jobs_function(taken):
    town, plan = taken
    after(DAYS + 1, lambda _at: tasks.give_back_what_was_taken_over())
    assert held(town, plan)["main_responsible"] == {"teacher"}
    with acting_as(town.head), pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM access.give_back(current_date)")
