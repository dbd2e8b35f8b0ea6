"""How many, as the year stands: one statement a table, read by the worker, to whom no row of it is about a child."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Model, Q, Sum

from followup.indicators.aggregates import row_set_hash
from followup.indicators.year import AreaYear
from followup.work.rows import CELLS, OF_PERSONS, of_groups
from groups.models import TrainingGroup


@dataclass(frozen=True)
class Work:
    """`total` by cell; `people`: who came to what was held together, by principal; hashes of the row sets."""

    total: Mapping[str, int] = field(default_factory=dict)
    people: Mapping[str, int] = field(default_factory=dict)
    hashes: Mapping[str, str] = field(default_factory=dict)

    @property
    def open(self) -> dict[str, int]:
        """The numbers of meetings, questions and papers; not those of people, which are guarded. [I-R5]"""
        return {cell: number for cell, number in self.total.items() if cell not in OF_PERSONS}


def count_work(year: AreaYear) -> Work:
    found = [_count(model, year) for model in CELLS]
    people = _people(year)
    return Work(
        total={cell: number for total, _hashes in found for cell, number in total.items()},
        people=people,
        hashes={cell: hashed for _total, hashes in found for cell, hashed in hashes.items()},
    )


def _count(model: type[Model], year: AreaYear) -> tuple[dict[str, int], dict[str, str]]:
    conditions = {cell: rows(year) for cell, rows in CELLS[model].items()}
    any_of = Q(pk__in=[])
    for condition in conditions.values():
        any_of |= condition
    asked: dict[str, Any] = {cell: Count("id", filter=condition) for cell, condition in conditions.items()}
    asked |= {f"hash_{cell}": row_set_hash(condition, "id") for cell, condition in conditions.items()}
    row = model._default_manager.filter(any_of, region_id=year.region_id).order_by().aggregate(**asked)
    return {cell: row[cell] for cell in conditions}, {cell: row[f"hash_{cell}"] for cell in conditions}


def _people(year: AreaYear) -> dict[str, int]:
    """Who came to the year's trainings and activities, by principal. [I-24]"""
    held = Q(training__held_on__range=(year.first, year.last), training__removed_at__isnull=True)
    rows = TrainingGroup.objects.filter(of_groups(year) & held, region_id=year.region_id)
    found = rows.order_by().values("principal_id").annotate(n=Sum("people")).order_by("principal_id")
    return {str(row["principal_id"]): row["n"] for row in found}
