"""Which items a second reader has to decide one by one, and why. [security 2 rows 13-14, security 6]

Marks err on the safe side: a name that stands in a text marks it, and so does every place where it may tell where the
child is. What is not marked the second reader reads too, and can leave out.
"""

import re
from collections.abc import Iterable
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.db import models

from sip.children.barring import holds, items_by_guardian
from sip.children.choices import BarredItem
from sip.extracts.gathering import Row, model_of
from sip.extracts.states import Mark

PLANS = frozenset(
    "sip_sipplan sip_planversion sip_plansection sip_planvoice sip_plangoal sip_planmeasure sip_planmeeting "
    "sip_planinvitation sip_planoffer sip_planrole sip_plantelling sip_plananswer sip_handover sip_otherplan "
    "sip_filedcopy sip_lssoffer".split()
)
MINUTES = frozenset("sip_minutes sip_minutessection sip_decision".split())
MEETINGS = frozenset("sip_occasion sip_call sip_planmeeting sip_planinvitation sip_participation".split()) | MINUTES
WHEREABOUTS = frozenset(
    "sip_child sip_placement sip_placementstep sip_healthexam sip_transition sip_transitionunit sip_occasion "
    "sip_planmeeting sip_contact".split()
)
ALWAYS_OTHERS = frozenset({"sip_guardianbar", "sip_protecteddata", "sip_childperson", "sip_sortedtext"})
FREE_TEXT = 100  # characters that a column without choices holds when people write freely in it
BY_ITEM = {
    BarredItem.ADDRESS: WHEREABOUTS,
    BarredItem.MEETINGS: MEETINGS,
    BarredItem.PLAN: PLANS,
    BarredItem.MINUTES: MINUTES,
}
NAME_PART = 3  # letters that a part of a name must have to be looked for


class Marker:
    """Marks the rows of one record for one receiver: `guardian_id`, or the child itself where None."""

    def __init__(self, rows: Iterable[Row], guardian_id: UUID | None, on: date) -> None:
        rows = list(rows)
        self.guardian_id = guardian_id
        self.barred = _barred(rows, guardian_id, on)
        self.is_hidden = any(row.source == "sip_protectedresidence" for row in rows)
        self.others = _others(rows, guardian_id)

    def marks(self, row: Row) -> list[str]:
        found = []
        if self._is_barred(row):
            found.append(Mark.BARRED)
        elif self.barred and has_free_text(row):
            found.append(Mark.UNSORTED)
        if self.is_hidden and row.source in WHEREABOUTS:
            found.append(Mark.SECRET_STAY)
        if self._is_of_others(row):
            found.append(Mark.THIRD_PERSON)
        if row.facts.get("taken_out_at") or row.facts.get("replaced_at"):
            found.append(Mark.TAKEN_OUT)
        return [str(mark) for mark in found]

    def log_marks(self, acts: Iterable[str]) -> list[str]:
        """Of a month of a unit's acts: units, days and places are what a barred guardian may not be told."""
        found = [Mark.BARRED] if self.barred else []
        if self.is_hidden:
            found.append(Mark.SECRET_STAY)
        if any(act.startswith(("bar.", "protection.", "person.", "guardian.")) for act in acts):
            found.append(Mark.THIRD_PERSON)
        return [str(mark) for mark in found]

    def _is_barred(self, row: Row) -> bool:
        if BarredItem.EVERYTHING in self.barred:
            return True
        if BarredItem.PLACES in self.barred and (row.source in WHEREABOUTS or _names_a_unit(row)):
            return True
        return any(row.source in sources for item, sources in BY_ITEM.items() if item in self.barred)

    def _is_of_others(self, row: Row) -> bool:
        if row.source in ALWAYS_OTHERS:
            return True
        if row.source == "sip_guardian":
            return row.pk != self.guardian_id
        if row.source == "sip_planvoice":
            return row.facts["whose"] != "child"
        if row.source == "sip_consentgiver" and row.facts["person_id"]:
            return True
        if row.source in ("sip_consentgiver", "sip_surveycode") and row.facts["guardian_id"]:
            return row.facts["guardian_id"] != self.guardian_id
        return bool(self.others and self.others.search(row.text))


def _barred(rows: list[Row], guardian_id: UUID | None, on: date) -> frozenset[str]:
    """As `barring` says it, of the rows that the record holds."""
    if guardian_id is None:
        return frozenset()
    bars: list[Any] = [SimpleNamespace(**row.facts) for row in rows if row.source == "sip_guardianbar"]
    protections: list[Any] = [SimpleNamespace(**row.facts) for row in rows if row.source == "sip_protecteddata"]
    return items_by_guardian(bars, [one for one in protections if holds(one, on)], on)[guardian_id]


def _others(rows: list[Row], guardian_id: UUID | None) -> re.Pattern[str] | None:
    """The names of those around the child but the receiver, also by a part that the child does not bear itself."""
    own = {part for row in rows if row.source == "sip_child" for part in _parts(_child_name(row))}
    names = set()
    for row in rows:
        if row.source in ("sip_guardian", "sip_childperson"):
            parts = {part for part in _parts(row.facts["name"]) if part not in own}
            if row.pk == guardian_id:
                own |= parts
            names |= parts
    names -= own
    return re.compile(rf"\b({'|'.join(sorted(map(re.escape, names)))})", re.IGNORECASE) if names else None


def _child_name(row: Row) -> str:
    return f"{row.facts['given_name']} {row.facts['family_name']}"


def _parts(name: str) -> list[str]:
    return [part.casefold() for part in name.split() if len(part) >= NAME_PART]


def has_free_text(row: Row) -> bool:
    """Whether somebody wrote in it in own words: what is kept from the receiver may stand there too. [facts 9.9]"""
    for column in model_of(row.source)._meta.concrete_fields:
        is_free = isinstance(column, models.TextField | models.JSONField)
        is_long = isinstance(column, models.CharField) and not column.choices and (column.max_length or 0) > FREE_TEXT
        if (is_free or is_long) and row.facts.get(column.attname):
            return True
    return False


def _names_a_unit(row: Row) -> bool:
    return any(key.endswith("unit_id") and value for key, value in row.facts.items())
