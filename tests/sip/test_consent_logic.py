"""The branches of consents and pieces that no story passes: each refusal, each sentence, each way in by page. [SM-4]"""

from datetime import timedelta

import pytest
from django.urls import reverse

from core.access import acting_as
from core.errors import Refused, WrongState
from sip.consent.rows import recorded
from sip.consent.services import use, withdraw_consent
from sip.disclosures.policies import visible_disclosures
from sip.disclosures.services import Decided, disclose_piece, file_piece, write_piece
from sip.models import ChildCase, Consent, FiledPiece
from tests.database import as_loader
from tests.sip import town as t
from tests.sip import walk as w
from tests.sip.papers import paper
from tests.sip.plans import town as p

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(town):
    return t.raised(town)


def address(name: str, pk) -> str:
    return reverse(f"sip:{name}", args=[pk])


@pytest.mark.parametrize(
    ("status", "purpose", "said"),
    [
        ("given", "sip", "komplett och gäller nu"),
        ("requested", "sip", "har inte svarat än"),
        ("refused", "sip", "inget får delas"),
        ("refused", "forum_occasion", "bara hanteras utan identitet"),
    ],
)
def test_what_has_been_recorded_is_said_with_what_it_leads_to(status, purpose, said):
    assert said in recorded(Consent(status=status, purpose=purpose))


def test_by_page_a_consent_is_recorded_refused_beside_its_field_and_withdrawn_once(town, case):
    client = w.as_person(town, "teacher")
    url, page = address("consent_record", case.pk), address("case_detail", case.pk)
    early = (case.need_noticed_on - timedelta(days=1)).isoformat()

    assert client.post(url, {**w.key(), "purpose": "forum_occasion"}).status_code == 422
    with pytest.raises(AssertionError, match="kan inte ha lämnats före"):
        w.record_consent(client, town, page, given_on=early)
    assert w.record_consent(client, town, page) == page
    with as_loader():
        consent = Consent.objects.get(case_id=case.pk)
        assert (consent.status, consent.sitting, consent.units.count(), consent.givers.count()) == ("given", 1, 3, 2)

    withdraw = address("consent_withdraw", consent.pk)
    assert client.post(withdraw, {**w.key(), "unit": str(town.region.pk)}).status_code == 422
    w.send(client, withdraw, {"unit": str(town.bup.pk)})
    assert "BUP Norr, återkallat" in w.page(client, address("consent_detail", consent.pk))
    assert "Vem återkallar?" in w.page(client, withdraw)
    w.send(client, withdraw, {"word_of": "Anna Provsson"})
    w.send(client, withdraw)  # again, from a page that stood open
    with as_loader():
        ended = Consent.objects.get(case_id=case.pk)
        assert (ended.status, ended.word_of, ended.word_form) == ("withdrawn", "Anna Provsson", "oral")


def test_a_consent_to_the_managers_decision_is_for_no_sitting(town, case):
    client = w.as_person(town, "teacher")

    w.record_consent(client, town, address("case_detail", case.pk), purpose="steering_escalation")

    with as_loader():
        assert Consent.objects.get(case_id=case.pk).sitting is None


def test_who_may_not_know_the_child_reads_no_guardians_names(town, case):
    consent = t.consented(town, case, information_kinds=("situation",))
    client = w.as_person(town, "convenor")

    pages = [w.page(client, address("consent_detail", consent.pk)), w.page(client, address("case_detail", case.pk))]

    assert "Vårdnadshavarnas namn visas bara för den som får veta" in pages[0]
    assert "Skriftligt. Gäller till och med" in w.words(pages[1])
    assert not any(name in page for page in pages for name in ("Anna Provsson", "Erik Provsson"))


def test_the_pieces_of_a_case_of_others_are_not_there(town, case):
    assert w.as_person(town, "colleague").get(address("pieces", case.pk)).status_code == 404


def test_a_signed_paper_goes_with_a_written_consent_and_with_no_other(town, case):
    with pytest.raises(Refused) as refused:
        t.consented(town, case, form="oral", witness="Rut Rektor", paper=paper())
    assert refused.value.field == "paper"
    consent = t.consented(town, case, document_place="", paper=paper())
    with as_loader():
        assert consent.papers.count() == 1


def test_a_used_consent_has_its_end_and_is_not_withdrawn(town, case):
    consent = t.consented(town, case)
    with acting_as(town.teacher):
        use(consent, by=town.teacher)
    with as_loader():
        found = Consent.objects.get(pk=consent.pk)
    assert found.status == "used"
    assert found.ended_at is not None
    with acting_as(town.teacher), pytest.raises(WrongState):
        withdraw_consent(consent, by=town.teacher)


def test_the_own_child_is_linked_to_a_plan_once_whatever_is_taken_in():
    town, plan = p.until("preparing")
    with acting_as(town.teacher):
        corrected = write_piece(plan, by=town.teacher, kind="need", text="Nytt", reason="Rättat")
        disclose_piece(corrected, by=town.teacher, to=town.bup, basis="consent", decided=Decided())
    own = t.child_of(town, by=town.bup_worker)
    with acting_as(town.bup_worker):
        for row in visible_disclosures(town.bup_worker).filter(case_id=plan.pk):
            file_piece(row, by=town.bup_worker, child=own)

    with as_loader():
        assert ChildCase.objects.filter(case_id=plan.pk, child=own).count() == 1
        assert FiledPiece.objects.filter(case_id=plan.pk, child=own).count() == 2
