"""What a log reviewer looks for: a random sample, and the patterns that should not be there. [security 5]"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.access import Acting
from core.audit import acts, policies
from core.audit.models import AuditEvent
from core.audit.queries import who
from core.audit.querysets import AuditEventQuerySet
from core.audit.sign_ins import MOST, WAITS, sign_ins
from core.ui import dates
from core.workdays import is_workday

SAMPLE = 25  # rows of a random sample
MANY_CHILDREN = 20  # children or cases opened by one person on one local day
DAY_OPENS, DAY_CLOSES = 6, 19  # hours of an ordinary working day, local time
LONGEST_DAYS = 92  # days that one review may span
EARLIER = 10  # earlier reviews shown


class Purpose(models.TextChoices):
    RANDOM_CHECK = "random_check", gettext_lazy("Regelbundet stickprov")
    SUSPICION = "suspicion", gettext_lazy("Misstanke om obehörig läsning")
    FAMILY_REQUEST = "family_request", gettext_lazy("Begäran från barn eller vårdnadshavare")
    FOLLOW_UP = "follow_up", gettext_lazy("Uppföljning av en tidigare granskning")


class Selection(models.TextChoices):
    RANDOM = "random", gettext_lazy("Slumpmässigt urval")
    MANY_CHILDREN = "many_children", gettext_lazy("Många barn samma dag")
    OUTSIDE_HOURS = "outside_hours", gettext_lazy("Utanför arbetstid")
    AFTER_PARTICIPATION = "after_participation", gettext_lazy("Efter avslutat deltagande")
    NAMESAKES = "namesakes", gettext_lazy("Samma efternamn som barnet eller vårdnadshavaren")
    REFUSED = "refused", gettext_lazy("Nekade försök")
    SIGN_INS = "sign_ins", gettext_lazy("In- och utloggningar")
    ALL = "all", gettext_lazy("Alla händelser om barn")


class Conclusion(models.TextChoices):
    NO_REMARK = "no_remark", gettext_lazy("Utan anmärkning")
    FOLLOW_UP = "follow_up", gettext_lazy("Följs upp")


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One line of the answer, ready for the page. `case` is the beginning of the case's id, never its code."""

    who: str
    unit: str
    act: str
    when: str
    case: str = ""
    outcome: str = ""
    person_url: str = ""


def events(
    acting: Acting, selection: str, first: date, last: date, person: UUID | None
) -> models.QuerySet | list[Mapping[str, Any]]:
    """The rows that the selection asks for among people's acts at child level in the period. Days are local."""
    if selection == Selection.SIGN_INS:
        return sign_ins(first, last, person)
    rows = policies.visible_events(acting).told().by_people().on_days(first, last)
    if person:
        rows = rows.filter(assignment_id=person)
    if selection == Selection.MANY_CHILDREN:
        return rows.at_child_level().many_children(MANY_CHILDREN)
    return _picked(rows, selection, first, last).with_names()


def _picked(rows: AuditEventQuerySet, selection: str, first: date, last: date) -> AuditEventQuerySet:
    if selection == Selection.REFUSED:
        return rows.filter(outcome="refused").order_by("-at", "-number")
    rows = rows.at_child_level()
    if selection == Selection.RANDOM:
        return rows.order_by("?")[:SAMPLE]
    if selection == Selection.OUTSIDE_HOURS:
        rows = rows.outside_hours(DAY_OPENS, DAY_CLOSES, free_days(first, last))
    elif selection == Selection.AFTER_PARTICIPATION:
        rows = rows.after_participation()
    elif selection == Selection.NAMESAKES:
        rows = rows.of_namesakes()
    return rows.order_by("-at", "-number")


def free_days(first: date, last: date) -> list[date]:
    """The days of the period that are no working days."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if not is_workday(day)]


def heading(selection: str, count: int) -> str:
    """What the answer shows, with its number."""
    return f"{Selection(selection).label} ({count})"


def basis(purpose: str, first: date, last: date) -> str:
    """Why the log is open, and which days."""
    return f"{Purpose(purpose).label}. {dates.period(first, last)}."


def limits(selection: str, count: int) -> str:
    """What is not among the rows, in words; empty where all is."""
    if selection != Selection.SIGN_INS:
        return ""
    unknown = _("Försök med en e-postadress som inte finns i portalen visas inte.")
    if count < MOST:
        return unknown
    newest = _("Bara de %(count)d senaste visas. Välj en kortare period för att se de andra.") % {"count": MOST}
    return f"{newest} {unknown}"


def line(row: AuditEvent | Mapping[str, Any], *, query: QueryDict) -> ReviewLine:
    """One event, one sign-in, or one person's day with many children, with the way to that person's other acts."""
    if isinstance(row, Mapping):
        return _sign_in_line(row, query) if "act" in row else _day_line(row, query)
    return _event_line(row, query)


def _sign_in_line(row: Mapping[str, Any], query: QueryDict) -> ReviewLine:
    act = acts.label(row["act"])
    return ReviewLine(
        who=row["who"],
        unit=row["unit"] or "",
        act=_("%(act)s och fick vänta") % {"act": act} if row["reason"].endswith(WAITS) else act,
        when=dates.moment(row["at"]),
        outcome="" if row["outcome"] == "ok" else acts.outcome_label(row["outcome"]),
        person_url=_person_url(query, row["assignment_id"]),
    )


def _day_line(row: Mapping[str, Any], query: QueryDict) -> ReviewLine:
    count = row["children"]
    return ReviewLine(
        who=who(row),
        unit=row["unit__name"] or "",
        act=ngettext("Öppnade %(n)d barn eller ärende", "Öppnade %(n)d barn eller ärenden", count) % {"n": count},
        when=dates.day(row["day"]),
        person_url=_person_url(query, row["assignment_id"], row["day"]),
    )


def _event_line(event: AuditEvent, query: QueryDict) -> ReviewLine:
    return ReviewLine(
        who=_name(event),
        unit=event.unit.name if event.unit else "",
        act=acts.label(event.act),
        when=dates.moment(event.at),
        case=str(event.case_id)[:8] if event.case_id else "",
        outcome="" if event.outcome == "ok" else acts.outcome_label(event.outcome),
        person_url=_person_url(query, event.assignment_id),
    )


def _name(event: AuditEvent) -> str:
    person = event.assignment.person if event.assignment else None
    if person is None:
        return _("Okänd person")
    return f"{person}, {person.title}" if person.title else str(person)


def _person_url(query: QueryDict, assignment_id: UUID | None, day: date | None = None) -> str:
    """All that one person did in the period, or on the day, under the same purpose."""
    kept = {"syfte": query.get("syfte"), "urval": Selection.ALL.value, "person": assignment_id}
    return "?" + urlencode({**kept, "fran": day or query.get("fran"), "till": day or query.get("till")})


@dataclass(frozen=True, slots=True)
class EarlierReview:
    """A review that another reviewer has concluded."""

    when: str
    who: str
    purpose: str
    selection: str
    conclusion: str


def earlier(acting: Acting, today: date) -> list[EarlierReview]:
    """The latest reviews concluded by others of the principal within a year; own ones are never shown."""
    rows = policies.visible_events(acting).on_days(today - timedelta(days=365), today)
    found = rows.filter(act="log.concluded").with_names().order_by("-at")[:EARLIER]
    return [
        EarlierReview(
            when=dates.moment(event.at),
            who=_name(event),
            purpose=_choice(Purpose, event.purpose),
            selection=_choice(Selection, event.reason),
            conclusion=_choice(Conclusion, event.outcome),
        )
        for event in found
    ]


def _choice(choices: type[models.TextChoices], value: str) -> str:
    return str(choices(value).label) if value in choices.values else value
