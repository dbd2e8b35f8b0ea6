"""The start page: what I owe, by date, and under it what apps have to show. [design]"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock
from core.ui import dates, registry
from core.ui.numbers import in_words
from core.ui.pages import render_page
from core.ui.registry import Duty

SOON_DAYS = 3  # «inom 3 dagar»


@dataclass(frozen=True)
class DutyGroup:
    """Duties of one span of time, lines ready for the template."""

    key: str
    title: str
    state: str
    tally: str
    lines: list[dict]


def start_page(request):
    """The page after sign-in, for every role."""
    acting, today = request.acting, clock.today()
    duties, sections = registry.start_for(acting, today)
    groups = group_duties(duties, today)
    context = {
        "today_words": capfirst(dates.weekday_year(today)),
        "heading": heading(sum(len(group.lines) for group in groups)),
        "groups": groups,
        "sections": sections,
    }
    return render_page(request, "ui/start.html", context)


def heading(count: int) -> str:
    """«Du har en sak att göra»; nought says so plainly."""
    if count == 0:
        return _("Du har inget att göra just nu")
    return ngettext("Du har en sak att göra", "Du har %(n)s saker att göra", count) % {"n": in_words(count)}


def group_duties(duties: list[Duty], today: date) -> list[DutyGroup]:
    """Late, today, within three days, later; empty spans are left out. One button is filled: the first line's."""
    near = today + timedelta(days=SOON_DAYS)
    spans = [
        ("forsenat", _("Försenat"), "late", lambda due: due < today),
        ("idag", _("I dag"), "soon", lambda due: due == today),
        ("snart", _("Inom %(n)d dagar") % {"n": SOON_DAYS}, "now", lambda due: today < due <= near),
        ("senare", _("Senare"), "", lambda due: due > near),
    ]
    groups = []
    for key, title, state, holds in spans:
        lines = [duty_line(duty, today) for duty in duties if holds(duty.due_on or date.max)]
        if lines:
            tally = ngettext("försenad", "försenade", len(lines)) if state == "late" else title.lower()
            groups.append(DutyGroup(key, title, state, tally, lines))
    if groups:
        groups[0].lines[0]["primary"] = True
    return groups


def duty_line(duty: Duty, today: date) -> dict:
    """One line of the list, dates and words made here since the template only places them."""
    due = duty.due_on
    return {
        "title": duty.title,
        "url": duty.url,
        "button": duty.button,
        "detail": duty.detail,
        "code": duty.code,
        "about": duty.about or _("Ärende"),
        "iso": due.isoformat() if due else "",
        "day": due.day if due else "",
        "month": dates.month_short(due) if due else "",
        "due": _due(duty, today),
        "primary": False,
    }


def _due(duty: Duty, today: date) -> str:
    if duty.due_on:
        return dates.due_in_words(duty.due_on, today).capitalize()
    return _("Pausad") if duty.is_paused else _("Ingen tid satt")
