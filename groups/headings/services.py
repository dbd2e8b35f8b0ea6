"""Add a heading that each of the group's agendas begins with, change it, put it elsewhere, end it. [F32]"""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, in_turn, lock, require
from core.errors import Refused, WrongState
from core.textguard import refuse_identity, said_in
from groups.headings import policies
from groups.headings.models import StandingHeading
from groups.headings.order import own_headings, sections_of, title_of
from groups.meetings.services.standing import put_on_planned
from groups.meetings.states import ItemPurpose
from groups.models import Forum
from groups.ordering import put_one_step

LONGEST_TIME = 480  # minutes


@dataclass(frozen=True)
class Words:
    title: str
    purpose: str = ItemPurpose.DISCUSS
    background: str = ""
    minutes: int | None = None


@transaction.atomic
def add_heading(forum: Forum, *, by: Acting, words: Words, is_for_planned: bool = False) -> StandingHeading:
    """Last of the group's own; `is_for_planned`: also on the agendas of meetings that nobody is called to yet.

    Raises PermissionDenied, Refused for a text that names somebody and for a heading that stands already.
    """
    require(policies.can_add(by, forum))
    in_turn("standing headings", forum.pk)
    heading = StandingHeading(region_id=forum.region_id, forum=forum, added_by_id=by.assignment_id)
    others = own_headings(forum)
    _put(heading, words, others)
    heading.order = max((one.order for one in others), default=0) + 1
    heading.save(force_insert=True)
    audit.record("standing_heading.added", heading, by=by)
    if is_for_planned:
        put_on_planned(heading, by=by)
    return heading


@transaction.atomic
def change_heading(heading: StandingHeading, *, by: Acting, words: Words) -> StandingHeading:
    """In agendas from now on. Raises WrongState once it is ended, PermissionDenied, Refused."""
    heading = _standing(heading, by)
    _put(heading, words, [one for one in own_headings(heading.forum) if one.pk != heading.pk])
    heading.save(update_fields=["title", "purpose", "background", "minutes"])
    audit.record("standing_heading.changed", heading, by=by)
    return heading


@transaction.atomic
def move_heading(heading: StandingHeading, *, by: Acting, up: bool) -> StandingHeading:
    """One step up or down among the group's own; at the end nothing changes. Raises WrongState, PermissionDenied."""
    heading = _standing(heading, by)
    moved = put_one_step(own_headings(heading.forum), heading, up=up)
    if moved is None:
        return heading
    audit.record("standing_heading.put_elsewhere", moved, by=by)
    return moved


@transaction.atomic
def end_heading(heading: StandingHeading, *, by: Acting) -> StandingHeading:
    """New agendas are without it; those that have it keep it. Raises WrongState, PermissionDenied."""
    heading = _standing(heading, by)
    heading.ended_on = clock.today()
    heading.save(update_fields=["ended_on"])
    audit.record("standing_heading.ended", heading, by=by)
    return heading


def _standing(heading: StandingHeading, by: Acting) -> StandingHeading:
    in_turn("standing headings", heading.forum_id)
    heading = lock(heading)
    if heading.ended_on is not None:
        raise WrongState(_("Punkten är redan borttagen från mallen."))
    require(policies.can_change(by, heading))
    return heading


def _put(heading: StandingHeading, words: Words, others: list[StandingHeading]) -> None:
    if words.purpose not in ItemPurpose.values:
        raise Refused(_("Välj vad mötet ska göra."), field="purpose")
    if words.minutes is not None and not 1 <= words.minutes <= LONGEST_TIME:
        raise Refused(_("Skriv tiden i minuter, högst åtta timmar."), field="minutes")
    heading.title = said_in("title", words.title)
    refuse_identity(words.background, field="background")
    heading.purpose, heading.background, heading.minutes = words.purpose, words.background.strip(), words.minutes
    same = heading.title.casefold()
    if any(one.title.casefold() == same for one in others):
        raise Refused(_("Gruppen har redan en stående punkt med den rubriken."), field="title")
    if any(title_of(one).casefold() == same for one in sections_of(heading.forum, clock.today())):
        raise Refused(_("Rubriken står redan i regionens mall."), field="title")
