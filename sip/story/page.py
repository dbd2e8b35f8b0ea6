"""The story of a case, a plan or a transfer: the drawing, and the same in words by the day. [issue 3.10]"""

from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock
from core.access import Acting, side_by_side
from core.ui import charts, dates
from sip.cases.models import ForumCase
from sip.cases.subjects import Subject
from sip.plans.models import SipPlan
from sip.story import beside, forum, plan, shared, transfer
from sip.story.doers import doers, with_doers
from sip.story.events import Event, Lane
from sip.transfers.models import Transfer


@dataclass(frozen=True)
class Subjects:
    """What is told of, each as its own page found it."""

    cases: Sequence[ForumCase] = ()
    plans: Sequence[SipPlan] = ()
    transfers: Sequence[Transfer] = ()

    @property
    def all(self) -> list[Subject]:
        return [*self.cases, *self.plans, *self.transfers]

    @property
    def ids(self) -> list[UUID]:
        return [one.pk for one in self.all]


Spans = list[tuple[UUID, charts.Span]]


def story_of(acting: Acting, one: Subject) -> tuple[list[Event], list[charts.Span]]:
    """Everything that this reader may know of, the first first; and the clocks that ran."""
    kind = {SipPlan: "plans", Transfer: "transfers"}.get(type(one), "cases")
    events, spans = told(acting, Subjects(**{kind: [one]}))
    return events, [span for _about, span in spans]


def told(acting: Acting, of: Subjects, *beside_them: Iterable) -> tuple[list[Event], Spans]:
    """Of all of them, asked together in one statement. `beside_them`: what gives (events, spans) of its own."""
    clocks = (shared.clocks(of.ids, clock.today()), *beside_them)
    given = side_by_side(
        *_own(acting, of),
        shared.consents(acting, of.ids),
        shared.pieces(of.ids),
        shared.people(of.ids),
        shared.deviations(of.ids),
        doers(acting, of.all),
        *clocks,
    )
    *plain, [by_act] = given[: -len(clocks)]
    timed = given[-len(clocks) :]
    events = with_doers((event for [found] in plain for event in found), by_act)
    events += [event for [[found, _spans]] in timed for event in found]
    return sorted(events, key=lambda event: event.order), [span for [[_found, spans]] in timed for span in spans]


def _own(acting: Acting, of: Subjects) -> Iterable[Generator]:
    """What only its kind has."""
    if of.plans:
        yield from (plan.plans(acting, of.plans), plan.meetings(acting, of.plans), beside.beside(acting, of.plans))
    if of.transfers:
        yield transfer.transfers(of.transfers)
    if of.cases:
        yield from (forum.cases(of.cases), forum.meetings(of.cases), forum.times(of.cases))


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


def by_day(events: Iterable[Event], of: Callable[[UUID | None], Any] = lambda about: None) -> list[dict]:
    """The days, each with what happened on it, the latest last. `of`: what an event belongs to, where that is told."""
    return [
        {"iso": on.isoformat(), "day": dates.weekday_year(on), "events": [_line(event, of) for event in found]}
        for on, found in groupby(events, key=lambda event: event.on)
    ]


def _line(event: Event, of: Callable[[UUID | None], Any]) -> dict:
    return {
        "of": of(event.about),
        "at": dates.clock_time(event.at) if event.at else "",
        "text": event.text,
        "detail": event.detail,
        "by": ", ".join(part for part in (event.who, event.unit) if part),
        "lane": str(Lane(event.lane).label),
    }


def document(one: Subject, events: list[Event], spans: list[charts.Span], region: str) -> dict:
    """For paper: no name of the child anywhere. [security 7]"""
    heading = _("Tidslinje för %(code)s") % {"code": one.case.code}
    return {**paper(events, spans, region), "area": one.district.name, "heading": heading, "days": by_day(events)}


def paper(events: list[Event], spans: list[charts.Span], region: str) -> dict:
    """What each timeline has on paper."""
    made = _(
        "Sammanställd %(day)s. Visar det som den som hämtade den får se. Där ingen person står är den inte sparad här, "
        "eller inte synlig för den som hämtade."
    ) % {"day": dates.day(clock.today())}
    return {"region": region, "made": made, "chart": drawn(events, spans)}
