"""Units and areas as a reader meets them: rows of lists, facts of a page, ready in words."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.organisations.models import Area, AreaDistrict, AreaService, SchoolArea, SchoolAreaDistrict, Unit
from core.regions.presenting import ages
from core.ui import dates
from core.ui.said import said


@dataclass(frozen=True, slots=True)
class UnitRow:
    name: str
    url: str
    type: str
    principal: str
    ages: str
    target_group: str


@dataclass(frozen=True, slots=True)
class AreaRow:
    name: str
    url: str
    districts: str
    school_areas: str
    units: int
    period: str


def unit_row(unit: Unit) -> UnitRow:
    return UnitRow(
        unit.name,
        reverse("organisations:unit_detail", args=[unit.pk]),
        unit.get_unit_type_display(),
        principals(unit),
        ages(unit.age_from, unit.age_to),
        said(unit.target_group),
    )


def principals(unit: Unit) -> str:
    """The one or two that run the unit. [S-07]"""
    both = (unit.principal, unit.second_principal)
    return _(" och ").join(one.name for one in both if one)


def period(first: date, last: date | None) -> str:
    """«1 januari 2020 – tills vidare»."""
    return f"{dates.day(first)} – {dates.day(last) if last else _('tills vidare')}"


def unit_facts(unit: Unit) -> list[dict[str, Any]]:
    """What each should know of the others: mission, mandate, how to reach them. [S-24, F5]"""
    facts = [
        {
            "term": pgettext("vad den är till för", "Uppdrag"),
            "text": said(unit.mission) or _("Inget uppdrag är beskrivet än."),
        },
        {"term": _("Målgrupp"), "text": said(unit.target_group) or _("Inte angiven")},
        {"term": _("Åldrar"), "text": ages(unit.age_from, unit.age_to)},
        {"term": _("Mandat"), "text": unit.mandate_text or _("Inte angivet")},
        {"term": _("Så tar du kontakt"), "text": unit.referral_path or _("Inte angivet")},
    ]
    if unit.mailbox:
        facts.append({"term": _("Funktionsbrevlåda"), "text": unit.mailbox, "url": f"mailto:{unit.mailbox}"})
    return facts


def unit_place(unit: Unit) -> list[dict[str, Any]]:
    """Where the unit belongs."""
    facts = [
        {"term": _("Huvudman"), "text": principals(unit)},
        {"term": _("Typ"), "text": unit.get_unit_type_display()},
    ]
    facts.append({"term": _("Sekretess"), "text": str(unit.secrecy_level.label)})
    if unit.district:
        facts.append({"term": _("Distrikt"), "text": unit.district.name})
    for term, other in ((_("Ingår i"), unit.parent), (_("Fortsätter i"), unit.successor)):
        if other:
            facts.append(
                {"term": term, "text": other.name, "url": reverse("organisations:unit_detail", args=[other.pk])}
            )
    facts.append({"term": _("Tid"), "text": period(unit.valid_from, unit.valid_to)})
    return facts


@dataclass(frozen=True)
class Lying:
    """What lies in the areas and school areas of a region, at any time."""

    districts: QuerySet[AreaDistrict]
    schools: QuerySet[SchoolAreaDistrict]
    services: QuerySet[AreaService]

    @classmethod
    def in_region(cls, region_id: UUID) -> "Lying":
        return cls(
            AreaDistrict.objects.filter(region_id=region_id)
            .select_related("district", "area")
            .order_by("district__name"),
            SchoolAreaDistrict.objects.filter(region_id=region_id)
            .select_related("school_area", "district")
            .order_by("school_area__number"),
            AreaService.objects.filter(region_id=region_id),
        )


def area_rows(areas: Iterable[Area], lying: Lying) -> list[AreaRow]:
    """Rows of areas with what lay in them on their last day, today for those that run."""
    areas = sorted(areas, key=lambda area: natural(area.name))
    ends = {area.pk: area.valid_to for area in areas}
    districts: dict[UUID, list[AreaDistrict]] = defaultdict(list)
    for row in lying.districts:
        districts[row.area_id].append(row)
    schools: dict[UUID, list[SchoolAreaDistrict]] = defaultdict(list)
    for shared in lying.schools:
        schools[shared.district_id].append(shared)
    units: dict[UUID, int] = defaultdict(int)
    for service in lying.services:
        if service.area_id in ends:
            units[service.area_id] += service.valid_to == ends[service.area_id]
    return [_area_row(area, districts[area.pk], schools, units[area.pk]) for area in areas]


def natural(name: str) -> list[tuple[int, str]]:
    """Sorts «Kommun 9» before «Kommun 10», as people do."""
    return [(int(part), "") if part.isdigit() else (0, part.casefold()) for part in re.split(r"(\d+)", name)]


def _area_row(area: Area, districts: list[AreaDistrict], schools: dict, units: int) -> AreaRow:
    lying = [row for row in districts if row.valid_to == area.valid_to]
    shared = {
        one.school_area.number: one.school_area.name
        for row in lying
        for one in schools[row.district_id]
        if one.valid_to is None and area.valid_to is None
    }
    return AreaRow(
        area.name,
        reverse("organisations:area_detail", args=[area.pk]),
        ", ".join(row.district.name for row in lying),
        ", ".join(shared[number] for number in sorted(shared)),
        units,
        period(area.valid_from, area.valid_to),
    )


def school_area_rows(school_areas: Iterable[SchoolArea], lying: Lying, on: date) -> list[dict[str, Any]]:
    """Which BUS areas each school area touches, through the districts they share. [X-42, F9]"""
    areas = {row.district_id: row.area.name for row in lying.districts if row.is_in_force(on)}
    found = []
    for school_area in school_areas:
        own = [row for row in lying.schools if row.school_area_id == school_area.pk]
        rows = [row for row in own if row.valid_to is None or row.valid_to >= on]
        found.append(
            {
                "number": school_area.number,
                "name": school_area.name,
                "districts": ", ".join(sorted(row.district.name for row in rows)),
                "areas": ", ".join(sorted({areas[row.district_id] for row in rows if row.district_id in areas})),
            }
        )
    return found
