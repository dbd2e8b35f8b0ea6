"""How an act becomes an event, a row and, when it ends, a proof. Used by the services alone."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.access import Acting, lock
from core.errors import Refused, WrongState
from core.notices.services import wake_when_committed
from core.obligations import history, states
from core.obligations.fold import BrokenHistory, Fact, State, fold
from core.obligations.models import Obligation, ObligationEvent
from core.obligations.states import BEFORE_BREACH
from core.obligations.sweeping import sweep_region
from core.states import Transition
from core.workdays import local_today


def running(subject: Any, code: str, by: Acting) -> Obligation | None:
    """The live clock, locked; None when there is none that `by` may see."""
    subject_id = getattr(subject, "pk", subject)
    found = Obligation.objects.live().filter(region_id=by.region_id, code=code, subject_id=subject_id).first()
    return lock(found) if found else None


def done(subject: Any, code: str, by: Acting) -> Obligation | None:
    """What was done last, locked; None while the clock runs, and when there is none that `by` may see."""
    found = Obligation.objects.filter(region_id=by.region_id, code=code, subject_id=subject.pk)
    newest = found.order_by("-created_at").first()
    return lock(newest) if newest and newest.status in states.DONE else None


def after(obligation: Obligation, fact: Fact) -> State:
    """Where the clock would stand. Raises Refused when that cannot follow on what has happened."""
    events = history.events_of(obligation)
    try:
        return fold([*history.facts(events), fact], history.terms_of(events))
    except BrokenHistory:
        raise Refused(_("Det går inte ihop med det som redan har hänt med fristen.")) from None


def change(
    obligation: Obligation, event: ObligationEvent, by: Acting, now: datetime, move: Transition = states.CHANGE
) -> Obligation:
    move.guard(obligation)
    state = after(obligation, Fact(event.kind, event.on_date, event.data))
    numbered([event], obligation.sequence)
    stamp([event], by, now)
    event.save(force_insert=True)
    if state.ended_on:
        events = history.events_of(obligation)
        obligation.verdict, obligation.verdict_hash = history.proof_of(obligation, events, state)
    settle(obligation, state)
    return said(obligation, now) if obligation.is_live else obligation


def settle(obligation: Obligation, state: State, *, insert: bool = False) -> None:
    values = history.columns(state)
    for name, value in values.items():
        setattr(obligation, name, value)
    if not insert:
        obligation.save(update_fields=[*values, "verdict", "verdict_hash"])
        return
    try:
        with transaction.atomic():
            obligation.save(force_insert=True)
    except IntegrityError:  # one live clock per subject; keys are checked at commit
        raise WrongState(_("Fristen löper redan.")) from None


def said(obligation: Obligation, now: datetime) -> Obligation:
    """Tell at once what the clock already has to tell, then the row as it is."""
    if _has_something_to_say(obligation, local_today(now)):
        sweep_region(obligation.region_id, now, only=obligation.pk)
        wake_when_committed()
        obligation.refresh_from_db()
    return obligation


def _has_something_to_say(obligation: Obligation, today: date) -> bool:
    if obligation.paused_on:
        return False
    if obligation.status in BEFORE_BREACH:
        days = [obligation.next_warn_on, obligation.due_on and obligation.due_on + timedelta(days=1)]
    else:
        days = [None if obligation.escalated_on else obligation.escalate_on]
    return any(day and day <= today for day in days)


def new_event(
    obligation: Obligation, kind: str, on: date, *, reason: str = "", data: dict | None = None
) -> ObligationEvent:
    return ObligationEvent(
        region_id=obligation.region_id,
        obligation=obligation,
        case_id=obligation.case_id,
        kind=kind,
        on_date=on,
        reason_code=reason,
        data=data or {},
    )


def numbered(events: list[ObligationEvent], after: int) -> list[ObligationEvent]:
    for number, event in enumerate(events, start=after + 1):
        event.sequence = number
    return events


def stamp(events: list[ObligationEvent], by: Acting, now: datetime) -> None:
    for event in events:
        event.at, event.by_id = now, by.assignment_id
