"""Which reports a number of a quarter counts, said once: the job counts by it and the page lists by it. [security 7]

A region whose secretariat gets the statistics of every report counts what was sent; another what was submitted to
its secretariat, and nothing that stayed with the units [X-03]. Where there is no secretariat, nobody has what was
submitted to it: what was sent is counted, as the year's I-03 does.
"""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.db.models import F, OuterRef, Q, Subquery, UUIDField
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from core.organisations.models import AreaDistrict
from core.regions.typed import Profile
from deviations.ladder import ladder_of
from deviations.models import DeviationCounterpart
from followup.indicators.rows import IS_ITS_OWN, TAKEN_BACK
from followup.patterns.quarters import Quarter

SENT, SUBMITTED = "sent", "submitted"
NO_CAUSE = "none"  # nobody has looked into the cause yet
ALL, AREA = "all", "area"


def base_of(profile: Profile) -> str:
    ladder = ladder_of(profile)
    return SENT if ladder.copies_all or not ladder.has_secretariat else SUBMITTED


DAY = {SENT: "first_sent_on", SUBMITTED: "submitted_on"}  # that a report is counted by


def counted_in(quarter: Quarter, base: str) -> Q:
    """As the year counts it: what was taken back before anybody reacted is not counted as sent."""
    found = Q(**{f"{DAY[base]}__range": (quarter.first, quarter.last)}) & IS_ITS_OWN
    return found & ~TAKEN_BACK if base == SENT else found


def area_of(base: str) -> Coalesce:
    """Where the report's district lay that day, as its area's year counts it; without one, where it was written."""
    rows = AreaDistrict.objects.on(OuterRef(DAY[base])).filter(district=OuterRef("district_id"))
    return Coalesce(Subquery(rows.values("area_id")[:1]), F("area_id"), output_field=UUIDField())


def _pair(parts: str) -> Q:
    """From a unit of the one type about a unit of the other."""
    own, other = parts.split(".")
    about = DeviationCounterpart.objects.filter(unit__unit_type=other)
    return Q(unit__unit_type=own, pk__in=about.values("report_id"))


QUALITIES: Mapping[str, Callable[[str], Q]] = {
    "category": lambda part: Q(category=part),
    "cause": lambda part: Q(cause="" if part == NO_CAUSE else part),
    "from": lambda part: Q(unit__unit_type=part),
    "pair": _pair,
}


def rows_of(quarter: Quarter, base: str, cell: str) -> Q:
    """The reports of any cell. Raises KeyError for one that counts none."""
    quality, _dot, part = cell.partition(".")
    condition = counted_in(quarter, base)
    if cell == ALL:
        return condition
    return condition & (Q(Exact(area_of(base), UUID(part))) if quality == AREA else QUALITIES[quality](part))
