"""Bring the declared organisations into the rows: what is new is made, what is declared otherwise is changed.

Only entries that differ from the file's previous version are touched, so that what administrators have changed
since stays. Nothing is ever deleted; a thing ends by its last day.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import models

from core.access import Acting
from core.organisations.declared.shapes import (
    AreaEntry,
    DistrictEntry,
    Entries,
    Member,
    SchoolAreaEntry,
    UnitEntry,
    days_together,
    entries_of,
)
from core.organisations.models import (
    Area,
    AreaDistrict,
    AreaLink,
    AreaOverride,
    AreaService,
    District,
    Principal,
    SchoolArea,
    SchoolAreaDistrict,
    Unit,
)
from core.organisations.states import OverrideStatus
from core.regions.models import Region, RegionProfile
from core.regions.profile import Profile
from core.regions.shapes import UnitKind

FROM_KIND = ("mission", "target_group", "age_from", "age_to")


def apply(region: Region, profile: Profile, by: Acting, *, now: Mapping[str, Any], before: Mapping[str, Any]) -> None:
    """Write what the file says otherwise than its previous version. The entries are checked already."""
    first = RegionProfile.objects.filter(region=region).earliest("version").valid_from
    _Writer(region, _entries(now, profile, first), _entries(before, profile, first)).write()


def _entries(declared: Mapping[str, Any], profile: Profile, first: date) -> Entries:
    """The entries with what follows from others filled in: its type's ages and mission, the region's first day."""
    entries = entries_of(declared, lambda *_fault: None)
    kinds = {kind.unit_type: kind for kind in profile.unit_kinds}
    entries.units = {code: _completed(unit, kinds, first) for code, unit in entries.units.items()}
    return entries


def _completed(unit: UnitEntry, kinds: Mapping[str, UnitKind], first: date) -> UnitEntry:
    kind = kinds.get(unit.unit_type, UnitKind(unit.unit_type))
    own = {name: getattr(unit, name) for name in FROM_KIND}
    filled = {name: getattr(kind, name) if value in (None, "") else value for name, value in own.items()}
    return replace(unit, valid_from=unit.valid_from or first, **filled)


class _Writer:
    """One loading: rows by their codes, sections in the order in which they name each other."""

    def __init__(self, region: Region, now: Entries, before: Entries) -> None:
        self.region, self.now, self.before = region, now, before
        self.wanted: list[tuple[Any, dict[str, Any], date | None]] = []
        self.rows: dict[str, dict[str, Any]] = {
            section: {row.code: row for row in model.objects.filter(region=region)}
            for section, model in (("principals", Principal), ("districts", District), ("areas", Area), ("units", Unit))
        }

    def write(self) -> None:
        self._principals()
        self._districts()
        self._areas()
        self._links()
        self._school_areas()
        self._units()

    def _changed(self, section: str) -> list[tuple[str, Any]]:
        earlier = getattr(self.before, section)
        return [(code, entry) for code, entry in getattr(self.now, section).items() if earlier.get(code) != entry]

    def _row(self, section: str, code: str | None) -> Any:
        return None if code is None else self.rows[section][code]

    def _save(self, model: type[models.Model], section: str, code: str, values: dict[str, Any]) -> Any:
        row = self.rows[section].get(code)
        if row is None:
            row = model(region=self.region, code=code)
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
        self.rows[section][code] = row
        return row

    def _principals(self) -> None:
        for code, entry in self._changed("principals"):
            values = vars(entry) | {"contracted_by": self._row("principals", entry.contracted_by)}
            self._save(Principal, "principals", code, values | {"short_name": entry.short_name or entry.name[:60]})

    def _districts(self) -> None:
        changed: list[tuple[str, DistrictEntry]] = self._changed("districts")
        for code, entry in changed:
            values = vars(entry) | {"principal": self._row("principals", entry.principal)}
            values.pop("successor")
            self._save(District, "districts", code, values)
        for code, entry in changed:
            self._succeed("districts", code, entry.successor)

    def _succeed(self, section: str, code: str, successor: str | None) -> None:
        row = self.rows[section][code]
        row.successor = self._row(section, successor)
        row.save(update_fields=["successor"])

    def _areas(self) -> None:
        changed: list[tuple[str, AreaEntry]] = self._changed("areas")
        for code, entry in changed:
            dates = {"name": entry.name, "valid_from": entry.valid_from, "valid_to": entry.valid_to}
            area = self._save(Area, "areas", code, dates)
            self._members(AreaDistrict, {"area": area}, entry, entry.districts, "districts", "district")
            self._overrides(area, entry)
        self._write_members()

    def _members(
        self, model: Any, holder: dict[str, Any], entry: Any, members: tuple[Member, ...], section: str, field: str
    ) -> None:
        """Note which districts lie in an area, which areas a unit serves, to be written when all are known."""
        for one in members:
            if days := days_together(entry, one, getattr(self.now, section)[one.code]):
                key = {**holder, field: self.rows[section][one.code], "valid_from": days.first}
                self.wanted.append((model, key, days.last))

    def _write_members(self) -> None:
        """What ends is ended first, so that nothing is in two places on the way."""
        missing = []
        for model, key, last in self.wanted:
            row = model.objects.filter(region=self.region, **key).first()
            if row is None:
                missing.append(model(region=self.region, **key, valid_to=last))
            elif row.valid_to != last:
                row.valid_to = last
                row.save(update_fields=["valid_to"])
        for row in missing:
            row.save()
        self.wanted.clear()

    def _overrides(self, area: Area, entry: AreaEntry) -> None:
        for one in sorted(entry.overrides, key=lambda one: one.valid_from or area.valid_from):
            AreaOverride.objects.update_or_create(
                region=self.region,
                area=area,
                key=one.key,
                valid_from=one.valid_from or area.valid_from,
                from_file=True,
                defaults={"valid_to": one.valid_to or area.valid_to, "value": one.value},
                create_defaults={
                    "valid_to": one.valid_to or area.valid_to,
                    "value": one.value,
                    "status": OverrideStatus.APPROVED,
                },
            )

    def _links(self) -> None:
        for _code, entry in self._changed("area_links"):
            AreaLink.objects.update_or_create(
                region=self.region,
                predecessor=self.rows["areas"][entry.predecessor],
                successor=self.rows["areas"][entry.successor],
                defaults={"kind": entry.kind, "on": entry.day},
            )

    def _school_areas(self) -> None:
        changed: list[tuple[str, SchoolAreaEntry]] = self._changed("school_areas")
        for _code, entry in sorted(changed, key=lambda one: one[1].valid_from):
            area, _made = SchoolArea.objects.update_or_create(
                region=self.region,
                number=entry.number,
                valid_from=entry.valid_from,
                defaults={"name": entry.name, "valid_to": entry.valid_to},
            )
            self._members(SchoolAreaDistrict, {"school_area": area}, entry, entry.districts, "districts", "district")
        self._write_members()

    def _units(self) -> None:
        changed: list[tuple[str, UnitEntry]] = self._changed("units")
        for code, entry in changed:
            values = vars(entry) | {
                "principal": self._row("principals", entry.principal),
                "second_principal": self._row("principals", entry.second_principal),
                "parent": self._row("units", entry.parent),
                "district": self._row("districts", entry.district),
            }
            del values["successor"], values["serves"]
            unit = self._save(Unit, "units", code, values)
            self._members(AreaService, {"unit": unit}, entry, entry.serves, "areas", "area")
        for code, entry in changed:
            if entry.successor or self.rows["units"][code].successor_id:
                self._succeed("units", code, entry.successor)
        self._write_members()
