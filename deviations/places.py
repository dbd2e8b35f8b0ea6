"""Where a report belongs, and which units its reporter may choose as the other side."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q

from core.access import Acting
from core.organisations.models import Area, AreaDistrict, AreaService, District, Unit
from groups import queries as groups


def units_by_area(acting: Acting, on: date) -> list[tuple[Area, list[Unit]]]:
    """The other units of each area that the acting assignment works in; three statements."""
    areas = list(groups.areas_of(acting, on))
    served = AreaService.objects.on(on).filter(area__in=areas).values_list("area_id", "unit_id")
    districts = AreaDistrict.objects.on(on).filter(area__in=areas).values_list("area_id", "district_id")
    units = list(_units({unit for _area, unit in served}, {district for _area, district in districts}, acting, on))
    by_area: dict[UUID, set[UUID]] = {area.pk: set() for area in areas}
    for area_id, unit_id in served:
        by_area[area_id].add(unit_id)
    for area_id, district_id in districts:
        by_area[area_id] |= {unit.pk for unit in units if unit.district_id == district_id}
    others = [unit for unit in units if unit.pk != acting.unit_id]
    return [(area, [unit for unit in others if unit.pk in by_area[area.pk]]) for area in areas]


def _units(served: set, districts: set, acting: Acting, on: date) -> Iterable[Unit]:
    found = Unit.objects.on(on).filter(region=acting.region_id)
    return found.filter(Q(pk__in=served) | Q(district__in=districts)).order_by("name", "id")


def district_between(own: Unit, others: Iterable[Unit], area: Area, acting: Acting, on: date) -> District | None:
    """The district a report belongs to: the reporter's own, else the other side's, else the area's only one. [P-82]"""
    rows = AreaDistrict.objects.on(on).filter(area=area).select_related("district").order_by("district__name")
    inside = {row.district_id: row.district for row in rows}
    for candidate in (acting.district_id, own.district_id, *(unit.district_id for unit in others)):
        if candidate in inside:
            return inside[candidate]
    return next(iter(inside.values())) if len(inside) == 1 else None
