"""What the groups must hold, by region and by area, from the day it was said. [domain 3.4, 3.5]"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from core import clock
from core.organisations.models import Area
from core.regions.models import Region
from core.regions.profile import Profile, profile_of
from core.regions.shapes import Seat
from groups.models import SeatRequirement

Key = tuple[UUID | None, str, str]


def apply(region: Region, profile: Profile) -> None:
    """New or changed requirements hold from today (the first ones from the profile's day); others end yesterday.

    Those of an area that begins later hold from its first day.
    """
    today = clock.today()
    running = SeatRequirement.objects.not_ended(today).filter(region=region)
    have = {_key(row): row for row in running}
    begins = {area.pk: area.valid_from for area in Area.objects.not_ended(today).filter(region=region)}
    want = _wanted(region.pk, profile, today, begins)
    is_first = not SeatRequirement.objects.filter(region=region).exists()
    for key, row in have.items():
        if want.get(key) != _values(row):
            _end(row, today, want.get(key))
    new = []
    for key, values in want.items():
        if key not in have or (_values(have[key]) != values and have[key].valid_to):
            area_id, kind, label = key
            start = min(profile.valid_from, today) if is_first else today
            if begins.get(area_id, today) > today:
                start = begins[area_id]
            new.append(
                SeatRequirement(
                    region=region, area_id=area_id, forum_kind=kind, label=label, valid_from=start, **values
                )
            )
    SeatRequirement.objects.bulk_create(new)


def _wanted(region_id: UUID, profile: Profile, today: date, begins: Mapping[UUID, date]) -> dict[Key, dict[str, Any]]:
    """The region's own, and those of each area that has others; of one that begins later, as on its first day."""
    found = _rows(None, profile.seat_requirements, profile)
    for area_id, first in begins.items():
        own = profile_of(region_id, on=max(today, first), area_id=area_id)
        if own.seat_requirements != profile.seat_requirements:
            found |= _rows(area_id, own.seat_requirements, own)
    return found


def _rows(area_id: UUID | None, seats: Iterable[Seat], profile: Profile) -> dict[Key, dict[str, Any]]:
    return {
        (area_id, seat.forum_kind, seat.label): {
            "order": number,
            "unit_types": list(seat.unit_types),
            "role": seat.role,
            "per": seat.per,
            "minimum": seat.minimum,
            "maximum": seat.maximum,
            "severity": seat.severity or profile.required_seat_severity,
            "mandate": seat.mandate,
        }
        for number, seat in enumerate(seats)
    }


def _key(row: SeatRequirement) -> Key:
    return (row.area_id, row.forum_kind, row.label)


def _values(row: SeatRequirement) -> dict[str, Any]:
    names = ("order", "unit_types", "role", "per", "minimum", "maximum", "severity", "mandate")
    return {name: getattr(row, name) for name in names}


def _end(row: SeatRequirement, today: date, instead: dict[str, Any] | None) -> None:
    """Yesterday was its last day. What was said first today is said otherwise in place, or ends today."""
    if row.valid_from < today:
        row.valid_to = today - timedelta(days=1)
    elif instead is None:
        row.valid_to = max(today, row.valid_from)
    else:
        for name, value in instead.items():
            setattr(row, name, value)
    row.save()
