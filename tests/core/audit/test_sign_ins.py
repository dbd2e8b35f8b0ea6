"""The sign-ins of a principal's staff: for its log reviewer, of those who worked there on the day. [security 2]"""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import audit, clock
from core.access import acting_as
from core.audit.sign_ins import sign_ins
from core.people.models import RoleAssignment
from core.roles import Role
from tests.core.audit.conftest import events, make_acting
from tests.core.audit.test_pages import MONDAY_NOON, PERIOD, SUNDAY, TODAY, review_page, rows_of
from tests.database import as_loader

FIRST, LAST = date(2026, 11, 2), date(2026, 11, 29)
ROW = """
INSERT INTO audit_event (txid, at, kind, act, object_kind, object_id, basis, purpose, outcome, reason, request_id,
  session_hash, net)
VALUES (pg_current_xact_id(), %s, '', %s, %s, %s, '', 'bus_app', %s, %s, '', '', false)"""


def at_the_door(user_id, at=MONDAY_NOON, *, act="login.succeeded", kind="people.user", outcome="ok", reason=""):
    """As the door leaves it: nobody acts, and no region; past the function, which knows no other moment than now."""
    with as_loader(), connection.cursor() as cursor:
        cursor.execute(ROW, [at, act, kind, user_id, outcome, reason])


def found(acting, person=None):
    """What the acting one is told: (who, act, outcome), the oldest first."""
    with acting_as(acting):
        rows = sign_ins(FIRST, LAST, person)
    return [(row["who"].split()[0], row["act"], row["outcome"]) for row in reversed(rows)]


def test_the_reviewer_is_told_of_the_own_principals_staff_and_of_no_others(town):
    for who in (town.teacher, town.nurse, town.stranger, town.reviewer):
        at_the_door(who.user_id)
    at_the_door(town.teacher.user_id, SUNDAY, act="login.failed", outcome="refused")
    at_the_door(None, act="login.failed", outcome="refused")
    at_the_door(town.teacher.user_id, act="invitation.accepted")
    at_the_door(town.teacher.user_id, act="factor.changed", kind="people.factorreset")

    assert found(town.reviewer) == [("Tora", "login.succeeded", "ok"), ("Tora", "login.failed", "refused")]


def test_what_somebody_did_under_an_assignment_of_the_principal_stands_among_them(town):
    for who in (town.teacher, town.nurse):
        with clock.moved_to(MONDAY_NOON), acting_as(who):
            audit.record("session.assignment_chosen", by=who, object_kind="people.roleassignment")
            audit.record("probe.read", by=who)

    assert found(town.reviewer) == [("Tora", "session.assignment_chosen", "ok")]


def test_who_worked_there_on_the_day_counts_not_who_does_today(town):
    at_the_door(town.teacher.user_id, MONDAY_NOON)
    at_the_door(town.teacher.user_id, datetime(2026, 11, 12, 22, 59, tzinfo=UTC))  # still the 12th
    at_the_door(town.teacher.user_id, datetime(2026, 11, 12, 23, 1, tzinfo=UTC))
    with as_loader():
        RoleAssignment.objects.filter(pk=town.teacher.assignment_id).update(valid_to=date(2026, 11, 12))
    assert len(found(town.reviewer)) == 2

    with as_loader():
        RoleAssignment.objects.filter(pk=town.teacher.assignment_id).update(valid_from=date(2026, 11, 10))
    assert len(found(town.reviewer)) == 1


def test_one_with_several_assignments_is_one_row_and_what_was_done_in_another_region_is_none(town):
    with as_loader():
        user = RoleAssignment.objects.get(pk=town.teacher.assignment_id).user
        make_acting(town.north, town.school, Role.UNIT_MANAGER, "Tora", user=user)
        elsewhere = make_acting(town.south, RoleAssignment.objects.get(pk=town.stranger.assignment_id).unit,
                                Role.CASEWORKER, "Tora", user=user)  # fmt: skip
    at_the_door(user.pk)
    with clock.moved_to(SUNDAY), acting_as(elsewhere):
        audit.record("login.confirmed", by=elsewhere, object_kind="people.user", object_id=user.pk)

    assert found(town.reviewer) == [("Tora", "login.succeeded", "ok")]


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.REGION_ADMIN, Role.UNIT_MANAGER])
def test_nobody_else_is_told_of_any(town, role):
    at_the_door(town.teacher.user_id)
    with as_loader():
        other = make_acting(town.north, town.school, role, "Olle")
        ended = make_acting(town.north, town.school, Role.LOG_REVIEWER, "Elsa")
        RoleAssignment.objects.filter(pk=ended.assignment_id).update(valid_to=date(2020, 6, 1))
    assert (found(other), found(ended)) == ([], [])
    assert sign_ins(FIRST, LAST, None) == []  # outside every context


def test_the_page_shows_them_under_a_purpose_by_person_too_and_says_in_the_log_that_they_were_read(town):
    with as_loader():
        other = make_acting(town.north, town.school, Role.CASEWORKER, "Olle")
    at_the_door(town.teacher.user_id)
    at_the_door(town.teacher.user_id, act="login.failed", outcome="refused", reason="passphrase.waits")
    at_the_door(other.user_id)

    page = review_page(town.reviewer, urval="sign_ins")
    text = page.content.decode()
    assert rows_of(page) == 3
    assert "In- och utloggningar (3)" in text
    assert "Tora Prov, Utredare" in text
    assert "Misslyckades med att logga in och fick vänta" in text
    assert "Försök med en e-postadress som inte finns i portalen" in text
    assert "Ärendets nummer i loggen" not in text
    assert rows_of(review_page(town.reviewer, urval="sign_ins", person=town.teacher.assignment_id)) == 2
    assert "Försök med en e-postadress" not in review_page(town.reviewer, urval="all").content.decode()
    with clock.moved_to(TODAY):
        first = events(act="log.reviewed")[0]
    assert (first.purpose, first.reason, first.user_id) == ("random_check", "sign_ins", town.reviewer.user_id)
    assert review_page(town.reviewer, urval="sign_ins", syfte="").status_code == 422


@pytest.mark.parametrize("count", [1, 3])
def test_they_cost_the_same_for_one_and_for_three(town, count):
    for _ in range(count):
        at_the_door(town.teacher.user_id)
    with CaptureQueriesContext(connection) as statements:
        assert rows_of(review_page(town.reviewer, urval="sign_ins", **PERIOD)) == count
    asked = [one["sql"] for one in statements if "audit" in one["sql"] or "sign_ins" in one["sql"]]
    assert len(asked) == 3  # recorded; the rows; earlier reviews


def test_more_than_are_shown_are_told_of(town, monkeypatch):
    monkeypatch.setattr("core.audit.sign_ins.MOST", 2)
    monkeypatch.setattr("core.audit.review.MOST", 2)
    for _ in range(3):
        at_the_door(town.teacher.user_id)
    page = review_page(town.reviewer, urval="sign_ins")
    assert rows_of(page) == 2
    assert "Bara de 2 senaste visas." in page.content.decode()
