"""What an agenda begins with: the region's headings and the group's own; where other items come among them. [F32]"""

from collections.abc import Sequence

from django.db.models import F

from core import audit, clock
from core.access import Acting, lock
from groups.headings.models import StandingHeading
from groups.headings.order import cut_after_questions, headings_of, sections_of, title_of
from groups.meetings.models import AgendaItem, Meeting
from groups.meetings.states import ItemOrigin, MeetingStatus


def add_standing(meeting: Meeting, *, by: Acting) -> None:
    """A new agenda begins with the headings, in their order; they are moved and removed as any item."""
    items = [
        AgendaItem(
            region_id=meeting.region_id, forum_id=meeting.forum_id, meeting=meeting, order=number,
            title=one.title, background=one.background, purpose=one.purpose, minutes=one.minutes, origin=one.origin,
        )
        for number, one in enumerate(headings_of(meeting.forum, clock.today()), 1)
    ]  # fmt: skip
    AgendaItem.objects.bulk_create(items)
    audit.record_many("item.added", [one.pk for one in items], by=by, object_kind=AgendaItem._meta.label_lower)


def put_on_planned(heading: StandingHeading, *, by: Acting) -> None:
    """A new heading of the group's, last of the questions on agendas that nobody is called to yet; never twice."""
    planned = Meeting.objects.filter(
        forum_id=heading.forum_id, status=MeetingStatus.PLANNED, starts_at__gt=clock.now()
    ).order_by("pk")
    made = []
    for meeting in planned:
        meeting = lock(meeting)
        standing = AgendaItem.objects.filter(meeting=meeting).standing()
        if meeting.status != MeetingStatus.PLANNED or standing.filter(title__iexact=heading.title).exists():
            continue
        item = AgendaItem(
            region_id=heading.region_id, forum_id=heading.forum_id, meeting=meeting, order=make_room(meeting, 1),
            title=heading.title, background=heading.background, purpose=heading.purpose, minutes=heading.minutes,
            origin=ItemOrigin.GROUP,
        )  # fmt: skip
        item.save(force_insert=True)
        made.append(item.pk)
    audit.record_many("item.added", made, by=by, object_kind=AgendaItem._meta.label_lower)


def put_in(item: AgendaItem, *, by: Acting) -> bool:
    """Whether a heading of the same name stood on the agenda: the item takes its place, so that none stands twice.

    Only until the call; a file on the heading keeps it there. What was said of the heading goes with it.
    """
    if item.is_confidential or item.meeting.status != MeetingStatus.PLANNED:
        return False
    same = AgendaItem.objects.filter(meeting=item.meeting, title=item.title, is_confidential=False).standing()
    heading = same.exclude(origin="").filter(documents__isnull=True).first()
    if heading is None:
        return False
    item.order, item.background = heading.order, _both(heading.background, item.background)
    item.minutes, item.responsible_id = item.minutes or heading.minutes, item.responsible_id or heading.responsible_id
    heading.removed_at = clock.now()
    heading.save(update_fields=["removed_at"])
    audit.record("item.removed", heading, by=by)
    return True


def make_room(meeting: Meeting, count: int, *, is_first: bool = False) -> int:
    """The order of the first of so many new items; what comes after them moves down."""
    standing = list(AgendaItem.objects.filter(meeting=meeting).standing())
    sections = sections_of(meeting.forum, clock.today())
    place = first_place if is_first else last_place
    at = place([one.title for one in standing], [(one["key"], title_of(one)) for one in sections])
    if at == len(standing):
        return standing[-1].order + 1 if standing else 1
    order = standing[at].order
    AgendaItem.objects.filter(meeting=meeting, order__gte=order).update(order=F("order") + count)
    return order


def first_place(titles: Sequence[str], sections: Sequence[tuple[str, str]]) -> int:
    """How many stand before what is carried over: the headings it begins with, through that of the questions."""
    opening, _closing = _parted(sections)
    return next((n for n, title in enumerate(titles) if title not in opening), len(titles))


def last_place(titles: Sequence[str], sections: Sequence[tuple[str, str]]) -> int:
    """How many stand before a new question: all but the headings that end the agenda, after that of the questions."""
    _opening, closing = _parted(sections)
    ending = next((n for n, title in enumerate(reversed(titles)) if title not in closing), len(titles))
    return len(titles) - ending


def _parted(sections: Sequence[tuple[str, str]]) -> tuple[set[str], set[str]]:
    """The headings through that of the questions, and those after it."""
    titles, cut = [title for _key, title in sections], cut_after_questions([key for key, _title in sections])
    return set(titles[:cut]), set(titles[cut:])


def _both(one: str, other: str) -> str:
    if one in other or other in one:
        return max(one, other, key=len)
    return f"{one}\n\n{other}"
