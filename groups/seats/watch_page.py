"""A line of the list of what stands empty, or is about to, made ready for its template. [F24]"""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.ui import dates
from core.ui.said import said
from groups.finding import forum_url
from groups.meetings.lacking import seat_name
from groups.models import Membership
from groups.seats.page import age_words, urgency, who_fills
from groups.seats.vacancies import Vacancy


def vacancy_row(one: Vacancy, today: date) -> dict[str, Any]:
    return {
        "seat": seat_name(one.seat),
        "missing": ngettext("%(n)d person saknas", "%(n)d personer saknas", one.seat.missing) % {"n": one.seat.missing},
        "forum": said(one.forum.name),
        "url": forum_url(one.forum),
        "since": dates.day(one.since),
        "age": age_words(one.days(today)),
        "is_new": one.is_new,
        "state_is": urgency(one, today),
        "fillers": who_fills(one),
    }


def ending_row(one: Membership, today: date) -> dict[str, Any]:
    last = one.last  # type: ignore[attr-defined]
    unit = one.assignment.unit
    return {
        "name": str(one.assignment.person),
        "url": reverse("groups:seat_detail", args=[one.pk]),
        "detail": ", ".join(filter(None, [said(one.seat_label), unit.name if unit else ""])),
        "forum": said(one.forum.name),
        "until": dates.day(last),
        "left": age_words((last - today).days),
        "because": _("Rollen tar slut")
        if one.valid_to is None or one.valid_to > last
        else _("Tiden på platsen tar slut"),
    }
