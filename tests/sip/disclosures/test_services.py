"""Pieces: written anew, given on a basis, taken in by the receiver. [security 1, CS-01, F111]"""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from core.access import acting_as
from core.errors import Refused
from sip.consent.services import withdraw_consent
from sip.disclosures.policies import visible_disclosures, visible_filed_pieces
from sip.disclosures.services import Decided, disclose_piece, file_piece, write_piece
from sip.models import ChildCase, Consent, Contribution, Disclosure, FiledPiece
from tests.audit_rows import acts_of
from tests.database import as_loader
from tests.sip import town as t
from tests.sip.plans import town as p
from tests.sip.test_consent_verbs import held

pytestmark = pytest.mark.django_db
DECIDED = Decided(reason="Utredning pågår", by_name="Rut Rektor", by_role="Rektor")


@pytest.fixture
def case(town):
    return t.raised(town)


def written(town, case, who="teacher", **facts) -> Contribution:
    by = getattr(town, who)
    with acting_as(by):
        return write_piece(case, by=by, **{"kind": "view", "text": "Vår bild", **facts})


def given(town, piece, to, who="teacher", *, basis="consent", decided=DECIDED) -> Disclosure:
    by = getattr(town, who)
    with acting_as(by):
        return disclose_piece(piece, by=by, to=to, basis=basis, decided=decided)


def none_given(piece) -> bool:
    with as_loader():
        return not Disclosure.objects.filter(contribution=piece).exists()


def test_a_correction_is_a_new_version_with_its_reason_and_the_old_one_stays(town, case):
    first = written(town, case)

    second = written(town, case, text="En annan bild", reason="Det fattades något")

    assert (first.version, second.version, second.correction_reason) == (1, 2, "Det fattades något")
    with as_loader():
        assert Contribution.objects.get(pk=first.pk).text == "Vår bild"
    assert "piece.written" in acts_of(case)


def test_versions_are_counted_in_their_own_case_and_unit_and_two_at_once_wait_for_the_case(town, case):
    t.consented(town, case)
    t.called(town, case)  # so that the clinic reads what the school has tried
    versions = [written(town, case, kind="tried", reason="Mer").version for _number in range(2)]

    assert versions == [2, 3]  # the first was written when the case was raised
    assert written(town, case, "bup_manager", kind="tried").version == 1
    written(town, case)
    other = t.raised(town)
    assert held(town.teacher, lambda: written(town, other))[0] == "sip_forumcase"
    with as_loader():
        assert Contribution.objects.get(case_id=other.pk, kind="view").version == 1


def test_a_consent_gives_the_newest_version_and_the_next_consent_gives_it_anew(town, case):
    newest = written(town, case, kind="tried", text="Nytt", reason="Mer")
    consents = [t.consented(town, case) for _number in range(2)]

    with as_loader():
        given_on = Disclosure.objects.filter(receiving_unit=town.bup).order_by("created_at")
        assert list(given_on.values_list("consent_id", "contribution_id")) == [(one.pk, newest.pk) for one in consents]


@pytest.mark.parametrize(("facts", "field"), [({"text": " "}, "text"), ({"kind": "tried", "reason": ""}, "reason")])
def test_no_text_and_no_reason_for_a_correction_are_refused(town, case, facts, field):
    with pytest.raises(Refused) as refused:
        written(town, case, **facts)
    assert refused.value.field == field


@pytest.mark.parametrize("who", ["colleague", "convenor", "bup_manager"])
def test_only_who_stands_for_a_unit_of_the_case_writes(town, case, who):
    with pytest.raises(PermissionDenied):
        written(town, case, who)


def test_a_called_manager_writes_for_the_own_unit(town, case):
    t.consented(town, case)
    t.called(town, case)
    assert written(town, case, "bup_manager").unit_id == town.bup.pk


def test_another_units_plan_is_written_to_only_while_the_consent_covers(town):
    town, plan = p.until("preparing")
    assert written(town, plan, "bup_worker").unit_id == town.bup.pk
    with as_loader():
        consent = Consent.objects.get(case_id=plan.pk)
    with acting_as(town.teacher):
        withdraw_consent(consent, by=town.teacher, unit=town.bup)
    with pytest.raises(PermissionDenied):
        written(town, plan, "bup_worker", reason="Ny")


def test_on_a_ground_a_piece_goes_with_reason_and_who_decided(town, case):
    piece = written(town, case)

    row = given(town, piece, town.social, basis="osl_10_28")

    assert (row.ground_reason, row.decided_by_name, row.decided_by_role) == ("Utredning pågår", "Rut Rektor", "Rektor")
    assert row.consent_id is None
    assert "piece.disclosed" in acts_of(case)


@pytest.mark.parametrize(
    ("decided", "field"),
    [
        (Decided(by_name="Rut", by_role="Rektor"), "reason"),
        (Decided(reason="Ja", by_role="Rektor"), "by_name"),
        (Decided(reason="Ja", by_name="Rut"), "by_role"),
    ],
)
def test_a_ground_without_reason_or_decision_maker_carries_nothing(town, case, decided, field):
    piece = written(town, case)
    with pytest.raises(Refused) as refused:
        given(town, piece, town.social, basis="osl_10_28", decided=decided)
    assert refused.value.field == field
    assert none_given(piece)


@pytest.mark.parametrize("basis", ["osl_25_12", "osl_26_9", "osl_25_13a", "nonsense"])
def test_a_school_is_never_offered_what_care_and_social_services_have(town, case, basis):
    piece = written(town, case)
    with pytest.raises(Refused) as refused:
        given(town, piece, town.bup, basis=basis)
    assert refused.value.field == "basis"
    assert none_given(piece)


def test_a_unit_outside_the_case_is_given_nothing(town, case):
    from tests.groups import build as b

    with as_loader():
        other = b.make_unit(town.region, town.city, "Västerskolan", "school", district=town.west)
    piece = written(town, case)
    with pytest.raises(Refused) as refused:
        given(town, piece, other, basis="osl_10_2")
    assert refused.value.field == "to"


def test_a_consent_carries_its_kinds_only_once_and_with_what_may_not_be_shared(town, case):
    t.consented(town, case, exceptions="Inget om syskonen")
    view = written(town, case)
    with pytest.raises(Refused) as refused:
        given(town, view, town.bup)
    assert refused.value.field == "basis"
    tried = written(town, case, kind="tried", text="Nytt", reason="Mer")

    row = given(town, tried, town.bup)

    assert row.exceptions == "Inget om syskonen"
    with pytest.raises(Refused):
        given(town, tried, town.bup)
    with as_loader():
        assert Disclosure.objects.filter(contribution=tried).count() == 1


@pytest.mark.parametrize("who", ["bup_manager", "colleague", "convenor"])
def test_nobody_but_the_owner_gives_a_piece(town, case, who):
    t.consented(town, case)
    t.called(town, case)
    with as_loader():
        piece = Contribution.objects.get(case_id=case.pk)
    with pytest.raises((PermissionDenied, Refused)):
        given(town, piece, town.social, who)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"basis": "osl_25_12"}, "carries nothing"),
        ({"ground_reason": ""}, "disclosure_rests_on_a_basis"),
        ({"decided_by_name": ""}, "disclosure_on_a_ground_is_decided"),
        ({"decided_by_role": ""}, "disclosure_on_a_ground_is_decided"),
    ],
)
def test_the_database_refuses_by_itself_what_the_service_would(town, case, change, rule):
    piece = written(town, case)
    said = {"basis": "osl_10_2", "ground_reason": "x", "decided_by_name": "x", "decided_by_role": "x", **change}
    row = Disclosure(
        region=town.region, case_id=case.pk, contribution=piece, receiving_unit=town.bup,
        disclosed_by_id=town.teacher.assignment_id, **said,
    )  # fmt: skip
    with acting_as(town.teacher), pytest.raises(IntegrityError, match=rule), transaction.atomic():
        row.save(force_insert=True)


def got(town, case) -> Disclosure:
    t.consented(town, case)
    t.called(town, case)
    with acting_as(town.bup_manager):
        return visible_disclosures(town.bup_manager).get(case_id=case.pk)


def filed(town, disclosure, who="bup_manager", child=None) -> FiledPiece:
    by = getattr(town, who)
    with acting_as(by):
        return file_piece(disclosure, by=by, child=child)


def copies_of(acting) -> int:
    with acting_as(acting):
        return visible_filed_pieces(acting).count()


def test_the_filed_copy_stays_with_its_unit_when_the_consent_has_gone(town, case):
    disclosure = got(town, case)

    copy = filed(town, disclosure)

    assert copy.text == "MÄRKE-PRÖVAT två möten med hemmet"
    with as_loader():
        consent = Consent.objects.get(case_id=case.pk)
    with acting_as(town.teacher):
        withdraw_consent(consent, by=town.teacher)
    seen = {who: copies_of(getattr(town, who)) for who in ("bup_manager", "bup_deputy", "social_manager", "teacher")}
    assert seen == {"bup_manager": 1, "bup_deputy": 0, "social_manager": 0, "teacher": 0}
    assert "piece.filed" in acts_of(case)


def test_it_is_filed_once_and_by_its_receiver(town, case):
    disclosure = got(town, case)
    filed(town, disclosure)
    with pytest.raises(Refused, match="redan tagit emot"):
        filed(town, disclosure)
    with pytest.raises(PermissionDenied):
        filed(town, disclosure, "social_manager")


def test_nothing_is_filed_on_a_consent_that_has_gone(town, case):
    disclosure = got(town, case)
    with as_loader():
        consent = Consent.objects.get(case_id=case.pk)
    with acting_as(town.teacher):
        withdraw_consent(consent, by=town.teacher)
    with pytest.raises(PermissionDenied):
        filed(town, disclosure)


def test_only_a_child_of_ones_own_is_matched_and_nobody_else_sees_it(town, case):
    disclosure, own = got(town, case), t.child_of(town, by=town.bup_manager)
    with as_loader():
        theirs = ChildCase.objects.get(case_id=case.pk).child
    with pytest.raises(Refused) as refused:
        filed(town, disclosure, child=theirs)
    assert refused.value.field == "child"

    copy = filed(town, disclosure, child=own)

    assert copy.child_id == own.pk
    with acting_as(town.teacher):
        assert ChildCase.objects.filter(child=own).count() == 0


def test_in_a_plan_the_own_child_is_linked(town):
    town, plan = p.until("preparing")
    with acting_as(town.bup_worker):
        disclosure = visible_disclosures(town.bup_worker).get(case_id=plan.pk)
    own = t.child_of(town, by=town.bup_worker)
    known = t.child_of(town, by=town.bup_manager)

    filed(town, disclosure, "bup_worker", child=own)
    filed(town, got(town, t.raised(town)), child=known)

    with as_loader():
        linked = ChildCase.objects.filter(child__in=(own, known)).values_list("case_id", "child_id")
        assert list(linked) == [(plan.pk, own.pk)]


def test_in_a_plan_a_copy_is_filed_without_any_child_too():
    town, plan = p.until("preparing")
    with acting_as(town.bup_worker):
        disclosure = visible_disclosures(town.bup_worker).get(case_id=plan.pk)

    assert filed(town, disclosure, "bup_worker").child_id is None


@pytest.mark.parametrize("change", [{"text": "Annan text"}, {"version": 7}, {"kind": "view"}, {"basis": "osl_10_2"}])
def test_a_copy_is_word_for_word_what_was_disclosed(town, case, change):
    disclosure = got(town, case)
    with as_loader():
        piece = Contribution.objects.get(pk=disclosure.contribution_id)
    facts = {"text": piece.text, "version": 1, "kind": "tried", "basis": "consent", **change}
    row = FiledPiece(
        region=town.region, case_id=case.pk, disclosure_id=disclosure.pk, code="x", unit=town.bup,
        from_unit=town.school, disclosed_at=disclosure.created_at, filed_by_id=town.bup_manager.assignment_id, **facts,
    )  # fmt: skip
    with (
        acting_as(town.bup_manager),
        pytest.raises(IntegrityError, match="disclosed to the unit"),
        transaction.atomic(),
    ):
        row.save(force_insert=True)
