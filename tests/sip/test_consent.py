"""Consent: who, for what, to whom, until when; what it opens and how it closes. [SM-4, CS-01..CS-20]"""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from core import clock
from core.access import acting_as
from core.errors import Refused, WrongState
from sip.cases.policies import visible_identities
from sip.children.services import GuardianFacts
from sip.consent.asked import Asked, Given, next_sitting
from sip.consent.covers import ConsentFacts, covers, shares
from sip.consent.models import Consent, ConsentGiver, ConsentUnit
from sip.consent.services import record_consent, withdraw_consent
from sip.disclosures.models import Contribution, Disclosure
from sip.individual_forum.holding import hold_occasion
from sip.models import Call, CaseChild, Guardian
from tests.audit_rows import acts_of
from tests.database import as_loader
from tests.sip import town as t
from tests.sip.signatures.build import signed_by_all

UNIT, OTHER = uuid4(), uuid4()
DAY = date(2026, 3, 10)
GOOD = ConsentFacts(
    purpose="forum_occasion", sitting=1, status="given", form="written",
    valid_from=date(2026, 3, 1), valid_to=date(2026, 3, 31), units=frozenset({UNIT}), kinds=frozenset({"identity"}),
)  # fmt: skip


# (what the consent is, what is asked of it) → (whether it covers that for the sitting, whether a piece goes on it).
# The pure functions and the database's two gates answer the same table: `call_needs_consent` the first, for identity,
# `disclosure_needs_consent` the second.
COVERED = [
    ({}, {}, (True, False)),  # the piece of a school is about the situation
    ({"kinds": frozenset({"identity", "situation"})}, {}, (True, True)),
    ({"kinds": frozenset({"situation"})}, {"kind": "situation"}, (True, True)),
    ({}, {"on": date(2026, 3, 1)}, (True, False)),
    ({}, {"on": date(2026, 3, 31)}, (True, False)),
    ({"kinds": frozenset({"identity", "situation"})}, {"on": date(2026, 4, 1)}, (False, False)),
    ({"kinds": frozenset({"identity", "situation"})}, {"on": date(2026, 2, 28)}, (False, False)),
    ({"kinds": frozenset({"identity", "situation"})}, {"unit": OTHER}, (False, False)),
    ({}, {"kind": "health"}, (False, False)),
    ({"kinds": frozenset({"health", "social", "school", "identity"})}, {}, (True, False)),
    ({"kinds": frozenset({"identity", "situation"})}, {"sitting": 2}, (False, True)),
    ({"form": "screen"}, {}, (True, False)),  # signed there: as good as written
    ({"form": "oral"}, {}, (False, False)),
    ({"form": "oral", "kinds": frozenset({"identity", "situation"})}, {"family_present": True}, (True, True)),
    ({"status": "requested"}, {}, (False, False)),
    ({"status": "refused"}, {}, (False, False)),
    ({"status": "used"}, {}, (False, False)),
    ({"status": "expired"}, {}, (False, False)),
    ({"status": "withdrawn", "kinds": frozenset({"identity", "situation"})}, {}, (False, False)),
    (
        {"purpose": "steering_escalation", "sitting": None, "form": "oral", "kinds": frozenset({"situation"})},
        {"sitting": None, "kind": "situation"},
        (True, True),
    ),
    (
        {"purpose": "sip", "sitting": None, "form": "oral", "kinds": frozenset({"identity", "situation"})},
        {"sitting": None},
        (True, True),
    ),
    ({"purpose": "sip", "sitting": None, "form": "oral"}, {"sitting": None, "kind": "social"}, (False, False)),
]


@pytest.mark.parametrize(("change", "asked", "expected"), COVERED)
def test_a_consent_covers_its_unit_kind_sitting_and_days_only(change, asked, expected):
    question = {"unit": UNIT, "kind": "identity", "sitting": 1, "on": DAY, **asked}
    facts = replace(GOOD, **change)

    covered = covers(facts, **question)
    shared = shares(facts, unit=question["unit"], kind="situation", on=question["on"])

    assert (covered, shared) == expected


def test_the_database_answers_the_same_table(town, case):
    """Each row as a consent of its own case that stands in the database; a piece of the school, a call to BUP."""
    consent = t.consented(town, case)
    occasion = t.called(town, case)
    wrong = []
    with as_loader():
        piece = Contribution.objects.get(case_id=case.pk)
        for number, (change, asked, expected) in enumerate(COVERED):
            found = tried(town, case, consent, occasion, piece, number, replace(GOOD, **change), asked)
            wanted = (_called(change, asked, expected[0]), expected[1])
            if found != wanted:
                wrong.append((change, asked, found, wanted))
    assert wrong == []


def _called(change, asked, expected) -> bool | None:
    """A call asks for a sitting's consent and names no kind of information: other rows are no call."""
    is_call = change.get("purpose", "forum_occasion") == "forum_occasion" and "kind" not in asked
    return expected if is_call else None


def tried(town, case, consent, occasion, piece, number, facts, asked) -> tuple[bool | None, bool]:
    """Whether BUP may be called, and the piece given to it, with the consent as the facts say."""
    shift = clock.today() - asked.get("on", DAY)
    Consent.objects.filter(pk=consent.pk).update(status="requested")  # what is answered is answered from there
    ConsentGiver.objects.filter(consent=consent).update(answer=facts.status != "refused")
    if facts.form == "screen":
        signed_by_all(consent, town.assignments["teacher"])
    Consent.objects.filter(pk=consent.pk).update(
        purpose=facts.purpose, sitting=facts.sitting, status=facts.status, form=facts.form,
        information_kinds=sorted(facts.kinds), valid_from=facts.valid_from + shift, valid_to=facts.valid_to + shift,
    )  # fmt: skip
    gone = clock.now() if asked.get("unit") == OTHER else None
    ConsentUnit.objects.filter(consent=consent, unit=town.bup).update(withdrawn_at=gone)
    occasion.family_present = asked.get("family_present", False)
    occasion.number = asked.get("sitting") or 1
    occasion.save(update_fields=["family_present", "number"])
    fresh = Contribution.objects.create(
        region=town.region, case_id=case.pk, unit=town.school, kind="tried", version=number + 2, text="x",
        correction_reason="x", written_by=town.assignments["teacher"],
    )  # fmt: skip
    given = Disclosure(
        region=town.region, case_id=case.pk, contribution=fresh, receiving_unit=town.bup, basis="consent",
        consent=consent, disclosed_by=town.assignments["teacher"],
    )  # fmt: skip
    called = Call(
        region=town.region, case_id=case.pk, occasion=occasion, assignment=town.assignments["bup_deputy"],
        unit=town.bup, has_mandate=True,
    )  # fmt: skip
    is_call = facts.purpose == "forum_occasion" and "kind" not in asked
    return _is_let(called) if is_call else None, _is_let(given)


def _is_let(row) -> bool:
    """Whether the database takes the row; undone in either case."""
    before = transaction.savepoint()
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False
    transaction.savepoint_rollback(before)
    return True


def identity_open_to(acting, case) -> bool:
    with acting_as(acting):
        return visible_identities(acting).filter(pk=case.pk).exists()


def test_both_guardians_yes_opens_identity_and_pieces_to_the_units_named(town, case):
    consent = t.consented(town, case)

    assert consent.status == "given"
    assert identity_open_to(town.convenor, case)
    with acting_as(town.convenor):
        assert [piece.text for piece in Contribution.objects.filter(case_id=case.pk)] == [
            "MÄRKE-PRÖVAT två möten med hemmet"
        ]
    assert acts_of(case) >= {"case.raised", "consent.given", "piece.disclosed"}


def test_one_guardian_silent_opens_nothing(town, case):
    with acting_as(town.teacher):
        first = Guardian.objects.filter(child__cases__case_id=case.pk).first()

    consent = _answered(town, case, {first.pk: True})

    assert consent.status == "requested"
    assert not identity_open_to(town.convenor, case)
    with as_loader():
        assert not CaseChild.objects.filter(case_id=case.pk).exists()
        assert not Disclosure.objects.filter(case_id=case.pk).exists()


def _answered(town, case, answers):
    with acting_as(town.teacher):
        asked = Asked(
            units=(town.school, town.social, town.bup),
            information_kinds=("identity",),
            valid_to=clock.today() + timedelta(days=30),
            sitting=next_sitting(case),
        )
        given = Given(form="written", given_on=clock.today(), answers=answers, document_place="Pärm 1")
        return record_consent(case, by=town.teacher, asked=asked, given=given)


def test_one_no_is_a_no(town, case):
    assert t.consented(town, case, answers=False).status == "refused"
    assert not identity_open_to(town.convenor, case)


def test_sole_custody_asks_one(town):
    child = t.child_of(town, guardians=[GuardianFacts(name="Anna Provsson", custody="sole")])
    case = t.raised(town, child=child)

    assert t.consented(town, case).status == "given"


def test_an_exception_in_law_needs_its_reason(town, case):
    with pytest.raises(Refused) as refused:
        t.consented(town, case, signatories="prevented")
    assert refused.value.field == "signatories_reason"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"document_place": ""}, "document_place"),
        ({"form": "oral", "witness": ""}, "witness"),
        ({"given_on": date(2999, 1, 1)}, "given_on"),
        ({"given_on": date(1999, 12, 31)}, "given_on"),
        ({"valid_to": date(2020, 1, 1)}, "valid_to"),
        ({"units": ()}, "units"),
        ({"information_kinds": ()}, "information_kinds"),
    ],
)
def test_what_makes_no_consent_is_refused_beside_its_field_and_saves_nothing(town, case, facts, field):
    with pytest.raises(Refused) as refused:
        t.consented(town, case, **facts)

    assert refused.value.field == field
    with as_loader():
        assert not Consent.objects.filter(case_id=case.pk).exists()


@pytest.mark.parametrize("who", ["convenor", "head", "colleague"])
def test_only_who_takes_part_records_a_consent(town, case, who):
    with pytest.raises(PermissionDenied):
        t.consented(town, case, by=getattr(town, who))


def test_a_consent_is_used_by_its_sitting_and_the_next_needs_its_own(town, case):
    consent = t.consented(town, case)
    occasion = t.called(town, case)
    with clock.moved_to(occasion.starts_at + timedelta(hours=1)):
        _hold(town, case)
        with as_loader():
            assert Consent.objects.get(pk=consent.pk).status == "used"
        with pytest.raises(Refused):
            t.called(town, case, starts_at=clock.now() + timedelta(days=5))


def _hold(town, case):
    with acting_as(town.convenor):
        calls = Call.objects.filter(case_id=case.pk)
        return hold_occasion(case, by=town.convenor, attendance={call.pk: "present" for call in calls})


def test_withdrawal_closes_the_case_to_the_called_in_the_same_transaction(town, case):
    consent = t.consented(town, case)
    t.called(town, case)
    assert identity_open_to(town.bup_manager, case)

    with acting_as(town.teacher):
        withdraw_consent(consent, by=town.teacher)

    assert not identity_open_to(town.bup_manager, case)
    assert not identity_open_to(town.convenor, case)
    with acting_as(town.bup_manager):
        assert not Contribution.objects.filter(case_id=case.pk).exists()
    with pytest.raises(WrongState), acting_as(town.teacher):
        withdraw_consent(consent, by=town.teacher)


def test_withdrawal_toward_one_unit_leaves_the_others(town, case):
    consent = t.consented(town, case)
    t.called(town, case)

    with acting_as(town.teacher):
        withdraw_consent(consent, by=town.teacher, unit=town.bup)

    assert not identity_open_to(town.bup_manager, case)
    assert identity_open_to(town.social_manager, case)


def test_a_new_record_replaces_an_earlier_one_it_is_never_widened(town, case):
    first = t.consented(town, case, units=(town.school, town.social))

    second = t.consented(town, case)

    with as_loader():
        assert Consent.objects.get(pk=first.pk).status == "expired"
        assert Consent.objects.get(pk=second.pk).status == "given"


def test_a_consent_for_the_next_sitting_names_the_child_to_nobody_called_to_one_without_identity(town, case):
    t.called(town, case, is_deidentified=True)
    assert not identity_open_to(town.bup_manager, case)

    t.consented(town, case)

    assert not identity_open_to(town.bup_manager, case)
    with acting_as(town.bup_manager):
        assert not Contribution.objects.filter(case_id=case.pk).exists()
