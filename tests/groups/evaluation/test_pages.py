"""How a meeting was, as it is asked on a page and read on the meeting's, the forum's and a list of its own. [F37]"""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from groups.models import EvaluationGiven, Meeting
from tests.database import as_loader
from tests.groups.evaluation import walk as w
from tests.groups.lifting.test_pages import client_of, seen
from tests.groups.meetings import table as t


def answer_url(meeting) -> str:
    return reverse("groups:evaluation_answer", args=[meeting.pk])


def meeting_url(meeting) -> str:
    return reverse("groups:meeting_detail", args=[meeting.pk])


def forum_url(town) -> str:
    return reverse("groups:forum_detail", args=[town.steering.pk])


def list_url(town, query: str = "") -> str:
    return reverse("groups:evaluation_list", args=[town.steering.pk]) + query


def earlier(meeting: Meeting, days: int) -> Meeting:
    """As if it had been held so many days ago."""
    day = timedelta(days=days)
    with as_loader():
        found = Meeting.objects.get(pk=meeting.pk)
        found.starts_at, found.ends_at, found.held_on = found.starts_at - day, found.ends_at - day, found.held_on - day
        found.save()
    return found


def two_meetings(town) -> tuple[Meeting, Meeting]:
    """Ten days ago all gave 2, 3, 3; today 4, 4, 5."""
    first = earlier(w.all_say(town, t.held(town), 2, 3, 3), 10)
    return first, w.all_say(town, t.held(town), 4, 4, 5)


def test_it_is_on_the_start_page_and_the_meetings_until_it_is_answered(town):
    meeting = t.held(town)
    url = answer_url(meeting)
    for who, is_asked in (("bup_head", True), ("chair", True), ("unit_head", False), ("worker", False)):
        assert (url in seen(town, who, "/")) is is_asked
    assert url in seen(town, "bup_head", meeting_url(meeting))
    assert url not in seen(town, "unit_head", meeting_url(meeting))
    bup, keys = client_of(town, "bup_head"), w.keys_of(meeting)
    page = bup.get(url).content.decode()
    assert page.count('type="radio"') == 5 * len(keys)
    answer = bup.post(url, {**dict.fromkeys(keys, "4"), "words": "Bra."})
    assert (answer.status_code, answer.url) == (302, meeting_url(meeting))
    assert url not in seen(town, "bup_head", "/")
    own = seen(town, "bup_head", meeting_url(meeting))
    assert url not in own
    assert "Du har svarat." in own
    assert "Svaren visas för gruppen när minst tre har svarat." in own
    assert "Bra." not in own


def test_what_was_typed_stands_when_an_answer_is_lacking(town):
    meeting = t.held(town)
    bup, keys = client_of(town, "bup_head"), w.keys_of(meeting)
    refused = bup.post(answer_url(meeting), {keys[0]: "4", "words": "Gäller 121212-1212"})
    assert refused.status_code == 422
    assert "Gäller 121212-1212" in refused.content.decode()
    named = bup.post(answer_url(meeting), {**dict.fromkeys(keys, "4"), "words": "Gäller 121212-1212"})
    assert named.status_code == 422
    with as_loader():
        assert not EvaluationGiven.objects.exists()


def test_sent_twice_it_is_counted_once_and_asked_again_it_leads_back(town):
    meeting = t.held(town)
    bup = client_of(town, "bup_head")
    page = bup.get(answer_url(meeting)).content.decode()
    key = re.search(r'name="form_key" value="([^"]+)"', page)[1]
    facts = {**dict.fromkeys(w.keys_of(meeting), "4"), "form_key": key}
    assert [bup.post(answer_url(meeting), facts).status_code for _again in range(2)] == [302, 302]
    assert w.stands(meeting).answers == 1
    again = bup.post(answer_url(meeting), {**facts, "form_key": ""}, follow=True)
    assert "Du har redan svarat på hur mötet var." in again.content.decode()
    assert w.stands(meeting).answers == 1
    with as_loader():
        Meeting.objects.filter(pk=meeting.pk).update(held_on=clock.today() - timedelta(days=99))
    late = client_of(town, "school_head").get(answer_url(meeting), follow=True)
    assert "Det går inte längre att svara på hur mötet var." in late.content.decode()


def test_strangers_and_those_who_were_away_do_not_reach_it(town):
    meeting = t.held(town)
    assert client_of(town, "worker").get(answer_url(meeting)).status_code == 404
    assert client_of(town, "unit_head").get(answer_url(meeting)).status_code == 403
    assert client_of(town, "worker").get(list_url(town)).status_code == 404


def test_the_forum_reads_how_a_meeting_was_on_its_page(town):
    meeting = w.all_say(town, t.held(town), 3, 4, 4)
    page = seen(town, "unit_head", meeting_url(meeting))
    for words in (
        "Kom alla till tals?",
        "3,7",
        "3 av 3 har svarat.",
        "Rad 3",
        "Ingen får veta vem som har svarat vad.",
    ):
        assert words in page
    few = t.held(town)
    w.says(town, few, "chair", 5, "Hemligt")
    page = seen(town, "chair", meeting_url(few))
    assert "Hemligt" not in page
    with as_loader():
        Meeting.objects.filter(pk=few.pk).update(held_on=clock.today() - timedelta(days=99))
    assert "Det finns inga svar att visa." in seen(town, "chair", meeting_url(few))


def test_the_forums_page_says_which_question_goes_up_or_down_and_opens_what_it_counts(town):
    assert "Hur mötena har varit" not in seen(town, "chair", forum_url(town))
    first, last = two_meetings(town)
    w.says(town, earlier(t.held(town), 5), "chair", 1)  # one answer alone counts nowhere
    page = seen(town, "chair", forum_url(town))
    asked = len(w.keys_of(last))
    for words in (">4,3<", ">2,7<", "Upp 1,6"):
        assert page.count(words) == asked
    assert meeting_url(last) + "#utvardering" in page
    before = re.search(rf'href="({re.escape(list_url(town))}\?[^"]+)"', page)[1].replace("&amp;", "&")
    opened = seen(town, "chair", before)
    assert (opened.count(meeting_url(first)), opened.count(meeting_url(last))) == (1, 0)
    assert opened.count("2,7") == 1  # the one question that was pressed
    for stranger in ("worker", "politician"):
        assert "Upp 1,6" not in seen(town, stranger, forum_url(town))


@pytest.mark.parametrize(("scores", "words"), [((2, 3, 3), "Som förut"), ((1, 2, 3), "Ner 0,7")])
def test_the_way_a_question_goes(town, scores, words):
    earlier(w.all_say(town, t.held(town), 2, 3, 3), 10)
    last = w.all_say(town, t.held(town), *scores)
    assert seen(town, "chair", forum_url(town)).count(words) == len(w.keys_of(last))


def test_the_list_shows_each_meeting_and_says_when_there_is_none(town):
    assert "Inget möte har svar att visa." in seen(town, "chair", list_url(town))
    first, last = two_meetings(town)
    page = seen(town, "secretariat", list_url(town))
    assert [meeting_url(one) in page for one in (first, last)] == [True, True]
    assert page.index(meeting_url(last)) < page.index(meeting_url(first))
    key = w.keys_of(first)[0]
    calm = {"key": "calm", "label": "Var det lugnt?", "valid_from": (clock.today() + timedelta(days=1)).isoformat()}
    w.profile_changed(town, lambda data: data["meeting_questions"]["asked"].append(calm))
    assert meeting_url(first) in seen(town, "chair", list_url(town, f"?fraga={key}"))
    assert meeting_url(first) not in seen(town, "chair", list_url(town, "?fraga=calm"))


@pytest.mark.parametrize("page", [list_url, forum_url])
def test_more_meetings_cost_no_more(town, page):
    client, url = client_of(town, "chair"), page(town)
    counts = []
    for _more in range(3):
        w.all_say(town, t.held(town))
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        counts.append(len(queries))
    assert counts[0] == counts[-1]
