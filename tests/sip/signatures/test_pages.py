"""The tablet in the family's hands: in their language, by finger or by keyboard; and what the consent's page shows."""

import json
import re

import pytest
from django.urls import reverse

from core import clock
from sip.family import texts
from sip.family.readers import CHILD
from sip.models import Consent, ConsentSignature, Guardian, GuardianBar
from sip.signatures import strokes
from tests.database import as_loader
from tests.sip import town as t
from tests.sip import walk as w
from tests.sip.signatures.build import DRAWN

pytestmark = pytest.mark.django_db


def address(consent, name: str = "Anna Provsson", code: str = "sv") -> str:
    with as_loader():
        till = Guardian.objects.get(name=name).pk
    return f"{reverse('sip:consent_sign', args=[consent.pk])}?till={till}&sprak={code}"


def sent(page: str, **other) -> dict:
    """What the page's form sends when all is filled in."""
    hidden = dict(
        re.findall(r'<input type="hidden" name="(till|sprak|text)" value="([^"]*)"', page.split('class="sign"')[1])
    )
    return {**w.key(), **hidden, "svar": "ja", "streck": json.dumps(DRAWN), "namn": "", "last": "ja", **other}


def test_each_reads_and_signs_in_their_language_and_the_page_shows_how_it_looked(town):
    teacher, case = w.as_person(town, "teacher"), t.raised(town)
    said = {"form": "screen", "document_place": ""}
    detail = w.record_consent(teacher, town, reverse("sip:case_detail", args=[case.pk]), **said)
    with as_loader():
        consent = Consent.objects.get(case_id=case.pk)
    assert detail == reverse("sip:consent_detail", args=[consent.pk])  # there one goes on to the signatures
    assert "Nu kan var och en läsa och skriva under på skärmen." in w.page(teacher, detail)

    page = w.page(teacher, address(consent, code="ar"))
    assert '<html lang="ar" dir="rtl">' in page
    assert texts.language("ar").say("agree.forum_occasion") in page
    assert "BUP Norr" in page
    assert "Översikt" not in page  # nothing of the portal lies before them
    url = address(consent, code="ar").partition("?")[0]
    for wrong, key in (
        ({"svar": ""}, "missing_answer"),
        ({"streck": "[[[1"}, "missing_name"),
        ({"last": ""}, "missing_read"),
    ):
        answer = teacher.post(url, sent(page, **wrong))
        assert answer.status_code == 422
        assert (
            answer.content.decode().count(texts.language("ar").say(f"sign.{key}")) == 2
        )  # above, and beside the field
    stale = teacher.post(url, sent(page, text="0" * 64)).content.decode()
    assert texts.language("ar").say("sign.changed") in stale
    assert json.dumps(DRAWN).replace('"', "&quot;") in stale  # what was drawn is kept

    thanks = w.page(teacher, w.send(teacher, url, sent(page)))
    assert texts.language("ar").say("sign.saved") in thanks
    page = w.page(teacher, address(consent, "Erik Provsson"))
    w.send(teacher, url, sent(page, streck="", namn="Erik <b>Provsson"))

    shown = w.page(teacher, detail)
    assert strokes.path(DRAWN) in shown
    assert 'aria-label="Underskrift av Anna Provsson"' in shown
    assert "Erik &lt;b&gt;Provsson" in shown
    assert "på arabiska. Tora Lärare lämnade över plattan." in shown
    assert "Skriv under" not in shown
    assert teacher.get(address(consent)).status_code == 302  # nothing waits for a signature any more
    with as_loader():
        assert Consent.objects.get(pk=consent.pk).status == "given"
        assert ConsentSignature.objects.filter(consent=consent).count() == 2
    assert w.as_person(town, "colleague").get(address(consent)).status_code == 404
    assert w.as_person(town, "head").get(address(consent)).status_code == 403


def test_the_child_alone_is_handed_the_tablet_and_a_guardian_who_does_not_give_it_is_not(town):
    how = {"signatories": "child_alone", "signatories_reason": "Barnets önskan", "maturity_judgement": "Förstår"}
    consent = t.consented(town, t.raised(town), form="screen", document_place="", answered={}, **how)
    teacher = w.as_person(town, "teacher")

    shown = w.page(teacher, reverse("sip:consent_detail", args=[consent.pk]))
    assert f"{address(consent).partition('?')[0]}?till={CHILD}" in shown
    assert "Barnet, eller personen själv" in shown
    assert "Anna Provsson ska inte svara" in teacher.get(address(consent), follow=True).content.decode()


def test_who_may_not_read_all_of_it_is_not_handed_the_tablet(town):
    consent = t.consented(town, t.raised(town), form="screen", document_place="")
    with as_loader():
        erik = Guardian.objects.get(name="Erik Provsson")
        GuardianBar.objects.create(
            region=consent.region, child=erik.child, guardian=erik, item="places", reason="harm",
            valid_from=clock.today(), set_by_id=consent.recorded_by_id,
        )  # fmt: skip

    shown = w.as_person(town, "teacher").get(address(consent, "Erik Provsson"), follow=True).content.decode()

    assert "Erik Provsson får inte läsa allt i samtycket" in shown
