"""The verbs of a transition. [SM-8, P-70..P-73]"""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from core import audit, clock, obligations
from core.access import Acting, lock, require
from core.audit.moves import locked, moved
from core.dayguard import refuse_ahead
from core.errors import Refused, WrongState
from core.organisations.models import Unit
from sip.children.models import Child, Guardian
from sip.transitions import policies, side_clocks, states
from sip.transitions.deadlines import code_of, end_clock, start_clock
from sip.transitions.meeting import note_who_came
from sip.transitions.models import Transition, TransitionUnit
from sip.transitions.states import BY_HAND, GuardianWish, TransitionKind, UnitPart


@transaction.atomic
def add_transition(child: Child, *, by: Acting, kind: str, on: date) -> Transition:
    """A change between services or school stages, added by hand. [P-72]

    Those by birthday are found by a job. Raises PermissionDenied, Refused.
    """
    child = lock(child)
    require(policies.can_add_transition(by, child))
    if kind not in BY_HAND:
        raise Refused(_("Den övergången läggs upp av portalen när det är dags."), field="kind")
    if on < clock.today():
        raise Refused(_("Dagen för övergången har redan varit."), field="on")
    transition = Transition(
        region_id=by.region_id,
        child=child,
        unit_id=by.unit_id,
        kind=kind,
        on=on,
        created_by_id=by.assignment_id,
    )
    transition.save(force_insert=True)
    _join(transition, by.unit_id, UnitPart.SENDING)
    start_clock(transition, by=by)
    audit.record("transition.added", transition, by=by, reason=kind)
    return transition


@transaction.atomic
def plan_transition(
    transition: Transition, *, by: Acting, sending: Iterable[Unit], receiving: Iterable[Unit]
) -> Transition:
    """The receiving units are known, and who hands over; at eighteen the young person has said what is wished. [P-70]

    May be planned anew until the meeting: units that are left out are ended, not deleted.
    """
    transition = locked(transition, states.PLAN, policies.can_plan, by)
    given = {UnitPart.SENDING: {unit.pk for unit in sending}, UnitPart.RECEIVING: {unit.pk for unit in receiving}}
    given[UnitPart.SENDING].add(transition.unit_id)
    if not given[UnitPart.RECEIVING]:
        raise Refused(_("Välj minst en verksamhet som tar emot."), field="receiving")
    if transition.kind == TransitionKind.ADULT_18 and transition.guardian_wish == GuardianWish.UNASKED:
        raise Refused(_("Fråga först den unga hur vårdnadshavarna ska vara med efter 18 år, och notera svaret."))
    today = clock.today()
    for part, units in given.items():
        known = {row.unit_id: row for row in transition.units.filter(part=part, removed_on__isnull=True)}
        for unit_id in units - known.keys():
            _join(transition, unit_id, part)
        for unit_id in known.keys() - units:
            known[unit_id].removed_on = today
            known[unit_id].save(update_fields=["removed_on"])
            side_clocks.stop(transition, by=by, rows=[known[unit_id]])
    side_clocks.start(transition, by=by)
    transition.planned_on = transition.planned_on or today
    return moved(transition, states.PLAN, "transition.planned", by, "planned_on")


def _join(transition: Transition, unit_id: UUID, part: str) -> None:
    TransitionUnit(
        region_id=transition.region_id, transition=transition, child_id=transition.child_id, unit_id=unit_id, part=part
    ).save(force_insert=True)


@transaction.atomic
def note_wish(transition: Transition, *, by: Acting, wish: str) -> Transition:
    """What the young person wants of the guardians after eighteen; from the birthday on it holds at once. [P-71]"""
    transition = lock(transition)
    require(policies.can_note_wish(by, transition))
    if wish not in (GuardianWish.INVOLVED, GuardianWish.NOT_INVOLVED):
        raise Refused(_("Välj vad den unga vill."), field="wish")
    today = clock.today()
    transition.guardian_wish, transition.wish_on = wish, today
    transition.save(update_fields=["guardian_wish", "wish_on"])
    audit.record("transition.wish_noted", transition, by=by, reason=wish)
    if transition.on <= today:
        _guardians_follow(transition, wish, by, today)
    return transition


def _guardians_follow(transition: Transition, wish: str, by: Acting, today: date) -> None:
    """After the birthday: those whose custody ended with it come back, or those who stayed leave."""
    rows = Guardian.objects.filter(child_id=transition.child_id)
    if wish == GuardianWish.INVOLVED:
        rows, until, act = rows.filter(valid_to=transition.on), None, "guardian.allowed"
    else:
        rows, until, act = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=today)), today, "guardian.ended"
    for guardian in rows.select_for_update(of=("self",)):
        guardian.valid_to = until
        guardian.save(update_fields=["valid_to"])
        audit.record(act, guardian, by=by)


@transaction.atomic
def note_meeting(transition: Transition, *, by: Acting, on: date, came: Iterable[UUID]) -> Transition:
    """The joint meeting that secures the transition has been held, by both sides; the clock stops. [P-70, DL-42]

    `came`: the units that were there. Raises WrongState, PermissionDenied, Refused.
    """
    transition = locked(transition, states.MEET, policies.can_note_meeting, by)
    refuse_ahead(on, "on")
    note_who_came(transition, came)
    end_clock(transition, code_of(transition), on=on, by=by)
    side_clocks.end(transition, on=on, by=by)
    transition.met_on = on
    return moved(transition, states.MEET, "transition.met", by, "met_on")


@transaction.atomic
def confirm_transfer(row: TransitionUnit, *, by: Acting) -> TransitionUnit:
    """The sending unit has moved the information in its own organisation, in agreement with the young person. [P-70]

    With the last of them the transition is handed over. Raises WrongState, PermissionDenied.
    """
    transition = lock(row.transition)
    row = lock(row)
    row.transition = transition
    if row.confirmed_on is not None:
        raise WrongState(_("Det är redan noterat."))
    states.HAND_OVER.guard(transition)
    require(policies.can_confirm(by, row))
    row.confirmed_on, row.confirmed_by_id = clock.today(), by.assignment_id
    row.save(update_fields=["confirmed_on", "confirmed_by"])
    audit.record("transition.transfer_confirmed", row, by=by, unit_id=row.unit_id)
    live = transition.units.filter(part=UnitPart.SENDING, removed_on__isnull=True)
    if not live.filter(confirmed_on__isnull=True).exists():
        transition.handed_over_on = row.confirmed_on
        moved(transition, states.HAND_OVER, "transition.handed_over", by, "handed_over_on")
    return row


@transaction.atomic
def close_transition(transition: Transition, *, by: Acting) -> Transition:
    transition = locked(transition, states.CLOSE, policies.can_close, by)
    transition.closed_on, transition.closed_by_id = clock.today(), by.assignment_id
    return moved(transition, states.CLOSE, "transition.closed", by, "closed_on", "closed_by")


@transaction.atomic
def drop_transition(transition: Transition, *, by: Acting, reason: str, words: str) -> Transition:
    """It is not needed, and why; never by silence. [SM-8, DL-42]"""
    transition = locked(transition, states.DROP, policies.can_drop, by)
    if not words.strip():
        raise Refused(_("Skriv varför övergången inte behövs."), field="words")
    with suppress(WrongState):  # the region does not keep the deadline
        obligations.waive(transition, code_of(transition), reason=reason, by=by)
    side_clocks.stop(transition, by=by, reason=reason)
    transition.drop_reason, transition.drop_words = reason, words.strip()
    transition.closed_on, transition.closed_by_id = clock.today(), by.assignment_id
    ended = ("drop_reason", "drop_words", "closed_on", "closed_by")
    return moved(transition, states.DROP, "transition.not_needed", by, *ended, reason=reason)
