from datetime import date
from typing import Any

from django.db import models
from django.db.models import BooleanField, F, Func, Prefetch

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

    def for_page(self) -> "DeviationReportQuerySet":
        """With what the report's own page shows; four statements."""
        found = self.with_sides().select_related("unit", "area", "district", "reporter__person")
        for name in ("steps", "answers"):
            rows = _rows_of(self.model, name).select_related("by__unit")
            found = found.prefetch_related(Prefetch(name, rows))
        return found

    def sent_between(self, first: date, last: date) -> "DeviationReportQuerySet":
        """Those that left the draft in the days, both included. [I-03]"""
        return self.filter(first_sent_on__range=(first, last))
