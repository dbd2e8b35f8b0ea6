"""What a new agenda begins with, in order: the region's headings, and the group's own after the questions. [F32]"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from groups.choices import Tier
from groups.headings.models import StandingHeading
from groups.meetings.states import ItemOrigin, ItemPurpose
from groups.models import Forum
from groups.queries import minutes_template

MATTERS = "matters"  # the heading under which the meeting's own questions come
INFORM, DECIDE = ItemPurpose.INFORM, ItemPurpose.DECIDE
PURPOSES = {"opening": INFORM, "previous": INFORM, MATTERS: DECIDE, "to_pass_on": INFORM, "next": INFORM}
LONGEST = 200  # of a title


@dataclass(frozen=True)
class Heading:
    """One of a new agenda. `row`: the group's own, where it is one."""

    title: str
    purpose: str
    origin: str
    background: str = ""
    minutes: int | None = None
    row: StandingHeading | None = None


def headings_of(forum: Forum, on: date) -> list[Heading]:
    return arranged(sections_of(forum, on), own_headings(forum))


def arranged(sections: Sequence[dict], own: Iterable[StandingHeading]) -> list[Heading]:
    """The group's own after the heading of the questions; what the template has come to hold stands once."""
    of_region = [_of_template(one) for one in sections]
    taken = {one.title.casefold() for one in of_region}
    of_group = [_of_group(one) for one in own if one.title.casefold() not in taken]
    cut = cut_after_questions([one["key"] for one in sections])
    return [*of_region[:cut], *of_group, *of_region[cut:]]


def cut_after_questions(keys: Sequence[str]) -> int:
    """How many headings come before the meeting's own questions; without a heading for them, all."""
    return keys.index(MATTERS) + 1 if MATTERS in keys else len(keys)


def own_headings(forum: Forum) -> list[StandingHeading]:
    return list(StandingHeading.objects.filter(forum=forum, region=forum.region_id, ended_on__isnull=True))


def sections_of(forum: Forum, on: date) -> list[dict]:
    """Of a standing body only: an individual forum's template is for a child's case."""
    if forum.tier == Tier.INDIVIDUAL:
        return []
    template = minutes_template(forum.kind, forum.region_id, on)
    return template.sections if template else []


def title_of(section: dict) -> str:
    return section["heading"][:LONGEST]


def _of_template(section: dict) -> Heading:
    purpose = PURPOSES.get(section["key"], ItemPurpose.DISCUSS)
    return Heading(title_of(section), purpose, ItemOrigin.TEMPLATE, section["help"])


def _of_group(row: StandingHeading) -> Heading:
    return Heading(row.title, row.purpose, ItemOrigin.GROUP, row.background, row.minutes, row)
