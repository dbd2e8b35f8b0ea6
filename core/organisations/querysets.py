from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import OuterRef, Q

ONE_DAY = timedelta(days=1)


class DatedQuerySet(models.QuerySet):
    """Rows with a first and a last day in force, both included."""

    def on(self, day: date | OuterRef) -> Self:
        """In force that day, or on the day of the outer row; what happened then belongs to these. [S-04, I-R2]"""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)

    def not_ended(self, day: date) -> Self:
        """In force that day, or to come."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))

    def end(self, last: date) -> None:
        """Those in force after the day end with it; what begins later is left as it is."""
        self.filter(valid_from__lte=last).not_ended(last + ONE_DAY).update(valid_to=last)


class UnitQuerySet(DatedQuerySet):
    def for_list(self) -> Self:
        """With what a row of the directory shows; stable order."""
        return self.select_related("principal", "second_principal", "district").order_by("name", "id")
