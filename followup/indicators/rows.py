"""Which rows a number counts, said once: the job counts by it and the page lists by it. [security 7]

A condition takes the area's year and holds for any queryset of forum cases, plans or deviation reports, whoever reads.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import CharField, F, Func, Lookup, Q
from django.db.models.lookups import Exact, GreaterThan, LessThanOrEqual

from core.workdays import STOCKHOLM
from deviations.models import DeviationCounterpart
from deviations.states import DeviationStatus
from followup.indicators.year import UNKNOWN_SEX, AreaYear, Deadline
from followup.work import rows as work
from sip.individual_forum.states import OccasionStatus
from sip.plans.states import PlanStatus

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


def _waiting(field: str) -> Rows:
    """Raised in the year, not done, and no last day has passed while the case was open: not to be judged yet. [I-04]"""

    def rows(year: AreaYear) -> Q:
        raised = happened(year, "raised_on")
        if not year.deadline:
            return raised
        allowed = timedelta(days=year.deadline.days)
        still_open = Q(ended_on__isnull=True, **{f"{year.deadline.starts}__gte": year.as_of - allowed})
        return raised & Q(**{f"{field}__isnull": True}) & (still_open | _took(year, "ended_on", LessThanOrEqual))

    return rows


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
    "called_waiting": _waiting("convened_on"),
    "sat_in_time": _in_time("held_on"),
    "sat_late": _late("held_on"),
    "sat_counted": _counted("held_on"),
}


def _sat(year: AreaYear) -> Q:
    """Sittings held in the area's year, each of them; a case may have several. [I-01, shown beside]"""
    found = NOTHING
    for span in year.spans:
        first, after = (_midnight(day) for day in (span.first, span.last + timedelta(days=1)))
        found |= Q(case__district_id=span.district_id, held_at__gte=first, held_at__lt=after)
    return found & Q(status=OccasionStatus.HELD)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=STOCKHOLM)


SITTINGS: Mapping[str, Rows] = {"sittings": _sat}


def _needed(year: AreaYear) -> Q:
    """A need noticed in the year, unless it was found that no plan is needed. [I-11]"""
    return happened(year, "need_noticed_on") & ~Q(status=PlanStatus.NOT_NEEDED)


# Plans of the children: those that began to run, the needs, and of them who was offered one by the day of counting.
PLANS: Mapping[str, Rows] = {
    "plans": _on("activated_on"),
    "sip_needs": _needed,
    "sip_offered": lambda year: _needed(year) & Q(offered_on__lte=year.as_of),
    "sip_unoffered": lambda year: _needed(year) & (Q(offered_on__isnull=True) | Q(offered_on__gt=year.as_of)),
}

IS_ITS_OWN = Q(duplicate_of__isnull=True)  # duplicates are handled with another report, and counted there [I-03]


def _report(field: str) -> Rows:
    """As a case; a report that names no district stays with the area it was written in, also when that has ended."""

    def rows(year: AreaYear) -> Q:
        days = (date(year.year, 1, 1), min(date(year.year, 12, 31), year.as_of))
        written = Q(**{"district": None, "area_id": year.area_id, f"{field}__range": days})
        return (happened(year, field) | written) & IS_ITS_OWN

    return rows


_UNTOUCHED = Q(reacted_on__isnull=True) | Q(reacted_on__gt=F("withdrawn_on"))
TAKEN_BACK = Q(status=DeviationStatus.WITHDRAWN) & _UNTOUCHED  # before anybody had done anything with it


def _sent(year: AreaYear) -> Q:
    """Left the draft in the year, and was not taken back before anybody had done anything. [I-03]"""
    return _report("first_sent_on")(year) & ~TAKEN_BACK


DEVIATIONS: Mapping[str, Rows] = {
    "sent": _sent,
    "submitted": _report("submitted_on"),
    "closed": _report("closed_on"),
}

REACHED = Func(
    F("levels"), template="(%(expressions)s)[cardinality(%(expressions)s)]", output_field=CharField()
)  # the highest rung of the ladder


def _of_sex(year: AreaYear, sex: str) -> Q:
    """What the region has no category for is counted as not known. [I-R3]"""
    return ~Q(sex__in=year.profile.sex_categories) if sex == UNKNOWN_SEX else Q(sex=sex)


def _against(year: AreaYear, principal: str) -> Q:
    """On the other side stands a unit of the principal, or several."""
    sides = DeviationCounterpart.objects.filter(region_id=year.region_id, principal_id=principal)
    return Q(pk__in=sides.values("report_id"))


SEX = "sex"
QUALITIES: Mapping[str, Callable[[AreaYear, str], Q]] = {
    SEX: _of_sex,
    "level": lambda year, level: Q(Exact(REACHED, level)),
    "category": lambda year, category: Q(category=category),
    "principal": lambda year, principal: Q(principal_id=principal),
    "counterpart": _against,
}


def parts_of(cell: str) -> tuple[str, str, str]:
    """A cell's total, quality and part: «sent.level.forum», «held.girl»; the last two empty for a total."""
    total, *rest = cell.split(".", 2)
    if len(rest) == 1:
        return total, SEX, rest[0]
    return (total, rest[0], rest[1]) if rest else (total, "", "")


def rows_of(year: AreaYear, cell: str) -> Q:
    """The rows of any cell. Raises KeyError for one that counts no rows."""
    if cell in work.MODEL_OF:
        return work.condition(year, cell)
    total, quality, part = parts_of(cell)
    condition = {**FORUM, **SITTINGS, **PLANS, **DEVIATIONS}[total](year)
    return condition & QUALITIES[quality](year, part) if quality else condition


def has_rows(cell: str) -> bool:
    if cell in work.MODEL_OF:
        return True
    total, quality, _part = parts_of(cell)
    return total in {*FORUM, *SITTINGS, *PLANS, *DEVIATIONS} and (not quality or quality in QUALITIES)
