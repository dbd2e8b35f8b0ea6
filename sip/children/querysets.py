"""Named questions about what is dated. [style: querysets]"""

from datetime import date, datetime

from django.db import models
from django.db.models import Q


def in_force(on: date) -> Q:
    """It has begun and its last day has not passed."""
    return Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gte=on))


def not_ended(on: date) -> Q:
    """It holds, or will: what a page shows so that it can be ended."""
    return Q(valid_to=None) | Q(valid_to__gte=on)


class ContactQuerySet(models.QuerySet):
    def live(self, at: datetime) -> "ContactQuerySet":
        """Who works with a child then, also in somebody's place until a day."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=at))
