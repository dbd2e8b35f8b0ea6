"""The entries of a file's organisation sections, typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.organisations.choices import AgreementStatus, LinkKind, PrincipalKind, UnitType
from core.organisations.declared.days import Days
from core.regions.problems import sentence
from core.regions.reading import Read, Unreadable, list_of, one_of, shape, text


@dataclass(frozen=True)
class Member:
    """A code with the days it belongs; days not given are those when both sides are in force."""

    code: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class PrincipalEntry:
    code: str
    kind: str
    name: str
    short_name: str = ""
    agreement_status: str = AgreementStatus.JOINED
    contracted_by: str | None = None


@dataclass(frozen=True)
class DistrictEntry:
    code: str
    name: str
    principal: str
    valid_from: date
    valid_to: date | None = None
    successor: str | None = None


@dataclass(frozen=True)
class OverrideEntry:
    key: str
    value: Any
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class AreaEntry:
    code: str
    name: str
    valid_from: date
    valid_to: date | None = None
    districts: tuple[Member, ...] = ()
    overrides: tuple[OverrideEntry, ...] = ()


@dataclass(frozen=True)
class LinkEntry:
    predecessor: str
    successor: str
    kind: str
    day: date

    @property
    def code(self) -> str:
        return f"{self.predecessor} → {self.successor}"


@dataclass(frozen=True)
class SchoolAreaEntry:
    number: int
    name: str
    valid_from: date
    valid_to: date | None = None
    districts: tuple[Member, ...] = ()

    @property
    def code(self) -> str:
        return f"{self.number} ({self.valid_from})"


@dataclass(frozen=True)
class UnitEntry:
    """`serves` names areas. What is not said here is taken from the type in `unit_kinds`."""

    code: str
    name: str
    unit_type: str
    principal: str
    second_principal: str | None = None
    parent: str | None = None
    district: str | None = None
    successor: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    serves: tuple[Member, ...] = ()
    mission: str = ""
    target_group: str = ""
    age_from: int | None = None
    age_to: int | None = None
    mandate_text: str = ""
    referral_path: str = ""
    mailbox: str = ""


def member(value: Any) -> Member:
    """A code alone, or a code with days."""
    return Member(text(value)) if isinstance(value, str) else shape(Member)(value)


members = list_of(member)
# (section, field, the section its members are codes of)
MEMBERS = (
    ("areas", "districts", "districts"),
    ("school_areas", "districts", "districts"),
    ("units", "serves", "areas"),
)
READERS: dict[str, Read] = {
    "principals": shape(
        PrincipalEntry, kind=one_of(*PrincipalKind.values), agreement_status=one_of(*AgreementStatus.values)
    ),
    "districts": shape(DistrictEntry),
    "areas": shape(AreaEntry, districts=members, overrides=list_of(shape(OverrideEntry, value=lambda value: value))),
    "area_links": shape(LinkEntry, kind=one_of(*LinkKind.values)),
    "school_areas": shape(SchoolAreaEntry, districts=members),
    "units": shape(UnitEntry, unit_type=one_of(*UnitType.values), serves=members),
}


@dataclass
class Entries:
    """All sections of one file version, by code in the file's order."""

    principals: dict[str, PrincipalEntry]
    districts: dict[str, DistrictEntry]
    areas: dict[str, AreaEntry]
    area_links: dict[str, LinkEntry]
    school_areas: dict[str, SchoolAreaEntry]
    units: dict[str, UnitEntry]


def entries_of(declared: Mapping[str, Any], wrong: Callable[[str, str], None]) -> Entries:
    """Read the sections; each fault goes to `wrong` as (key, clause), its entry is left out."""
    return Entries(**{section: _by_code(declared.get(section, []), section, wrong) for section in READERS})


def _by_code(rows: Any, section: str, wrong: Callable[[str, str], None]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if not isinstance(rows, list):
        wrong(section, sentence("list"))
        return found
    for number, row in enumerate(rows, start=1):
        named = row.get("code") if isinstance(row, dict) else None
        place = f"{section}.{named}" if named else f"{section}[{number}]"
        try:
            entry = READERS[section](row)
        except Unreadable as fault:
            wrong(fault.within(place).place, fault.clause)
            continue
        if entry.code in found:
            wrong(place, sentence("twice"))
        found[entry.code] = entry
    return found


def days_together(holder: Any, one: Member, other: Any) -> Days | None:
    """When a member belongs to its holder: the days given, within those of both."""
    start = other.valid_from if holder.valid_from is None else holder.valid_from
    both = Days(start, holder.valid_to).common(Days(other.valid_from, other.valid_to))
    given = Days(one.valid_from or start, one.valid_to)
    return both and both.common(given)
