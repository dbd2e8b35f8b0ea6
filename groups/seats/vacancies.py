"""Which seats stand empty, since when, and who should fill them: counted from the terms themselves. [F24, S-19]"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Least

from groups.composition import Seat, filled
from groups.models import Forum, Membership
from groups.querysets import ForumQuerySet
from groups.seats.sources import ONE_DAY, Sources, first_day, last_day, sitting

# [default] A term that ends within so many days is on the list of what is about to be empty.
ENDS_WITHIN = timedelta(days=60)
# [default] A seat that has stood empty so many days is marked as late.
LONG = 90


@dataclass(frozen=True)
class Vacancy:
    """`since` is the first day without enough people; `is_new`: nobody has held it since it was asked for.

    `role` is set where the seat is for holders of a role; else `fillers` name somebody.
    """

    forum: Forum
    seat: Seat
    since: date
    is_new: bool
    fillers: tuple[str, ...]
    role: str

    def days(self, on: date) -> int:
        return (on - self.since).days


def vacancies(sources: Sources) -> list[Vacancy]:
    """What must be filled first, then what has stood empty longest. The sources are asked already."""
    found = [one for forum in sources.forums for one in vacancies_of(forum, sources)]
    return sorted(found, key=lambda one: (not one.seat.is_must, one.since, one.forum.name, one.seat.label, one.seat.of))


def vacancies_of(forum: Forum, sources: Sources) -> list[Vacancy]:
    parts, empty = sources.parts(forum), [seat for seat in sources.seats(forum) if seat.missing]
    if not empty:
        return []
    asked = {seat.key: max(forum.valid_from, sources.asked_since(parts[seat.key].requirement)) for seat in empty}
    since = _since(forum, sources, asked)
    return [
        Vacancy(
            forum=forum,
            seat=seat,
            since=since[seat.key],
            is_new=since[seat.key] == asked[seat.key] and not seat.count,
            fillers=tuple(sources.fillers(forum, parts[seat.key])),
            role=parts[seat.key].requirement.role,
        )
        for seat in empty
    ]


def _since(forum: Forum, sources: Sources, asked: dict[str, date]) -> dict[str, date]:
    """Go back from change to change as long as somebody was lacking on the day before."""
    terms, requirements, towns = sources.history(forum), sources.requirements(forum), sources.towns(forum)
    found, open_ = dict(asked), set(asked)
    for day in _changes(terms, sources.on):
        before = filled(requirements, towns, sitting(terms, day - ONE_DAY))
        open_ = {key for key in open_ if asked[key] < day}
        for seat in before:
            if seat.key in open_ and not seat.missing:
                found[seat.key] = day
                open_.discard(seat.key)
        if not open_:
            break
    return found


def _changes(terms: Iterable[Membership], on: date) -> list[date]:
    """The days on which somebody came or had gone, the latest first."""
    days = {first_day(one) for one in terms}
    days |= {last + ONE_DAY for one in terms if (last := last_day(one)) and last < on}
    return sorted((day for day in days if day <= on), reverse=True)


def ending_terms(forums: ForumQuerySet, region_id: UUID, on: date) -> QuerySet[Membership]:
    """Terms in force that end within sixty days and that nothing follows without a gap, the first to end first.

    Whoever stands in, or sits beside the seats, leaves none empty.
    """
    last = Least(F("valid_to"), F("assignment__valid_to"))  # the database leaves out the one that is not there
    next_ones = Membership.objects.filter(
        forum=OuterRef("forum"), is_substitute_for__isnull=True, valid_from__gt=OuterRef("valid_from")
    ).filter(valid_from__lte=OuterRef("last") + ONE_DAY)
    following = next_ones.filter(assignment=OuterRef("assignment"))
    instead = next_ones.exclude(sole_seat="").filter(sole_seat=OuterRef("sole_seat"))
    found = Membership.objects.on(on).filter(region_id=region_id, forum__in=forums.values("pk"))
    found = found.filter(is_substitute_for__isnull=True).exclude(seat_label="")
    found = found.annotate(last=last).filter(last__gte=on, last__lte=on + ENDS_WITHIN)
    found = found.exclude(Exists(following)).exclude(Exists(instead))
    return found.with_people().select_related("forum").order_by("last", "id")
