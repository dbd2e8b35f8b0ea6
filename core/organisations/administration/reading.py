"""The profile's page in rows: keys with values in words, whence they come, and who has decided otherwise."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.access import Acting
from core.organisations import overrides, policies
from core.organisations.administration import asking, keys
from core.organisations.administration.naming import namer
from core.organisations.models import Area, ProfileOverride
from core.organisations.presenting import natural
from core.organisations.states import OverrideStatus
from core.regions import cache
from core.regions.keys import BY_NAME, KEYS, LENGTHS, THEMES
from core.regions.laws import CHECKED_EVERY_MONTHS
from core.regions.models import LegalReference, RegionProfile
from core.regions.presenting import lines_of
from core.regions.problems import ProfileError
from core.regions.profile import Profile, build, data_on, decided_on, profile_of, with_overrides
from core.ui import dates
from core.workdays import add_months

MANY_LINES = 4
LENGTHS_STAND_IN = "deadlines"


@dataclass(frozen=True)
class KeyRow:
    """A key as the page shows it, and where it is changed. `own`: the area that is looked at has its own value."""

    name: str
    label: str
    lines: list[str]
    file: str
    starred: bool
    own: bool = False
    change: str = ""

    @property
    def folds(self) -> bool:
        return len(self.lines) > MANY_LINES


@dataclass(frozen=True)
class OverrideRow:
    override: ProfileOverride
    label: str
    place: str
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
    files |= dict.fromkeys((one.key for one in decided_on(region_id, today)), _("Beslutat i portalen"))
    found: dict[str, list[KeyRow]] = {theme: [] for theme in THEMES}
    for key in KEYS:
        is_own = getattr(profile, key.name) != getattr(plain, key.name)
        is_starred = key.starred or bool(key.parts)
        lines, file = value_lines(profile, key.name), files.get(key.name, "")
        change = _change(key.name, area)
        found[key.theme].append(KeyRow(key.name, str(key.label), lines, file, is_starred, is_own, change))
    file = files.get(LENGTHS_STAND_IN, "")
    for length in LENGTHS:
        lines = value_lines(profile, length.name)
        found[LENGTHS_STAND_IN].append(KeyRow(length.name, str(length.label), lines, file, False))
    return [(theme, str(THEMES[theme]), rows) for theme, rows in found.items()]


def _change(key: str, area: Area | None) -> str:
    if not asking.may_have(key, area=area is not None):
        return ""
    return reverse("regions:override_propose", query={"omrade": area.pk if area else "", "nyckel": key})


def value_lines(profile: Profile, key: str) -> list[str]:
    """The value of a key, or of a part of it, in words."""
    name, _dot, part = key.partition(".")
    value = getattr(profile, name)
    return lines_of(value.get(part, ()) if part else value, namer(profile)) or [_("Inget angivet")]


def standing(acting: Acting, area: Area | None, key: str, today: date) -> ProfileOverride | None:
    """What the area, or the region, has decided for the key and that holds on the day."""
    rows = policies.visible_overrides(acting).filter(area=area, key=key, status=OverrideStatus.APPROVED)
    return rows.on(today).first()


def override_row(override: ProfileOverride, acting: Acting) -> OverrideRow:
    return OverrideRow(
        override=override,
        label=keys.label(override.key) if override.key.partition(".")[0] in BY_NAME else override.key,
        place=override.area.name if override.area else _("Hela regionen"),
        lines=_override_lines(override),
        period=period(override.valid_from, override.valid_to),
        said_by=_("Ur profilens fil") if override.from_file else override.proposed_name,
        can_approve=policies.can_approve_override(acting, override),
    )


def _override_lines(override: ProfileOverride) -> list[str]:
    """The proposed value as it would read in the profile of its day."""
    name, _dot, part = override.key.partition(".")
    day, last = override.valid_from, override.valid_to
    wanted = cache.Override(override.pk, override.area_id, override.key, override.value, day, last)
    try:
        profile = build(with_overrides(data_on(override.region_id, day, override.area_id), [wanted]), version=1)
    except ProfileError:
        return [_("Värdet går inte längre ihop med resten av profilen.")]
    value: Any = getattr(profile, name)
    if name == "deadlines":
        value = {code: row for code, row in value.items() if code in override.value}
    return lines_of(value.get(part, ()) if part else value, namer(profile))


def leads_to(acting: Acting, area: Area | None, key: str) -> list[str]:
    """What another value would change, and what it would leave, in sentences."""
    said_by_apps = [line for say in reversed(overrides.leads_to) for line in say(acting, area, key)]
    return [*said_by_apps, *_left_as_they_are(acting, area, key)]


def _left_as_they_are(acting: Acting, area: Area | None, key: str) -> list[str]:
    if area is not None:
        return []
    rows = policies.visible_overrides(acting).filter(status=OverrideStatus.APPROVED, area__isnull=False)
    own = rows.filter(Q(key=key) | Q(key__startswith=f"{key}.")).on(clock.today())
    names = sorted(set(own.values_list("area__name", flat=True)), key=natural)
    return [_("Har eget värde och ändras inte: %(names)s.") % {"names": ", ".join(names)}] if names else []


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
