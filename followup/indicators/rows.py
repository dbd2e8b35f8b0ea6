"""Which rows a number counts, said once: the job counts by it and the page lists by it. [security 7]

A condition takes the area's year and holds for any queryset of forum cases or of deviation reports, whoever reads.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.db.models import F, Lookup, Q
from django.db.models.lookups import GreaterThan, LessThanOrEqual

from deviations.states import DeviationStatus
from followup.indicators.year import AreaYear, Deadline

Rows = Callable[[AreaYear], Q]
NOTHING = Q(pk__in=[])


def happened(year: AreaYear, field: str) -> Q:
    """The day lies in the year while the case's district lay in the area. [I-R2]"""
    found = NOTHING
    for span in year.spans:
        found |= Q(**{"district_id": span.district_id, f"{field}__range": (span.first, span.last)})
    return found


def _on(field: str, **more: Any) -> Rows:
    return lambda year: happened(year, field) & Q(**more)


def _deadline(year: AreaYear) -> Deadline:
    """The year's deadline. Raises LookupError where the region keeps none: nothing is then counted by it."""
    if year.deadline is None:
        raise LookupError("The region keeps no such deadline.")
    return year.deadline


def _took(year: AreaYear, field: str, comparison: type[Lookup]) -> Q:
    """The days from the clock's start to the day of `field`, compared with what the rule allows."""
    deadline = _deadline(year)
    days = F(field) - F(deadline.starts)
    return Q(**{f"{field}__isnull": False}) & Q(comparison(days, timedelta(days=deadline.days)))


def _overdue(year: AreaYear, field: str) -> Q:
    """Not done, and the last day passed while the case was open; a case that ended before it is no miss. [I-04]"""
    deadline = _deadline(year)
    allowed = timedelta(days=deadline.days)
    still_open = Q(ended_on__isnull=True, **{f"{deadline.starts}__lt": year.as_of - allowed})
    return Q(**{f"{field}__isnull": True}) & (still_open | _took(year, "ended_on", GreaterThan))


def _in_time(field: str) -> Rows:
    """The last day counts."""
    return lambda year: happened(year, "raised_on") & _took(year, field, LessThanOrEqual) if year.deadline else NOTHING


def _late(field: str) -> Rows:
    def rows(year: AreaYear) -> Q:
        if not year.deadline:
            return NOTHING
        return happened(year, "raised_on") & (_took(year, field, GreaterThan) | _overdue(year, field))

    return rows


def _counted(field: str) -> Rows:
    return lambda year: _in_time(field)(year) | _late(field)(year)


# Cases of the individual forum, by their first transitions: a second sitting counts nothing more. [I-01, I-02]
FORUM: Mapping[str, Rows] = {
    "held": _on("held_on"),
    "raised": _on("raised_on"),
    "convened": _on("convened_on"),
    "escalated": _on("escalated_on"),
    "outcome": _on("outcome_on"),
    "resolved": _on("outcome_on", first_outcome="resolved"),
    "unresolved": _on("outcome_on", first_outcome="unresolved"),
    "decided": _on("decided_on"),
    "called_in_time": _in_time("convened_on"),
    "called_late": _late("convened_on"),
    "called_counted": _counted("convened_on"),
    "sat_in_time": _in_time("held_on"),
    "sat_late": _late("held_on"),
    "sat_counted": _counted("held_on"),
}


def _report(field: str) -> Rows:
    return lambda year: Q(**{"area_id": year.area_id, f"{field}__range": (year.first, year.last)})


def _sent(year: AreaYear) -> Q:
    """Left the draft in the year, and was not taken back before anybody had done anything. [I-03]"""
    untouched = Q(reacted_on__isnull=True) | Q(reacted_on__gt=F("withdrawn_on"))
    return _report("first_sent_on")(year) & ~(Q(status=DeviationStatus.WITHDRAWN) & untouched)


DEVIATIONS: Mapping[str, Rows] = {
    "sent": _sent,
    "submitted": _report("submitted_on"),
    "closed": _report("closed_on"),
}
