"""From profile to dated rows: rules are never changed, a new version takes over from its day. [facts 9.2]

Loaded with the region's profile (`core.regions.loading.after_load`); an area's own deadlines become rows of the area.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import zip_longest
from uuid import UUID

from core import clock
from core.access import Acting
from core.obligations.catalogue import Wanted, wanted
from core.obligations.models import DeadlineRule
from core.organisations.overrides import in_force
from core.regions.laws import reference
from core.regions.models import Region
from core.regions.profile import Profile, profile_of


def load_rules(region: Region, profile: Profile, by: Acting) -> None:
    """Bring the region's rules, and those of its areas, to what the profile says. Safe to repeat."""
    known = DeadlineRule.objects.filter(region=region).exists()
    since = max(profile.valid_from, clock.today()) if known else profile.valid_from
    _apply(region.pk, None, wanted(profile, since))
    areas = {one.area_id for one in in_force(region.pk) if one.key == "deadlines"}
    areas |= set(DeadlineRule.objects.filter(region=region, area__isnull=False).values_list("area_id", flat=True))
    for area_id in sorted(areas):
        load_area_rules(region.pk, area_id, since)


def load_area_rules(region_id: UUID, area_id: UUID, since: date) -> None:
    """Bring an area's own rules to its decided values from a day on; what it no longer decides is as the region's."""
    mine = [one for one in in_force(region_id) if one.key == "deadlines" and one.area_id == area_id]
    own = DeadlineRule.objects.filter(region_id=region_id, area_id=area_id)
    codes = {code for one in mine for code in one.value} | set(own.values_list("code", flat=True))
    turns = {since} | {one.valid_from for one in mine}
    turns |= {one.valid_to + timedelta(days=1) for one in mine if one.valid_to}
    days = sorted(day for day in turns if day >= since)
    for day, following in zip_longest(days, days[1:], fillvalue=date.max):
        rows = wanted(profile_of(region_id, day, area_id=area_id), day)
        _apply(region_id, area_id, (row for row in rows if row.code in codes and row.valid_from < following))


def _apply(region_id: UUID, area_id: UUID | None, rows: Iterable[Wanted]) -> None:
    for row in rows:
        law = reference(region_id, row.law, row.valid_from) if row.law else None
        values = {**row.values, "legal_reference_id": law and law.pk}
        standing = _standing(region_id, area_id, row.code, row.valid_from)
        now = standing[-1] if standing and standing[-1].valid_from <= row.valid_from else None
        if now and all(getattr(now, name) == value for name, value in values.items()):
            continue
        for old in standing:
            _close(old, row.valid_from)
        DeadlineRule.objects.create(
            region_id=region_id,
            area_id=area_id,
            code=row.code,
            version=_next_version(region_id, area_id, row.code),
            valid_from=row.valid_from,
            **values,
        )


def _standing(region_id: UUID, area_id: UUID | None, code: str, day: date) -> list[DeadlineRule]:
    """The versions that hold on the day or later, in their order."""
    found = DeadlineRule.objects.filter(region_id=region_id, area_id=area_id, code=code)
    return [row for row in found.order_by("version") if row.valid_to is None or row.valid_to >= day]


def _close(row: DeadlineRule, day: date) -> None:
    """The day before is its last; one that would then never have held keeps its first day, and is outranked."""
    row.valid_to = max(row.valid_from, day - timedelta(days=1))
    row.save(update_fields=["valid_to"])


def _next_version(region_id: UUID, area_id: UUID | None, code: str) -> int:
    found = DeadlineRule.objects.filter(region_id=region_id, area_id=area_id, code=code)
    return (found.order_by("-version").values_list("version", flat=True).first() or 0) + 1
