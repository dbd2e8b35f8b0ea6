"""What lies where and who serves it, on a day. An event belongs to the area that was valid when it happened. [I-R2]"""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from core.organisations.choices import ChangeKind, PrincipalKind
from core.organisations.models import (
    Area,
    AreaDistrict,
    AreaLink,
    AreaService,
    District,
    Principal,
    SchoolArea,
    SchoolAreaDistrict,
    StructureChange,
    Unit,
    UnitLink,
)
from core.organisations.querysets import UnitQuerySet
from core.organisations.states import OverrideStatus


def area_of_district(district_id: UUID, on: date) -> Area | None:
    """The one area the district lay in that day; None when it lay in none. [S-06]"""
    row = AreaDistrict.objects.on(on).filter(district_id=district_id).select_related("area").first()
    return row.area if row else None


def units_serving(area_id: UUID, on: date) -> UnitQuerySet:
    """The units in force that served the area that day. [S-05]"""
    serving = AreaService.objects.on(on).filter(area_id=area_id)
    return Unit.objects.on(on).filter(pk__in=serving.values("unit_id"))


def areas_served(unit_id: UUID, on: date) -> QuerySet[Area]:
    """The areas the unit served that day."""
    serving = AreaService.objects.on(on).filter(unit_id=unit_id)
    return Area.objects.filter(pk__in=serving.values("area_id")).order_by("name")


def areas_on(region_id: UUID, on: date) -> QuerySet[Area]:
    """The region's areas that day, in name order."""
    return Area.objects.on(on).filter(region_id=region_id).order_by("name", "id")


def districts_of(area_id: UUID, on: date) -> QuerySet[District]:
    """The districts the area was made of that day."""
    lying = AreaDistrict.objects.on(on).filter(area_id=area_id)
    return District.objects.filter(pk__in=lying.values("district_id")).order_by("name", "id")


def municipalities_of(area_id: UUID, on: date) -> QuerySet[Principal]:
    """The municipalities that took part in the area that day; seats are counted for each. [domain 3.5]"""
    owners = districts_of(area_id, on).values("principal_id")
    return Principal.objects.filter(pk__in=owners, kind=PrincipalKind.MUNICIPALITY).order_by("name", "id")


def school_areas_of(area_id: UUID, on: date) -> QuerySet[SchoolArea]:
    """The school areas that share a district with the area that day; they do not coincide. [S-05, X-42]"""
    shared = SchoolAreaDistrict.objects.on(on).filter(
        district_id__in=AreaDistrict.objects.on(on).filter(area_id=area_id).values("district_id")
    )
    return SchoolArea.objects.on(on).filter(pk__in=shared.values("school_area_id")).order_by("number")


def came_from(area_id: UUID) -> QuerySet[AreaLink]:
    """The areas that this one was made of. [S-04]"""
    return (
        AreaLink.objects.filter(successor_id=area_id).select_related("predecessor").order_by("on", "predecessor__name")
    )


def unit_came_from(unit_id: UUID) -> QuerySet[UnitLink]:
    """The units that this one was made of. [S-04]"""
    links = UnitLink.objects.filter(successor_id=unit_id).select_related("predecessor")
    return links.order_by("on", "predecessor__name")


def unit_became(unit_id: UUID) -> QuerySet[UnitLink]:
    """The units that this one was split or merged into. [S-04]"""
    links = UnitLink.objects.filter(predecessor_id=unit_id).select_related("successor")
    return links.order_by("on", "successor__name")


def former_names(row_id: UUID) -> QuerySet[StructureChange]:
    """The decisions that gave an area, a principal or a unit another name; each keeps the one before."""
    decided = StructureChange.objects.filter(kind=ChangeKind.RENAME, status=OverrideStatus.APPROVED)
    return decided.filter(about__contains=[str(row_id)]).order_by("on", "approved_at")


def became(area_id: UUID) -> QuerySet[AreaLink]:
    """The areas that this one was split or merged into. [S-04]"""
    return AreaLink.objects.filter(predecessor_id=area_id).select_related("successor").order_by("on", "successor__name")
