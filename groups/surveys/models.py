"""A year's survey to those who sit in a group: the round, who has answered, what all of them said. [F133, ADR 12]"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.access.models import RegionRow
from groups.answers.sums import LONGEST
from groups.meetings.models import by

LEAST = 3  # a region may ask for more answers before anything is shown, never for fewer


class SurveyRound(RegionRow):
    """Omgång av en enkät: one a group, kind and year. `kind` and `questions` are keys of the region's profile.

    `asked`: how many sat in the group when it was opened; `answers` grows with each, whoever gave it.
    """

    forum = models.ForeignKey("groups.Forum", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("Enkät"), max_length=40)
    year = models.PositiveSmallIntegerField(_("År"))
    questions = ArrayField(models.CharField(max_length=40))
    steps = models.PositiveSmallIntegerField()
    least = models.PositiveSmallIntegerField()
    asked = models.PositiveSmallIntegerField()
    answers = models.PositiveSmallIntegerField(default=0)
    opened_on = models.DateField()
    closes_on = models.DateField(_("Sista dag att svara"))
    opened_by = by()
    reminded_on = models.DateField(null=True)
    told_on = models.DateField(null=True)

    class Meta:
        ordering = ["-opened_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "kind", "year"], name="survey_round_one_a_year"),
            models.CheckConstraint(condition=Q(least__gte=LEAST), name="survey_round_shows_nothing_of_few"),
            models.CheckConstraint(
                condition=Q(closes_on__gt=F("opened_on")), name="survey_round_closes_after_it_opens"
            ),
            models.CheckConstraint(condition=Q(steps__in=[5, 10]), name="survey_round_has_a_known_scale"),
        ]
        indexes = [models.Index(fields=["region", "kind", "year"])]


class SurveyGiven(RegionRow):
    """Har svarat: that one has; never what."""

    forum = models.ForeignKey("groups.Forum", on_delete=models.PROTECT, related_name="+")
    round = models.ForeignKey(SurveyRound, on_delete=models.PROTECT, related_name="given")
    assignment = by()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "assignment"], name="survey_given_once")]


class SurveySum(models.Model):
    """What all said: one row a round, written anew by each answer. It has no moment.

    `scores` is by question how many chose each step; `words` the lines in the order of the alphabet.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    forum = models.ForeignKey("groups.Forum", on_delete=models.PROTECT, related_name="+")
    round = models.OneToOneField(SurveyRound, on_delete=models.PROTECT, related_name="sum")
    scores = models.JSONField(default=dict)
    words = ArrayField(models.CharField(max_length=LONGEST), default=list)
