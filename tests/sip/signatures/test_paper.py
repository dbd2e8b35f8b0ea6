"""A consent as a paper for the family: all of what it is, to sign by whom gives it. [F87, F106, P-62]"""

from datetime import timedelta

import pytest
from django.urls import reverse

from core import clock
from core.access import acting_as
from sip.consent.services import withdraw_consent
from sip.family import texts
from sip.family.readers import CHILD
from sip.models import Child, Guardian, GuardianBar, ProtectedData
from tests.database import as_loader
from tests.documents import reading
from tests.sip import walk as w
from tests.sip.plans import town as p

pytestmark = pytest.mark.django_db
UNITS, SECRET = ("Österskolan", "BUP Norr", "Barnenheten Öster"), "MÄRKE-UNDANTAG Det om mormor"


@pytest.fixture
def asked():
    """(town, a consent to a plan that both guardians are asked for, with something that may not be told)."""
    town, plan = p.until("offered")
    consent = p.consented(town, plan, answers=True)
    with as_loader():
        type(consent).objects.filter(pk=consent.pk).update(exceptions=SECRET)
    return town, consent


def ask(town, consent, name="sip:consent_family", *, who="teacher", **said):
    return w.as_person(town, who).get(reverse(name, args=[consent.pk]), said)


def paper(response) -> str:
    return response.content.decode().split("<article", 1)[1].split("</article>")[0]


def guardian(name: str) -> Guardian:
    with as_loader():
        return Guardian.objects.get(name=name)


def bar(consent, name: str, item: str) -> str:
    one = guardian(name)
    with as_loader():
        GuardianBar.objects.create(
            region=consent.region, child=one.child, guardian=one, item=item, reason="harm",
            valid_from=clock.today(), set_by_id=consent.recorded_by_id,
        )  # fmt: skip
    return str(one.pk)


def test_the_paper_says_in_every_language_what_is_agreed_and_that_it_may_be_withdrawn(asked):
    town, consent = asked
    anna = str(guardian("Anna Provsson").pk)
    told = "agree.sip consent.these_units agree.identity agree.situation consent.withdraw consent.after agree.says_yes"
    counts = texts.language("sv").plain("consent.withdraw")
    for one in texts.languages():
        shown = paper(ask(town, consent, sprak=one.code, till=anna))

        assert f'lang="{one.tag}" dir="{one.direction}"' in shown
        assert [key for key in told.split() if one.say(key) not in shown] == []
        assert one.say("agree.health") not in shown
        assert [text for text in (*UNITS, SECRET, "Elsa Provsson", "Anna Provsson") if text not in shown] == []
        assert (counts in shown) is (one.code != texts.EASY)  # the Swedish that counts stands beside a translation


def test_the_child_reads_it_and_the_guardians_sign_it(asked):
    town, consent = asked

    assert 'class="line"' not in paper(ask(town, consent, till=CHILD))
    assert paper(ask(town, consent, till=str(guardian("Erik Provsson").pk))).count('class="line"') == 3


def test_who_may_not_know_the_places_reads_no_unit_and_has_nothing_to_sign(asked):
    town, consent = asked
    his = paper(ask(town, consent, till=bar(consent, "Erik Provsson", "places")))

    assert [text for text in (*UNITS, SECRET) if text in his] == []
    assert texts.language("sv").say("agree.untold") in his
    assert 'class="line"' not in his


def test_no_paper_about_a_protected_child_names_a_unit(asked):
    town, consent = asked
    with as_loader():
        ProtectedData.objects.create(
            region=consent.region, child=Child.objects.get(cases__case_id=consent.case_id), kind="secrecy",
            source="told", valid_from=clock.today() - timedelta(days=1), set_by_id=consent.recorded_by_id,
        )  # fmt: skip
    for key in (CHILD, str(guardian("Anna Provsson").pk)):
        assert [text for text in (*UNITS, SECRET) if text in paper(ask(town, consent, till=key))] == []


@pytest.mark.parametrize("item", ["plan", "everything"])
def test_a_guardian_who_is_shut_out_of_the_plan_is_shown_no_consent_to_it(asked, item):
    town, consent = asked
    erik = bar(consent, "Erik Provsson", item)

    assert "får inte ta del av det som samtycket gäller" in ask(town, consent, till=erik).content.decode()
    assert "<article" not in ask(town, consent, till=erik).content.decode()
    assert ask(town, consent, "sip:consent_family_pdf", till=erik).status_code == 422


def test_a_consent_that_is_withdrawn_is_no_paper_any_more(asked):
    town, consent = asked
    with acting_as(town.teacher):
        withdraw_consent(consent, by=town.teacher)

    assert "Samtycket gäller inte längre." in ask(town, consent).content.decode()
    assert ask(town, consent, "sip:consent_family_pdf").status_code == 422


def test_whoever_lacks_the_childs_own_record_shows_the_family_nothing(asked):
    town, consent = asked
    address = reverse("sip:consent_family", args=[consent.pk])
    detail = reverse("sip:consent_detail", args=[consent.pk])

    assert ask(town, consent, who="colleague").status_code == 404
    assert ask(town, consent, who="secretary").status_code in (403, 404)
    assert address in w.page(w.as_person(town, "teacher"), detail)


def test_the_paper_as_pdf_is_tagged_and_names_nobody_outside_its_pages(asked):
    town, consent = asked
    with as_loader():
        code = consent.case.code
    for language in ("fa", "ti", "uk", "sv"):
        answer = ask(town, consent, "sip:consent_family_pdf", sprak=language, till=str(guardian("Anna Provsson").pk))
        pdf = reading.opened(answer.content)

        assert answer["Content-Disposition"] == f'attachment; filename="samtycke-{code.lower()}.pdf"'
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == language
        assert len(reading.tagged(pdf, "/H1")) == 1
        assert {glyph for _, glyph in reading.drawn(pdf)}.isdisjoint({0})
        assert "Provsson" not in str(pdf.docinfo.get("/Title", ""))
        if language == "sv":  # the name stands under what it says
            assert len(pdf.pages) == 1
