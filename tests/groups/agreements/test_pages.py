"""The register, an agreement's page and its questions, as those who make it and those who sign it meet them."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from groups.agreements.services import consulting, ending, signing
from groups.models import Agreement, AgreementParty, Consulted
from tests.core.people.build import PASSPHRASE, sign_in
from tests.database import as_loader
from tests.groups.agreements import walk as w
from tests.groups.meetings import table as t
from tests.sip.papers import paper

CONFIRMED = {"bekraftat": "1"}


def client_of(town, who: str) -> Client:
    client = Client()
    sign_in(client, town.people[who])
    return client


def upload() -> SimpleUploadedFile:
    return SimpleUploadedFile("papper.pdf", paper().content, "application/pdf")


def text_of(town, who: str, url: str) -> str:
    return client_of(town, who).get(url).content.decode()


def seen_on(client, url: str) -> str:
    """The mark of the text, as the page's form carries it."""
    return re.search(r'name="seen" value="(\w{64})"', client.get(url).content.decode())[1]


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


def test_what_comes_when_it_is_sent_is_refused_in_words_and_stays_typed(town):
    agreement = w.sent(town)
    one = w.chapter(agreement, "goals")
    late = {"text": "Skrivet för sent.", "version": one.version}
    answer = client_of(town, "chair").post(reverse("groups:chapter_save", args=[one.pk]), late)
    assert answer.status_code == 422
    assert "Skrivet för sent." in answer.content.decode()
    assert "Texten är låst. Den går inte att ändra längre." in answer.content.decode()
    assert client_of(town, "chair").get(reverse("groups:agreement_write", args=[agreement.pk])).status_code == 403


def test_who_is_named_signs_from_the_start_page_and_then_it_holds_for_everybody(town):
    agreement = w.sent(town)
    w.signed(town, agreement, "bup_head", town.care)
    assert "Skriv under en överenskommelse" in text_of(town, "city_head", "/")
    sign = reverse("groups:agreement_sign", args=[w.party(agreement, town.city).pk])
    assert sign in text_of(town, "city_head", page_of(agreement))
    assert client_of(town, "chair").get(sign).status_code == 403
    client = client_of(town, "city_head")
    seen = seen_on(client, sign)
    assert client.post(sign, {"signed_as": "", "seen": seen}).status_code == 422
    assert client.post(sign, {"signed_as": "Förvaltningschef", "seen": seen}).status_code == 302
    text = text_of(town, "worker", page_of(agreement))
    assert "Överenskommelsen gäller tills vidare." in text
    assert "Cia Chef, Förvaltningschef" in text


def test_a_page_opened_before_the_text_changed_signs_nothing(town):
    agreement = w.sent(town)
    sign = reverse("groups:agreement_sign", args=[w.party(agreement, town.city).pk])
    client = client_of(town, "city_head")
    facts = {"signed_as": "Förvaltningschef", "seen": seen_on(client, sign)}
    with t.as_(town, "chair") as me:
        signing.reopen(agreement, by=me)
    w.wrote(town, agreement, keys=("goals",), text="Något annat.")
    with t.as_(town, "chair") as me:
        signing.send(agreement, by=me)
    for seen in (facts["seen"], ""):
        refused = client.post(sign, {**facts, "seen": seen})
        assert refused.status_code == 422
        assert "Texten har ändrats sedan du öppnade sidan." in refused.content.decode()
    assert client.post(sign, {**facts, "seen": seen_on(client, sign)}).status_code == 302


def test_who_binds_a_principal_is_asked_again_when_the_sign_in_is_old(town):
    signed, decided = w.sent(town), w.sent(town, w.by_decision(w.drafted(town)))
    held = w.in_force(town)
    with as_loader():
        chair = town.people["chair"].user
        chair.set_password(PASSPHRASE)
        chair.save()
    day = clock.today().isoformat()
    decision = {"signed_as": "Kommunfullmäktige, § 42", "on": day}
    paper_of = reverse("groups:agreement_paper", args=[w.party(signed, town.city).pk])
    decision_of = reverse("groups:party_note", args=[w.party(decided, town.city).pk, "beslut"])
    notice_of = reverse("groups:agreement_note", args=[held.pk, "sag-upp"])
    pages = {
        paper_of: lambda: {"name": "Kurt Kommun", "signed_as": "Chef", "on": day, "file": upload()},
        decision_of: lambda: decision,
        notice_of: lambda: {"party": town.city.pk, "ends_on": day, "reason": "Vi går vidare."},
    }
    for url, facts in pages.items():
        client = Client()
        store = sign_in(client, town.people["chair"])
        store.signed_in_at -= timedelta(minutes=11)
        store.save()
        shown = client.get(url).content.decode()
        assert 'name="confirm"' in shown
        seen = {} if url == notice_of else {"seen": seen_on(client, url)}
        refused = client.post(url, facts() | seen)
        assert (refused.status_code, 'href="#id_confirm"' in refused.content.decode()) == (422, True)
        assert client.post(url, facts() | seen | {"confirm": PASSPHRASE}).status_code == 302
    assert (w.party(signed, town.city).method, w.party(decided, town.city).method) == ("paper", "decision")
    assert w.now(held).status == "terminated"


def test_where_decisions_are_noted_the_pages_say_decision_and_not_signature(town):
    agreement = w.sent(town, w.by_decision(w.drafted(town)))
    assert "Notera er parts beslut" in text_of(town, "city_head", "/")
    one = w.party(agreement, town.city)
    appoint = text_of(town, "chair", reverse("groups:party_note", args=[one.pk, "utse"]))
    assert "Vem noterar partens beslut?" in appoint
    assert "Vem skriver under för parten?" not in appoint
    note = reverse("groups:party_note", args=[one.pk, "beslut"])
    client = client_of(town, "city_head")
    assert note in text_of(town, "city_head", page_of(agreement))
    facts = {"signed_as": "Kommunfullmäktige, § 42", "on": clock.today().isoformat(), "seen": seen_on(client, note)}
    assert client.post(note, facts).status_code == 302
    assert "Kommunfullmäktige, § 42" in text_of(town, "chair", page_of(agreement))


def test_the_facts_say_how_long_it_holds_and_who_wants_it_changed(town):
    agreement = w.in_force(town)
    assert text_of(town, "worker", page_of(agreement)).lower().count("tills vidare") == 2  # the lead and the facts
    with t.as_(town, "bup_head") as me:
        ending.ask_for_renegotiation(agreement, by=me, party=town.care, reason="Nya uppdrag.")
    for who, may in (("city_head", False), ("bup_head", True), ("chair", True)):
        text = text_of(town, who, page_of(agreement))
        assert "Omförhandling begärd av" in text
        assert ("Ta tillbaka begäran om omförhandling" in text) is may
    with t.as_(town, "chair") as me:
        new = ending.renew(agreement, by=me)
    w.in_force(town, w.wrote(town, new, text="Så gör vi nu."))
    assert "tills vidare" not in text_of(town, "worker", page_of(agreement)).lower()


def test_one_under_notice_is_among_what_holds_and_says_until_when_and_by_whom(town):
    agreement = w.in_force(town)
    with t.as_(town, "city_head") as me:
        facts = {"party": town.city, "ends_on": w.later(), "reason": "Vi går vidare."}
        ending.give_notice(agreement, by=w.fresh(me), **facts)
    for url in (reverse("groups:agreement_list"), f"{reverse('groups:agreement_list')}?show=force"):
        assert page_of(agreement) in text_of(town, "worker", url)
    assert page_of(agreement) in text_of(town, "chair", reverse("groups:forum_detail", args=[town.steering.pk]))
    text = text_of(town, "worker", page_of(agreement))
    assert "Gäller till och med" in text
    assert "Uppsagd av" in text
    with as_loader():
        Agreement.objects.filter(pk=agreement.pk).update(ends_on=w.later(-1))
    assert page_of(agreement) not in text_of(town, "worker", reverse("groups:agreement_list"))


def test_an_answer_is_not_shown_to_everybody_when_the_agreement_holds(town):
    agreement = w.in_force(town)
    assert "Vi vill vara med." in text_of(town, "school_voice", page_of(agreement))
    text = text_of(town, "worker", page_of(agreement))
    assert "Överenskommelsen gäller tills vidare." in text
    assert "Vi vill vara med." not in text
    assert "Handläggare vid sekretariatet och regionens stödfunktion" in text  # who reads a local draft


@pytest.mark.parametrize(("question", "walk"), [("ny-version", w.in_force), ("borja-om", w.drafted)])
def test_a_new_draft_is_opened_where_it_was_begun(town, question, walk):
    agreement = walk(town)
    if question == "borja-om":
        with t.as_(town, "chair") as me:
            ending.abandon(agreement, by=me, reason="Fel papper lades in.")
    url = reverse("groups:agreement_note", args=[agreement.pk, question])
    assert url in text_of(town, "chair", page_of(agreement))
    client = client_of(town, "chair")
    assert "Bilagorna följer inte med, lägg till dem på nytt." in client.get(url).content.decode()
    answer = client.post(url)
    with as_loader():
        new = Agreement.objects.exclude(pk=agreement.pk).get()
    assert answer["Location"] == page_of(new)


def test_name_and_annexes_of_a_draft_are_put_right_on_its_page(town):
    agreement = w.drafted(town)
    client = client_of(town, "chair")
    rename = reverse("groups:agreement_note", args=[agreement.pk, "namn"])
    assert 'value="Lokal överenskommelse"' in client.get(rename).content.decode()
    assert client.post(rename, {"title": "Frånvaro", "target_group": "121212-1212"}).status_code == 422
    assert client.post(rename, {"title": "Frånvaro", "target_group": "Elever"}).status_code == 302
    annex = reverse("groups:agreement_annex", args=[agreement.pk])
    assert client.post(annex, {"title": "Fel bilaga", "file": upload()}).status_code == 302
    with as_loader():
        one = Agreement.objects.get(pk=agreement.pk).files.get()
    remove = reverse("groups:agreement_annex_remove", args=[one.pk])
    assert remove in client.get(page_of(agreement)).content.decode()
    assert remove not in text_of(town, "school_head", page_of(agreement))
    assert client_of(town, "school_head").post(remove, CONFIRMED).status_code == 403
    assert "Fel bilaga" in client.get(remove).content.decode()
    assert client.post(remove, CONFIRMED).status_code == 302
    assert "Fel bilaga" not in client.get(page_of(agreement)).content.decode()
    assert client.get(reverse("groups:agreement_file", args=[one.pk])).status_code == 404
    assert client.get(remove).status_code == 404


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
    facts["seen"] = seen_on(client, url)
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
