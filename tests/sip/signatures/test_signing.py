"""A consent on the screen is given by the signatures of all who must, and by nothing else. [SM-4, CS-05, facts 9.6]"""

import hashlib

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction

from core import clock
from core.access import acting_as
from core.audit.models import AuditEvent
from core.errors import Refused, WrongState
from sip.consent.services import withdraw_consent
from sip.models import Consent, ConsentSignature, Guardian, GuardianBar, SipPlan
from tests.access.scenes import run
from tests.database import as_loader
from tests.days import days_on
from tests.sip import town as t
from tests.sip.plans import town as p
from tests.sip.signatures.build import DRAWN, read_by, sign

pytestmark = pytest.mark.django_db
ON_SCREEN = {"form": "screen", "witness": "", "document_place": ""}


@pytest.fixture
def asked(town):
    """(town, a consent to the case's next sitting that both guardians are asked to sign)."""
    case = t.raised(town)
    return town, t.consented(town, case, **ON_SCREEN)


def status(consent) -> str:
    with as_loader():
        return Consent.objects.values_list("status", flat=True).get(pk=consent.pk)


def rows(consent) -> list[ConsentSignature]:
    with as_loader():
        return list(ConsentSignature.objects.filter(consent=consent).order_by("created_at"))


def noted(consent) -> list[str]:
    """The answers in the log."""
    with as_loader():
        rows = AuditEvent.objects.filter(act="consent.signed", object_id=consent.pk)
        return list(rows.values_list("reason", flat=True))


def test_it_waits_until_the_last_has_signed_and_is_then_as_good_as_written(asked):
    town, consent = asked
    with as_loader():
        assert [one.answer for one in consent.givers.all()] == [None, None]  # what was ticked before is no signature
    assert status(consent) == "requested"

    sign(town, consent, "Anna", code="ar")
    assert status(consent) == "requested"
    sign(town, consent, "Erik", strokes=(), typed_name=" Erik Provsson ")

    assert status(consent) == "given"
    with as_loader():
        given = Consent.objects.get(pk=consent.pk)
        assert given.given_on == clock.today()
        assert {one.answer for one in given.givers.all()} == {True}
        acts = set(AuditEvent.objects.filter(object_id=consent.pk).values_list("act", flat=True))
        assert {"consent.requested", "consent.signed", "consent.given"} <= acts
        case = t.ForumCase.objects.get(pk=consent.case_id)
    t.called(town, case)  # without the family: written is needed, and this is as good


def test_what_was_signed_is_kept_word_for_word_with_who_held_the_tablet(asked):
    town, consent = asked
    with acting_as(town.teacher):
        before = read_by(consent, "Anna", "so").text
    given = sign(town, consent, "Anna", code="so")
    [row] = rows(consent)

    assert (given, noted(consent)) == (row, ["yes"])
    assert (row.name, row.answer, row.language, row.strokes) == ("Anna Provsson", True, "so", DRAWN)
    assert row.shown_text == before
    assert row.shown_hash == hashlib.sha256(before.encode()).hexdigest()
    assert row.held_by_id == town.assignments["teacher"].pk
    assert "Elsa Provsson" in before
    assert "BUP Norr" in before


def test_one_no_is_a_no_and_nobody_signs_after_it(asked):
    town, consent = asked
    sign(town, consent, "Erik", answer=False)

    assert (status(consent), noted(consent)) == ("refused", ["no"])
    with pytest.raises(WrongState):
        sign(town, consent, "Anna")


def test_nobody_signs_twice_nor_for_another_nor_a_text_they_have_not_read(asked):
    town, consent = asked
    sign(town, consent, "Anna")
    for wrong, said in (
        ({"name": "Anna"}, "^Anna Provsson har redan svarat"),
        ({"name": "Elsa"}, "^Elsa ska inte svara"),
        ({"name": "Erik", "shown_hash": "0" * 64}, "Texten har ändrats"),
    ):
        with pytest.raises(Refused, match=said):
            sign(town, consent, **wrong)
    assert [row.name for row in rows(consent)] == ["Anna Provsson"]
    with pytest.raises(PermissionDenied):
        sign(town, consent, "Erik", by=town.head)


def test_who_may_not_read_all_of_it_does_not_sign_it(asked):
    town, consent = asked
    with as_loader():
        erik = Guardian.objects.get(name="Erik Provsson")
        GuardianBar.objects.create(
            region=consent.region, child=erik.child, guardian=erik, item="places", reason="harm",
            valid_from=clock.today(), set_by_id=consent.recorded_by_id,
        )  # fmt: skip
    with pytest.raises(Refused, match=r"^Erik Provsson får inte läsa allt"):
        sign(town, consent, "Erik")


def test_a_consent_that_is_withdrawn_replaced_or_run_out_is_signed_no_more(asked):
    town, consent = asked
    with as_loader():
        case = t.ForumCase.objects.get(pk=consent.case_id)
    newer = t.consented(town, case, **ON_SCREEN)
    with pytest.raises(WrongState):
        sign(town, consent, "Anna")
    with days_on(400), pytest.raises(Refused, match="sista dag har redan varit"):
        sign(town, newer, "Anna")
    with acting_as(town.teacher):
        withdraw_consent(newer, by=town.teacher)
    with pytest.raises(WrongState):
        sign(town, newer, "Anna")


def test_another_guardian_since_it_was_asked_for_is_asked_too(asked):
    town, consent = asked
    sign(town, consent, "Anna")
    with as_loader():
        anna = Guardian.objects.get(name="Anna Provsson")
        Guardian.objects.create(
            region=anna.region, child=anna.child, name="Tina Provsson", custody=anna.custody, valid_from=clock.today()
        )
    with pytest.raises(Refused, match="inte desamma"):
        sign(town, consent, "Erik")


@pytest.mark.parametrize(
    ("who", "how"),
    [
        ("Elsa", {"signatories": "child_alone", "maturity_judgement": "Förstår vad det gäller"}),
        ("Anna", {"signatories": "sole_custody"}),
    ],
)
def test_by_an_exception_in_law_one_signature_gives_it_and_the_others_are_not_asked_for(town, who, how):
    case = t.raised(town)
    with as_loader():
        Guardian.objects.filter(name="Anna Provsson").update(custody="sole")
    for answer, ended in ((False, "refused" if who == "Elsa" else "requested"), (True, "given")):
        consent = t.consented(town, case, signatories_reason="Prövat", answered={}, **how, **ON_SCREEN)
        with pytest.raises(Refused):
            sign(town, consent, "Erik")  # neither the child alone nor the one who has custody
        sign(town, consent, who, answer=answer)
        assert status(consent) == ended
    assert [row.giver_id is None for row in rows(consent)] == [who == "Elsa"]


def test_a_plan_begins_by_signatures_and_what_was_given_before_stands_until_then():
    town, plan = p.until("offered")
    first = p.consented(town, plan)
    second = p.consented(town, plan, units=(town.school, town.social), **ON_SCREEN)
    sign(town, second, "Anna")
    assert (status(first), status(second)) == ("given", "requested")
    sign(town, second, "Erik")
    assert (status(first), status(second)) == ("expired", "given")

    town, plan = p.until("offered", town)
    asked = p.consented(town, plan, **ON_SCREEN)
    for name in ("Anna", "Erik"):
        with as_loader():
            assert SipPlan.objects.get(pk=plan.pk).status == "offered"
        sign(town, asked, name)
    with as_loader():
        assert SipPlan.objects.get(pk=plan.pk).status == "consented"


def test_the_database_gives_nothing_that_is_not_signed_and_changes_no_signature(asked):
    town, consent = asked
    sign(town, consent, "Anna")
    with as_loader():
        for change in (
            "UPDATE sip_consent SET status = 'given' WHERE id = %s",
            "UPDATE sip_consentsignature SET answer = false WHERE consent_id = %s",
            "DELETE FROM sip_consentsignature WHERE consent_id = %s",
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                run(change, [consent.pk])
        [row] = ConsentSignature.objects.filter(consent=consent)
        row.pk, row.giver, row.shown_text = None, None, "another text"
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)
