"""When a consent is withdrawn, nobody of another principal reaches who the child is: asked of the database itself."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from core import clock
from core.access import acting_as
from core.access.tables import lists
from core.errors import Refused
from core.notices.models import Notice
from sip.cases import escalation, services
from sip.consent.services import withdraw_consent
from sip.individual_forum import holding
from sip.models import Call, CaseChild, Consent, Disclosure, ForumCase, Occasion
from tests.audit_rows import acts_of
from tests.database import as_loader
from tests.sip import town as t

NAMES = ("Elsa", "Provsson", "Anna", "Erik")  # the child and its guardians
OTHERS = ("convenor", "social_manager", "bup_manager", "bup_deputy", "social_worker", "chair", "steering_bup")
NOWHERE: dict[str, set] = {who: set() for who in OTHERS}


def tables_that_name(acting) -> set[str]:
    """Every table with a row that this person reads, by plain SQL as the web's own role, and that holds a name."""
    found = set()
    with acting_as(acting), connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("bus_app",)
        for table in sorted(lists().child_level):
            cursor.execute(f"SELECT count(*) FROM {table} row WHERE row::text ~* %s", ["|".join(NAMES)])
            if cursor.fetchone()[0]:
                found.add(table)
    return found


def identity_rows(case) -> int:
    with as_loader():
        return CaseChild.objects.filter(case_id=case.pk).count()


def withdrawn(town, consent, unit=None) -> None:
    with acting_as(town.teacher):
        withdraw_consent(consent, by=town.teacher, unit=unit)


def held(town, case):
    with acting_as(town.convenor):
        calls = Call.objects.filter(case_id=case.pk)
        return holding.hold_occasion(case, by=town.convenor, attendance={call.pk: "present" for call in calls})


@pytest.fixture
def case(town) -> ForumCase:
    return t.raised(town)


@pytest.fixture
def consent(town, case) -> Consent:
    return t.consented(town, case)


def test_before_the_consent_is_complete_guardians_are_named_to_their_own_principal_only(town, case):
    consent = t.consented(town, case, answers=False)

    assert consent.status == "refused"
    assert "sip_consentgiver" in tables_that_name(town.teacher)
    assert "sip_consentgiver" in tables_that_name(town.head)
    assert tables_that_name(town.convenor) == set()


def test_a_live_consent_names_the_child_to_those_it_covers(town, case, consent):
    t.called(town, case)

    assert {who: tables_that_name(getattr(town, who)) for who in ("convenor", "bup_manager", "social_worker")} == {
        "convenor": {"sip_casechild", "sip_consentgiver"}, "bup_manager": {"sip_casechild"}, "social_worker": set(),
    }  # fmt: skip


def test_withdrawn_before_the_call_the_case_goes_on_without_identity_and_names_the_child_to_nobody_else(
    town, case, consent
):
    withdrawn(town, consent)
    assert identity_rows(case) == 0
    t.called(town, case, is_deidentified=True)

    assert {who: tables_that_name(getattr(town, who)) for who in OTHERS} == NOWHERE
    with acting_as(town.bup_manager):
        assert ForumCase.objects.get(pk=case.pk).is_deidentified


def test_withdrawn_after_the_call_all_doors_close_in_the_same_transaction(town, case, consent):
    t.called(town, case)
    assert tables_that_name(town.bup_manager) == {"sip_casechild"}
    with acting_as(town.teacher):
        withdraw_consent(consent, by=town.teacher)
        with as_loader():  # nothing is committed yet, and the row is gone
            assert not CaseChild.objects.filter(case_id=case.pk).exists()

    assert {who: tables_that_name(getattr(town, who)) for who in OTHERS} == NOWHERE


def test_what_was_disclosed_stays_listed(town, case, consent):
    withdrawn(town, consent)

    with acting_as(town.teacher):
        kept = Disclosure.objects.filter(case_id=case.pk).values_list("receiving_unit_id", flat=True)
        assert set(kept) == {town.social.pk, town.bup.pk}
        assert Consent.objects.get(pk=consent.pk).status == "withdrawn"
    assert acts_of(case) >= {"piece.disclosed", "consent.withdrawn"}
    assert "sip_child" in tables_that_name(town.teacher)  # the own principal's own row


def test_withdrawn_toward_one_unit_the_others_keep_the_name(town, case, consent):
    t.called(town, case)
    withdrawn(town, consent, unit=town.bup)

    assert identity_rows(case) == 1
    assert tables_that_name(town.bup_manager) == set()
    assert tables_that_name(town.social_manager) == {"sip_casechild"}


def test_a_new_consent_names_the_child_again(town, case, consent):
    withdrawn(town, consent)
    t.consented(town, case)

    assert identity_rows(case) == 1
    assert "sip_casechild" in tables_that_name(town.convenor)


def test_a_no_to_a_new_question_leaves_what_was_given_until_it_is_withdrawn(town, case, consent):
    t.consented(town, case, answers=False)
    assert identity_rows(case) == 1

    withdrawn(town, consent)
    assert identity_rows(case) == 0
    assert tables_that_name(town.convenor) == set()


def test_a_sitting_without_identity_leaves_no_name_even_while_a_consent_stands(town, case, consent):
    t.called(town, case, is_deidentified=True)

    assert identity_rows(case) == 0


def test_a_consent_without_the_name_opens_no_name(town, case):
    t.consented(town, case, information_kinds=("situation",))

    assert tables_that_name(town.convenor) == set()


def test_the_web_itself_cannot_take_a_name_away_or_put_one_back(town, case, consent):
    for statement in (
        f"DELETE FROM sip_casechild WHERE case_id = '{case.pk}'",
        f"UPDATE sip_casechild SET given_name = 'X' WHERE case_id = '{case.pk}'",
        "SELECT access.identity_goes()",
    ):
        with pytest.raises(Exception, match=r"permission denied|trigger functions"), acting_as(town.teacher):
            connection.cursor().execute(statement)


def test_the_called_sitting_cannot_be_held_and_is_called_anew_without_identity(town, case, consent):
    first = t.called(town, case)
    withdrawn(town, consent)
    with clock.moved_to(first.starts_at + timedelta(hours=1)):
        with pytest.raises(Refused, match="Kalla till ett nytt möte"):
            held(town, case)
        second = t.called(town, case, is_deidentified=True)

    with as_loader():
        assert Occasion.objects.get(pk=first.pk).status == "cancelled"
        told = Notice.objects.filter(kind="call_cancelled", channel="in_app").values_list("recipient_id", flat=True)
        assert set(told) == {getattr(town, who).assignment_id for who in ("head", "social_manager", "bup_manager")}
    assert second.number == 2


def test_a_called_sitting_whose_consent_stands_is_not_called_anew(town, case, consent):
    t.called(town, case)

    with pytest.raises(PermissionDenied):
        t.called(town, case, is_deidentified=True)


def test_what_is_withdrawn_after_the_sitting_does_not_undo_it(town, case, consent):
    occasion = t.called(town, case)
    with clock.moved_to(occasion.starts_at + timedelta(hours=2)):
        withdrawn(town, consent)
        held(town, case)

    with as_loader():
        assert ForumCase.objects.get(pk=case.pk).status == "held"
        assert Consent.objects.get(pk=consent.pk).status == "withdrawn"


def test_a_case_taken_out_of_the_forum_closes_to_the_called(town, case, consent):
    t.called(town, case)
    assert tables_that_name(town.bup_manager) == {"sip_casechild"}
    with acting_as(town.convenor):
        services.withdraw_case(case, by=town.convenor, reason="party")

    with acting_as(town.bup_manager):
        assert not ForumCase.objects.filter(pk=case.pk).exists()
    assert {who: tables_that_name(getattr(town, who)) for who in OTHERS} == NOWHERE


@pytest.fixture
def escalated(town, case, consent) -> ForumCase:
    occasion = t.called(town, case)
    with clock.moved_to(occasion.starts_at + timedelta(hours=1)):
        minutes = held(town, case)
        with acting_as(town.convenor):
            for section in minutes.sections.all():
                holding.save_section(section, by=town.convenor, text="Det sades.", version=0)
        t.approved(town, case)
        with acting_as(town.convenor):
            holding.conclude(case, by=town.convenor, outcome="unresolved")
        t.agreed(town, case)
        with acting_as(town.convenor):
            escalation.escalate(case, by=town.convenor, managers=[town.assignments["steering_bup"]])
            case = ForumCase.objects.get(pk=case.pk)
        yield case


def test_the_managers_read_the_name_while_a_consent_for_their_decision_lives(town, escalated):
    assert tables_that_name(town.steering_bup) == set()
    facts = {"purpose": "steering_escalation", "sitting": None, "units": (town.bup,)}
    consent = t.consented(town, escalated, **facts)
    assert tables_that_name(town.steering_bup) == {"sip_casechild"}
    assert tables_that_name(town.chair) == set()  # of another unit, not covered

    withdrawn(town, consent)

    assert tables_that_name(town.steering_bup) == set()
