"""How many obligations stand in which state: counted by a job, read by those who see no case. [security 2, 7]"""

from collections import defaultdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, ExpressionWrapper, Q
from django.db.models.fields import BooleanField
from django.utils.translation import gettext as _

from core.access import Acting, acting_as, job_regions
from core.obligations.models import DeadlineRule, Obligation, ObligationCount
from core.obligations.policies import visible_counts
from core.obligations.states import LIVE, ObligationStatus
from core.regions.profile import profile_of
from core.ui import dates
from core.ui.numbers import number

JOB = "count_obligations"
IS_CASE = ExpressionWrapper(Q(case_id__isnull=False), output_field=BooleanField())


def count_all(at: datetime) -> int:
    """Count every region anew, each in its own transaction; how many rows of figures there are."""
    with acting_as(job=JOB):
        regions = job_regions()
    rows = 0
    for region_id, _code in regions:
        with acting_as(job=JOB, region_id=region_id):
            rows += count_region(region_id, at)
    return rows


def count_region(region_id: UUID, at: datetime) -> int:
    """The region's figures as they are now; what is no more is nought, not gone."""
    live = Obligation.objects.filter(region_id=region_id, status__in=LIVE)
    found = live.annotate(is_case=IS_CASE).values("code", "status", "is_case").annotate(number=Count("pk")).order_by()
    ObligationCount.objects.filter(region_id=region_id).update(number=0, counted_at=at)
    rows = [ObligationCount(region_id=region_id, counted_at=at, **row) for row in found]
    ObligationCount.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["region", "code", "status", "is_case"],
        update_fields=["number", "counted_at"],
    )
    return len(rows)


def overview(acting: Acting, today: date) -> dict[str, Any]:
    """The rules of the region with their figures; a small number of cases is told as «färre än 5»."""
    threshold = profile_of(acting.region_id, today).small_count_threshold
    figures: dict[str, dict[str, tuple[int, bool]]] = defaultdict(dict)
    counted_at = None
    for row in visible_counts(acting).order_by("is_case"):
        standing, has_cases = figures[row.code].get(row.status, (0, False))
        figures[row.code][row.status] = (standing + row.number, has_cases or (row.is_case and row.number > 0))
        counted_at = row.counted_at
    rules = DeadlineRule.objects.current(acting.region_id, today)
    return {
        "counted": dates.moment(counted_at) if counted_at else "",
        "heads": [_("Frist"), *(ObligationStatus(status).label for status in LIVE)],
        "rows": [_line(rule, figures[rule.code], threshold) for rule in rules if rule.monitored],
    }


def _line(rule: DeadlineRule, figures: dict[str, tuple[int, bool]], threshold: int) -> list[dict[str, Any]]:
    note = _(rule.note) if rule.note and not rule.wired else ""
    cells: list[dict[str, Any]] = [{"text": rule.words, "code": rule.code, "detail": note}]
    for status in LIVE:
        count, has_cases = figures.get(status, (0, False))
        shown = _shown(count, has_cases, threshold)
        cells.append({"label": ObligationStatus(status).label, "num": True, "text": shown})
    return cells


def _shown(count: int, has_cases: bool, threshold: int) -> str:
    if has_cases and 0 < count < threshold:
        return _("färre än %(n)d") % {"n": threshold}
    return number(count)
