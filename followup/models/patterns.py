"""A quarter's reports counted, as they may be shown; and apart from it what was counted. [F125, I-R6]"""

from django.db import models
from django.db.models import F, Q

from core.access.models import RegionRow
from followup.models.follow_up import foreign
from followup.models.tallies import KeptTable
from followup.querysets import PatternCountQuerySet


class PatternCount(RegionRow):
    """Mönster i avvikelserna under ett kvartal: what was counted, made ready by one and published by another.

    `base`: whether all reports were counted or those that reached the secretariat. `shown`: for each cell its number,
    «few» or «hidden». `labels`: the names of the day. `confirmed_at`: when it last was counted with the same result.
    """

    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    base = models.CharField(max_length=10)
    threshold = models.PositiveSmallIntegerField()
    shown = models.JSONField()
    labels = models.JSONField()
    computed_at = models.DateTimeField()
    confirmed_at = models.DateTimeField()
    prepared_by = foreign("people.RoleAssignment", null=True)
    prepared_at = models.DateTimeField(null=True)
    published_by = foreign("people.RoleAssignment", null=True)
    published_at = models.DateTimeField(null=True)

    objects = PatternCountQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "year", "number"],
                condition=Q(published_at__isnull=False),
                name="patterns_of_a_quarter_published_once",
            ),
            models.CheckConstraint(
                condition=Q(prepared_at__isnull=True, prepared_by__isnull=True)
                | Q(prepared_at__isnull=False, prepared_by__isnull=False),
                name="patterns_prepared_exactly_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False, prepared_by__isnull=False)
                & ~Q(published_by=F("prepared_by")),
                name="patterns_published_by_another",
            ),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=4), name="patterns_of_one_of_four_quarters"),
        ]
        indexes = [models.Index(fields=["region", "year", "number", "-computed_at"])]

    def __str__(self):
        return f"{self.year} {self.number}"


class PatternTally(KeptTable):
    """What a quarter's count came to, hidden numbers too."""

    count = models.OneToOneField(PatternCount, on_delete=models.PROTECT, primary_key=True, related_name="tally")
