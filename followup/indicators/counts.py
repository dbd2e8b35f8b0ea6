"""How many: one set-based statement per source table, over the figures job's own connection. [perf 5, security 7]

bus_report reads days, places and states there; no text, no child, no person. What comes back is numbers only.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, cast

from django.db import connections
from django.db.models import Count, F, Q, QuerySet
from psycopg import sql

from deviations.models import DeviationCounterpart, DeviationReport
from followup.indicators.aggregates import day_counts, joined_hash, median_and_longest, row_set_hash
from followup.indicators.rows import DEVIATIONS, FORUM, PLANS, REACHED, SITTINGS
from followup.indicators.year import AreaYear
from sip.cases.models import ForumCase
from sip.individual_forum.models import Occasion
from sip.plans.models import SipPlan

HASHED = ("held", "escalated", "called_counted", "sat_counted")  # the rows whose set is remembered


@dataclass(frozen=True)
class Counts:
    """Totals by cell; `split` the same by a quality of the row; days taken; hashes of row sets."""

    total: Mapping[str, int] = field(default_factory=dict)
    split: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    days: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    hashes: Mapping[str, str] = field(default_factory=dict)

    def joined(self, other: "Counts") -> "Counts":
        """Both as one."""
        return Counts(
            {**self.total, **other.total},
            {**self.split, **other.split},
            {**self.days, **other.days},
            {**self.hashes, **other.hashes},
        )


def count_forum(year: AreaYear, *, using: str) -> Counts:
    """The individual forum's cases by sex, and the sittings. [I-01, I-02, I-04, I-R3]"""
    conditions = {cell: rows(year) for cell, rows in FORUM.items()}
    asked: dict[str, Any] = {cell: Count("case_id", filter=condition) for cell, condition in conditions.items()}
    asked |= {f"hash_{cell}": row_set_hash(conditions[cell], "case_id") for cell in HASHED}
    if year.deadline:
        for cell, day in (("called", "convened_on"), ("sat", "held_on")):
            done = conditions[f"{cell}_counted"] & Q(**{f"{day}__isnull": False})
            asked[f"days_{cell}"] = day_counts(F(year.deadline.starts), F(day), done)
    places = {span.district_id for span in year.spans}
    cases = ForumCase.objects.using(using).filter(region_id=year.region_id, district_id__in=places)
    cases = cases.filter(_any(conditions))
    rows = cast(list[dict[str, Any]], list(cases.values("sex").annotate(**asked).order_by("sex")))
    total = {cell: sum(row[cell] for row in rows) for cell in FORUM}
    return Counts(
        total={**total, "sittings": _sittings(year, using), "children": _children("forum_children", year, using)},
        split={cell: {row["sex"]: row[cell] for row in rows} for cell in FORUM},
        days={name: _days(rows, f"days_{name}") for name in ("called", "sat")},
        hashes={cell: joined_hash((row["sex"], row[f"hash_{cell}"]) for row in rows) for cell in HASHED},
    )


def _any(conditions: Mapping[str, Q]) -> Q:
    found = Q(pk__in=[])
    for condition in conditions.values():
        found |= condition
    return found


def _days(rows: list[dict], name: str) -> dict[str, float]:
    return median_and_longest(span for row in rows for span in row.get(name) or ())


def _sittings(year: AreaYear, using: str) -> int:
    held = Occasion.objects.using(using).filter(SITTINGS["sittings"](year), region_id=year.region_id)
    return held.aggregate(n=Count("id"))["n"]


def count_plans(year: AreaYear, *, using: str) -> Counts:
    """Plans by sex: those that began to run, needs, and offers; and the children. [I-11, I-50, I-R3]"""
    conditions = {cell: rows(year) for cell, rows in PLANS.items()}
    asked: dict[str, Any] = {cell: Count("case_id", filter=condition) for cell, condition in conditions.items()}
    asked |= {f"hash_{cell}": row_set_hash(condition, "case_id") for cell, condition in conditions.items()}
    places = {span.district_id for span in year.spans}
    plans = SipPlan.objects.using(using).filter(region_id=year.region_id, district_id__in=places)
    rows = cast(
        list[dict[str, Any]], list(plans.filter(_any(conditions)).values("sex").annotate(**asked).order_by("sex"))
    )
    total = {cell: sum(row[cell] for row in rows) for cell in PLANS}
    return Counts(
        total={**total, "sip_children": _children("plan_children", year, using)},
        split={cell: {row["sex"]: row[cell] for row in rows} for cell in PLANS},
        hashes={cell: joined_hash((row["sex"], row[f"hash_{cell}"]) for row in rows) for cell in PLANS},
    )


def _children(question: Literal["forum_children", "plan_children"], year: AreaYear, using: str) -> int:
    """Of the cases or plans, counted by the database alone: the job has no way to a child. [I-01, I-50, security 7]"""
    districts = [span.district_id for span in year.spans]
    first, last = [span.first for span in year.spans], [span.last for span in year.spans]
    with connections[using].cursor() as cursor:
        asked = sql.SQL("SELECT access.{}(%s::uuid[], %s::date[], %s::date[])").format(sql.Identifier(question))
        cursor.execute(asked, [districts, first, last])
        return cursor.fetchone()[0]


def count_deviations(year: AreaYear, *, using: str) -> Counts:
    """Reports by the level they reached, their kind and who reported; then by who is on the other side. [I-03]"""
    conditions = {cell: rows(year) for cell, rows in DEVIATIONS.items()}
    asked: dict[str, Any] = {cell: Count("id", filter=condition) for cell, condition in conditions.items()}
    asked["hash_sent"] = row_set_hash(conditions["sent"], "id")
    asked["days_closed"] = day_counts(F("first_sent_on"), F("closed_on"), conditions["closed"])
    places = {span.district_id for span in year.spans}
    lying = Q(area_id=year.area_id) | Q(district_id__in=places)
    reports = DeviationReport.objects.using(using).filter(lying, region_id=year.region_id)
    groups = reports.filter(_any(conditions)).annotate(reached=REACHED).values("reached", "category", "principal_id")
    counted = groups.annotate(**asked).order_by("reached", "category", "principal_id")
    rows = cast(list[dict[str, Any]], list(counted))
    hashes = ((f"{r['reached']}|{r['category']}|{r['principal_id']}", r["hash_sent"]) for r in rows)
    return Counts(
        total={cell: sum(row[cell] for row in rows) for cell in DEVIATIONS},
        split={
            "sent.level": _summed(rows, "reached"),
            "sent.category": _summed(rows, "category"),
            "sent.principal": _summed(rows, "principal_id"),
            "sent.counterpart": _counterparts(year, reports.filter(conditions["sent"]), using),
        },
        days={"closed": _days(rows, "days_closed")},
        hashes={"sent": joined_hash(hashes)},
    )


def _summed(rows: list[dict], quality: str) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for row in rows:
        if row["sent"]:
            found[str(row[quality])] += row["sent"]
    return dict(found)


def _counterparts(year: AreaYear, sent: QuerySet[DeviationReport], using: str) -> dict[str, int]:
    """A report may name several; each principal is counted once a report."""
    sides = DeviationCounterpart.objects.using(using).filter(region_id=year.region_id, report_id__in=sent.values("id"))
    found = sides.values("principal_id").annotate(n=Count("report_id", distinct=True)).order_by("principal_id")
    return {str(row["principal_id"]): row["n"] for row in found}
