"""A worker's open work goes over to a colleague: whole, at once, within the unit, and never past a consent. [9.18]"""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from core import clock
from core.access import acting_as
from core.audit.models import AuditEvent
from core.errors import PermissionDenied, Refused
from core.notices.models import Notice
from core.obligations.models import Obligation
from core.people.models import RoleAssignment
from sip.cases.policies import can_correct_noticed, takes_part, visible_forum_cases
from sip.children.policies import visible_children
from sip.consent.models import ConsentUnit
from sip.models import (
    Call,
    ChildCase,
    Contact,
    Handover,
    Participation,
    PlanInvitation,
    PlanMeasure,
    PlanRole,
    PlanTelling,
    Takeover,
)
from sip.plans import policies as plans
from sip.plans.queries import raised_by, starter_id
from sip.plans.services.handing import propose_handover
from sip.plans.services.meeting import answer_invitation
from sip.takeover.finding import burdens
from sip.takeover.services import take_over
from tests.access.doors import become
from tests.database import as_loader
from tests.days import days_on
from tests.sip import town as t
from tests.sip.plans import town as p
from tests.sip.walk import as_person, page, words

pytestmark = pytest.mark.django_db


def handed_over(town, giver="teacher", *, by="head", to="colleague", **facts):
    """All that the giver has open, unless it is said what."""
    acting, giver = getattr(town, by), town.assignments[giver]
    with acting_as(acting):
        held = burdens(acting, [giver.pk]).get(giver.pk)
        said = {"children": held.children, "cases": held.cases} if held else {}
        said |= {"reason": "leaves", "to": town.assignments[to], **facts}
        return take_over(giver, by=acting, **said)


def sees(town, who: str, plan) -> tuple[bool, bool, bool]:
    """(that the plan is there, what it says, the child's own page)."""
    acting = getattr(town, who)
    with as_loader():
        child = ChildCase.objects.get(case_id=plan.pk).child_id
    with acting_as(acting):
        return (
            plans.visible_plans(acting).filter(pk=plan.pk).exists(),
            plans.readable_plans(acting).filter(pk=plan.pk).exists(),
            visible_children(acting).filter(pk=child).exists(),
        )


def test_everything_goes_over_at_once_and_closes_for_the_one_who_leaves():
    town, plan = p.until("meeting_called")
    teacher, colleague = (town.assignments[name] for name in ("teacher", "colleague"))
    assert sees(town, "teacher", plan) == (True, True, True)
    assert sees(town, "colleague", plan) == (False, False, False)

    moved = handed_over(town)

    assert (moved.children, moved.cases, moved.duties, moved.kept) == (1, 1, 1, 0)
    assert sees(town, "teacher", plan) == (False, False, False)
    assert sees(town, "colleague", plan) == (True, True, True)
    with acting_as(town.colleague):
        assert takes_part(town.colleague, plan)
        assert plans.is_leading(town.colleague, plan)
        assert starter_id(plan) == colleague.pk
        assert {row["case_id"] for row in raised_by(town.colleague)} == {plan.pk}
    with as_loader():
        answered = PlanInvitation.objects.get(case_id=plan.pk, assignment=town.assignments["bup_worker"])
    with acting_as(town.bup_worker):
        answer_invitation(answered, by=town.bup_worker, reply="yes")
    with as_loader():
        told = Notice.objects.filter(kind="plan_call_answered", channel="in_app")
        assert [row.recipient_id for row in told] == [colleague.pk]
        part = Participation.objects.get(case_id=plan.pk, assignment=colleague)
        assert (part.part, part.valid_to, part.added_by_id) == ("raiser", None, town.head.assignment_id)
        roles = PlanRole.objects.filter(case_id=plan.pk, valid_to__isnull=True)
        assert [one.part for one in roles.filter(assignment=colleague)] == ["chair"]
        assert not roles.filter(assignment=teacher).exists()
        call = PlanInvitation.objects.get(case_id=plan.pk, assignment=colleague)
        assert (call.replaces.assignment_id, call.replaces.reply, call.reply) == (teacher.pk, "substitute", "none")
        owed = Obligation.objects.live().get(case_id=plan.pk)
        assert (owed.code, owed.owner_id) == ("DL-26B", colleague.pk)
        assert [row.recipient_id for row in Notice.objects.filter(kind="taken_over", channel="in_app")] == [
            colleague.pk
        ]
        acts = set(AuditEvent.objects.filter(object_id=moved.takeover.pk).values_list("act", "case_id", "reason"))
    assert acts == {
        ("work.taken_over", None, "leaves"), ("case.taken_over", plan.pk, ""), ("child.taken_over", None, ""),
    }  # fmt: skip


def test_for_a_time_both_see_and_the_colleague_no_longer_when_it_has_passed(active):
    town, plan = active
    last = clock.today() + timedelta(days=20)

    handed_over(town, reason="ill", until=last)

    assert sees(town, "teacher", plan) == sees(town, "colleague", plan) == (True, True, True)
    with as_loader():
        held = PlanRole.objects.get(case_id=plan.pk, part="main_responsible", valid_to__isnull=True)
    assert held.assignment_id == town.assignments["colleague"].pk
    with days_on(22):
        assert sees(town, "colleague", plan) == (False, False, False)
        with acting_as(town.head):
            left = burdens(town.head)[town.assignments["colleague"].pk]
        assert left.parts[plan.pk] == {"chair", "main_responsible"}  # the leader sees that it waits to be given back
        moved = handed_over(town, "colleague", to="teacher", reason="shared")
    assert (moved.cases, moved.kept) == (1, 0)
    with as_loader():
        held = PlanRole.objects.get(case_id=plan.pk, part="main_responsible", valid_to__isnull=True)
    assert held.assignment_id == town.assignments["teacher"].pk


def live(town, model, who: str) -> int:
    with as_loader():
        rows = model.objects.filter(assignment=town.assignments[who])
        return rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=clock.now())).count()


def test_who_stands_in_for_a_time_takes_over_for_good(active):
    town, plan = active
    handed_over(town, reason="ill", until=clock.today() + timedelta(days=20))
    handed_over(town)
    assert live(town, Contact, "colleague") == live(town, Participation, "colleague") == 1
    with days_on(22):
        assert sees(town, "colleague", plan) == (True, True, True)
        assert sees(town, "teacher", plan) == (False, False, False)


def test_who_stands_in_for_a_time_stands_in_for_longer(active):
    town, plan = active
    for days in (20, 40, 30):  # what ends before does not shorten what lasts
        handed_over(town, reason="ill", until=clock.today() + timedelta(days=days))
    assert live(town, Contact, "colleague") == live(town, Participation, "colleague") == 1
    with days_on(39):
        assert sees(town, "colleague", plan) == sees(town, "teacher", plan) == (True, True, True)
    with days_on(42):
        assert sees(town, "colleague", plan) == (False, False, False)


def test_for_a_time_the_colleague_does_all_that_the_plan_needs_and_stays_no_longer_by_it():
    town, plan = p.until("offered")
    last = clock.today() + timedelta(days=20)
    handed_over(town, reason="ill", until=last)

    p.consented(town, plan, by=town.colleague)
    p.working(town, plan, by=town.colleague)
    p.called(town, plan, by=town.colleague, chair=town.assignments["colleague"])

    with as_loader():
        (part,) = Participation.objects.filter(case_id=plan.pk, assignment=town.assignments["colleague"])
        assert timezone.localdate(part.valid_to - timedelta(seconds=1)) == last
        held = PlanRole.objects.get(case_id=plan.pk, part="chair")
        assert (held.assignment_id, held.valid_to) == (town.assignments["colleague"].pk, None)
    with days_on(22):
        assert sees(town, "colleague", plan) == (False, False, False)


def test_who_is_called_to_the_forum_is_replaced_as_by_a_substitute():
    with as_loader():
        town = t.make_town()
    case = t.raised(town)
    t.consented(town, case)
    t.called(town, case)

    moved = handed_over(town, "bup_manager", by="bup_manager", to="bup_deputy", reason="leave")

    assert (moved.cases, moved.kept) == (1, 0)
    with as_loader():
        call = Call.objects.get(case_id=case.pk, assignment=town.assignments["bup_deputy"])
        assert (call.replaces.assignment_id, call.replaces.reply) == (town.assignments["bup_manager"].pk, "substitute")
        live = Participation.objects.filter(case_id=case.pk, unit=town.bup, valid_to__isnull=True)
        assert [(one.assignment_id, one.part) for one in live] == [(town.assignments["bup_deputy"].pk, "substitute")]


def test_what_one_was_to_do_and_was_asked_to_be_goes_too_and_the_child_is_to_be_told(active):
    town, plan = active
    worker, deputy = (town.assignments[name] for name in ("bup_worker", "bup_deputy"))
    with acting_as(town.teacher):
        propose_handover(plan, by=town.teacher, to=worker)

    handed_over(town, "bup_worker", by="bup_manager", to="bup_deputy")
    handed_over(town)

    with as_loader():
        measure = PlanMeasure.objects.get(case_id=plan.pk, text="Samtal varje vecka")
        assert measure.assignment_id == deputy.pk
        assert Handover.objects.get(case_id=plan.pk).status == "recalled"
        told = PlanTelling.objects.filter(case_id=plan.pk, told_on__isnull=True)
        assert "main_responsible" in {row.change for row in told}
        owed = Obligation.objects.live().get(case_id=plan.pk, code="DL-27")
        assert owed.owner_id == town.assignments["colleague"].pk
    with acting_as(town.bup_worker):
        assert not plans.visible_plans(town.bup_worker).exists()
    with acting_as(town.bup_deputy):
        assert plans.readable_plans(town.bup_deputy).filter(pk=plan.pk).exists()


def test_a_case_that_was_raised_goes_over_and_its_day_may_be_corrected():
    with as_loader():
        town = t.make_town()
    case = t.raised(town)

    handed_over(town)

    with acting_as(town.colleague):
        assert visible_forum_cases(town.colleague).filter(pk=case.pk).exists()
        assert can_correct_noticed(town.colleague, case)
    with acting_as(town.teacher):
        assert not visible_forum_cases(town.teacher).filter(pk=case.pk).exists()


def test_what_no_living_consent_opens_to_the_unit_stays_and_is_told():
    town, plan = p.until("preparing")
    with as_loader():
        ConsentUnit.objects.filter(case_id=plan.pk, unit=town.bup).update(withdrawn_at=clock.now())

    moved = handed_over(town, "bup_worker", by="bup_manager", to="bup_deputy")

    assert (moved.cases, moved.kept) == (0, 1)
    with as_loader():
        live = Participation.objects.filter(case_id=plan.pk, unit=town.bup, valid_to__isnull=True)
        assert [one.assignment_id for one in live] == [town.assignments["bup_worker"].pk]


def test_only_the_leader_of_the_unit_hands_over_and_only_to_a_colleague_in_force_there():
    town, plan = p.until("offered")

    for who in ("teacher", "bup_manager", "convenor", "admin"):
        with pytest.raises(PermissionDenied):
            handed_over(town, by=who, cases=[plan.pk])
    for facts, field in (
        ({"to": "bup_worker"}, "to"),
        ({"to": "teacher"}, "to"),
        ({"until": clock.today() - timedelta(days=1)}, "until"),
        ({"children": [], "cases": [town.region.pk]}, "children"),
    ):
        with pytest.raises(Refused) as refused:
            handed_over(town, **facts)
        assert refused.value.field == field
    with as_loader():
        RoleAssignment.objects.filter(pk=town.assignments["colleague"].pk).update(valid_to=clock.today() - timedelta(1))
    with pytest.raises(Refused):
        handed_over(town)
    with as_loader():
        assert (Takeover.objects.count(), Contact.objects.count()) == (0, 1)


MAKE = """INSERT INTO sip_takeover (id, created_at, region_id, unit_id, giver_id, receiver_id, reason, until,
  made_by_id)
VALUES (%(key)s, clock_timestamp(), %(region)s, %(unit)s, %(giver)s, %(receiver)s, 'ill', {until}, %(by)s)"""


def test_the_database_lets_nobody_else_write_one_nor_move_anything_by_another_s():
    town, plan = p.until("offered")
    who = {name: one.pk for name, one in town.assignments.items()}
    key = Takeover().pk
    right = {
        "key": key, "region": town.region.pk, "unit": town.school.pk, "giver": who["teacher"],
        "receiver": who["colleague"], "by": who["head"],
    }  # fmt: skip

    def tried(acting, sql: str, values: dict) -> str:
        before = transaction.savepoint()
        become(acting)
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(sql, values)
            return "done"
        except DatabaseError as error:
            return str(error).split("\n")[0]
        finally:
            transaction.savepoint_rollback(before)

    def made(acting, *, until="NULL", **changes) -> bool:
        return tried(acting, MAKE.format(until=until), {**right, **changes}) == "done"

    assert made(town.head)
    assert not made(town.teacher)
    assert not made(town.teacher, by=who["teacher"])
    assert not made(town.head, by=who["teacher"])
    assert not made(town.bup_manager, by=who["bup_manager"])
    assert not made(town.head, giver=who["bup_worker"])
    assert not made(town.head, receiver=who["bup_worker"])
    assert not made(town.head, receiver=who["teacher"])
    assert not made(town.head, until="current_date - 1")
    moved = handed_over(town, cases=[plan.pk], children=[])
    move = "SELECT * FROM access.take_over(%(key)s, %(cases)s::uuid[], '{{}}')"
    values = {"key": moved.takeover.pk, "cases": [plan.pk]}
    assert tried(town.head, move.replace("{{}}", "{}"), values) == "done"
    for other in (town.colleague, town.bup_manager):
        assert "take-over" in tried(other, move.replace("{{}}", "{}"), values)
    with clock.moved_to(clock.now() + timedelta(minutes=5)):
        assert "take-over" in tried(town.head, move.replace("{{}}", "{}"), values)
    for sql in ("UPDATE sip_takeover SET reason = 'ill'", "DELETE FROM sip_takeover"):
        assert "permission denied" in tried(town.head, sql, {})


def test_the_leader_finds_who_has_left_and_hands_over_what_is_chosen(django_assert_num_queries):
    town, plan = p.until("offered")
    _town, other = p.until("need_identified", town)
    teacher, head = town.assignments["teacher"], as_person(town, "head")
    address, url = reverse("sip:takeover_list"), reverse("sip:takeover", args=[teacher.pk])
    assert "Allt öppet arbete har någon som svarar för det." in words(page(head, address))
    with as_loader():
        RoleAssignment.objects.filter(pk=teacher.pk).update(valid_to=clock.today() - timedelta(days=1))

    assert "Lämna över arbetet efter någon som har slutat" in words(page(head, "/"))
    assert url in page(head, "/")
    html = words(page(head, address))
    assert "Tora Lärare Handläggare. 2 barn, 2 ärenden och planer. Slutade" in html
    assert plan.case.code in words(page(head, url))
    sent = {"to": town.assignments["colleague"].pk, "reason": "leaves", "cases": [plan.pk]}
    refused = head.post(url, {**sent, "to": ""})
    assert refused.status_code == 422
    nothing = head.post(url, {**sent, "cases": []}).content.decode()
    assert '<a href="#id_children_0">Välj vad som ska lämnas över.' in nothing
    assert head.post(url, sent).status_code == 302
    assert sees(town, "colleague", plan)[0] is True
    assert sees(town, "colleague", other)[0] is False
    assert "Kaj Kollega har tagit över." in words(page(head, address))
    assert url not in page(as_person(town, "bup_manager"), "/")
    for who in ("colleague", "bup_manager", "convenor"):
        assert as_person(town, who).get(url).status_code == 404


def test_ten_plans_are_found_and_moved_by_as_many_statements_as_one():
    town, _plan = p.until("need_identified")

    def statements() -> tuple[int, int]:
        from django.test.utils import CaptureQueriesContext

        client = as_person(town, "head")
        url = reverse("sip:takeover_list")
        client.get(url)
        with CaptureQueriesContext(connection) as listed:
            client.get(url)
        with CaptureQueriesContext(connection) as moved:
            handed_over(town)
        return len(listed), len(moved)

    one = statements()
    for _number in range(3):
        p.until("need_identified", town)
    assert statements() == one
