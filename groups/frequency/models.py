"""How often a forum is to meet: what it owes in one term or one year. [F30, S-60..S-65]"""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from core.access.models import RegionRow


class PeriodQuerySet(models.QuerySet):
    def of(self, forum_id: object, day: date) -> Self:
        """Those of the forum that a meeting that day counts in: a term and a year may both hold it. [X-14]"""
        return self.filter(forum_id=forum_id, starts_on__lte=day, ends_on__gte=day).order_by("ends_on", "code")


class ForumPeriod(RegionRow):
    """Period: the days in which a forum is to meet so many times by one rule. The number is the rule's.

    The clock is about the period, so that a breach of the last one stays the last one's. `starts_on` is the forum's own
    first day where it began within the period.
    """

    forum = models.ForeignKey("groups.Forum", on_delete=models.PROTECT, related_name="periods")
    code = models.CharField(max_length=10)
    starts_on = models.DateField()
    ends_on = models.DateField()

    objects = PeriodQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["forum", "code", "ends_on"], name="period_of_a_forum_once"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="period_ends_after_it_starts"),
        ]

    def __str__(self):
        return f"{self.starts_on:%Y-%m-%d}–{self.ends_on:%Y-%m-%d}"
