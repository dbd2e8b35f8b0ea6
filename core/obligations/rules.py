"""From profile to dated rows: rules are never changed, a new version takes over from its day. [facts 9.2]

Loaded with the region's profile (`core.regions.loading.after_load`) and after each decision of its administrators; an
area's own deadlines become rows of the area.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby, zip_longest
from typing import Any
from uuid import UUID

from core import clock
from core.access import Acting
from core.obligations.catalogue import Wanted, catalogue, wanted
from core.obligations.models import DeadlineRule
from core.organisations.overrides import in_force
from core.regions.cache import Override
from core.regions.laws import reference
from core.regions.models import Region
from core.regions.profile import Profile, profile_of

Line = list[tuple[date, dict[str, Any]]]
FIELDS = [name for name in next(iter(catalogue().values())) if name != "profile_key"]
FIELDS += ["monitored", "term_boundaries", "legal_reference_id"]


def load_rules(region: Region, profile: Profile, by: Acting) -> None:
    """Bring the region's rules, and those of its areas, to what the profile says. Safe to repeat."""
    known = DeadlineRule.objects.filter(region=region).exists()
    load_rules_from(region.pk, max(profile.valid_from, clock.today()) if known else profile.valid_from)


def load_rules_from(region_id: UUID, since: date) -> None:
    """Bring the region's rules, then those of each area that has its own, to what is decided from a day on."""
    _apply(region_id, None, _by_code(_from(region_id, None, since)))
    areas = {one.area_id for one in in_force(region_id) if one.area_id and _codes_of(one)}
    areas |= set(DeadlineRule.objects.filter(region_id=region_id, area__isnull=False).values_list("area_id", flat=True))
    for area_id in sorted(areas):
        load_area_rules(region_id, area_id, since)


def load_area_rules(region_id: UUID, area_id: UUID, since: date) -> None:
    """Bring an area's own rules to its decided values from a day on; what it no longer decides is as the region's."""
    own = DeadlineRule.objects.filter(region_id=region_id, area_id=area_id)
    codes = set(own.values_list("code", flat=True))
    codes = codes.union(*(_codes_of(one) for one in in_force(region_id) if one.area_id == area_id))
    _apply(region_id, area_id, _by_code(row for row in _from(region_id, area_id, since) if row.code in codes))


def _codes_of(decided: Override) -> set[str]:
    """The rules that a decided value changes: deadlines by name, and the count of the meetings it is about."""
    if decided.key == "deadlines":
        return set(decided.value)
    return {code for code, row in catalogue().items() if row["profile_key"] == decided.key}


def _from(region_id: UUID, area_id: UUID | None, since: date) -> list[Wanted]:
    """What shall be said from the day on, anew on each day on which a decided value begins or ends."""
    decided = [one for one in in_force(region_id) if one.area_id in (None, area_id)]
    turns = {since} | {one.valid_from for one in decided}
    turns |= {one.valid_to + timedelta(days=1) for one in decided if one.valid_to}
    days = sorted(day for day in turns if day >= since)
    rows: list[Wanted] = []
    for day, following in zip_longest(days, days[1:], fillvalue=date.max):
        found = wanted(profile_of(region_id, day, area_id=area_id), day)
        rows += [row for row in found if row.valid_from < following]
    return rows


def _by_code(rows: Iterable[Wanted]) -> list[Wanted]:
    return sorted(rows, key=lambda row: (row.code, row.valid_from))


def _apply(region_id: UUID, area_id: Any, rows: Iterable[Wanted]) -> None:
    """Write a code's rows anew from the day they say otherwise than is wanted; what holds already stays untouched."""
    for code, entries in groupby(rows, key=lambda row: row.code):
        line = _compressed((row.valid_from, _values(region_id, row)) for row in entries)
        known = list(DeadlineRule.objects.filter(region_id=region_id, area_id=area_id, code=code).order_by("version"))
        rest = _from_first_difference(line, _timeline(known, line[0][0]))
        if not rest:
            continue
        for old in known:
            if old.valid_to is None or old.valid_to >= rest[0][0]:
                _close(old, rest[0][0])
        version = known[-1].version if known else 0
        for (day, values), following in zip_longest(rest, rest[1:]):
            version += 1
            until = following[0] - timedelta(days=1) if following else None
            fixed = {"region_id": region_id, "area_id": area_id, "code": code, "version": version}
            DeadlineRule.objects.create(**fixed, valid_from=day, valid_to=until, **values)


def _from_first_difference(line: Line, known: Line) -> Line:
    """The part of `line` from the first day on which it differs from what is known."""
    same = next((n for n, (one, other) in enumerate(zip_longest(line, known)) if one != other), None)
    if same is None:
        return []
    start = min(entries[same][0] for entries in (line, known) if same < len(entries))
    then = [values for day, values in line if day <= start][-1]
    return [(start, then), *(entry for entry in line if entry[0] > start)]


def _compressed(entries: Iterable[tuple[date, dict[str, Any]]]) -> Line:
    """Without the days on which nothing changes."""
    line: Line = []
    for day, values in entries:
        if not line or line[-1][1] != values:
            line.append((day, values))
    return line


def _values(region_id: UUID, row: Wanted) -> dict[str, Any]:
    law = reference(region_id, row.law, row.valid_from) if row.law else None
    return {**row.values, "legal_reference_id": law and law.pk}


def _timeline(known: list[DeadlineRule], since: date) -> Line:
    """What the rows say from the day on: each day on which another begins to hold, with its values."""
    days = {since} | {row.valid_from for row in known if row.valid_from > since}
    days |= {row.valid_to + timedelta(days=1) for row in known if row.valid_to and row.valid_to >= since}
    return _compressed((day, _held(known, day)) for day in sorted(days))


def _held(known: list[DeadlineRule], day: date) -> dict[str, Any]:
    rows = [row for row in known if row.valid_from <= day and (row.valid_to is None or row.valid_to >= day)]
    return {name: getattr(rows[-1], name) for name in FIELDS} if rows else {}


def _close(row: DeadlineRule, day: date) -> None:
    """The day before is its last; one that would then never have held keeps its first day, and is outranked."""
    row.valid_to = max(row.valid_from, day - timedelta(days=1))
    row.save(update_fields=["valid_to"])
