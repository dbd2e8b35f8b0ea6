"""Between the rows and the fold: events as facts, a state as columns, an ended clock as proof."""

from collections.abc import Iterable, Mapping
from typing import Any

from core.obligations import proof
from core.obligations.dates import Terms
from core.obligations.fold import BrokenHistory, Fact, State
from core.obligations.models import Obligation, ObligationEvent
from core.obligations.states import EventKind


def events_of(obligation: Obligation) -> list[ObligationEvent]:
    """All its events in their order."""
    return list(ObligationEvent.objects.filter(obligation_id=obligation.pk).order_by("sequence"))


def facts(events: Iterable[ObligationEvent]) -> list[Fact]:
    return [Fact(event.kind, event.on_date, event.data) for event in events]


def promised(events: Iterable[ObligationEvent]) -> Mapping[str, Any]:
    """What was written down when the clock started: rule, version, terms. Raises BrokenHistory without a start."""
    for event in events:
        if event.kind == EventKind.STARTED and "terms" in event.data:
            return event.data
    raise BrokenHistory("no start")


def terms_of(events: Iterable[ObligationEvent]) -> Terms:
    """The terms the clock was promised by, whatever the rule says today."""
    return Terms.from_data(promised(events)["terms"])


def columns(state: State) -> dict[str, Any]:
    """The state as the row holds it."""
    return {
        "started_on": state.started_on,
        "due_on": state.due_on,
        "paused_on": state.paused_on,
        "ended_on": state.ended_on,
        "warn_on": list(state.warn_on),
        "next_warn_on": state.next_warn_on,
        "escalate_on": state.escalate_on,
        "escalated_on": state.escalated_on,
        "status": str(state.status),
        "sequence": state.count,
    }


def proof_of(obligation: Obligation, events: list[ObligationEvent], state: State) -> tuple[dict[str, Any], str]:
    """The verdict of an ended clock and the hash over its events and the verdict."""
    start = promised(events)
    about = {
        "obligation": str(obligation.pk),
        "subject": {
            "kind": obligation.subject_kind,
            "id": str(obligation.subject_id),
            "code": obligation.subject_code,
        },
        "case": obligation.case_id and str(obligation.case_id),
    }
    verdict = proof.verdict_of(
        state, terms_of(events), code=obligation.code, rule_id=start["rule"], rule_version=start["version"]
    )
    verdict |= about
    return verdict, proof.chain([entry(event) for event in events], verdict)


def entry(event: ObligationEvent) -> dict[str, Any]:
    """An event as it goes into the hash."""
    return {
        "sequence": event.sequence,
        "kind": event.kind,
        "on": event.on_date,
        "at": event.at,
        "by": event.by_id,
        "reason": event.reason_code,
        "data": event.data,
    }
