from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import BooleanField, F, Func, Prefetch

from core.access import hand_out, together
from deviations.states import ENDED


def within(column: str, question: str) -> Func:
    """`column = ANY (ARRAY(SELECT access.question()))`; the person comes from the signed context. [security 3]"""
    return Func(
        F(column),
        template=f"%(expressions)s = ANY (ARRAY(SELECT access.{question}()))",
        output_field=BooleanField(),
    )


def _rows_of(model: Any, name: str) -> models.QuerySet:
    """The rows that point back to a model by that name."""
    return model._meta.get_field(name).related_model.objects.all()


class DeviationReportQuerySet(models.QuerySet):
    def open(self) -> "DeviationReportQuerySet":
        return self.exclude(status__in=ENDED)

    def with_sides(self) -> "DeviationReportQuerySet":
        """With the unit it came from and the units on the other side."""
        sides = _rows_of(self.model, "counterparts").select_related("unit")
        return self.select_related("unit").prefetch_related(Prefetch("counterparts", sides))

    def for_list(self) -> "DeviationReportQuerySet":
        """With what a row shows; the newest first."""
        return self.with_sides().order_by("-first_sent_on", "-created_at", "id")

    def whole(self, pk: UUID) -> Any | None:
        """The report of that id with what its own page shows, one statement; None when it is not among these."""
        found = self.filter(pk=pk).select_related("unit", "area", "district", "reporter__person", "duplicate_of")
        joined = {"counterparts": "unit", "steps": "by__unit", "answers": "by__unit", "actions": "unit"}
        parts = {name: _rows_of(self.model, name).filter(report=pk).select_related(by) for name, by in joined.items()}
        together(found, *parts.values())
        for name, rows in parts.items():
            hand_out(rows, found, by="report", to=name)
        return next(iter(found), None)
