"""Who reads the log: those of a case its own, a principal's reviewer its staff's; nobody else a single row."""

import uuid
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import audit, clock
from core.access import acting_as
from core.audit import acts, policies, queries
from core.audit.models import AuditEvent
from core.people.models import RoleAssignment
from core.roles import Role
from tests.core.audit.conftest import make_acting, take_part
from tests.database import as_loader

acts.register({"probe.read": "Öppnade ärendet"})


def read(acting, case_id, act="probe.read"):
    with acting_as(acting):
        audit.record(act, by=acting, object_kind="sip.case", object_id=case_id, case_id=case_id)


def seen(acting) -> list[tuple]:
    with acting_as(acting):
        return [(row.act, row.assignment_id) for row in policies.visible_events(acting).order_by("number")]


@pytest.fixture
def case(town):
    with as_loader():
        case_id = take_part(town.teacher)
        take_part(town.nurse, case_id=case_id)
    read(town.teacher, case_id)
    read(town.nurse, case_id)
    return case_id


def test_those_of_the_case_see_its_log_their_own_acts_too(town, case):
    both = [("probe.read", town.teacher.assignment_id), ("probe.read", town.nurse.assignment_id)]
    assert (seen(town.teacher), seen(town.nurse)) == (both, both)


def test_others_see_no_row_of_it(town, case):
    with as_loader():
        colleague = make_acting(town.north, town.school, Role.CASEWORKER, "Kaj")
        administrator = make_acting(town.north, town.school, Role.REGION_ADMIN, "Ada")
    for other in (town.stranger, colleague, administrator):
        assert seen(other) == []
        with acting_as(other):
            assert queries.case_log(other, case) == []


def test_without_a_context_there_is_nothing_to_see(town, case):
    assert AuditEvent.objects.count() == 0
    with acting_as(job="sweep", region_id=town.north.pk):
        assert AuditEvent.objects.count() == 0


def test_an_act_outside_the_case_is_not_shown_to_its_people(town, case):
    read(town.nurse, uuid.uuid4())
    assert len(seen(town.teacher)) == 2


def test_the_reviewer_sees_the_own_principals_staff_only(town, case):
    assert seen(town.reviewer) == [("probe.read", town.teacher.assignment_id)]


def test_the_reviewer_never_sees_own_acts_not_even_under_another_role(town, case):
    """The same person is a caseworker of the school too, and takes part in the case."""
    with as_loader():
        user = RoleAssignment.objects.get(pk=town.reviewer.assignment_id).user
        same_person = make_acting(town.north, town.school, Role.CASEWORKER, "Greta", user=user)
        take_part(same_person, case_id=case)
    read(same_person, case)
    read(town.reviewer, case, act="log.reviewed")

    assert seen(town.reviewer) == [("probe.read", town.teacher.assignment_id)]
    assert len(seen(same_person)) == 4


def test_a_reviewer_whose_assignment_has_ended_sees_nothing(town, case):
    with as_loader():
        RoleAssignment.objects.filter(pk=town.reviewer.assignment_id).update(valid_to=date(2020, 6, 1))
    assert seen(town.reviewer) == []


def test_the_case_log_says_who_for_which_unit_what_and_when(town, case):
    with acting_as(town.teacher), CaptureQueriesContext(connection) as statements:
        nurse, teacher = queries.case_log(town.teacher, case)

    assert len(statements) == 1
    assert (nurse.who, nurse.unit, nurse.act) == ("Nils Prov, Utredare", "Kliniken", "Öppnade ärendet")
    assert (teacher.who, teacher.unit, teacher.times, teacher.outcome) == ("Tora Prov, Utredare", "Skolan", 1, "")


def test_the_same_act_on_a_day_is_one_line(town, case):
    read(town.teacher, case)
    read(town.teacher, case)
    read(town.teacher, case, act="probe.printed")
    with acting_as(town.nurse):
        assert sorted((line.act[:5], line.times) for line in queries.case_log(town.nurse, case)) == [
            ("Annan", 1),
            ("Öppna", 1),
            ("Öppna", 3),
        ]


def test_the_safety_nets_echo_is_not_read_by_people(town, case):
    with as_loader(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_event (txid, at, kind, region_id, act, object_kind, case_id, basis, purpose, outcome, "
            "reason, request_id, session_hash, net) VALUES (pg_current_xact_id(), now(), 'user', %s, "
            "'sip_case.update', 'sip_case', %s, '', '', 'ok', '', '', '', true)",
            [town.north.pk, case],
        )
    with acting_as(town.teacher):
        assert len(queries.case_log(town.teacher, case)) == 2


def test_jobs_are_told_as_the_portal_and_refusals_as_such(town, case):
    with acting_as(job="sweep", region_id=town.north.pk) as job:
        audit.record("obligation.breached", by=job, case_id=case)
    with acting_as(town.nurse):
        audit.record("case.closed", by=town.nurse, case_id=case, outcome="refused")
    with acting_as(town.teacher):
        refused, automatic = queries.case_log(town.teacher, case)[:2]
    assert (automatic.who, automatic.unit) == ("Portalen, automatiskt", "")
    assert refused.outcome == "Nekat"


def test_the_log_looks_back_a_year(town, case):
    with clock.moved_to(datetime(2025, 1, 10, tzinfo=UTC)):
        read(town.teacher, case, act="probe.printed")
    with acting_as(town.teacher):
        assert len(queries.case_log(town.teacher, case)) == 2
        assert len(queries.case_log(town.teacher, case, days=3650)) == 3


def test_acts_are_named_once():
    acts.register({"test.named": "Provade"})
    acts.register({"test.named": "Provade"})
    with pytest.raises(ValueError, match="already has another name"):
        acts.register({"test.named": "Något annat"})
    assert "test.named" in acts.known()
