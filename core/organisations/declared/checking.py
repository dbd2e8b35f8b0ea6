"""What must hold before a file's organisations are written: every name leads somewhere, no day is said twice."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from core.organisations.choices import UnitType
from core.organisations.declared.days import Days
from core.organisations.declared.history import taken_away
from core.organisations.declared.shapes import MEMBERS, Entries, days_together, entries_of
from core.regions.cache import Override
from core.regions.keys import STARRED
from core.regions.problems import ProfileError
from core.regions.profile import Profile, build, with_overrides

Wrong = Callable[[str, str], None]

# (section, field, the section it names, whether the named entry must stand earlier)
REFERENCES = (
    ("principals", "contracted_by", "principals", True),
    ("districts", "principal", "principals", False),
    ("districts", "successor", "districts", False),
    ("area_links", "predecessor", "areas", False),
    ("area_links", "successor", "areas", False),
    ("units", "principal", "principals", False),
    ("units", "second_principal", "principals", False),
    ("units", "parent", "units", True),
    ("units", "successor", "units", False),
    ("units", "district", "districts", False),
)


def check(now: Mapping[str, Any], before: Mapping[str, Any], profile: Profile) -> list[tuple[str, str]]:
    """(key, clause) for each fault; nothing when the sections can be written."""
    found: list[tuple[str, str]] = []

    def wrong(key: str, clause: str) -> None:
        found.append((key, clause))

    entries = entries_of(now, wrong)
    if found:
        return found
    for prepare in (_names, _order):  # the checks after them trust names and days
        prepare(entries, wrong)
        if found:
            return found
    _one_area_at_a_time(entries, wrong)
    _unit_types(profile, wrong)
    _overrides(entries, now, wrong)
    return found + taken_away(entries, before)


def _names(entries: Entries, wrong: Wrong) -> None:
    for section, field, target, earlier in REFERENCES:
        passed: set[str] = set()
        for code, entry in getattr(entries, section).items():
            name = getattr(entry, field)
            known = passed if earlier else getattr(entries, target)
            if name is not None and name not in known:
                wrong(f"{section}.{code}.{field}", _unknown(name, earlier))
            passed.add(code)
    for section, field, target in MEMBERS:
        for code, entry in getattr(entries, section).items():
            for one in getattr(entry, field):
                if one.code not in getattr(entries, target):
                    wrong(f"{section}.{code}.{field}", _unknown(one.code, False))


def _unknown(name: str, earlier: bool) -> str:
    words = {"name": name}
    return (
        _("leder till %(name)s, som inte står tidigare") % words if earlier else _("leder till okända %(name)s") % words
    )


def _order(entries: Entries, wrong: Wrong) -> None:
    for section in ("districts", "areas", "school_areas", "units"):
        for code, entry in getattr(entries, section).items():
            if entry.valid_to and entry.valid_from and entry.valid_to < entry.valid_from:
                wrong(f"{section}.{code}.valid_to", _("är före valid_from"))
    for section, field, target in MEMBERS:
        for code, entry in getattr(entries, section).items():
            for one in getattr(entry, field):
                if days_together(entry, one, getattr(entries, target)[one.code]) is None:
                    wrong(f"{section}.{code}.{field}", _("gäller aldrig samtidigt som %(name)s") % {"name": one.code})


def _one_area_at_a_time(entries: Entries, wrong: Wrong) -> None:
    """A district lies in one area at a time; a school area's number is used once at a time. [S-06]"""
    placed: dict[str, list[tuple[str, Days]]] = {}
    for code, area in entries.areas.items():
        for one in area.districts:
            if days := days_together(area, one, entries.districts[one.code]):
                placed.setdefault(one.code, []).append((code, days))
    for code, other, district in _clashes(placed):
        words = {"district": district, "other": other}
        wrong(f"areas.{code}.districts", _("har %(district)s samtidigt som %(other)s") % words)
    numbers: dict[str, list[tuple[str, Days]]] = {}
    for code, school_area in entries.school_areas.items():
        days = Days(school_area.valid_from, school_area.valid_to)
        numbers.setdefault(str(school_area.number), []).append((code, days))
    for code, other, _number in _clashes(numbers):
        wrong(f"school_areas.{code}.number", _("används samtidigt av %(other)s") % {"other": other})


def _clashes(taken: Mapping[str, list[tuple[str, Days]]]) -> Iterable[tuple[str, str, str]]:
    """(where, where already, what) for each thing that is in two places on the same day."""
    for what, places in taken.items():
        for number, (code, days) in enumerate(places):
            for other, earlier in places[:number]:
                if days.overlaps(earlier):
                    yield code, other, what


def _unit_types(profile: Profile, wrong: Wrong) -> None:
    known = set(UnitType.values)
    for number, seat in enumerate(profile.seat_requirements, start=1):
        for name in set(seat.unit_types) - known:
            wrong(f"seat_requirements[{number}].unit_types", _unknown(name, False))
    for number, kind in enumerate(profile.unit_kinds, start=1):
        if kind.unit_type not in known:
            wrong(f"unit_kinds[{number}].unit_type", _unknown(kind.unit_type, False))


def _overrides(entries: Entries, now: Mapping[str, Any], wrong: Wrong) -> None:
    for code, area in entries.areas.items():
        for one in area.overrides:
            for key, clause in override_faults(now, one.key, one.value):
                wrong(f"areas.{code}.overrides.{key}", clause)


def override_faults(data: Mapping[str, Any], key: str, value: Any) -> list[tuple[str, str]]:
    """(key, clause) for each thing wrong with an area's own value of a key, judged in the whole profile."""
    if key not in STARRED:
        return [(key, _("kan inte ha ett eget värde i ett område"))]
    if key == "deadlines" and not (isinstance(value, dict) and all(isinstance(row, dict) for row in value.values())):
        return [(key, _("ska vara fristernas koder med värden"))]
    try:
        build(with_overrides(data, [Override(None, None, key, value, None, None)]))  # type: ignore[arg-type]
    except ProfileError as error:
        return [(problem.key, problem.clause) for problem in error.problems]
    return []
