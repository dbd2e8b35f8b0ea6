"""The list, the page and the questions of a lifted question, as the forums on its way meet them. [F42]"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.roles import Role
from groups.models import Forum, LiftedQuestion, LiftStep
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.groups import build as b
from tests.groups.lifting import walk as w

LIST = "groups:lift_list"


def client_of(town, who: str) -> Client:
    client = Client()
    sign_in(client, town.people[who])
    return client


def seen(town, who: str, url: str) -> str:
    return client_of(town, who).get(url).content.decode()


def page_of(question) -> str:
    return reverse("groups:lift_detail", args=[question.pk])


def note_of(question, slug: str) -> str:
    return reverse("groups:lift_note", args=[question.pk, slug])


def statements(client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_the_forums_on_its_way_meet_it_and_only_the_one_that_prepares_reads_the_note(town):
    question = w.passed_on(town)
    for who, forum in (("chair", town.steering), ("elected", town.presidium)):
        for url in (reverse("groups:forum_detail", args=[forum.pk]), reverse(LIST), page_of(question)):
            assert question.title in seen(town, who, url)
    assert [w.NOTE in seen(town, who, page_of(question)) for who in ("answers", "chair", "elected")] == [
        True,
        False,
        False,
    ]
    for who in ("other_chair", "politician", "worker"):
        assert client_of(town, who).get(page_of(question)).status_code == 404
        assert question.title not in seen(town, who, f"{reverse(LIST)}?state=all")


def test_the_start_page_says_who_owes_what(town):
    question = w.lifted(town)
    assert "Svara på en lyft fråga, eller skicka den vidare" in seen(town, "answers", "/")
    assert "Ta emot svaret på frågan ni lyfte" not in seen(town, "chair", "/")
    w.answered(town, question)
    assert "Ta emot svaret på frågan ni lyfte" in seen(town, "chair", "/")
    assert "Svara på en lyft fråga, eller skicka den vidare" not in seen(town, "answers", "/")


def test_all_who_answer_for_the_forum_have_it_on_their_start_page_once_and_nobody_else_with_their_role(town):
    with as_loader():
        more = {
            name: b.make_assignment(town.region, Role.REGIONAL_MEMBER, name) for name in ("Sara Sitter", "Ute Utan")
        }
        b.make_member(town.bussam, more["Sara Sitter"])
    town.people |= more
    line = f'<a href="{page_of(w.lifted(town))}">Svara på en lyft fråga, eller skicka den vidare</a>'
    seen_by = {who: seen(town, who, "/").count(line) for who in ("answers", *more, "secretariat", "chair")}
    assert seen_by == {"answers": 1, "Sara Sitter": 1, "Ute Utan": 0, "secretariat": 0, "chair": 0}


def test_a_leader_lifts_from_the_forums_page_and_what_was_typed_stands(town):
    url = reverse("groups:lift_new", args=[town.steering.pk])
    chair = client_of(town, "chair")
    assert "Lyft en fråga till BUSSAM" in seen(town, "chair", reverse("groups:forum_detail", args=[town.steering.pk]))
    facts = {"title": "Vem skjutsar?", "text": "Gäller 121212-1212", "why": "Olika regler.", "asks": "decision"}
    refused = chair.post(url, facts)
    assert refused.status_code == 422
    assert "Gäller 121212-1212" in refused.content.decode()
    assert chair.post(url, {**facts, "text": "Två kommuner svarar olika."}).status_code == 302
    with as_loader():
        assert LiftedQuestion.objects.get().asks == "decision"
    assert client_of(town, "bup_head").get(url).status_code == 403


def test_a_forum_that_nobody_stands_above_says_so(town):
    with as_loader():
        Forum.objects.filter(pk=town.steering.pk).update(parent=None)
    page = seen(town, "chair", reverse("groups:forum_detail", args=[town.steering.pk]))
    assert "Gruppen har ingen grupp över sig att lyfta en fråga till." in page
    answer = client_of(town, "chair").get(reverse("groups:lift_new", args=[town.steering.pk]), follow=True)
    assert "Gruppen har ingen grupp över sig. Därför" in answer.content.decode()


def test_the_questions_act_and_lead_back(town):
    question, client = w.lifted(town), client_of(town, "answers")
    assert client.post(note_of(question, "ta-emot")).status_code == 302
    refused = client.post(note_of(question, "vidare"), {"message": ""})
    assert refused.status_code == 422
    assert client.get(note_of(question, "dagordning")).status_code == 403  # no meeting lies ahead
    answer = client.post(note_of(question, "svara"), {"answer": "Skolkommunen svarar."})
    assert (answer.status_code, answer.url) == (302, page_of(question))
    done = client_of(town, "chair").post(note_of(question, "kvittera"), {"did": "Rutinen är ändrad."})
    assert done.status_code == 302
    with as_loader():
        assert LiftedQuestion.objects.get().status == "confirmed"


@pytest.mark.parametrize(
    ("who", "query", "found"),
    [
        ("chair", "", ["Öppen", "Försenad", "Besvarad"]),
        ("chair", "?state=late", ["Försenad"]),
        ("chair", "?state=answered", ["Besvarad", "Klar"]),
        ("chair", "?state=all", ["Öppen", "Försenad", "Besvarad", "Klar"]),
        ("secretariat", "?state=all&forum={working}", []),
        ("chair", "?forum={steering}", ["Öppen", "Försenad", "Besvarad"]),
    ],
)
def test_the_list_is_filtered_by_forum_and_by_how_far_it_has_come(town, who, query, found):
    w.lifted(town, title="Öppen fråga")
    late = w.lifted(town, title="Försenad fråga")
    w.answered(town, w.lifted(town, title="Besvarad fråga"))
    done = w.confirmed(town)
    with as_loader():
        LiftStep.objects.filter(question=late).update(due_on=w.later(-1))
        LiftedQuestion.objects.filter(pk=done.pk).update(title="Klar fråga")
    url = reverse(LIST) + query.format(working=town.working.pk, steering=town.steering.pk)
    page = seen(town, who, url)
    assert [one for one in ("Öppen", "Försenad", "Besvarad", "Klar") if f"{one} fråga" in page] == found


@pytest.mark.parametrize("page", ["list", "forum", "detail"])
def test_more_of_them_cost_no_more(town, page):
    client, question = client_of(town, "answers"), w.prepared(town)
    urls = {
        "list": reverse(LIST),
        "forum": reverse("groups:forum_detail", args=[town.bussam.pk]),
        "detail": page_of(question),
    }
    client.get(urls[page])
    before = statements(client, urls[page])
    for number in range(3):
        w.prepared(town, title=f"Fråga {number}")
    assert statements(client, urls[page]) == before
