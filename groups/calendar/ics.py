"""Meetings as iCalendar: made, moved and cancelled under one identity; no place, name or content. [security 7]"""

from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from groups.calendar.feeds import Time
from groups.meetings.states import MeetingStatus

STATUS = {MeetingStatus.PLANNED: "TENTATIVE", MeetingStatus.CANCELLED: "CANCELLED"}
KIND = "text/calendar; charset=utf-8"


def calendar_of(times: Iterable[Time], at: datetime, method: str = "PUBLISH") -> bytes:
    """A calendar as it stands at a moment. A change keeps the meeting's identity and counts its sequence up."""
    calendar = Calendar()
    calendar.add("prodid", "-//BUS-portalen//sv")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for one in times:
        calendar.add_component(_event(one, at))
    return calendar.to_ical()


def _event(one: Time, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{one.id}@{urlsplit(settings.BASE_URL).hostname}")
    event.add("sequence", one.sequence)
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", one.starts_at.astimezone(UTC))
    event.add("dtend", one.ends_at.astimezone(UTC))
    event.add("summary", _("Möte"))
    event.add("url", settings.BASE_URL + reverse("groups:meeting_detail", args=[one.id]))
    event.add("status", STATUS.get(MeetingStatus(one.status), "CONFIRMED"))
    event.add("class", "PRIVATE")
    return event


def feed_answer(times: Iterable[Time], at: datetime) -> HttpResponse:
    """What a calendar subscribes to: a meeting that is cancelled stands in it as cancelled."""
    return _answer(calendar_of(times, at), "moten.ics")


def file_answer(time: Time, at: datetime, name: str) -> HttpResponse:
    """One meeting as a file; that of a cancelled one takes it out of the calendar. [RFC 5546 3.2.5]"""
    method = "CANCEL" if time.status == MeetingStatus.CANCELLED else "PUBLISH"
    return _answer(calendar_of([time], at, method), name)


def _answer(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=KIND)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
