"""What is to be taken up: add an item, change it, put it elsewhere, take it off; who reads a confidential one."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.errors import Refused, WrongState
from core.people.models import RoleAssignment
from core.textguard import refuse_identity
from groups.meetings import policies, states
from groups.meetings.models import AgendaItem, ItemReader, Meeting
from groups.meetings.services import standing
from groups.meetings.states import ItemOutcome, ItemPurpose
from groups.ordering import put_one_step


@dataclass(frozen=True)
class Topic:
    """What an item is: `minutes` the time set aside for it."""

    title: str
    purpose: str = ItemPurpose.DISCUSS
    background: str = ""
    minutes: int | None = None
    responsible: RoleAssignment | None = None
    is_confidential: bool = False
    readers: tuple[RoleAssignment, ...] = ()


@transaction.atomic
def add_item(meeting: Meeting, *, by: Acting, topic: Topic) -> AgendaItem:
    """Last of the agenda's questions; before the headings that end it. [G-109, F32]

    Raises WrongState, PermissionDenied, Refused.
    """
    meeting = open_agenda(meeting, by)
    _check(topic)
    item = AgendaItem(region_id=meeting.region_id, forum_id=meeting.forum_id, meeting=meeting, **_facts(topic))
    if not standing.put_in(item, by=by):
        item.order = standing.make_room(meeting, 1)
    if item.is_confidential:
        _let_in(item, topic, by)
    item.save(force_insert=True)
    audit.record("item.added", item, by=by)
    return item


@transaction.atomic
def change_item(item: AgendaItem, *, by: Acting, topic: Topic) -> AgendaItem:
    """Another title, purpose, time or person. Raises WrongState, PermissionDenied, Refused."""
    item, _meeting = open_item(item, by)
    _check(topic)
    if topic.is_confidential:
        _let_in(item, topic, by)
    facts = _facts(topic)
    for name, value in facts.items():
        setattr(item, name, value)
    item.save(update_fields=list(facts))
    audit.record("item.changed", item, by=by)
    return item


@transaction.atomic
def move_item(item: AgendaItem, *, by: Acting, up: bool) -> AgendaItem:
    """One step up or down; at the end nothing changes."""
    item, meeting = open_item(item, by)
    moved = put_one_step(AgendaItem.objects.filter(meeting=meeting).standing(), item, up=up)
    if moved is None:
        return item
    audit.record("item.put_elsewhere", moved, by=by)
    return moved


@transaction.atomic
def remove_item(item: AgendaItem, *, by: Acting) -> AgendaItem:
    """Off the agenda; nothing is lost. Raises Refused once something is decided or taken on there."""
    item, _meeting = open_item(item, by)
    if item.decisions.standing().exists() or item.actions.standing().exists():
        raise Refused(_("Punkten har beslut eller åtgärder. Stryk dem först."))
    item.removed_at = clock.now()
    item.save(update_fields=["removed_at"])
    audit.record("item.removed", item, by=by)
    return item


def bring_forward(meeting: Meeting, *, by: Acting) -> None:
    """What the forum's last meetings left for the next one comes first of the questions here, once. [F32]"""
    left = AgendaItem.objects.standing().filter(
        forum_id=meeting.forum_id,
        outcome=ItemOutcome.CARRIED,
        carried_to__isnull=True,
        meeting__status__in=states.TOOK_PLACE,
        meeting__starts_at__lt=meeting.starts_at,
    )
    new = []
    for old in left:
        item = _again(old, meeting)
        if standing.put_in(item, by=by):
            _bring(item, old, by)
        else:
            new.append((item, old))
    first = standing.make_room(meeting, len(new), is_first=True) if new else 0
    for order, (item, old) in enumerate(new, first):
        item.order = order
        _bring(item, old, by)
    let_leaders_in(meeting, by=by)


def _bring(item: AgendaItem, old: AgendaItem, by: Acting) -> None:
    if item.is_confidential:
        readers = old.readers.values_list("assignment", flat=True)
        _add_readers(item, {*readers, by.assignment_id}, by)
    item.save(force_insert=True)
    audit.record("item.brought_forward", item, by=by)


def _again(old: AgendaItem, meeting: Meeting) -> AgendaItem:
    same = ("title", "background", "purpose", "minutes", "responsible_id", "is_confidential")
    return AgendaItem(
        region_id=meeting.region_id, forum_id=meeting.forum_id, meeting=meeting, carried_from=old,
        **{name: getattr(old, name) for name in same},
    )  # fmt: skip


def _check(topic: Topic) -> None:
    if not topic.title.strip():
        raise Refused(_("Skriv vad punkten gäller."), field="title")
    refuse_identity(topic.title, field="title")
    refuse_identity(topic.background, field="background")


def _facts(topic: Topic) -> dict:
    return {
        "title": topic.title.strip(),
        "purpose": topic.purpose,
        "background": topic.background.strip(),
        "minutes": topic.minutes,
        "responsible": topic.responsible,
        "is_confidential": topic.is_confidential,
    }


def _let_in(item: AgendaItem, topic: Topic, by: Acting) -> None:
    """Those named, who presents it, who chairs and writes, and who makes it confidential."""
    people = {one.pk for one in topic.readers} | {by.assignment_id, item.meeting.chair_id, item.meeting.recorder_id}
    if topic.responsible:
        people.add(topic.responsible.pk)
    _add_readers(item, people - {None}, by)


def _add_readers(item: AgendaItem, people: Iterable, by: Acting) -> None:
    known = set(item.readers.values_list("assignment", flat=True))
    missing = sorted(set(people) - known, key=str)
    ItemReader.objects.bulk_create(_reader(item.meeting, item.pk, one, by) for one in missing)


def _reader(meeting: Meeting, item_id: UUID, assignment_id: UUID, by: Acting) -> ItemReader:
    return ItemReader(
        region_id=meeting.region_id,
        forum_id=meeting.forum_id,
        meeting=meeting,
        item_id=item_id,
        assignment_id=assignment_id,
        added_by_id=by.assignment_id,
    )


def let_leaders_in(meeting: Meeting, *, by: Acting) -> None:
    """Who chairs and who takes the minutes read every confidential item of the meeting; each let in is logged.

    Whoever names them need not read the items: the database tells which they are to no one but who leads the forum.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT item_id, assignment_id FROM access.leaders_to_let_in(%s)", [meeting.pk])
        found = cursor.fetchall()
    ItemReader.objects.bulk_create(_reader(meeting, item, person, by) for item, person in found)
    items = sorted({item for item, _person in found}, key=str)
    audit.record_many("item.opened_to_leaders", items, by=by, object_kind=AgendaItem._meta.label_lower)


def open_agenda(meeting: Meeting, by: Acting) -> Meeting:
    """The meeting, held, while its agenda can be changed. Raises WrongState, PermissionDenied."""
    meeting = lock(meeting)
    if meeting.status not in states.AHEAD | states.BEING_WRITTEN:
        raise WrongState(_("Dagordningen kan inte ändras längre."))
    require(policies.can_set_agenda(by, meeting))
    return meeting


def open_item(item: AgendaItem, by: Acting) -> tuple[AgendaItem, Meeting]:
    """The item and its meeting, held; the meeting first. Raises WrongState, PermissionDenied."""
    meeting = open_agenda(Meeting.objects.get(pk=item.meeting_id), by)
    item = lock(item)
    if item.removed_at is not None:
        raise WrongState(_("Punkten är borttagen från dagordningen."))
    return item, meeting
