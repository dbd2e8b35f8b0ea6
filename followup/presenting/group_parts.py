"""The groups' year in parts, for the page and the report: numbers, and by name what no indicator counts. [7.9: 5-11]"""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from followup.presenting import group_facts as facts
from followup.presenting.group_words import work_words
from followup.presenting.past import Year
from followup.work.cells import WORK
from followup.work.rows import OF_PERSONS


@dataclass(frozen=True)
class Part:
    """`numbers` and `named` are facts; the page gives the numbers their addresses."""

    key: str
    heading: str
    numbers: list[dict[str, Any]] = field(default_factory=list)
    named: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def facts(self) -> list[dict[str, Any]]:
        return [*self.numbers, *self.named]


def manned(now: Year) -> list[Part]:
    """Who sat in the groups on the last day. [7.9: 7]"""
    seats = facts.seats(now.counting)
    return [Part("grupper", _("Gruppernas sammansättning"), named=seats)] if seats else []


def parts_of(now: Year) -> list[Part]:
    """Nothing of a year that was frozen before the groups' work was counted."""
    work, counting = now.context("work"), now.counting
    if work is None:
        return []

    def numbers(*cells: str) -> list[dict[str, Any]]:
        words = work_words()
        return [{"term": words[cell], "text": now.shown(WORK, cell)} for cell in cells]

    plans = facts.plans(counting)
    return [
        Part("moten", _("Möten och närvaro"), [*numbers("meetings"), *_attendance(now)], facts.meetings(counting)),
        Part(
            "uppdrag",
            _("Uppdrag och handlingsplan"),
            numbers("tasks_given", "tasks_reported", "tasks_waiting", "activities", "activities_done", *UNDONE),
            plans,
            [] if plans else [_("Ingen handlingsplan för året är beslutad.")],
        ),
        Part(
            "hinder",
            _("Hinder och behov"),
            numbers("obstacles_noted", "obstacles_solved", "obstacles_open", "needs"),
        ),
        Part(
            "overenskommelser",
            _("Överenskommelser och rutiner"),
            numbers("agreements", "routines"),
            [*facts.agreements(counting), *facts.routines(counting)],
        ),
        Part("fragor", _("Frågor till den regionala nivån"), numbers("lifted", "lifted_answered", "lift_answers")),
        Part("gemensamt", _("Utbildningar och synpunkter"), numbers("trainings", "joint", "voices", "voices_answered")),
        *_surveys(now),
    ]


def _surveys(now: Year) -> list[Part]:
    """Nothing where the indicators tell of them all."""
    found, heading = facts.surveys(now), _("Enkäter")
    if not now.context("work")["surveys"]:
        return [Part("enkater", heading, notes=[_("Ingen enkät har stängts under året.")])]
    return [Part("enkater", heading, named=found)] if found else []


UNDONE = ("activities_dropped", "activities_left")


def _attendance(now: Year) -> list[dict[str, Any]]:
    """As it may be shown; told once the year is fixed. [I-52, I-R5]"""
    words = work_words()
    told = [cell for cell in OF_PERSONS if now.mark("I-52", cell) is not None]
    return [{"term": words[cell], "text": now.shown("I-52", cell)} for cell in told]
