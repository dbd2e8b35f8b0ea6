"""Named parts of the log, for the case's page and the reviewer."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import BooleanField, Count, F, Func, Max, Q
from django.db.models.functions import Coalesce, ExtractHour, TruncDate

from core.workdays import STOCKHOLM, end_of_day

WHO = (
    "kind",
    "assignment_id",
    "assignment__person__given_name",
    "assignment__person__family_name",
    "assignment__person__title",
    "unit__name",
)


class AfterParticipation(Func):
    """True for acts on a case whose actor no longer took part; `sip` knows, through a closed function."""

    template = "%(expressions)s = ANY (ARRAY(SELECT access.acts_after_participation()))"
    output_field = BooleanField()


class OfNamesakes(Func):
    """True for acts on a child whose family name, or a guardian's, is the actor's own."""

    template = "%(expressions)s = ANY (ARRAY(SELECT access.acts_of_namesakes()))"
    output_field = BooleanField()


class AuditEventQuerySet(models.QuerySet):
    def between(self, first: datetime, last: datetime) -> "AuditEventQuerySet":
        """From `first` up to, not including, `last`; both named so that only their months are read."""
        return self.filter(at__gte=first, at__lt=last)

    def on_days(self, first: date, last: date) -> "AuditEventQuerySet":
        """Whole local days, the last included."""
        return self.between(end_of_day(first - timedelta(days=1)), end_of_day(last))

    def told(self) -> "AuditEventQuerySet":
        """What services and views said; without the safety net's echo of each write."""
        return self.filter(net=False)

    def by_people(self) -> "AuditEventQuerySet":
        return self.filter(kind="user")

    def at_child_level(self) -> "AuditEventQuerySet":
        return self.filter(Q(case_id__isnull=False) | Q(child_id__isnull=False))

    def with_names(self) -> "AuditEventQuerySet":
        return self.select_related("assignment__person", "unit")

    def outside_hours(self, opens: int, closes: int, free_days: Iterable[date]) -> "AuditEventQuerySet":
        """Before `opens`, from `closes` on, or on one of the free days; local time."""
        local = self.annotate(hour=ExtractHour("at", tzinfo=STOCKHOLM), day=TruncDate("at", tzinfo=STOCKHOLM))
        return local.filter(Q(hour__lt=opens) | Q(hour__gte=closes) | Q(day__in=list(free_days)))

    def after_participation(self) -> "AuditEventQuerySet":
        return self.filter(AfterParticipation(F("number")))

    def of_namesakes(self) -> "AuditEventQuerySet":
        return self.filter(OfNamesakes(F("number")))

    def many_children(self, at_least: int) -> models.QuerySet:
        """A line for each person and local day with at least so many children or cases opened."""
        return (
            self.annotate(day=TruncDate("at", tzinfo=STOCKHOLM))
            .values(*WHO, "day")
            .annotate(children=Count(Coalesce("child_id", "case_id"), distinct=True), last=Max("at"))
            .filter(children__gte=at_least)
            .order_by("-children", "-day")
        )

    def gathered(self) -> models.QuerySet:
        """The same act by the same person on the same local day as one line, newest first."""
        return (
            self.annotate(day=TruncDate("at", tzinfo=STOCKHOLM))
            .values(*WHO, "act", "outcome", "purpose", "day")
            .annotate(times=Count("number"), last=Max("at"))
            .order_by("-last")
        )
