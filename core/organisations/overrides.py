"""Area values of profile keys that are in force, now, before or later: what `core.regions.cache` keeps."""

from collections.abc import Callable, Iterable
from uuid import UUID

from core.access import Acting
from core.organisations.models import AreaOverride
from core.organisations.states import OverrideStatus
from core.regions.cache import Override

# What other apps do when an area's value has been decided: (the decided row, who decided). They append at start.
after_decision: list[Callable[[AreaOverride, Acting], None]] = []


def in_force(region_id: UUID) -> Iterable[Override]:
    """Every decided value of the region's areas with its days."""
    rows = AreaOverride.objects.filter(region_id=region_id, status=OverrideStatus.APPROVED).order_by("valid_from")
    return [Override(row.pk, row.area_id, row.key, row.value, row.valid_from, row.valid_to) for row in rows]
