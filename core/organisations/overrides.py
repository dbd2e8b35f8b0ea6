"""Decided values of profile keys, now, before or later: what `core.regions.cache` keeps, and what they lead to."""

from collections.abc import Callable, Iterable
from uuid import UUID

from core.access import Acting
from core.organisations.models import Area, ProfileOverride
from core.organisations.states import OverrideStatus
from core.regions.cache import Override

# What other apps do when a value has been decided: (the decided row, who decided). They append at start.
after_decision: list[Callable[[ProfileOverride, Acting], None]] = []
# What other apps say that a change would lead to, before it is proposed: (who asks, the area or none, the key).
leads_to: list[Callable[[Acting, Area | None, str], Iterable[str]]] = []


def in_force(region_id: UUID) -> Iterable[Override]:
    """Every decided value of the region and its areas, with its days."""
    rows = ProfileOverride.objects.filter(region_id=region_id, status=OverrideStatus.APPROVED).order_by("valid_from")
    return [Override(row.pk, row.area_id, row.key, row.value, row.valid_from, row.valid_to) for row in rows]
