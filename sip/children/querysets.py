"""Named questions about what is dated. [style: querysets]"""

from datetime import date

from django.db.models import Q


def in_force(on: date) -> Q:
    """It has begun and its last day has not passed."""
    return Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gte=on))


def not_ended(on: date) -> Q:
    """It holds, or will: what a page shows so that it can be ended."""
    return Q(valid_to=None) | Q(valid_to__gte=on)
