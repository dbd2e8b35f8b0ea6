"""The register, an agreement's page and its questions, as those who make it and those who sign it meet them."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from groups.agreements.services import consulting, ending
from groups.models import Agreement, AgreementParty, Consulted
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.groups.agreements import walk as w
from tests.groups.meetings import table as t
from tests.sip.papers import paper


def client_of(town, who: str) -> Client:
    client = Client()
    sign_in(client, town.people[who])
    return client


def upload() -> SimpleUploadedFile:
    return SimpleUploadedFile("papper.pdf", paper().content, "application/pdf")


def text_of(town, who: str, url: str) -> str:
    return client_of(town, who).get(url).content.decode()


def page_of(agreement) -> str:
    return reverse("groups:agreement_detail", args=[agreement.pk])


def test_the_leader_begins_one_from_the_forums_page_and_it_is_found_in_the_register(town):
    url = reverse("groups:agreement_new", args=[town.steering.pk])
    assert url in text_of(town, "chair", reverse("groups:forum_detail", args=[town.steering.pk]))
    facts = {
        "situation": "none",
        "title": "Frånvaro",
        "target_group": "Elever",
        "parties": [town.city.pk, town.care.pk],
    }
    client = client_of(town, "chair")
    refused = client.post(url, facts)
    assert refused.status_code == 422
    assert "Svaren säger att ingen skriftlig överenskommelse behövs." in refused.content.decode()
    assert client.post(url, {**facts, "why": "Den regionala kräver det."}).status_code == 302
    assert "Frånvaro" in text_of(town, "chair", reverse("groups:agreement_list"))
    assert "Frånvaro" not in text_of(town, "other_chair", reverse("groups:agreement_list"))


def test_the_page_says_what_it_lacks_who_answered_and_who_is_to_sign(town):
    agreement = w.remitted(town, keys=("target",))
    text = text_of(town, "chair", page_of(agreement))
    for words in (
        "Det här måste finnas med",
        "Saknas",
        "Friskolan",
        "Inget svar än",
        "Cia Chef",
        "Skicka till parterna",
    ):
        assert words in text
    assert text_of(town, "school_voice", page_of(agreement)).count("Svara på remissen") == 1
    with as_loader():
        one = Consulted.objects.get()
    answer = reverse("groups:asked_note", args=[one.pk, "svara"])
    assert client_of(town, "school_voice").post(answer, {"text": "Gäller 121212-1212"}).status_code == 422
    assert client_of(town, "school_voice").post(answer, {"text": "Vi vill vara med."}).status_code == 302
    assert "Vi vill vara med." in text_of(town, "chair", page_of(agreement))


def test_the_chapters_are_written_in_place_and_two_texts_are_shown_when_two_write(town):
    agreement = w.drafted(town)
    url = reverse("groups:chapter_save", args=[w.chapter(agreement, "goals").pk])
    assert "Mål" in text_of(town, "school_head", reverse("groups:agreement_write", args=[agreement.pk]))
    assert client_of(town, "school_head").post(url, {"text": "Skolans text.", "version": 0}).status_code == 302
    both = client_of(town, "chair").post(url, {"text": "Min text.", "version": 0})
    assert both.status_code == 409
    assert "Skolans text." in both.content.decode()
    assert "Min text." in both.content.decode()
    by_script = client_of(town, "chair").post(url, {"text": "Min text.", "version": 1}, HTTP_X_AUTOSAVE="1")
    assert by_script.json()["version"] == 2
    refused = client_of(town, "chair").post(url, {"text": "Gäller 121212-1212", "version": 2})
    assert refused.status_code == 422
    assert client_of(town, "secretariat").post(url, {"text": "Vår text.", "version": 2}).status_code == 403


def test_who_is_named_signs_from_the_start_page_and_then_it_holds_for_everybody(town):
    agreement = w.sent(town)
    w.signed(town, agreement, "bup_head", town.care)
    assert "Skriv under en överenskommelse" in text_of(town, "city_head", "/")
    sign = reverse("groups:agreement_sign", args=[w.party(agreement, town.city).pk])
    assert sign in text_of(town, "city_head", page_of(agreement))
    assert client_of(town, "chair").get(sign).status_code == 403
    client = client_of(town, "city_head")
    assert client.post(sign, {"signed_as": ""}).status_code == 422
    assert client.post(sign, {"signed_as": "Förvaltningschef"}).status_code == 302
    text = text_of(town, "worker", page_of(agreement))
    assert "Överenskommelsen gäller tills vidare." in text
    assert "Cia Chef, Förvaltningschef" in text


def test_two_versions_are_compared_paragraph_by_paragraph(town):
    agreement = w.in_force(town)
    with t.as_(town, "chair") as me:
        new = ending.renew(agreement, by=me)
    w.wrote(town, new, keys=("target",), text="Så gör vi.\nOch så följer vi upp.")
    text = text_of(town, "chair", reverse("groups:agreement_compare", args=[new.pk]))
    assert "<ins>Och så följer vi upp.</ins>" in text
    assert "<del>" not in text
    assert text.count('class="sheet pad compared"') == 1
    first = text_of(town, "chair", reverse("groups:agreement_compare", args=[agreement.pk]))
    assert "Det här är den första versionen." in first


@pytest.mark.parametrize(
    ("question", "facts", "status"),
    [
        ("omforhandla", {"reason": "Nya uppdrag."}, "renegotiation_requested"),
        (
            "sag-upp",
            {"reason": "Vi går vidare.", "ends_on": (clock.today() + timedelta(days=90)).isoformat()},
            "terminated",
        ),
    ],
)
def test_a_party_asks_and_gives_notice_from_the_page(town, question, facts, status):
    agreement = w.in_force(town)
    url = reverse("groups:agreement_note", args=[agreement.pk, question])
    client = client_of(town, "city_head")
    assert client.post(url, {**facts, "party": town.care.pk}).status_code == 422
    assert client.post(url, {**facts, "party": town.city.pk}).status_code == 302
    assert w.now(agreement).status == status


def test_a_paper_and_an_annex_are_kept_and_fetched(town):
    agreement = w.drafted(town)
    client = client_of(town, "chair")
    annex = reverse("groups:agreement_annex", args=[agreement.pk])
    assert client.post(annex, {"title": "SIP-rutin"}).status_code == 422
    assert client.post(annex, {"title": "SIP-rutin", "file": upload()}).status_code == 302
    w.sent(town, agreement)
    url = reverse("groups:agreement_paper", args=[w.party(agreement, town.city).pk])
    facts = {"name": "Kurt Kommun", "signed_as": "Kommundirektör", "on": clock.today().isoformat()}
    assert client.post(url, {**facts, "file": upload()}).status_code == 302
    with as_loader():
        assert AgreementParty.objects.get(agreement=agreement, principal=town.city).method == "paper"
        files = [one.pk for one in Agreement.objects.get(pk=agreement.pk).files.all()]
    for one in files:
        assert client.get(reverse("groups:agreement_file", args=[one])).status_code == 200
        assert client_of(town, "worker").get(reverse("groups:agreement_file", args=[one])).status_code == 404


@pytest.mark.parametrize("page", ["list", "forum", "detail"])
def test_more_agreements_cost_no_more(town, page):
    agreement = w.remitted(town)
    urls = {
        "list": reverse("groups:agreement_list"),
        "forum": reverse("groups:forum_detail", args=[town.steering.pk]),
        "detail": page_of(agreement),
    }
    client, url = client_of(town, "chair"), urls[page]
    client.get(url)
    before = statements(client, url)
    for number in range(3):
        w.drafted(town, title=f"Överenskommelse {number}")
    w.wrote(town, agreement, keys=("sip", "goals"))
    with t.as_(town, "chair") as me:
        for name in ("Brukarrådet", "Ungdomsrådet"):
            consulting.ask(agreement, by=me, kind="children", name=name)
    assert statements(client, url) == before


def statements(client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)
