"""The profile of a region, or of an area in it, on a day: every key of domain 3.9 as a typed attribute.

`profile_of` is the only way in. Once read it costs no statement (see cache.py).
"""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings

from core import clock
from core.regions import cache
from core.regions.checks import problems_of
from core.regions.keys import KEYS
from core.regions.problems import Problem, ProfileError, sentence
from core.regions.reading import Unreadable
from core.regions.typed import Profile

__all__ = ["Profile", "build", "data_on", "decided_on", "profile_of", "with_overrides"]

KEPT_AT_MOST = 300


def profile_of(region_id: UUID, on: date | None = None, area_id: UUID | None = None) -> Profile:
    """What holds in the region, and in the area when one is named, on the day (default today).

    What the region has decided lies on its file, what the area has decided on that.
    Days before the first version are read by the first one. Raises cache.ProfileMissingError.
    """
    day = on or clock.today()
    known = cache.of_region(region_id)
    version = version_on(known.versions, day)
    overrides = decided_on(region_id, day, area_id)
    made = (version.number, frozenset(one.id for one in overrides))
    if made not in known.made:
        if len(known.made) >= KEPT_AT_MOST:
            known.made.clear()
        known.made[made] = build(with_overrides(version.data, overrides), version=version.number)
    return known.made[made]


def decided_on(region_id: UUID, day: date, area_id: UUID | None = None) -> list[cache.Override]:
    """What has been decided and holds on the day: the region's, then the area's, which lies on it."""
    overrides = cache.of_region(region_id).overrides
    return [one for place in dict.fromkeys((None, area_id)) for one in overrides if _holds(one, place, day)]


def data_on(region_id: UUID, day: date, area_id: UUID | None = None) -> dict[str, Any]:
    """What the file says on the day, with what the region and the area have decided in its place."""
    version = version_on(cache.of_region(region_id).versions, day)
    return with_overrides(version.data, decided_on(region_id, day, area_id))


def build(data: Mapping[str, Any], *, version: int = 0, file: str = "") -> Profile:
    """A profile from what a file says. Raises ProfileError with a sentence for each thing that is wrong."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for key in KEYS:
        if version and key.later and key.name not in data:
            values[key.name] = None
            continue
        if key.name not in data:
            problems.append(Problem(file, key.name, sentence("missing")))
            continue
        try:
            values[key.name] = key.read(data[key.name])
        except Unreadable as wrong:
            problems.append(Problem(file, wrong.within(key.name).place, wrong.clause))
    if problems:
        raise ProfileError(problems)
    if settings.DEMO:  # the demo has no federation to sign in through [domain 3.9]
        values["child_level_login"] = "local_two_factor"
    profile = Profile(version=version, **values)
    if problems := [Problem(file, key, clause) for key, clause in problems_of(profile)]:
        raise ProfileError(problems)
    return profile


def with_overrides(data: Mapping[str, Any], overrides: Iterable[cache.Override]) -> dict[str, Any]:
    """What the file says with decided values in their place, the later on the earlier; deadlines row by row."""
    changed = dict(data)
    for override in overrides:
        name, _dot, part = override.key.partition(".")
        if part:
            changed[name] = {**changed[name], part: override.value}
        elif name == "deadlines":
            rows = deepcopy(changed[name])
            for code, row in override.value.items():
                rows[code] = {**rows.get(code, {}), **row}
            changed[name] = rows
        else:
            changed[name] = override.value
    return changed


def version_on(versions: tuple[cache.Version, ...], day: date) -> cache.Version:
    """Where two versions hold on a day the later one is right."""
    begun = [one for one in versions if one.valid_from <= day and (one.valid_to is None or day <= one.valid_to)]
    return begun[-1] if begun else versions[0]


def _holds(override: cache.Override, area_id: UUID | None, day: date) -> bool:
    if override.area_id != area_id or override.valid_from > day:
        return False
    return override.valid_to is None or day <= override.valid_to
