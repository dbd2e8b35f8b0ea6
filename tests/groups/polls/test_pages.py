"""Times asked about, answered from the start page, seen and chosen, as people meet it. [F31]"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from groups.models import DatePoll, PollAnswer
from tests.database import as_loader
from tests.days import days_on
from tests.groups.lifting.test_pages import client_of, seen
from tests.groups.polls import walk as w

YES, MAYBE, NO = w.YES, w.MAYBE, w.NO


def url(name: str, thing) -> str:
    return reverse(f"groups:poll_{name}", args=[thing.pk])


def form(*days: int) -> dict[str, str]:
    today = clock.today()
    filled = {"minutes": "120", "reply_by": str(today + timedelta(days=2)), "place": "Rum 3"}
    for n, day in enumerate(days, 1):
        filled |= {f"day_{n}": str(today + timedelta(days=day)), f"at_{n}": "13.00"}
    return filled


def test_it_is_asked_on_one_page_that_keeps_what_was_typed(town):
    chair, address = client_of(town, "chair"), url("new", town.steering)
    assert address in seen(town, "chair", reverse("groups:forum_detail", args=[town.steering.pk]))
    refused = chair.post(address, {**form(7, 8), "at_2": "", "day_3": str(clock.today()), "theme": "Höstens plan"})
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Höstens plan" in page
    assert page.count("Skriv när mötet börjar den dagen.") == 2  # in the summary and beside the field
    key = {"form_key": "7c0f6a3e-0000-4000-8000-000000000001"}
    first, second = (chair.post(address, {**form(7, 8, 9), **key}) for _ in range(2))
    assert (first.status_code, second.url) == (302, first.url)
    with as_loader():
        assert DatePoll.objects.get().times.count() == 3


def test_who_sits_there_answers_from_the_start_page_and_then_it_waits_for_whoever_convenes(town):
    poll = w.asked(town)
    answer, page = url("answer", poll), url("detail", poll)
    for who, is_asked in (("bup_head", True), ("chair", True), ("deputy", False), ("worker", False)):
        assert (answer in seen(town, who, "/")) is is_asked
    bup, (first, second) = client_of(town, "bup_head"), w.times_of(poll)
    refused = bup.post(answer, {f"time_{first.pk}": MAYBE})
    assert refused.status_code == 422
    assert f'value="{MAYBE}"' in refused.content.decode()
    done = bup.post(answer, {f"time_{first.pk}": YES, f"time_{second.pk}": NO})
    assert (done.status_code, done.url) == (302, page)
    assert answer not in seen(town, "bup_head", "/")
    choose = "Välj tid för nästa möte i Styrgrupp"
    assert choose not in seen(town, "chair", "/")
    for who in ("chair", "school_head"):
        w.says(town, poll, who, YES, NO)
    assert choose in seen(town, "chair", "/")
    assert choose not in seen(town, "bup_head", "/")


def test_the_page_says_who_can_and_only_who_convenes_chooses(town):
    poll = w.all_say(town, w.asked(town), (YES, NO), (MAYBE, NO), (NO, NO))
    first = w.times_of(poll)[0]
    page = seen(town, "chair", url("detail", poll))
    assert "1 kan, 1 kan om det behövs, 1 kan inte, 0 har inte svarat" in page
    assert page.count("Passar bäst") == 1
    assert url("settle", first) in page
    assert url("settle", first) not in seen(town, "bup_head", url("detail", poll))
    assert client_of(town, "bup_head").get(url("settle", first)).status_code == 403
    assert client_of(town, "worker").get(url("detail", poll)).status_code == 404
    chair = client_of(town, "chair")
    assert "Välj tiden" in chair.get(url("settle", first)).content.decode()
    done = chair.post(url("settle", first), {"bekraftat": "1"})
    assert done.status_code == 302
    assert "Mötet är planerat." in chair.get(done.url).content.decode()
    assert "Öppna mötet" in seen(town, "bup_head", url("detail", poll))


def test_a_late_answer_leads_back_with_a_sentence(town):
    poll = w.asked(town)
    with days_on(4):
        late = client_of(town, "bup_head").get(url("answer", poll), follow=True)
    assert "Det går inte längre att svara." in late.content.decode()


@pytest.mark.parametrize("kind", ["detail", "start"])
def test_more_times_and_answers_cost_no_more(town, kind):
    counts, bup = [], client_of(town, "bup_head")
    for days in ((7, 8), (7, 8, 9, 10, 11)):
        poll = w.asked(town, *days)
        address = url("detail", poll) if kind == "detail" else "/"
        bup.get(address)
        with CaptureQueriesContext(connection) as queries:
            bup.get(address)
        counts.append(len(queries))
        for who in w.ALL:
            w.says(town, poll, who, *[YES] * len(days))
    with as_loader():
        assert PollAnswer.objects.count() == 21
    assert counts[0] == counts[1]
