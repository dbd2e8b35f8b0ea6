"""What a new version of a file may not do: what has been declared is ended by a day, never removed. [S-04]"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from core.organisations.declared.shapes import MEMBERS, Entries, days_together, entries_of
from core.regions.problems import sentence


def taken_away(entries: Entries, before: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(key, clause) for each entry, member or area value of the previous version that is gone or changed in place."""
    earlier = entries_of(before, lambda *_fault: None)
    return [*_entries(entries, earlier), *_members(entries, earlier), *_overrides(entries, earlier)]


def _entries(entries: Entries, earlier: Entries) -> Iterator[tuple[str, str]]:
    for section in vars(earlier):
        for code in getattr(earlier, section).keys() - getattr(entries, section).keys():
            yield f"{section}.{code}", _("fanns i den förra versionen; avsluta med valid_to i stället för att ta bort")


def _members(entries: Entries, earlier: Entries) -> Iterator[tuple[str, str]]:
    for section, field, target in MEMBERS:
        for code, entry in getattr(earlier, section).items():
            had = _first_days(entry, field, getattr(earlier, target))
            has = _first_days(getattr(entries, section).get(code, entry), field, getattr(entries, target))
            for name, first in sorted(had - has):
                words = {"name": name, "day": first}
                yield f"{section}.{code}.{field}", _("saknar %(name)s från %(day)s, som fanns förut") % words


def _first_days(entry: Any, field: str, others: Mapping[str, Any]) -> set[tuple[str, date]]:
    known = [one for one in getattr(entry, field) if one.code in others]
    days = [(one.code, days_together(entry, one, others[one.code])) for one in known]
    return {(code, both.first) for code, both in days if both}


def _overrides(entries: Entries, earlier: Entries) -> Iterator[tuple[str, str]]:
    for code, area in earlier.areas.items():
        now = entries.areas.get(code, area)
        has = {(one.key, one.valid_from): one.value for one in now.overrides}
        for one in area.overrides:
            if has.get((one.key, one.valid_from), ...) != one.value:
                yield f"areas.{code}.overrides.{one.key}", sentence("ended, not changed")
