"""What a file of units is held against: the region's units, whom they serve and what is asked for already."""

from datetime import date
from typing import Any
from uuid import UUID

from core.access import Acting, together
from core.intake.columns import plain
from core.intake.directory import LACKS, names_of_principal
from core.intake.naming import Named
from core.organisations import policies
from core.organisations.choices import ChangeKind
from core.organisations.models import AreaService, Unit
from core.organisations.states import OverrideStatus

ASKED = (ChangeKind.FROM_FILE, ChangeKind.ADD_UNIT)


class Known:
    """`units` by name and principal; `waiting` by the id of a unit, or by name and principal of a new one."""

    def __init__(self, by: Acting, today: date) -> None:
        units = policies.visible_units(by).not_ended(today)
        areas = policies.visible_areas(by).not_ended(today)
        principals = policies.visible_principals(by)
        services = AreaService.objects.not_ended(today).filter(region_id=by.region_id)
        changes = policies.visible_changes(by).filter(status=OverrideStatus.PROPOSED, kind__in=ASKED)
        together(units, areas, principals, services, changes)
        self.areas = Named(areas, LACKS["area"])
        self.principals = Named(principals, LACKS["principal"], names_of_principal)
        self.units: dict[tuple[str, UUID], list[Unit]] = {}
        for unit in units:
            self.units.setdefault((plain(unit.name), unit.principal_id), []).append(unit)
        self.served: dict[UUID, set[UUID]] = {}
        for service in services:
            self.served.setdefault(service.unit_id, set()).add(service.area_id)
        self.waiting: dict[Any, dict[str, Any]] = {}
        for change in changes:
            for row in change.said.get("file", [change.said]):
                key = row.get("unit") or (plain(row["name"]), UUID(row["principal"]))
                self.waiting[key] = row
