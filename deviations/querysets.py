from datetime import date

from django.db import models
from django.db.models import BooleanField, F, Func

from deviations.states import ENDED


def within(column: str, question: str) -> Func:
    """`column = ANY (ARRAY(SELECT access.question()))`; the person comes from the signed context. [security 3]"""
    return Func(
        F(column),
        template=f"%(expressions)s = ANY (ARRAY(SELECT access.{question}()))",
        output_field=BooleanField(),
    )


class DeviationReportQuerySet(models.QuerySet):
    def open(self) -> "DeviationReportQuerySet":
        return self.exclude(status__in=ENDED)

    def for_list(self) -> "DeviationReportQuerySet":
        """With what a row shows; the newest first."""
        found = self.select_related("unit", "area").prefetch_related("counterparts__unit")
        return found.order_by("-first_sent_on", "-created_at", "id")

    def for_page(self) -> "DeviationReportQuerySet":
        """With what the report's own page shows."""
        found = self.select_related("unit", "area", "district", "reporter__person")
        return found.prefetch_related(
            "counterparts__unit", "steps__by__person", "steps__by__unit", "answers__by__person", "answers__by__unit"
        )

    def sent_between(self, first: date, last: date) -> "DeviationReportQuerySet":
        """Those that left the draft in the days, both included. [I-03]"""
        return self.filter(first_sent_on__range=(first, last))
