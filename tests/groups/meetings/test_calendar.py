"""Meetings in one's own calendar: made, moved, cancelled as another program reads it; and what it is never told."""

from datetime import UTC, datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import vobject
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from core import clock
from groups.calendar import feeds
from groups.calendar.ics import calendar_of
from groups.meetings.services import calling, planning
from groups.meetings.services.planning import When
from groups.models import CalendarFeed
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.groups.meetings import table as t

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def read(content: bytes) -> tuple[str, list]:
    """The method and the events as a program that is not the one that wrote them reads it."""
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert max(map(len, content.split(b"\r\n"))) <= 75
    calendar = vobject.readOne(content.decode())
    calendar.validate()
    assert calendar.version.value == "2.0"
    return calendar.method.value, calendar.contents.get("vevent", [])


def events(response) -> list:
    assert response.headers["Content-Type"].startswith("text/calendar")
    return read(response.content)[1]


def sequence_of(event) -> int:
    return int(event.sequence.value)


def subscribed(town, name: str) -> str:
    with t.as_(town, name) as me:
        return reverse("groups:feed", args=[feeds.open_feed(by=me)])


def moved(town, meeting, when: When):
    with t.as_(town, "chair") as me:
        return planning.move_meeting(meeting, by=me, when=when)


def cancelled(town, meeting):
    with t.as_(town, "chair") as me:
        return planning.cancel_meeting(meeting, by=me, reason="Sjukdom")


def test_a_meeting_that_moves_and_is_cancelled_stays_the_same_event(town, client: Client):
    meeting = t.called(town)
    address = subscribed(town, "bup_head")
    seen = []
    for act in (lambda: None, lambda: moved(town, meeting, t.ahead(9)), lambda: cancelled(town, meeting)):
        act()
        method, (event,) = read(client.get(address).content)
        seen.append((method, event))

    assert [method for method, _event in seen] == ["PUBLISH"] * 3
    assert len({event.uid.value for _method, event in seen}) == 1
    assert [sequence_of(event) for _method, event in seen] == [0, 1, 2]
    assert [event.status.value for _method, event in seen] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert seen[1][1].dtstart.value > seen[0][1].dtstart.value


def test_the_file_of_a_meeting_that_is_cancelled_takes_it_out_of_the_calendar(town):
    meeting, chair = t.planned(town), Client()
    sign_in(chair, town.people["chair"])
    address, seen = reverse("groups:meeting_ics", args=[meeting.pk]), []
    for act in (lambda: None, lambda: moved(town, meeting, t.ahead(9)), lambda: cancelled(town, meeting)):
        act()
        method, (event,) = read(chair.get(address).content)
        seen.append((method, event.status.value, sequence_of(event), event.uid.value.split("@")[0]))
    assert seen == [
        ("PUBLISH", "TENTATIVE", 0, str(meeting.pk)),
        ("PUBLISH", "TENTATIVE", 1, str(meeting.pk)),
        ("CANCEL", "CANCELLED", 2, str(meeting.pk)),
    ]


@pytest.mark.parametrize(("month", "hour"), [(1, 12), (7, 11)])
def test_one_o_clock_is_one_o_clock_where_one_meets_in_winter_and_in_summer(month, hour):
    starts = datetime(2027, month, 15, 13, 0, tzinfo=STOCKHOLM)
    time = feeds.Time(uuid4(), starts, starts + t.HOUR, "called", 0)
    _method, (event,) = read(calendar_of([time], clock.now()))
    assert event.dtstart.value == starts
    assert event.dtstart.value.astimezone(UTC).hour == hour
    assert event.dtend.value - event.dtstart.value == t.HOUR


def test_a_calendar_is_told_when_and_nothing_else(town, client: Client):
    meeting = t.planned(town, when=t.ahead(theme="Skolfrånvaro"))
    t.with_item(town, meeting, "Läget i området")
    with t.as_(town, "chair") as me:
        calling.call_meeting(meeting, by=me)
    body = client.get(subscribed(town, "bup_head")).content.decode()
    hidden = ["Styrgrupp", "Skolfrånvaro", "Rum 1", "Läget", "Karin", "LOCATION", "DESCRIPTION", "ATTENDEE"]
    assert [word for word in hidden if word in body] == []
    assert str(meeting.pk) in body


def test_the_feed_has_only_what_one_is_called_to_and_has_not_given_over(town, client: Client):
    meeting = t.called(town)
    mine, anothers = subscribed(town, "bup_head"), subscribed(town, "guest")
    assert [len(events(client.get(one))) for one in (mine, anothers)] == [1, 0]
    t.answered(town, meeting, "bup_head", "substitute", "deputy")
    assert events(client.get(mine)) == []


def test_an_address_that_was_taken_back_or_whose_owner_has_left_tells_nothing(town, client: Client):
    t.called(town)
    first, second = subscribed(town, "bup_head"), subscribed(town, "bup_head")
    assert [client.get(one).status_code for one in (first, second)] == [404, 200]
    with as_loader():
        feed = CalendarFeed.objects.get(closed_at__isnull=True)
    with t.as_(town, "chair") as me, pytest.raises(PermissionDenied):
        feeds.close_feed(feed, by=me)
    with as_loader():
        assignment = town.people["bup_head"]
        assignment.valid_to = clock.today().replace(year=clock.today().year - 1)
        assignment.save()
    assert client.get(second).status_code == 404
    assert client.get(reverse("groups:feed", args=["gissat"])).status_code == 404


def test_the_page_shows_the_address_once_and_keeps_no_secret(town):
    client = Client()
    sign_in(client, town.people["bup_head"])
    page = client.post(reverse("groups:feed_open"))
    address = next(part for part in page.content.decode().split("<code>")[1:]).split("</code>")[0]
    assert Client().get("/" + address.split("/", 3)[3]).status_code == 200
    assert address not in client.get(reverse("groups:feed_page")).content.decode()
    with as_loader():
        assert CalendarFeed.objects.get().token_hash not in address
    client.post(reverse("groups:feed_close"))
    assert Client().get("/" + address.split("/", 3)[3]).status_code == 404


def test_one_meeting_is_fetched_as_a_file_by_who_may_see_it(town):
    meeting = t.called(town)
    for name, status in (("bup_head", 200), ("worker", 404)):
        client = Client()
        sign_in(client, town.people[name])
        response = client.get(reverse("groups:meeting_ics", args=[meeting.pk]))
        assert response.status_code == status
    assert 'filename="mote-' in events_header(town, meeting)


def events_header(town, meeting) -> str:
    client = Client()
    sign_in(client, town.people["chair"])
    return client.get(reverse("groups:meeting_ics", args=[meeting.pk])).headers["Content-Disposition"]
