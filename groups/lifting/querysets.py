"""Lifted questions by how far they have come."""

from django.db import models

from core import clock
from groups.lifting import states


class LiftedQuerySet(models.QuerySet):
    def open(self) -> "LiftedQuerySet":
        """Waiting for an answer, or for the forum that asked to say what it did with it."""
        return self.filter(status__in=states.WAITS)

    def late(self) -> "LiftedQuerySet":
        """Those that the forum they stand with should have answered or passed on."""
        waiting = self.filter(status__in=states.OPEN)
        return waiting.filter(steps__status__in=states.HERE, steps__due_on__lt=clock.today())

    def answered(self) -> "LiftedQuerySet":
        return self.filter(status__in=[states.L.ANSWERED, states.L.CONFIRMED])

    def standing(self) -> "LiftedQuerySet":
        """Those that nobody has taken back."""
        return self.exclude(status=states.L.WITHDRAWN)

    def for_list(self) -> "LiftedQuerySet":
        """With the forums on its way; the oldest first."""
        found = self.select_related("origin").prefetch_related("steps__to_forum")
        return found.order_by("lifted_on", "created_at", "id")
