"""Which reports a number of a quarter counts, said once: the job counts by it and the page lists by it. [security 7]

A region whose secretariat gets the statistics of every report counts what was sent; elsewhere what was submitted to
the secretariat, and nothing that stayed with the units. [X-03]
"""

from collections.abc import Callable, Mapping

from django.db.models import F, Q

from core.regions.typed import Profile
from deviations.models import DeviationCounterpart
from deviations.states import DeviationStatus
from followup.patterns.quarters import Quarter

SENT, SUBMITTED = "sent", "submitted"
NO_CAUSE = "none"  # nobody has looked into the cause yet
ALL = "all"


def base_of(profile: Profile) -> str:
    return SENT if profile.deviation_copy_to_secretariat == "all" else SUBMITTED


def counted_in(quarter: Quarter, base: str) -> Q:
    """Duplicates are handled with another report; what was taken back before anybody reacted is not counted as sent."""
    days = (quarter.first, quarter.last)
    if base == SUBMITTED:
        return Q(submitted_on__range=days, duplicate_of__isnull=True)
    untouched = Q(reacted_on__isnull=True) | Q(reacted_on__gt=F("withdrawn_on"))
    taken_back = Q(status=DeviationStatus.WITHDRAWN) & untouched
    return Q(first_sent_on__range=days, duplicate_of__isnull=True) & ~taken_back


def _pair(parts: str) -> Q:
    """From a unit of the one type about a unit of the other."""
    own, other = parts.split(".")
    about = DeviationCounterpart.objects.filter(unit__unit_type=other)
    return Q(unit__unit_type=own, pk__in=about.values("report_id"))


QUALITIES: Mapping[str, Callable[[str], Q]] = {
    "area": lambda part: Q(area_id=part),
    "category": lambda part: Q(category=part),
    "cause": lambda part: Q(cause="" if part == NO_CAUSE else part),
    "from": lambda part: Q(unit__unit_type=part),
    "pair": _pair,
}


def rows_of(quarter: Quarter, base: str, cell: str) -> Q:
    """The reports of any cell. Raises KeyError for one that counts none."""
    quality, _dot, part = cell.partition(".")
    condition = counted_in(quarter, base)
    return condition if cell == ALL else condition & QUALITIES[quality](part)
