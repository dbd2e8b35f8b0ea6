"""How many reports of a quarter, by quality: two statements over the figures job's own connection. [security 7]"""

from collections import defaultdict
from uuid import UUID

from django.db.models import Count

from core.access import acting_as
from deviations.models import DeviationCounterpart, DeviationReport
from followup.patterns.quarters import Quarter
from followup.patterns.reports import NO_CAUSE, area_of, counted_in
from followup.patterns.tables import Counts

JOB = "figures"
COLUMNS = {"area": "lies_in", "category": "category", "cause": "cause", "from": "unit__unit_type"}


def count_reports(region_id: UUID, quarter: Quarter, base: str, *, using: str) -> Counts:
    """By the role that reads days, kinds and units, and no text."""
    with acting_as(job=JOB, region_id=region_id, using=using):
        found = DeviationReport.objects.using(using).filter(counted_in(quarter, base), region_id=region_id)
        columns = tuple(COLUMNS.values())
        groups = list(
            found.annotate(lies_in=area_of(base)).values_list(*columns).annotate(n=Count("id")).order_by(*columns)
        )
        sides = DeviationCounterpart.objects.using(using).filter(region_id=region_id, report_id__in=found.values("id"))
        named = sides.values_list("report__unit__unit_type", "unit__unit_type")
        pairs = list(named.annotate(n=Count("report_id", distinct=True)).order_by("report__unit__unit_type"))
    split: dict[str, dict[str, int]] = {quality: defaultdict(int) for quality in COLUMNS}
    for *parts, count in groups:
        for quality, part in zip(COLUMNS, parts, strict=True):
            split[quality][str(part) or NO_CAUSE] += count
    total = sum(count for *_parts, count in groups)
    return Counts(total, {name: dict(found) for name, found in split.items()}, {(a, b): n for a, b, n in pairs})
