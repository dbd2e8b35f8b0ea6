"""Calling, answering, holding, writing, concluding: what is allowed, refused, and told. [SM-2, P-80..P-87]"""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from core import clock
from core.access import acting_as
from core.errors import EditedByAnother, Refused, WrongState
from core.notices.models import Notice
from core.obligations.models import Obligation
from sip.cases import escalation, services
from sip.cases.models import ForumCase
from sip.individual_forum import calling, holding
from sip.individual_forum.models import Call, MinutesSection
from sip.models import CaseChild, ConsentUnit
from tests.database import as_loader
from tests.kept import kept
from tests.sip import town as t
from tests.sip import walk as w


@kept
def sitting(town) -> SimpleNamespace:
    """A case with consent and a called sitting."""
    case = t.raised(town)
    consent = t.consented(town, case)
    return SimpleNamespace(case=case, consent=consent, occasion=t.called(town, case))


@pytest.fixture
def written(town, sitting) -> SimpleNamespace:
    """A sitting that has been held, minutes open."""
    with clock.moved_to(sitting.occasion.starts_at + timedelta(hours=1)):
        with acting_as(town.convenor):
            calls = Call.objects.filter(case_id=sitting.case.pk)
            minutes = holding.hold_occasion(
                sitting.case, by=town.convenor, attendance={call.pk: "present" for call in calls}
            )
        yield SimpleNamespace(case=sitting.case, minutes=minutes, occasion=sitting.occasion)


def status_of(case) -> str:
    with as_loader():
        return ForumCase.objects.get(pk=case.pk).status


def test_a_need_noticed_twenty_days_ago_is_late_at_birth_and_still_accepted(town):
    case = t.raised(town, noticed=clock.today() - timedelta(days=20))

    with acting_as(town.convenor):
        assert Obligation.objects.get(case_id=case.pk, code="DL-01").status == "breached"
    t.consented(town, case)
    t.called(town, case)
    with acting_as(town.convenor):
        assert Obligation.objects.get(case_id=case.pk, code="DL-01").status == "met_late"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"noticed": clock.today() + timedelta(days=1)}, "noticed_on"),
        ({"tried": "  "}, "tried"),
        ({"units": ()}, "units"),
        ({"question": "Vem hjälper Elsa?"}, "question"),
        ({"question": "Gäller 900101-9802"}, "question"),
    ],
)
def test_a_case_that_cannot_be_raised_says_why_and_leaves_nothing(town, facts, field):
    with pytest.raises(Refused) as refused:
        t.raised(town, **facts)

    assert refused.value.field == field
    with as_loader():
        assert not ForumCase.objects.exists()
        assert not Obligation.objects.exists()


@pytest.mark.parametrize("who", ["convenor", "chair", "secretary", "social_worker"])
def test_only_who_works_with_the_child_raises_its_case(town, who):
    child = t.child_of(town)

    with pytest.raises(PermissionDenied):
        t.raised(town, child=child, by=getattr(town, who))


def test_without_consent_a_call_with_identity_is_refused(town):
    case = t.raised(town)

    with pytest.raises(Refused):
        t.called(town, case)
    assert status_of(case) == "raised"


def test_without_consent_the_case_is_handled_without_identity(town):
    case = t.raised(town)

    t.called(town, case, is_deidentified=True)

    with acting_as(town.bup_manager):
        assert ForumCase.objects.get(pk=case.pk).is_deidentified
    with as_loader():
        assert not CaseChild.objects.filter(case_id=case.pk).exists()


def test_a_unit_without_a_called_manager_is_named(town):
    case = t.raised(town)
    t.consented(town, case)

    with pytest.raises(Refused) as refused:
        t.called(town, case, managers=("social_manager",))

    assert "BUP Norr" in str(refused.value)


def test_an_oral_consent_needs_the_family_present(town):
    case = t.raised(town)
    t.consented(town, case, form="oral", witness="Rut Rektor")

    with pytest.raises(Refused):
        t.called(town, case)
    t.called(town, case, family_present=True)
    assert status_of(case) == "convened"


def test_the_database_itself_refuses_a_call_without_consent(town, sitting):
    with as_loader():
        ConsentUnit.objects.filter(consent=sitting.consent, unit=town.bup).update(withdrawn_at=clock.now())
    with pytest.raises(IntegrityError), transaction.atomic(), acting_as(town.convenor):
        Call(
            region_id=town.region.pk,
            case_id=sitting.case.pk,
            occasion=sitting.occasion,
            unit=town.bup,
            assignment=town.assignments["bup_deputy"],
            has_mandate=True,
        ).save(force_insert=True)


@pytest.mark.parametrize("who", ["other_convenor", "steering_bup", "secretary"])
def test_nobody_is_called_who_is_no_leader_or_caseworker_of_a_unit_in_the_case(town, who):
    case = t.raised(town)
    t.consented(town, case)

    with pytest.raises(Refused, match="chefer och handläggare"):
        t.called(town, case, managers=("head", "social_manager", "bup_manager", who))


@pytest.mark.parametrize("who", ["teacher", "head", "other_convenor", "chair"])
def test_only_the_districts_convenor_calls(town, who):
    case = t.raised(town)
    t.consented(town, case)

    with pytest.raises(PermissionDenied):
        t.called(town, case, by=getattr(town, who))


def test_the_call_is_told_to_the_managers_and_not_to_others(town, sitting):
    with as_loader():
        told = set(Notice.objects.filter(kind="call", about_id=sitting.case.pk).values_list("recipient_id", flat=True))

    assert told == {town.head.assignment_id, town.social_manager.assignment_id, town.bup_manager.assignment_id}


def test_a_substitute_takes_the_place_and_the_first_is_out(town, sitting):
    with acting_as(town.bup_manager):
        call = Call.objects.get(assignment_id=town.bup_manager.assignment_id)
        calling.answer_call(call, by=town.bup_manager, reply="substitute", substitute=town.assignments["bup_deputy"])

    with acting_as(town.bup_deputy):
        assert Call.objects.filter(assignment_id=town.bup_deputy.assignment_id).count() == 1


@pytest.mark.parametrize("name", [None, "social_worker", "bup_manager"])
def test_a_substitute_must_be_named_from_the_own_unit(town, sitting, name):
    substitute = town.assignments[name] if name else None
    with acting_as(town.bup_manager):
        call = Call.objects.get(assignment_id=town.bup_manager.assignment_id)
        with pytest.raises(Refused):
            calling.answer_call(call, by=town.bup_manager, reply="substitute", substitute=substitute)


def test_nobody_answers_for_another(town, sitting):
    with acting_as(town.convenor):
        call = Call.objects.get(assignment_id=town.bup_manager.assignment_id)
        with pytest.raises(PermissionDenied):
            calling.answer_call(call, by=town.convenor, reply="yes")


def test_a_sitting_ahead_cannot_have_been_held(town, sitting):
    with acting_as(town.convenor), pytest.raises(Refused):
        holding.hold_occasion(sitting.case, by=town.convenor, attendance={})


def test_attendance_of_all_is_noted(town, sitting):
    then = sitting.occasion.starts_at + timedelta(hours=1)
    with clock.moved_to(then), acting_as(town.convenor), pytest.raises(Refused):
        holding.hold_occasion(sitting.case, by=town.convenor, attendance={})
    assert status_of(sitting.case) == "convened"


def test_two_editors_get_both_texts_and_nothing_is_lost(town, written):
    with acting_as(town.convenor):
        section = written.minutes.sections.first()
        holding.save_section(section, by=town.convenor, text="Först", version=0)
        with pytest.raises(EditedByAnother) as edited:
            holding.save_section(section, by=town.convenor, text="Sedan", version=0)
    assert edited.value.current.text == "Först"


def test_minutes_are_approved_whole_and_then_locked_by_the_database(town, written):
    with pytest.raises(Refused) as refused:
        t.approved(town, written.case)
    assert "Läget" in str(refused.value)
    _approve(town, written)

    with acting_as(town.convenor):
        section = written.minutes.sections.first()
        with pytest.raises(WrongState):
            holding.save_section(section, by=town.convenor, text="Ändrat", version=1)
    for table, column in (("sip_minutessection", "text"), ("sip_minutes", "status")):
        with pytest.raises(IntegrityError), transaction.atomic(), as_loader(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET {column} = 'drafted'")


def _approve(town, written):
    with acting_as(town.convenor):
        for section in MinutesSection.objects.filter(minutes=written.minutes):
            holding.save_section(section, by=town.convenor, text="Det sades.", version=0)
    return t.approved(town, written.case)


def test_a_solution_needs_approved_minutes_and_a_decision(town, written):
    with acting_as(town.convenor), pytest.raises(Refused):
        holding.conclude(written.case, by=town.convenor, outcome="resolved")
    with acting_as(town.convenor):
        holding.add_decision(
            written.minutes, by=town.convenor, text="BUP samordnar", unit=town.bup, due_on=clock.today()
        )
    _approve(town, written)
    with acting_as(town.convenor):
        holding.conclude(written.case, by=town.convenor, outcome="resolved")
    assert status_of(written.case) == "resolved"


def test_a_case_closes_first_when_every_decision_is_followed_up(town, written):
    with acting_as(town.convenor):
        decision = holding.add_decision(
            written.minutes, by=town.convenor, text="BUP samordnar", unit=town.bup, due_on=clock.today()
        )
    _approve(town, written)
    with acting_as(town.convenor):
        holding.conclude(written.case, by=town.convenor, outcome="resolved")
        with pytest.raises(Refused):
            services.close_case(written.case, by=town.convenor)
        escalation.follow_up(decision, by=town.convenor, done_on=clock.today(), result="Klart")
        services.close_case(written.case, by=town.convenor)
    assert status_of(written.case) == "closed"


def test_an_unsolved_case_reaches_named_managers_and_the_chair_only(town, written):
    _approve(town, written)
    with acting_as(town.convenor):
        holding.conclude(written.case, by=town.convenor, outcome="unresolved")
    t.agreed(town, written.case)
    with acting_as(town.convenor):
        with pytest.raises(Refused):
            escalation.escalate(written.case, by=town.convenor, managers=[])
        with pytest.raises(Refused):
            escalation.escalate(written.case, by=town.convenor, managers=[town.assignments["head"]])
        escalation.escalate(written.case, by=town.convenor, managers=[town.assignments["steering_bup"]])
    seen = {}
    for who in ("steering_bup", "chair", "steering_social", "secretary"):
        with acting_as(getattr(town, who)):
            seen[who] = ForumCase.objects.filter(pk=written.case.pk).exists()
    assert seen == {"steering_bup": True, "chair": True, "steering_social": False, "secretary": False}
    with acting_as(town.convenor), pytest.raises(PermissionDenied):
        escalation.decide(written.case, by=town.convenor, decisions=[])


def test_a_returned_case_stops_its_clock_and_closes_to_the_convenor(town):
    case = t.raised(town)
    with acting_as(town.convenor):
        services.return_case(case, by=town.convenor, reason="not_tried")
    with acting_as(town.convenor):
        assert not ForumCase.objects.filter(pk=case.pk).exists()
    with as_loader():
        assert Obligation.objects.get(case_id=case.pk).status == "waived"
    with acting_as(town.teacher), pytest.raises(WrongState):
        services.return_case(case, by=town.teacher, reason="not_tried")
    page = w.words(w.page(w.as_person(town, "teacher"), case.get_absolute_url()))
    assert "Varför det lämnades tillbaka Ordinarie samarbete har inte prövats" in page
    assert "Avskriven" in page
    assert "Ärendet återlämnades" in page
    assert "efter kallelsen" not in page
