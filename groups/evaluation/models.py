"""What those who were at a meeting say of it: who has answered, and what all of them said together. [F37, ADR 12]"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from core.access.models import RegionRow
from groups.answers.sums import LONGEST
from groups.meetings.models import Meeting, by

LEAST = 3  # so many must have answered before anybody reads what was said
SCALE = (1, 2, 3, 4, 5)


class EvaluationGiven(RegionRow):
    """Har svarat: that one who was there has said how it was; never what."""

    forum = models.ForeignKey("groups.Forum", on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="evaluations_given")
    assignment = by()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "assignment"], name="evaluation_given_once")]


class EvaluationSum(models.Model):
    """Utvärdering av ett möte: one row for all who answered, written anew by each answer. It has no moment.

    `scores` is by question how many gave 1, 2, 3, 4 and 5; `words` the lines in the order of the alphabet.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    forum = models.ForeignKey("groups.Forum", on_delete=models.PROTECT, related_name="+")
    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="evaluation")
    asked = models.PositiveSmallIntegerField()
    answers = models.PositiveSmallIntegerField()
    scores = models.JSONField(default=dict)
    words = ArrayField(models.CharField(max_length=LONGEST), default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(answers__gte=1), name="evaluation_sum_is_of_somebody"),
        ]
