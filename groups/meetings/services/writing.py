"""At the table: what was said, what became of each item, what was decided and taken on. [F33-F35, S-22, S-69]"""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.dayguard import refuse_ahead
from core.errors import Refused, WrongState
from core.people.models import RoleAssignment
from core.textguard import refuse_identity
from core.writing import write_over
from groups.meetings import policies, states
from groups.meetings.lacking import lacking_at
from groups.meetings.models import ActionItem, AgendaItem, ForumDecision, Meeting, NoteRevision
from groups.meetings.numbering import save_numbered
from groups.meetings.states import ItemOutcome
from groups.models import Forum


@transaction.atomic
def save_note(item: AgendaItem, *, by: Acting, text: str, version: int) -> AgendaItem:
    """What was said on the item, over the version the writer saw; what stood before is kept.

    Raises EditedByAnother, WrongState once the minutes are handed in, PermissionDenied, Refused for a personal number.
    """
    item, _meeting = writable(item, by)
    at = write_over(item, text, seen=version, by=by.assignment_id, guard=refuse_identity, field="note")
    if at is None:
        return item
    NoteRevision(
        **of_item(item), item=item, version=item.version, text=text, saved_by_id=by.assignment_id, saved_at=at
    ).save(force_insert=True)
    audit.record("item.written", item, by=by)
    return item


@transaction.atomic
def set_outcome(
    item: AgendaItem, *, by: Acting, outcome: str, referred_to: Forum | None = None, referred_text: str = ""
) -> AgendaItem:
    """What became of the item. Outside the mandate it is said where it goes instead. [S-22, F29]

    Raises WrongState, PermissionDenied, Refused: «decided» comes of a decision, «referred» needs a receiver.
    """
    item, _meeting = writable(item, by)
    if outcome not in ItemOutcome.values:
        raise Refused(_("Välj vad som blev av punkten."), field="outcome")
    if outcome == ItemOutcome.DECIDED and not item.decisions.standing().exists():
        raise Refused(_("Skriv beslutet först."), field="outcome")
    is_referred = outcome == ItemOutcome.REFERRED
    if is_referred and not (referred_to or referred_text.strip()):
        raise Refused(_("Välj en grupp, eller skriv vem frågan lämnas till."), field="referred_to")
    refuse_identity(referred_text, field="referred_text")
    item.outcome = outcome
    item.referred_to = referred_to if is_referred else None
    item.referred_text = referred_text.strip() if is_referred else ""
    item.save(update_fields=["outcome", "referred_to", "referred_text"])
    audit.record("item.closed", item, by=by, reason=outcome)
    return item


@transaction.atomic
def close_untouched(meeting: Meeting, *, by: Acting) -> int:
    """Items that nobody has written on: a heading was not taken up, a question comes back. How many. [S-22]

    Only those that the acting one may read. Raises WrongState before it begins and after it is handed in,
    PermissionDenied, Refused when there is none.
    """
    meeting = lock(meeting)
    if meeting.status not in states.BEING_WRITTEN:
        raise WrongState(_("Protokollet är inlämnat för justering och kan inte ändras."))
    require(policies.can_write(by, meeting))
    _must_have_begun(meeting)
    items = list(policies.untouched_items(meeting).select_for_update(of=("self",)))
    if not items:
        raise Refused(_("Ingen punkt är kvar som inget är skrivet om."))
    for item in items:
        item.outcome = ItemOutcome.NOT_TAKEN if item.origin else ItemOutcome.CARRIED
    AgendaItem.objects.bulk_update(items, ["outcome"])
    audit.record_many("item.closed", [one.pk for one in items], by=by, object_kind=AgendaItem._meta.label_lower)
    return len(items)


@transaction.atomic
def decide(item: AgendaItem, *, by: Acting, text: str) -> ForumDecision:
    """What was decided, with the next number of the body's year and a stamp of who was lacking. [S-21, X-20]

    Raises WrongState before the meeting begins, PermissionDenied, Refused.
    """
    item, meeting = writable(item, by)
    _must_have_begun(meeting)
    if not text.strip():
        raise Refused(_("Skriv vad som beslutades."), field="text")
    refuse_identity(text, field="text")
    decision = ForumDecision(
        **of_item(item),
        item=item,
        year=timezone.localdate(meeting.starts_at).year,
        text=text.strip(),
        lacking=lacking_at(meeting),
        recorded_by_id=by.assignment_id,
    )
    save_numbered(decision)
    if item.outcome != ItemOutcome.DECIDED:
        item.outcome, item.referred_to, item.referred_text = ItemOutcome.DECIDED, None, ""
        item.save(update_fields=["outcome", "referred_to", "referred_text"])
    audit.record("forum_decision.made", decision, by=by)
    return decision


@transaction.atomic
def strike_decision(decision: ForumDecision, *, by: Acting) -> ForumDecision:
    """It was noted by mistake; its number is not given again. Raises WrongState, PermissionDenied."""
    item, _meeting = writable(decision.item, by)
    decision = lock(decision)
    if decision.struck_at is None:
        decision.struck_at = clock.now()
        decision.save(update_fields=["struck_at"])
        if item.outcome == ItemOutcome.DECIDED and not item.decisions.standing().exists():
            item.outcome = ItemOutcome.NONE
            item.save(update_fields=["outcome"])
        audit.record("forum_decision.struck", decision, by=by)
    return decision


@transaction.atomic
def take_on(item: AgendaItem, *, by: Acting, text: str, responsible: RoleAssignment, due_on: date) -> ActionItem:
    """What somebody is to do, by when. Raises WrongState, PermissionDenied, Refused. [F35]"""
    item, meeting = writable(item, by)
    if not text.strip():
        raise Refused(_("Skriv vad som ska göras."), field="text")
    refuse_identity(text, field="text")
    if due_on < timezone.localdate(meeting.starts_at):
        raise Refused(_("Åtgärden kan inte vara klar före mötet."), field="due_on")
    if item.is_confidential and not item.readers.filter(assignment=responsible).exists():
        raise Refused(
            _("%(name)s får inte se punkten. Välj någon annan, eller låt personen se punkten först.")
            % {"name": responsible.person},
            field="responsible",
        )
    action = ActionItem(
        **of_item(item),
        item=item,
        text=text.strip(),
        responsible=responsible,
        due_on=due_on,
        recorded_by_id=by.assignment_id,
    )
    action.save(force_insert=True)
    audit.record("action.taken_on", action, by=by)
    return action


@transaction.atomic
def strike_action(action: ActionItem, *, by: Acting) -> ActionItem:
    """It was noted by mistake. Raises WrongState, PermissionDenied."""
    writable(action.item, by)
    action = lock(action)
    if action.struck_at is None:
        action.struck_at = clock.now()
        action.save(update_fields=["struck_at"])
        audit.record("action.struck", action, by=by)
    return action


@transaction.atomic
def finish_action(action: ActionItem, *, by: Acting, on: date, result: str) -> ActionItem:
    """It is done, and what came of it. Raises PermissionDenied, WrongState when it is already, Refused. [F35]"""
    action = lock(action)
    if action.done_on is not None or action.struck_at is not None:
        raise WrongState(_("Åtgärden är redan avslutad."))
    require(policies.can_finish(by, action))
    refuse_ahead(on, "on")
    refuse_identity(result, field="result")
    action.done_on, action.result, action.done_by_id = on, result.strip(), by.assignment_id
    action.save(update_fields=["done_on", "result", "done_by"])
    audit.record("action.done", action, by=by)
    return action


def _must_have_begun(meeting: Meeting) -> None:
    if meeting.starts_at > clock.now():
        raise WrongState(_("Mötet har inte börjat än."))


def of_item(item: AgendaItem) -> dict[str, UUID]:
    return {"region_id": item.region_id, "forum_id": item.forum_id, "meeting_id": item.meeting_id}


def writable(item: AgendaItem, by: Acting) -> tuple[AgendaItem, Meeting]:
    """The meeting and the item, held. Raises WrongState, PermissionDenied."""
    meeting = lock(Meeting.objects.get(pk=item.meeting_id))
    if meeting.status not in states.BEING_WRITTEN:
        raise WrongState(_("Protokollet är inlämnat för justering och kan inte ändras."))
    require(policies.can_write(by, meeting))
    return lock(item), meeting
