"""Splitting and merging areas so that history stays: the old areas end, the new begin, links tell which became which.

Figures use the area valid on the day of the event, so last year's stay under the old areas. [S-04, I-R2, F6]
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core.access import Acting, lock, require
from core.errors import Refused
from core.organisations import policies
from core.organisations.choices import LinkKind
from core.organisations.models import Area, AreaDistrict, AreaLink, AreaService, District, ProfileOverride
from core.organisations.states import OverrideStatus
from core.regions import cache


@dataclass(frozen=True)
class NewArea:
    """An area that begins, with the districts it takes over."""

    code: str
    name: str
    districts: Sequence[District] = field(default_factory=tuple)


@transaction.atomic
def split_area(area: Area, *, into: Sequence[NewArea], on: date, by: Acting) -> list[Area]:
    """End an area the day before `on` and begin its parts; units and the area's own values go on in every part.

    Raises PermissionDenied, and Refused when the parts do not take over exactly the area's districts.
    """
    area = _lock_running(area, on, by)
    districts = _districts(area, on)
    taken = [district.pk for part in into for district in part.districts]
    if len(into) < 2 or sorted(taken) != sorted(districts):
        raise Refused(_("Varje distrikt i området ska finnas i exakt ett av minst två nya områden."), field="into")
    services, overrides = _services([area], on), _overrides(area, on)
    _end([area], on)
    made = [_begin(area.region_id, part, on, [area], LinkKind.SPLIT, services) for part in into]
    for part in made:
        for override in overrides:
            _carry(override, part, on)
    cache.changed(area.region_id)
    return made


@transaction.atomic
def merge_areas(areas: Sequence[Area], *, code: str, name: str, on: date, by: Acting) -> Area:
    """End areas the day before `on` and begin one with all their districts and units.

    The areas' own values end with them: the new area starts from the region's. Raises PermissionDenied, Refused.
    """
    if len({area.pk for area in areas}) < 2:
        raise Refused(_("Minst två områden behövs för en sammanslagning."), field="areas")
    areas = [_lock_running(area, on, by) for area in sorted(areas, key=lambda one: str(one.pk))]
    districts = District.objects.filter(pk__in=[pk for area in areas for pk in _districts(area, on)])
    part = NewArea(code, name, tuple(districts))
    services = _services(areas, on)
    _end(areas, on)
    made = _begin(areas[0].region_id, part, on, areas, LinkKind.MERGE, services)
    cache.changed(made.region_id)
    return made


def _lock_running(area: Area, on: date, by: Acting) -> Area:
    area = lock(area)
    require(policies.can_change_structure(by))
    if on <= area.valid_from or (area.valid_to is not None and area.valid_to < on):
        words = {"area": area.name, "day": on}
        raise Refused(_("%(area)s finns inte både dagen före %(day)s och den dagen.") % words, field="on")
    if AreaDistrict.objects.filter(area=area, valid_from__gte=on).exists():
        raise Refused(_("%s får ett distrikt senare. Ta bort den planen först.") % area.name, field="on")
    return area


def _districts(area: Area, on: date) -> list:
    return list(AreaDistrict.objects.on(on).filter(area=area).values_list("district_id", flat=True))


def _services(areas: Iterable[Area], on: date) -> dict:
    """The units that go on, each with the last day it serves (None: until further notice)."""
    rows = AreaService.objects.on(on).filter(area__in=areas).order_by("valid_to")
    return {row.unit_id: row.valid_to for row in rows}


def _overrides(area: Area, on: date) -> list[ProfileOverride]:
    return list(ProfileOverride.objects.on(on).filter(area=area, status=OverrideStatus.APPROVED))


def _end(areas: Iterable[Area], on: date) -> None:
    """The day before is the last, of the areas and of all that is said of them."""
    last = on - timedelta(days=1)
    decided = ProfileOverride.objects.filter(status=OverrideStatus.APPROVED)
    sets: tuple[QuerySet, ...] = (AreaDistrict.objects.all(), AreaService.objects.all(), decided)
    for rows in sets:
        running = rows.filter(area__in=areas, valid_from__lte=last)
        running.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=last)).update(valid_to=last)
    for area in areas:
        area.valid_to = last
        area.save(update_fields=["valid_to"])


def _begin(region_id: UUID, part: NewArea, on: date, before: Iterable[Area], kind: str, services: dict) -> Area:
    made = Area.objects.create(region_id=region_id, code=part.code, name=part.name, valid_from=on)
    for district in part.districts:
        AreaDistrict.objects.create(region_id=region_id, area=made, district=district, valid_from=on)
    for unit_id, last in services.items():
        AreaService.objects.create(region_id=region_id, area=made, unit_id=unit_id, valid_from=on, valid_to=last)
    for area in before:
        AreaLink.objects.create(region_id=region_id, predecessor=area, successor=made, kind=kind, on=on)
    return made


CARRIED = (
    "key",
    "value",
    "status",
    "reason",
    "from_file",
    "proposed_user",
    "proposed_person",
    "proposed_by",
    "proposed_name",
    "approved_user",
    "approved_by",
    "approved_name",
    "approved_at",
    "valid_to",
)


def _carry(override: ProfileOverride, area: Area, on: date) -> None:
    """The decision goes on in the new area, with who made it."""
    kept = {name: getattr(override, name) for name in CARRIED}
    ProfileOverride.objects.create(region_id=area.region_id, area=area, valid_from=on, **kept)
