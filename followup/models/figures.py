"""Figures as they were counted once: what is shown, and apart from it what was counted. Append-only. [I-R6]"""

from django.db import models

from core.access.models import RegionRow
from followup.models.follow_up import foreign
from followup.models.tallies import KeptTable


class Counting(RegionRow):
    """One count of an area's year: when, by which profile, for the follow-up or only so far. [I-R6]

    `follow_up` none: how the year stands so far, totals only. `confirmed_at`: when it last was counted with the
    same result. `threshold`: the smallest number shown. `context`: the names and rules of the day, so that a report
    reads the same for ever.
    """

    area = foreign("organisations.Area")
    year = models.PositiveSmallIntegerField()
    follow_up = foreign("followup.AnnualFollowUp", "countings", null=True)
    period_from = models.DateField()
    period_to = models.DateField()
    profile_version = models.PositiveIntegerField()
    threshold = models.PositiveSmallIntegerField()
    context = models.JSONField(default=dict)
    computed_at = models.DateTimeField()
    confirmed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["region", "area", "year", "-computed_at"])]

    def __str__(self):
        return f"{self.year} {self.computed_at}"

    @property
    def is_final(self) -> bool:
        return self.follow_up_id is not None


class Figure(RegionRow):
    """One indicator of a counting, as it may be shown; a hidden number is not in it. [I-R5, I-R6, security 7]

    `shown`: for each cell its number, «few» or «hidden». `numerator` and `denominator` are none where hidden or where
    the indicator has none. `row_set_hash` tells whether the same rows were counted, never which.
    """

    counting = foreign("followup.Counting", "figures")
    area = foreign("organisations.Area")
    follow_up = foreign("followup.AnnualFollowUp", null=True)
    code = models.CharField(max_length=10)
    formula_version = models.PositiveSmallIntegerField()
    period_from = models.DateField()
    period_to = models.DateField()
    filters = models.JSONField(default=dict)
    numerator = models.PositiveIntegerField(null=True)
    denominator = models.PositiveIntegerField(null=True)
    shown = models.JSONField(default=dict)
    days = models.JSONField(default=dict)
    is_suppressed = models.BooleanField(default=False)
    row_set_hash = models.CharField(max_length=64)
    computed_at = models.DateTimeField()

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["counting", "code"], name="figure_once_in_a_counting")]

    def __str__(self):
        return self.code


class Tally(KeptTable):
    """What a counting came to, hidden numbers too."""

    counting = models.OneToOneField(Counting, on_delete=models.PROTECT, primary_key=True, related_name="tally")
