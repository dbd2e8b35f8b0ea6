"""A group's year, its plan and its questions, as people meet them. [F49]"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from core.regions import cache
from core.regions.models import RegionProfile
from groups.models import ActionPlan
from groups.year.services import drafting
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.groups.meetings import table as t
from tests.groups.year import walk as w


def client_of(town, who: str) -> Client:
    client = Client()
    sign_in(client, town.people[who])
    return client


def text_of(town, who: str, url: str) -> str:
    return client_of(town, who).get(url).content.decode()


def year_of(town) -> str:
    return reverse("groups:year_detail", args=[town.steering.pk])


def at(name: str, thing, *more) -> str:
    return reverse(f"groups:{name}", args=[thing.pk, *more])


def test_the_leader_begins_a_plan_from_the_groups_year_and_the_region_reads_it_when_it_is_adopted(town):
    new = reverse("groups:action_plan_new", args=[town.steering.pk])
    forum = reverse("groups:forum_detail", args=[town.steering.pk])
    assert year_of(town) in text_of(town, "politician", forum)
    assert new in text_of(town, "chair", year_of(town))
    client = client_of(town, "chair")
    assert client.post(new, {"year": ""}).status_code == 422
    assert client.post(new, {"year": str(w.year())}).status_code == 302
    with as_loader():
        plan = ActionPlan.objects.get()
    add = at("action_plan_note", plan, "aktivitet")
    facts = {"what": "Möte om skolfrånvaro", "answers": f"person:{town.people['bup_head'].pk}", "due_on": w.last_day()}
    refused = client.post(add, facts | {"what": "Gäller 121212-1212"})
    assert (refused.status_code, "Gäller 121212-1212" in refused.content.decode()) == (422, True)
    assert client.post(add, facts).status_code == 302
    assert "Bo Bup" in text_of(town, "bup_head", at("action_plan_detail", plan))
    assert client_of(town, "politician").get(at("action_plan_detail", plan)).status_code == 404
    assert "Möte om skolfrånvaro" not in text_of(town, "politician", year_of(town))
    w.adopted(town, plan)
    for url in (year_of(town), at("action_plan_detail", plan)):
        assert "Möte om skolfrånvaro" in text_of(town, "politician", url)
    for url in (forum, reverse("groups:action_plan_list")):
        assert at("action_plan_detail", plan) in text_of(town, "politician", url)


def test_only_the_leader_is_offered_what_changes_the_plan_and_how_it_goes_is_noted(town):
    plan = w.adopted(town)
    note = at("plan_activity_note", w.activity(plan), "notera")
    page = at("action_plan_detail", plan)
    assert {who: note in text_of(town, who, page) for who in ("chair", "bup_head")} == {
        "chair": True,
        "bup_head": False,
    }
    assert client_of(town, "bup_head").get(note).status_code == 403
    client = client_of(town, "chair")
    assert client.post(note, {"status": "done", "result": ""}).status_code == 422
    assert client.post(note, {"status": "done", "result": "Två möten är hållna."}).status_code == 302
    assert "Två möten är hållna." in text_of(town, "worker", page)


def test_whoever_answers_for_it_has_left_and_still_stands_until_somebody_else_is_chosen(town):
    plan = w.drafted(town)
    with t.as_(town, "chair") as me:
        drafting.change_activity(
            w.activity(plan), by=me, doing=w.doing(town, answers=f"person:{town.people['bup_head'].pk}")
        )
    w.adopted(town, plan)
    with as_loader():
        town.steering.memberships.filter(assignment=town.people["bup_head"]).update(valid_to="2020-02-02")
    change = at("plan_activity_note", w.activity(plan), "andra")
    client = client_of(town, "chair")
    assert "Bo Bup" in client.get(change).content.decode()
    kept = {"answers": f"person:{town.people['bup_head'].pk}", "due_on": f"{w.year()}-12-01"}
    assert client.post(change, kept).status_code == 302
    assert (w.activity(plan).due_on.month, w.activity(plan).due_on.day) == (12, 1)


def test_the_text_of_two_writers_is_kept_and_shown(town):
    plan = w.drafted(town)
    save = at("plan_focus_save", w.parts(plan)[0])
    client = client_of(town, "chair")
    assert client.post(save, {"text": "Frånvaron ökar.", "version": 0}).status_code == 302
    both = client.post(save, {"text": "Frånvaron minskar.", "version": 0})
    assert both.status_code == 409
    for words in ("Frånvaron ökar.", "Frånvaron minskar."):
        assert words in both.content.decode()


def test_where_a_plan_is_required_the_leader_is_told_until_it_is_adopted(town):
    title = f"Besluta gruppens handlingsplan för {w.year()}"
    assert title not in text_of(town, "chair", "/")  # Stockholm's rules: in some cases
    with as_loader():
        profile = RegionProfile.objects.get(region=town.region)
        RegionProfile.objects.filter(pk=profile.pk).update(data={**profile.data, "action_plan_required": True})
    cache.forget()
    w.drafted(town)
    assert title in text_of(town, "chair", "/")
    assert title not in text_of(town, "bup_head", "/")
    assert "Gruppen ska ha en handlingsplan varje år." in text_of(town, "politician", year_of(town))
    with as_loader():
        plan = ActionPlan.objects.get()
    w.adopted(town, plan)
    assert title not in text_of(town, "chair", "/")
    cache.forget()


def test_what_is_soon_to_be_done_is_on_the_start_page_of_whoever_answers_for_it(town):
    plan = w.drafted(town)
    with t.as_(town, "chair") as me:
        soon = w.doing(
            town, what="Bjud in skolorna", answers=f"person:{town.people['bup_head'].pk}", due_on=clock.today()
        )
        drafting.add_activity(plan, by=me, doing=soon)
    assert "Bjud in skolorna" not in text_of(town, "bup_head", "/")
    w.adopted(town, plan)
    shown = {who: "Bjud in skolorna" in text_of(town, who, "/") for who in ("bup_head", "chair", "school_head")}
    assert shown == {"bup_head": True, "chair": True, "school_head": False}


@pytest.mark.parametrize("page", ["year", "plan"])
def test_more_to_do_costs_no_more(town, page):
    plan = w.adopted(town)
    client = client_of(town, "chair")
    url = year_of(town) if page == "year" else at("action_plan_detail", plan)
    client.get(url)

    def statements() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    before = statements()
    with t.as_(town, "chair") as me:
        for number in range(3):
            drafting.add_activity(plan, by=me, doing=w.doing(town, what=f"Aktivitet {number}"))
    assert statements() == before
