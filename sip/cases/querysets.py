from datetime import datetime

from django.db import models
from django.db.models import Q


class ForumCaseQuerySet(models.QuerySet):
    def for_list(self) -> "ForumCaseQuerySet":
        """What a row of the case list needs, in one statement."""
        return self.select_related("case", "district", "raising_unit")


class ParticipationQuerySet(models.QuerySet):
    def live(self, at: datetime) -> "ParticipationQuerySet":
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=at), valid_from__lte=at)
