from datetime import date
from typing import Self

from django.db import models
from django.db.models import OuterRef, Q


class DatedQuerySet(models.QuerySet):
    """Rows with a first and a last day in force, both included."""

    def on(self, day: date | OuterRef) -> Self:
        """In force that day, or on the day of the outer row; what happened then belongs to these. [S-04, I-R2]"""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)

    def not_over(self, day: date) -> Self:
        """In force that day, or to come."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))


class UnitQuerySet(DatedQuerySet):
    def for_list(self) -> Self:
        """With what a row of the directory shows; stable order."""
        return self.select_related("principal", "second_principal", "district").order_by("name", "id")
