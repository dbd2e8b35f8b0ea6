"""The list, the page and the questions of an assignment, as both forums meet them. [F39]"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from groups.assignments.states import TaskStatus
from groups.models import Task
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.groups.assignments import walk as w


def client_of(town, who: str) -> Client:
    client = Client()
    sign_in(client, town.people[who])
    return client


def statements(client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_both_forums_meet_it_on_their_pages_and_on_the_start_page(town):
    task = w.given(town)
    url = reverse("groups:task_detail", args=[task.pk])
    for who, forum in (("chair", town.steering), ("convenor", town.working)):
        client = client_of(town, who)
        for page in (reverse("groups:forum_detail", args=[forum.pk]), reverse("groups:task_list"), url):
            assert task.title in client.get(page).content.decode()
    start = client_of(town, "convenor").get("/").content.decode()
    assert "Planera ett uppdrag som gruppen har fått" in start
    assert "Arbetsgruppen får uppdraget." not in client_of(town, "convenor").get(url).content.decode()


def test_the_list_is_reached_from_the_groups_page_by_those_who_are_in_groups(town):
    link = f'href="{reverse("groups:task_list")}"'
    pages = {
        who: client_of(town, who).get(reverse("groups:forum_tree")).content.decode() for who in ("chair", "worker")
    }
    assert {who: page.count(link) for who, page in pages.items()} == {"chair": 1, "worker": 0}


def test_the_question_keeps_what_was_typed_and_then_acts(town):
    task, client = w.given(town), client_of(town, "convenor")
    url = reverse("groups:task_note", args=[task.pk, "borja"])
    refused = client.post(url, {"plan": "Gäller 121212-1212"})
    assert refused.status_code == 422
    assert "Gäller 121212-1212" in refused.content.decode()
    assert client.post(url, {"plan": "Vi träffas var tredje vecka."}).status_code == 302
    with as_loader():
        assert Task.objects.get(pk=task.pk).status == "in_progress"


def test_a_member_proposes_from_the_forums_page_and_a_stranger_finds_nothing(town):
    url = reverse("groups:task_new", args=[town.steering.pk])
    facts = {**w.WANTED.__dict__, "receiver": town.working.pk}
    assert client_of(town, "bup_head").post(url, facts).status_code == 302
    with as_loader():
        task = Task.objects.get()
    stranger = client_of(town, "other_chair")
    assert stranger.get(reverse("groups:task_detail", args=[task.pk])).status_code == 404
    assert task.title not in stranger.get(reverse("groups:task_list")).content.decode()


@pytest.mark.parametrize("page", ["list", "forum"])
def test_more_assignments_cost_no_more(town, page):
    client = client_of(town, "chair")
    forum = reverse("groups:forum_detail", args=[town.steering.pk])
    url = reverse("groups:task_list") if page == "list" else forum
    w.proposed(town)
    client.get(url)
    before = statements(client, url)
    for number in range(4):
        w.proposed(town, title=f"Uppdrag {number}")
    assert statements(client, url) == before


def test_only_what_is_approved_looks_good(town):
    given, client = w.given(town), client_of(town, "convenor")
    assert {str(one) for one in TaskStatus if Task(status=one).status_is == "ok"} == {"approved"}
    page = client.get(reverse("groups:task_detail", args=[given.pk])).content.decode()
    assert '<span class="badge" data-is="now">Givet</span>' in page
