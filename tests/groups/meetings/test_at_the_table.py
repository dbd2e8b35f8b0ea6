"""The page where the minutes are written, and the forum's page with its meetings: what they show, at what price."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.core.people.build import sign_in
from tests.groups.meetings import table as t

NUMBER = "121212-1212"  # of the published test series


def statements(client, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def noting(item, question: str) -> str:
    return reverse("groups:item_note", args=[item.pk, question])


def test_what_is_refused_at_the_table_stands_on_the_verbs_own_page(client, town):
    """The folded forms post to the verbs; one that is refused keeps what was typed."""
    meeting = t.held(town)
    (item,) = t.items_of(meeting)
    sign_in(client, town.people["chair"])
    written = client.get(reverse("groups:meeting_write", args=[meeting.pk])).content.decode()
    for question in ("beslut", "atgard", "avsluta"):
        assert f'action="{noting(item, question)}"' in written

    refused = client.post(noting(item, "beslut"), {"text": f"Gäller {NUMBER}"})

    assert refused.status_code == 422
    assert f"Gäller {NUMBER}" in refused.content.decode()


def buttons(client, meeting) -> list[str]:
    """At the head of the meeting's page, in their order; the filled ones marked."""
    head = client.get(reverse("groups:meeting_detail", args=[meeting.pk])).content.decode().partition('class="steps')[0]
    found = re.findall(r'<a class="ds-button"( data-variant="secondary")? href="[^"]*">([^<]*)</a>', head)
    return [label if secondary else f"[{label}]" for secondary, label in found]


def test_the_next_step_stands_first_and_is_the_only_filled_one(client, town):
    meeting = t.called(town)
    t.answered(town, meeting, "school_head")
    sign_in(client, town.people["bup_head"])
    assert buttons(client, meeting) == ["[Svara på kallelsen]"]
    meeting = t.begun(meeting)
    assert buttons(client, meeting) == []
    sign_in(client, town.people["chair"])
    assert buttons(client, meeting) == ["[Notera vilka som kom]", "Skriv protokollet"]
    t.held(town, meeting)
    asked = "Svara på hur mötet var"
    assert buttons(client, meeting) == ["[Lämna protokollet för justering]", "Skriv protokollet", asked]
    sign_in(client, town.people["bup_head"])
    assert buttons(client, meeting) == [f"[{asked}]"]


def test_what_two_write_at_once_stands_side_by_side(client, town):
    meeting = t.held(town)
    (item,) = t.items_of(meeting)
    sign_in(client, town.people["chair"])
    save = reverse("groups:item_save", args=[item.pk])
    client.post(save, {"text": "Det ena", "version": 0})

    late = client.post(save, {"text": "Det andra", "version": 0})

    assert late.status_code == 409
    page = late.content.decode()
    assert "Det ena" in page
    assert "Det andra" in page


def test_back_from_a_verb_one_stands_at_the_item(client, town):
    meeting = t.held(town)
    (item,) = t.items_of(meeting)
    sign_in(client, town.people["chair"])

    answer = client.post(noting(item, "avsluta"), {"outcome": "noted"})

    address, _, anchor = answer.url.partition("#")
    assert f'id="{anchor}"' in client.get(address).content.decode()


def test_more_items_cost_the_minutes_page_nothing(client, town):
    meeting = t.held(town)
    sign_in(client, town.people["chair"])
    url = reverse("groups:meeting_write", args=[meeting.pk])
    client.get(url)
    before = statements(client, url)
    for number in range(4):
        t.with_item(town, meeting, f"Punkt {number}")

    assert statements(client, url) == before


def test_the_forums_page_shows_its_next_meetings_and_the_last_and_the_way_to_plan(client, town):
    t.approved(town)
    for days in (10, 30, 60):
        t.planned(town, when=t.ahead(days))
    url, new = (reverse(f"groups:{name}", args=[town.steering.pk]) for name in ("forum_detail", "meeting_new"))
    sign_in(client, town.people["chair"])
    page = client.get(url).content.decode()
    assert [page.count(words) for words in ("Nästa möte,", "Därefter,", "Senaste mötet,")] == [1, 1, 1]
    assert f'href="{new}"' in page

    sign_in(client, town.people["bup_head"])
    page = client.get(url).content.decode()
    assert "Senaste mötet," in page
    assert f'href="{new}"' not in page


def test_whoever_reads_none_of_its_meetings_sees_none_on_the_forums_page(client, town):
    t.planned(town)
    for name in ("worker", "other_chair"):
        sign_in(client, town.people[name])
        page = client.get(reverse("groups:forum_detail", args=[town.steering.pk])).content.decode()
        assert town.steering.label in page
        assert 'id="moten"' not in page


def test_more_meetings_cost_the_forums_page_nothing(client, town):
    t.planned(town)
    sign_in(client, town.people["chair"])
    url = reverse("groups:forum_detail", args=[town.steering.pk])
    client.get(url)
    before = statements(client, url)
    for days in range(10, 15):
        t.planned(town, when=t.ahead(days))

    assert statements(client, url) == before
