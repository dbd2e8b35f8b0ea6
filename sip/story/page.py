"""The story of a case, a plan or a transfer: the drawing, and the same in words by the day. [issue 3.10]"""

from collections.abc import Generator, Iterable
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock
from core.access import Acting, side_by_side
from core.ui import charts, dates
from sip.cases.subjects import Subject
from sip.plans.models import SipPlan
from sip.story import beside, forum, plan, shared, transfer
from sip.story.events import Event, Lane
from sip.transfers.models import Transfer


def story_of(acting: Acting, one: Subject) -> tuple[list[Event], list[charts.Span]]:
    """Everything that this reader may know of, the first first; and the clocks that ran."""
    *given, [[told, spans]] = side_by_side(
        *_own(acting, one),
        shared.consents(acting, one.pk),
        shared.pieces(one.pk),
        shared.people(one.pk),
        shared.deviations(one.pk),
        shared.clocks(one.pk, clock.today()),
    )
    events = [event for [found] in given for event in found] + told
    return sorted(events, key=lambda event: event.order), spans


def _own(acting: Acting, one: Subject) -> Iterable[Generator]:
    """What only its kind has."""
    if isinstance(one, SipPlan):
        return plan.plan(acting, one), plan.meetings(acting, one), beside.beside(acting, one)
    if isinstance(one, Transfer):
        return (transfer.transfer(one),)
    return forum.case(one), forum.meetings(one), forum.times(one)


def drawn(events: Iterable[Event], spans: list[charts.Span]) -> charts.Chart:
    """A lane for each kind that has anything; the clocks as bars, what they said in words below."""
    found = [event for event in events if event.lane != Lane.CLOCK]
    rows = [
        charts.Lane(str(lane.label), [event.on for event in found if event.lane == lane])
        for lane in Lane
        if any(event.lane == lane for event in found)
    ]
    return charts.lanes(_finding(found), rows, spans, key="tidslinje", today=clock.today())


def _finding(events: list[Event]) -> str:
    if not events:
        return _("Inget har hänt än.")
    first, last = events[0].on, max(event.on for event in events)
    words = ngettext("%(n)d händelse, %(period)s", "%(n)d händelser, %(period)s", len(events))
    return words % {"n": len(events), "period": dates.period(first, last) if first != last else dates.day(first)}


def by_day(events: Iterable[Event]) -> list[dict]:
    """The days, each with what happened on it, the latest last."""
    return [
        {"iso": on.isoformat(), "day": dates.weekday_year(on), "events": [_line(event) for event in found]}
        for on, found in groupby(events, key=lambda event: event.on)
    ]


def _line(event: Event) -> dict:
    return {
        "at": dates.clock_time(event.at) if event.at else "",
        "text": event.text,
        "detail": event.detail,
        "by": ", ".join(part for part in (event.who, event.unit) if part),
        "lane": str(Lane(event.lane).label),
    }


def document(one: Subject, events: list[Event], spans: list[charts.Span], region: str) -> dict:
    """For paper: no name of the child anywhere. [security 7]"""
    today: date = clock.today()
    return {
        "region": region,
        "area": one.district.name,
        "heading": _("Tidslinje för %(code)s") % {"code": one.case.code},
        "made": _("Sammanställd %(day)s. Visar det som den som hämtade den får se.") % {"day": dates.day(today)},
        "chart": drawn(events, spans),
        "days": by_day(events),
    }
