"""The register, a routine's page, its questions and the comparison with its original, as people meet them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from groups.models import ForumDecision, RoutineVersion
from groups.routines import states
from groups.routines.services import drafting
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.groups.meetings import table as t
from tests.groups.routines import walk as w
from tests.sip.papers import paper

S = states.S


def client_of(town, who: str) -> Client:
    client = Client()
    sign_in(client, town.people[who])
    return client


def text_of(town, who: str, url: str) -> str:
    return client_of(town, who).get(url).content.decode()


def at(name: str, version, *more) -> str:
    return reverse(f"groups:{name}", args=[version.pk, *more])


def decide(client, version, **changes):
    today = clock.today().isoformat()
    facts = {"on": today, "valid_from": today, "review_on": w.later(365).isoformat(), "said": "På mötet"}
    return client.post(at("routine_note", version, "beslut"), facts | changes)


def test_the_leader_begins_one_from_the_forums_page_and_it_is_found_in_the_register(town):
    url = reverse("groups:routine_new", args=[town.steering.pk])
    assert url in text_of(town, "chair", reverse("groups:forum_detail", args=[town.steering.pk]))
    client = client_of(town, "chair")
    assert client.post(url, {"title": "", "subject": "sip"}).status_code == 422
    assert client.post(url, {"title": "SIP hos oss", "subject": "sip"}).status_code == 302
    text = text_of(town, "chair", reverse("groups:routine_list"))
    assert "SIP hos oss" in text
    assert "Samordnad individuell plan" in text
    assert "SIP hos oss" not in text_of(town, "other_chair", reverse("groups:routine_list"))
    assert client_of(town, "bup_head").post(url, {"title": "Annan", "subject": "sip"}).status_code == 403


def test_the_draft_is_written_given_a_file_and_decided_and_then_everybody_reads_it(town):
    version = w.drafted(town)
    client = client_of(town, "chair")
    one = w.section(version)
    save = reverse("groups:routine_section_save", args=[one.pk])
    assert client.post(save, {"text": "Skolan kallar.", "version": 0}).status_code == 302
    both = client_of(town, "bup_head").post(save, {"text": "BUP kallar.", "version": 0})
    assert both.status_code == 409
    assert "Skolan kallar." in both.content.decode()
    upload = SimpleUploadedFile("rutin.pdf", paper().content, "application/pdf")
    assert client.post(at("routine_attach", version), {"title": "Blankett", "file": upload}).status_code == 302
    refused = decide(client, version, said="")
    assert refused.status_code == 422
    assert "Fyll i det här." in refused.content.decode()
    assert decide(client, version).status_code == 302
    text = text_of(town, "worker", at("routine_detail", version))
    for words in ("Rutinen gäller sedan", "Skolan kallar.", "Blankett", "På mötet", "Hela Öster och Väster"):
        assert words in text


def test_what_comes_when_it_is_decided_is_refused_in_words_and_stays_typed(town):
    version = w.decided(town)
    save = reverse("groups:routine_section_save", args=[w.section(version).pk])
    late = {"text": "Skrivet för sent.", "version": w.section(version).version}
    answer = client_of(town, "bup_head").post(save, late)
    assert answer.status_code == 422
    assert "Skrivet för sent." in answer.content.decode()
    assert "Rutinen är beslutad. Texten går inte att ändra längre." in answer.content.decode()
    by_script = client_of(town, "bup_head").post(save, late, headers={"X-Autosave": "1"})
    assert (by_script.status_code, "Rutinen är beslutad" in str(by_script.json())) == (422, True)
    assert client_of(town, "bup_head").get(at("routine_write", version)).status_code == 403


def test_the_leader_decides_it_by_a_decision_of_the_minutes(town):
    ours = w.decision_of(town)
    version = w.wrote(town, w.drafted(town), "chair")
    client = client_of(town, "chair")
    assert "2026:1, Rutinen antas." in client.get(at("routine_note", version, "beslut")).content.decode()
    assert decide(client, version, said="", decision=str(ours.pk)).status_code == 302
    assert "beslut 2026:1" in text_of(town, "worker", at("routine_detail", version))


def test_a_decision_that_was_struck_cannot_be_chosen(town):
    ours = w.decision_of(town)
    with as_loader():
        ForumDecision.objects.filter(pk=ours.pk).update(struck_at=clock.now())
    version = w.wrote(town, w.drafted(town), "chair")
    assert decide(client_of(town, "chair"), version, said="", decision=str(ours.pk)).status_code == 422


def test_whom_it_covers_and_who_answers_are_chosen_on_pages_of_their_own(town):
    version = w.drafted(town)
    client = client_of(town, "chair")
    covers = at("routine_note", version, "galler-for")
    assert "Österskolan" in client.get(covers).content.decode()
    assert client.post(covers, {"units": [town.school.pk], "principals": [town.care.pk]}).status_code == 302
    answers = at("routine_note", version, "ansvarig")
    both = client.post(answers, {"responsible": town.people["bup_head"].pk, "role": "steering_member"})
    assert both.status_code == 422
    assert client.post(answers, {"responsible": town.people["bup_head"].pk, "role": ""}).status_code == 302
    text = text_of(town, "chair", at("routine_detail", version))
    assert "Bo Bup" in text
    assert "Österskolan" in text


def test_a_changed_original_is_a_duty_with_a_comparison_that_is_confirmed_in_one_press(town):
    original = w.regional(town, "Skolan kallar.\nAlla kommer.")
    client = client_of(town, "chair")
    assert client.get(at("routine_adapt", original)).status_code == 200
    client.post(at("routine_adapt", original), {"forum": town.steering.pk})
    with as_loader():
        form = RoutineVersion.objects.get(forum=town.steering)
    w.decided(town, form)
    second = w.renewed(town, original, "officer", "BUP kallar.\nAlla kommer.")
    url = at("routine_original", form)
    assert url in text_of(town, "chair", "/")
    page = client.get(url).content.decode()
    for words in ("<del>Skolan kallar.</del>", "<ins>BUP kallar.</ins>", "Anpassningen stämmer"):
        assert words in page
    assert "Originalet har ändrats" in text_of(town, "worker", reverse("groups:routine_list"))
    assert "Anpassningen stämmer" not in text_of(town, "school_head", url)
    assert client_of(town, "school_head").post(url, {"seen": second.pk}).status_code == 403
    assert client.post(url, {"seen": original.pk}).status_code == 422
    assert client.post(url, {"seen": second.pk}).status_code == 302
    assert "Det finns inget ändrat original att jämföra med." in client.get(url).content.decode()
    assert client.post(url, {"seen": second.pk}).status_code == 403
    assert url not in text_of(town, "chair", "/")
    assert "Prövad mot originalet" in text_of(town, "worker", at("routine_detail", form))


def test_the_next_version_shows_what_it_changed_and_the_register_what_should_be_gone_through(town):
    first = w.decided(town, text="Skolan kallar.")
    with t.as_(town, "chair") as me:
        draft = drafting.renew(first, by=me)
    assert client_of(town, "worker").get(at("routine_detail", draft)).status_code == 404
    second = w.decided(town, draft, text="BUP kallar.", review_on=w.later(1))
    page = text_of(town, "worker", at("routine_compare", second))
    assert "<del>Skolan kallar.</del>" in page
    assert "Det här är den första versionen." in text_of(town, "worker", at("routine_compare", first))
    with as_loader():
        RoutineVersion.objects.filter(pk=second.pk).update(review_on=w.later(-1))
    for query in ("", "?show=review"):
        assert "Dagen har passerat" in text_of(town, "worker", reverse("groups:routine_list") + query)
    assert "Se över en rutin" in text_of(town, "chair", "/")
    client = client_of(town, "chair")
    client.post(at("routine_note", second, "sedd-over"), {"review_on": w.later(200).isoformat()})
    assert "Se över en rutin" not in text_of(town, "chair", "/")


@pytest.mark.parametrize(("query", "found"), [
    ("?show=all&subject=absence", {"Frånvaro"}), ("?show=force", {"SIP"}), ("?show=changed", set()),
])  # fmt: skip
def test_the_register_is_filtered(town, query, found):
    w.decided(town, w.drafted(town, title="SIP"))
    w.drafted(town, title="Frånvaro", subject="absence")
    text = text_of(town, "chair", reverse("groups:routine_list") + query).split('id="results"')[1]
    assert {one for one in ("SIP", "Frånvaro") if f">{one}</a>" in text} == found


def test_the_register_says_as_much_for_three_as_for_one_and_the_part_is_that_of_the_page(town):
    url = reverse("groups:routine_list")
    client = client_of(town, "chair")
    counts = []
    for subject in ("sip", "absence", "placed"):
        w.decided(town, w.drafted(town, subject=subject))
        client.get(url)
        with CaptureQueriesContext(connection) as said:
            whole = client.get(url).content.decode()
        counts.append(len(said))
    assert len(set(counts)) == 1
    part = client.get(url, headers={"HX-Request": "true"}).content.decode()
    assert part.strip() in whole
