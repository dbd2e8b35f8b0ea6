"""What a change of areas means for their groups: old ones end, new ones begin as the profile has them. [S-04, F6]"""

from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.utils.translation import ngettext_lazy

from core.access import Acting
from core.organisations.querysets import ONE_DAY
from core.organisations.restructuring.outcome import Line, Outcome, follows, left_behind, name_lines
from core.regions.models import Region
from core.regions.profile import profile_of
from groups.declared import forums, seats
from groups.models import Forum, Membership
from groups.seats.terms import leave

WORDS = {
    "meetings_left": lambda n: ngettext_lazy(
        "%(n)d möte är planerat efter den sista dagen. Flytta eller ställ in det först.",
        "%(n)d möten är planerade efter den sista dagen. Flytta eller ställ in dem först.",
        n,
    ),
    "tasks_left": lambda n: ngettext_lazy(
        "%(n)d uppdrag till eller från grupper som upphör är inte avslutat. Avsluta eller ta tillbaka det.",
        "%(n)d uppdrag till eller från grupper som upphör är inte avslutade. Avsluta eller ta tillbaka dem.",
        n,
    ),
    "groups_end": lambda n: ngettext_lazy("%(n)d grupp upphör: %(names)s.", "%(n)d grupper upphör: %(names)s.", n),
    "groups_begin": lambda n: ngettext_lazy(
        "%(n)d grupp börjar: %(names)s. Dess platser står tomma tills någon får dem.",
        "%(n)d grupper börjar: %(names)s. Deras platser står tomma tills någon får dem.",
        n,
    ),
    "seats_end": lambda n: ngettext_lazy(
        "%(n)d plats upphör med sin grupp.",
        "%(n)d platser upphör med sina grupper.",
        n,
    ),
}
CODES = ("meetings_left", "tasks_left")
ASKED = "SELECT * FROM access.left_in_groups(%s::uuid[], %s)"


def left(outcome: Outcome, by: Acting) -> Iterator[Line]:
    """Meetings planned after the last day, and assignments between groups that are not finished; how many alone."""
    if not outcome.ended_areas:
        return
    with connection.cursor() as cursor:
        cursor.execute(ASKED, [[area.pk for area in outcome.ended_areas], outcome.last])
        yield from (Line(code, n) for code, n in zip(CODES, cursor.fetchone(), strict=True))


def follow(outcome: Outcome, by: Acting) -> Iterator[Line]:
    """Groups and the seats asked for follow from the same day; whoever sat in an old group leaves with it."""
    if not outcome.ended_areas and not outcome.new_areas:
        return
    running = Forum.objects.filter(area__in=outcome.ended_areas, valid_to__isnull=True)
    ending = list(running.order_by("name"))
    region = Region.objects.get(pk=by.region_id)
    profile = profile_of(region.pk)
    for part in (forums, seats):
        part.apply(region, profile)
    yield Line("groups_end", len(ending), _named(ending))
    begun = list(Forum.objects.filter(area__in=outcome.new_areas).order_by("name"))
    yield Line("groups_begin", len(begun), _named(begun))
    yield Line("seats_end", _leave_all(ending, outcome, by))


def _named(forums_: list[Any]) -> str:
    return ", ".join(forum.name for forum in forums_)


def _leave_all(ending: list[Forum], outcome: Outcome, by: Acting) -> int:
    if outcome.last is None:
        return 0
    terms = list(Membership.objects.not_ended(outcome.last + ONE_DAY).filter(forum__in=ending).order_by("id"))
    for term in terms:
        leave(term, outcome.last, by)
    return len(terms)


def register() -> None:
    name_lines(WORDS)
    if left not in left_behind:
        left_behind.append(left)
        follows.append(follow)
