"""The profile's page in rows: keys with values in words, whence they come, and who has decided otherwise."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from core.access import Acting
from core.organisations import policies
from core.organisations.administration import keys
from core.organisations.choices import UnitType
from core.organisations.models import Area, AreaOverride
from core.organisations.states import OverrideStatus
from core.regions import cache
from core.regions.keys import KEYS, LENGTHS, STARRED, THEMES
from core.regions.laws import CHECKED_EVERY_MONTHS
from core.regions.models import LegalReference, RegionProfile
from core.regions.presenting import lines_of
from core.regions.profile import Profile, build, profile_of, with_overrides
from core.roles import Role
from core.ui import dates
from core.ui.said import said
from core.workdays import add_months

MANY_LINES = 4
LENGTHS_STAND_IN = "deadlines"


@dataclass(frozen=True)
class KeyRow:
    """A key as the page shows it. `own`: the area that is looked at has its own value."""

    name: str
    label: str
    lines: list[str]
    file: str
    starred: bool
    own: bool = False

    @property
    def folds(self) -> bool:
        return len(self.lines) > MANY_LINES


@dataclass(frozen=True)
class OverrideRow:
    override: AreaOverride
    label: str
    lines: list[str]
    period: str
    said_by: str
    can_approve: bool

    @property
    def folds(self) -> bool:
        return len(self.lines) > MANY_LINES


@dataclass(frozen=True)
class LawRow:
    law: LegalReference
    place: str
    period: str
    unchecked: bool


def themes(region_id: UUID, today: date, area: Area | None, versions: Iterable[RegionProfile]) -> list[tuple]:
    """Every key of the profile with its value on the day, as (theme, title, rows)."""
    profile = profile_of(region_id, today, area_id=area.pk if area else None)
    plain = profile_of(region_id, today)
    row = next(one for one in versions if one.version == profile.version)
    files = {key: file["name"] for file in row.source_files for key in file.get("keys", [])}
    found: dict[str, list[KeyRow]] = {theme: [] for theme in THEMES}
    for key in KEYS:
        is_own = getattr(profile, key.name) != getattr(plain, key.name)
        is_starred = key.starred or bool(key.parts)
        lines = value_lines(profile, key.name)
        found[key.theme].append(KeyRow(key.name, str(key.label), lines, files.get(key.name, ""), is_starred, is_own))
    file = files.get(LENGTHS_STAND_IN, "")
    for length in LENGTHS:
        lines = value_lines(profile, length.name)
        found[LENGTHS_STAND_IN].append(KeyRow(length.name, str(length.label), lines, file, False))
    return [(theme, str(THEMES[theme]), rows) for theme, rows in found.items()]


def value_lines(profile: Profile, key: str) -> list[str]:
    """The value of a key, or of a part of it, in words."""
    name, _dot, part = key.partition(".")
    value = getattr(profile, name)
    return lines_of(value.get(part, ()) if part else value, namer(profile)) or [_("Inget angivet")]


def namer(profile: Profile) -> Callable[[str], str]:
    """A word for a code of the domain: a role, a unit type, a forum; anything else is its own word."""
    words = {**dict(UnitType.choices), **dict(Role.choices)}

    def name_of(code: str) -> str:
        if code in words:
            return str(words[code])
        try:
            return said(profile.label(code))
        except KeyError:
            return code

    return name_of


def standing(acting: Acting, area: Area, key: str, today: date) -> AreaOverride | None:
    """The area's own value in force on the day."""
    rows = policies.visible_overrides(acting).filter(area=area, key=key, status=OverrideStatus.APPROVED)
    return rows.on(today).first()


def override_row(override: AreaOverride, acting: Acting) -> OverrideRow:
    return OverrideRow(
        override=override,
        label=keys.label(override.key) if override.key in STARRED else override.key,
        lines=_override_lines(override),
        period=period(override.valid_from, override.valid_to),
        said_by=_("Ur profilens fil") if override.from_file else override.proposed_name,
        can_approve=policies.can_approve_override(acting, override),
    )


def _override_lines(override: AreaOverride) -> list[str]:
    """The proposed value as it would read in the profile of its day."""
    name, _dot, part = override.key.partition(".")
    version = cache.of_region(override.region_id).versions[-1]
    wanted = cache.Override(
        override.pk, override.area_id, override.key, override.value, override.valid_from, override.valid_to
    )
    profile = build(with_overrides(version.data, [wanted]), version=version.number)
    value: Any = getattr(profile, name)
    if name == "deadlines":
        value = {code: row for code, row in value.items() if code in override.value}
    return lines_of(value.get(part, ()) if part else value, namer(profile))


def period(first: date, last: date | None) -> str:
    end = dates.day(last) if last else _("tills vidare")
    return f"{dates.day(first)} – {end}"


def laws(region_id: UUID, today: date) -> list[LawRow]:
    """The legal references in force; those nobody has compared with the law for a year are marked. [facts 9.3]"""
    limit = add_months(today, -CHECKED_EVERY_MONTHS)
    rows = LegalReference.objects.filter(region_id=region_id).order_by("label", "valid_from")
    return [
        LawRow(row, str(row), period(row.valid_from, row.valid_to), row.checked_on is None or row.checked_on < limit)
        for row in rows
        if row.valid_to is None or row.valid_to >= today
    ]
