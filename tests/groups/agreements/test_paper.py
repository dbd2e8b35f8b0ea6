"""The agreement on paper: tagged, whole, and with lines to sign on while it waits for that. [F60, security 7]"""

import io

import pytest
from django.urls import reverse
from pdfua import validate

from core.audit.models import AuditEvent
from groups.agreements.services import signing
from tests.database import as_loader
from tests.documents import reading
from tests.documents.test_tags import FAULTY
from tests.groups.agreements import walk as w
from tests.groups.agreements.test_pages import client_of, page_of
from tests.groups.meetings import table as t
from tests.sip.papers import paper

pytestmark = pytest.mark.slow


def fetched(town, who: str, agreement):
    return client_of(town, who).get(reverse("groups:agreement_pdf", args=[agreement.pk]))


def opened(town, agreement, who: str = "chair"):
    return reading.opened(fetched(town, who, agreement).content)


def lines(town, agreement) -> list[int]:
    """For how many of each party there is a place to sign."""
    said = reading.text(opened(town, agreement))
    return [said.count(f"Underskrift för {one}") for one in ("Norrstad", "Regionen Norr")]


def with_annex(town):
    agreement = w.drafted(town)
    with t.as_(town, "chair") as me:
        signing.add_annex(agreement, by=me, title="Rutin för SIP", file=paper())
    return w.sent(town, agreement)


def test_the_paper_is_tagged_and_says_chapters_annexes_parties_and_version(town):
    agreement = with_annex(town)
    w.signed(town, agreement, "city_head", town.city)
    answer = fetched(town, "chair", agreement)
    pdf = reading.opened(answer.content)
    report = validate(io.BytesIO(answer.content))
    assert [one for one in report.findings if one.rule_id not in FAULTY] == []
    assert (str(pdf.docinfo.Title), str(pdf.Root.Lang)) == ("Lokal överenskommelse, version 1", "sv")
    tags = [str(one.S) for one, _above in reading.elements(pdf)]
    assert [tags.count(one) for one in ("/H1", "/H2", "/H3", "/Table")] == [1, 7, 1, 1]
    said = reading.text(pdf)
    for words in ("version 1", "Målgrupp", "Så gör vi.", "Rutin för SIP", "Underskriven", "Cia Chef, Chef", "Återstår"):
        assert words in said
    assert 'filename="overenskommelse-version-1.pdf"' in answer.headers["Content-Disposition"]


def test_there_are_lines_to_sign_on_for_each_party_that_has_not_and_only_while_it_waits(town):
    agreement = w.sent(town)
    assert lines(town, agreement) == [1, 1]
    w.signed(town, agreement, "city_head", town.city)
    assert lines(town, agreement) == [0, 1]
    w.signed(town, agreement, "bup_head", town.care)
    held = reading.text(opened(town, agreement))
    assert ("Underskrift för" in held, "Den gäller inte än." in held, "Tills vidare" in held) == (False, False, True)
    decided = w.by_decision(w.sent(town))
    assert "Underskrift för" not in reading.text(opened(town, decided))


def test_whoever_reads_the_agreement_fetches_it_and_that_is_noted(town):
    agreement = w.remitted(town)
    assert (
        reverse("groups:agreement_pdf", args=[agreement.pk])
        in client_of(town, "school_voice").get(page_of(agreement)).content.decode()
    )
    assert "Den gäller inte än." in reading.text(opened(town, agreement, "school_voice"))
    assert fetched(town, "worker", agreement).status_code == 404
    with as_loader():
        assert AuditEvent.objects.filter(act="agreement.printed", object_id=agreement.pk).count() == 1
