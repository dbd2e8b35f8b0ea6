"""Forum rows as the profile wants them: one per place and unbroken stretch of days."""

from dataclasses import replace
from datetime import date

from core.regions.models import Region
from core.regions.profile import Profile
from groups.declared.places import NEXT, Period, Place, wanted
from groups.models import Forum


def apply(region: Region, profile: Profile) -> None:
    """Bring the forums to what is wanted, then hang each under the body it reports to.

    Nothing is deleted; a row whose first day is wanted no more ends on it. Temporary groups are left alone.
    """
    have: dict[Place, list[Forum]] = {}
    for forum in Forum.objects.filter(region=region).exclude(kind__in=_by_hand(profile)).order_by("valid_from"):
        have.setdefault(Place(forum.kind, forum.area_id, forum.district_id), []).append(forum)
    want = wanted(region.pk)
    for place in have.keys() - want.keys():
        _drop(have[place])
    rows = {place: _settle(region, place, have.get(place, []), periods) for place, periods in want.items()}
    _hang(rows, profile)
    Forum.objects.bulk_create([row for found in rows.values() for row in found if row._state.adding])


def _by_hand(profile: Profile) -> set[str]:
    """Kinds that people set up themselves, when needed."""
    return {"temporary_group"} | {shape.kind for shape in profile.forums if shape.place == "case"}


def _settle(region: Region, place: Place, rows: list[Forum], periods: list[Period]) -> list[Forum]:
    periods = _cut(periods, [row.valid_from for row in rows])
    by_start = {period.first: period for period in periods}
    kept = [row for row in rows if row.valid_from in by_start]
    _drop([row for row in rows if row.valid_from not in by_start])
    changed = [(row, by_start[row.valid_from]) for row in kept if _differs(row, by_start[row.valid_from])]
    for row, period in sorted(changed, key=lambda pair: not _shrinks(*pair)):
        _with(row, period).save()
    for start in by_start.keys() - {row.valid_from for row in rows}:
        row = Forum(region=region, kind=place.kind, area_id=place.area_id, district_id=place.district_id)
        kept.append(_with(row, by_start[start]))
    return sorted(kept, key=lambda row: row.valid_from)


def _cut(periods: list[Period], starts: list[date]) -> list[Period]:
    """The periods cut where a row already starts, so that the row keeps its days and whoever sits in it."""
    pieces = []
    for period in periods:
        inside = sorted(day for day in starts if period.first < day and (period.last is None or day <= period.last))
        firsts, lasts = [period.first, *inside], [*(day - NEXT for day in inside), period.last]
        pieces += [replace(period, first=first, last=last) for first, last in zip(firsts, lasts, strict=True)]
    return pieces


def _with(row: Forum, period: Period) -> Forum:
    for field, value in _values(period).items():
        setattr(row, field, value)
    return row


def _values(period: Period) -> dict:
    shape = period.shape
    return {
        "tier": shape.tier,
        "side": shape.side,
        "name": period.name,
        "label": period.label,
        "mission": shape.mission,
        "led_by": shape.led_by,
        "valid_from": period.first,
        "valid_to": period.last,
    }


def _differs(row: Forum, period: Period) -> bool:
    return any(getattr(row, field) != value for field, value in _values(period).items())


def _shrinks(row: Forum, period: Period) -> bool:
    """The row gives up days, so it goes before the rows that take them."""
    return row.valid_to is None or (period.last is not None and period.last < row.valid_to)


def _drop(rows: list[Forum]) -> None:
    for row in rows:
        if row.valid_to != row.valid_from:
            row.valid_to = row.valid_from
            row.save(update_fields=["valid_to"])


def _hang(rows: dict[Place, list[Forum]], profile: Profile) -> None:
    """Each under the nearest body above that stands in the same district, area or region in its time."""
    above = {shape.kind: shape.parent for shape in profile.forums}
    for place, forums in rows.items():
        for forum in forums:
            parent = _above(place, forum, rows, above)
            if forum.parent_id != (parent.pk if parent else None):
                forum.parent = parent
                if not forum._state.adding:
                    forum.save(update_fields=["parent"])


def _above(place: Place, forum: Forum, rows: dict[Place, list[Forum]], above: dict[str, str | None]) -> Forum | None:
    kind = above.get(place.kind)
    while kind is not None:
        for candidate in (Place(kind, place.area_id), Place(kind)):
            for parent in reversed(rows.get(candidate, [])):
                if _at_the_same_time(forum, parent):
                    return parent
        kind = above.get(kind)
    return None


def _at_the_same_time(one: Forum, other: Forum) -> bool:
    return (other.valid_to is None or one.valid_from <= other.valid_to) and (
        one.valid_to is None or other.valid_from <= one.valid_to
    )
