"""Propose an item, take it in, defer it, turn it down with a reason, take it back. [F32]"""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, require
from core.audit.moves import locked, moved
from core.errors import Refused
from core.people.models import RoleAssignment
from core.textguard import refuse_identity, said_in
from groups.meetings.models import AgendaItem, Meeting
from groups.meetings.services.agenda import Topic, add_item
from groups.meetings.states import ItemPurpose
from groups.models import Forum
from groups.proposals import policies, states
from groups.proposals.models import ItemProposal
from groups.queries import leaders_of
from groups.telling import tell

LONGEST_TIME = 480  # minutes


@dataclass(frozen=True)
class Wish:
    title: str
    purpose: str
    why: str
    minutes: int | None = None


@transaction.atomic
def propose(forum: Forum, *, by: Acting, wish: Wish) -> ItemProposal:
    """Whoever leads the forum is told. Raises PermissionDenied, Refused for a text that names somebody."""
    require(policies.can_propose(by, forum))
    if wish.purpose not in ItemPurpose.values:
        raise Refused(_("Välj vad mötet ska göra."), field="purpose")
    if wish.minutes is not None and not 1 <= wish.minutes <= LONGEST_TIME:
        raise Refused(_("Skriv tiden i minuter, högst åtta timmar."), field="minutes")
    proposal = ItemProposal(
        region_id=forum.region_id,
        forum=forum,
        title=said_in("title", wish.title),
        why=said_in("why", wish.why),
        purpose=wish.purpose,
        minutes=wish.minutes,
        proposed_by_id=by.assignment_id,
        proposed_on=clock.today(),
    )
    proposal.save(force_insert=True)
    audit.record("proposal.made", proposal, by=by)
    tell("proposal_made", proposal, leaders_of(forum, clock.today()).values_list("pk", flat=True), by)
    return proposal


@transaction.atomic
def take_in(proposal: ItemProposal, *, by: Acting, meeting: Meeting) -> AgendaItem:
    """Last on the agenda of a meeting ahead, presented by whoever proposed it. Raises as below."""
    proposal = locked(proposal, states.TAKE_IN, policies.can_take_in, by)
    if not policies.possible_meetings(proposal.forum).filter(pk=meeting.pk).exists():
        raise Refused(_("Välj ett av gruppens kommande möten."), field="meeting")
    presents = RoleAssignment.objects.live(clock.today()).filter(pk=proposal.proposed_by_id).first()
    topic = Topic(proposal.title, proposal.purpose, proposal.why, proposal.minutes, presents)
    proposal.item = add_item(meeting, by=by, topic=topic)
    _answered(proposal, states.TAKE_IN, "proposal.taken_in", by, "item")
    return proposal.item


@transaction.atomic
def defer(proposal: ItemProposal, *, by: Acting, reply: str) -> ItemProposal:
    """Not now; the proposer is told what was said. Raises WrongState, PermissionDenied, Refused."""
    proposal = locked(proposal, states.DEFER, policies.can_defer, by)
    refuse_identity(reply, field="reply")
    proposal.reply = reply.strip()
    return _answered(proposal, states.DEFER, "proposal.deferred", by, "reply")


@transaction.atomic
def turn_down(proposal: ItemProposal, *, by: Acting, reply: str) -> ItemProposal:
    """Not at all, for a reason that the proposer is told. Raises WrongState, PermissionDenied, Refused without one."""
    proposal = locked(proposal, states.TURN_DOWN, policies.can_turn_down, by)
    proposal.reply = said_in("reply", reply)
    return _answered(proposal, states.TURN_DOWN, "proposal.turned_down", by, "reply")


@transaction.atomic
def take_back(proposal: ItemProposal, *, by: Acting) -> ItemProposal:
    """Raises WrongState, PermissionDenied."""
    proposal = locked(proposal, states.TAKE_BACK, policies.can_take_back, by)
    return moved(proposal, states.TAKE_BACK, "proposal.taken_back", by)


def _answered(proposal: ItemProposal, move: states.Move, act: str, by: Acting, *fields: str) -> ItemProposal:
    proposal.replied_by_id, proposal.replied_on = by.assignment_id, clock.today()
    proposal = moved(proposal, move, act, by, "replied_by", "replied_on", *fields)
    tell("proposal_answered", proposal, [proposal.proposed_by_id], by)
    return proposal
