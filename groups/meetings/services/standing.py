"""The standing items of the region's template for minutes, and where other items come among them. [F32, F34]"""

from collections.abc import Sequence

from django.db.models import F

from core import audit, clock
from core.access import Acting
from groups.choices import Tier
from groups.meetings.models import AgendaItem, Meeting
from groups.meetings.states import ItemPurpose, MeetingStatus
from groups.queries import minutes_template

MATTERS = "matters"  # the heading under which the meeting's own questions come
INFORM, DECIDE = ItemPurpose.INFORM, ItemPurpose.DECIDE
PURPOSES = {"opening": INFORM, "previous": INFORM, MATTERS: DECIDE, "to_pass_on": INFORM, "next": INFORM}
LONGEST = 200  # of a title


def add_standing(meeting: Meeting, *, by: Acting) -> None:
    """A new agenda begins with the template's headings, in its order; they are moved and removed as any item."""
    items = [
        AgendaItem(
            region_id=meeting.region_id, forum_id=meeting.forum_id, meeting=meeting, order=number,
            title=_title(section), background=section["help"],
            purpose=PURPOSES.get(section["key"], ItemPurpose.DISCUSS),
        )
        for number, section in enumerate(_sections(meeting), 1)
    ]  # fmt: skip
    AgendaItem.objects.bulk_create(items)
    audit.record_many("item.added", [one.pk for one in items], by=by, object_kind=AgendaItem._meta.label_lower)


def put_in(item: AgendaItem, *, by: Acting) -> bool:
    """Whether a heading of the same name stood on the agenda: the item takes its place, so that none stands twice.

    Only until the call; a file on the heading keeps it there. What was said of the heading goes with it.
    """
    if item.is_confidential or item.meeting.status != MeetingStatus.PLANNED:
        return False
    if item.title not in map(_title, _sections(item.meeting)):
        return False
    same = AgendaItem.objects.filter(meeting=item.meeting, title=item.title, is_confidential=False).standing()
    heading = same.filter(documents__isnull=True).first()
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
    sections = _sections(meeting)
    place = first_place if is_first else last_place
    at = place([one.title for one in standing], [(one["key"], _title(one)) for one in sections])
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
    """The headings through that of the questions, and those after it; without it all of them come first."""
    keys, titles = [key for key, _title in sections], [title for _key, title in sections]
    cut = keys.index(MATTERS) + 1 if MATTERS in keys else len(keys)
    return set(titles[:cut]), set(titles[cut:])


def _sections(meeting: Meeting) -> list[dict]:
    """Of a standing body only: an individual forum's template is for a child's case."""
    forum = meeting.forum
    if forum.tier == Tier.INDIVIDUAL:
        return []
    template = minutes_template(forum.kind, meeting.region_id, clock.today())
    return template.sections if template else []


def _title(section: dict) -> str:
    return section["heading"][:LONGEST]


def _both(one: str, other: str) -> str:
    if one in other or other in one:
        return max(one, other, key=len)
    return f"{one}\n\n{other}"
