"""Bring the declared organisations into the rows: what is new is made, what is declared otherwise is changed.

Only entries that differ from the file's previous version are touched, and of those not what administrators have
decided since (a name, an end, where a district lies, whom a unit serves). Nothing is ever deleted; a thing ends by
its last day.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from core.access import Acting
from core.organisations.declared.decided import LEFT, held_in
from core.organisations.declared.members import Members
from core.organisations.declared.own_values import write_overrides
from core.organisations.declared.shapes import (
    AreaEntry,
    DistrictEntry,
    Entries,
    PrincipalEntry,
    SchoolAreaEntry,
    UnitEntry,
    days_together,
    entries_of,
)
from core.organisations.models import (
    Area,
    AreaDistrict,
    AreaLink,
    AreaService,
    District,
    Principal,
    SchoolArea,
    SchoolAreaDistrict,
    Unit,
)
from core.regions.loading import Found
from core.regions.models import Region, RegionProfile
from core.regions.profile import Profile
from core.regions.shapes import UnitKind

FROM_KIND = ("mission", "target_group", "age_from", "age_to")


def apply(region: Region, profile: Profile, by: Acting, *, now: Mapping[str, Any], before: Mapping[str, Any]) -> Found:
    """Write what the file says otherwise than its previous version. The entries are checked already.

    Gives (key, clause) for what administrators have decided otherwise, which stays as they decided.
    """
    first = RegionProfile.objects.filter(region=region).earliest("version").valid_from
    writer = _Writer(region, _entries(now, profile, first), _entries(before, profile, first))
    writer.write()
    return [(key, str(LEFT)) for key in sorted(writer.left)]


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
        self.held = held_in(region)
        self.members = Members(region, self.held)
        self.left: set[str] = set()
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
        self.members.write()

    def _changed(self, section: str) -> list[tuple[str, Any]]:
        earlier = getattr(self.before, section)
        return [(code, entry) for code, entry in getattr(self.now, section).items() if earlier.get(code) != entry]

    def _row(self, section: str, code: str | None) -> Any:
        return None if code is None else self.rows[section][code]

    def _save(self, model: Any, section: str, values: Callable[[Any], dict[str, Any]]) -> list[tuple[Any, Any]]:
        """Rows of the section's changed entries, the new ones made together; (row, entry) of each."""
        rows, made, found = self.rows[section], [], []
        for code, entry in self._changed(section):
            row = rows.get(code)
            if row is None:
                row = rows[code] = model(region=self.region, code=code)
                made.append(row)
            found.append((row, entry))
            self._fill(row, values(entry), section, entry)
        for row, _entry in found:
            if row not in made:
                row.save()
        model.objects.bulk_create(made)
        for row, entry in found:
            successor = self._row(section, getattr(entry, "successor", None))
            if getattr(row, "successor", None) != successor:
                row.successor = successor
                row.save(update_fields=["successor"])
        return found

    def _fill(self, row: Any, values: dict[str, Any], section: str, entry: Any) -> None:
        earlier = getattr(self.before, section).get(entry.code)
        for name, value in values.items():
            if f"{row.pk} {name}" not in self.held:
                setattr(row, name, value)
            elif value not in (getattr(row, name), getattr(earlier, name, None)):
                self.left.add(f"{section}.{entry.code}.{name}")

    def _principals(self) -> None:
        def values(entry: PrincipalEntry) -> dict[str, Any]:
            named = {"short_name": entry.short_name or entry.name[:60]}
            return vars(entry) | named | {"contracted_by": self._row("principals", entry.contracted_by)}

        self._save(Principal, "principals", values)

    def _districts(self) -> None:
        def values(entry: DistrictEntry) -> dict[str, Any]:
            dates = {"valid_from": entry.valid_from, "valid_to": entry.valid_to}
            return {"name": entry.name, "principal": self._row("principals", entry.principal), **dates}

        self._save(District, "districts", values)

    def _areas(self) -> None:
        def values(entry: AreaEntry) -> dict[str, Any]:
            return {"name": entry.name, "valid_from": entry.valid_from, "valid_to": entry.valid_to}

        for area, entry in self._save(Area, "areas", values):
            self._members(AreaDistrict, area, entry, ("areas", "districts"), "districts")
            write_overrides(area, entry)

    def _members(self, model: Any, holder: Any, entry: Any, field: tuple[str, str], section: str) -> None:
        """`field`: where the entry names its members, which are codes of `section`."""
        named, name = field
        earlier = getattr(getattr(self.before, named).get(entry.code), name, ())
        for one in getattr(entry, name):
            if days := days_together(entry, one, getattr(self.now, section)[one.code]):
                pair = (holder.pk, self.rows[section][one.code].pk)
                if section == "areas":  # a unit names its areas; the row names the area first
                    pair = (pair[1], pair[0])
                if not self.members.is_decided(model, *pair):
                    self.members.want(model, *pair, days.first, days.last)
                elif one not in earlier:
                    self.left.add(f"{named}.{entry.code}.{name}")

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
            self._members(SchoolAreaDistrict, area, entry, ("school_areas", "districts"), "districts")

    def _units(self) -> None:
        def values(entry: UnitEntry) -> dict[str, Any]:
            found = vars(entry) | {
                "principal": self._row("principals", entry.principal),
                "second_principal": self._row("principals", entry.second_principal),
                "parent": self._row("units", entry.parent),
                "district": self._row("districts", entry.district),
            }
            return {name: value for name, value in found.items() if name not in ("successor", "serves")}

        for unit, entry in self._save(Unit, "units", values):
            self._members(AreaService, unit, entry, ("units", "serves"), "areas")
