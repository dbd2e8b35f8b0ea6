from datetime import datetime
from typing import Self

from django.db import models

from groups.meetings.states import AHEAD


class MeetingQuerySet(models.QuerySet):
    def ahead(self, at: datetime) -> Self:
        """Planned or called, and not over yet; the next first."""
        return self.filter(status__in=AHEAD, ends_at__gt=at).order_by("starts_at", "id")

    def for_list(self) -> Self:
        return self.select_related("forum")


class ItemQuerySet(models.QuerySet):
    def standing(self) -> Self:
        """What is on the agenda now, in its order."""
        return self.filter(removed_at__isnull=True).order_by("order", "created_at", "id")


class StruckQuerySet(models.QuerySet):
    def standing(self) -> Self:
        """Not struck out."""
        return self.filter(struck_at__isnull=True)
