"""Recompute every obligation from its events and compare. Reads only. [issue: Obligations]"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from core import access
from core.access import acting_as, job_regions
from core.obligations import history
from core.obligations.fold import BrokenHistory, fold
from core.obligations.models import Obligation, ObligationEvent
from core.obligations.states import EventKind

JOB = "verify_obligations"
BATCH = 500


@dataclass(frozen=True)
class Difference:
    """One obligation whose row does not follow from its events; `what` names columns, never values."""

    region: str
    obligation_id: UUID
    code: str
    what: tuple[str, ...]


@dataclass
class Checked:
    """How many obligations were recomputed; filled as the differences are read."""

    number: int = 0


def verify(checked: Checked | None = None) -> Iterator[Difference]:
    """Every region in turn, batch by batch in the order of keys."""
    checked = checked if checked is not None else Checked()
    with acting_as(job=JOB):
        regions = job_regions()
    for region_id, code in regions:
        yield from _region(region_id, code, checked)


def _region(region_id: UUID, region: str, checked: Checked) -> Iterator[Difference]:
    last = UUID(int=0)
    while True:
        with acting_as(job=JOB, region_id=region_id):
            rows = Obligation.objects.filter(region_id=region_id, pk__gt=last).select_related("rule").order_by("pk")
            batch = list(rows[:BATCH])
            events = _events_of(batch)
            access.renew()
        if not batch:
            return
        for row in batch:
            checked.number += 1
            if what := differences(row, events[row.pk]):
                yield Difference(region, row.pk, row.code, tuple(what))
        last = batch[-1].pk


def _events_of(batch: list[Obligation]) -> dict[UUID, list[ObligationEvent]]:
    found = defaultdict(list)
    wanted = [row.pk for row in batch]
    for event in ObligationEvent.objects.filter(obligation_id__in=wanted).order_by("obligation_id", "sequence"):
        found[event.obligation_id].append(event)
    return found


def differences(row: Obligation, events: list[ObligationEvent]) -> list[str]:
    """What of the row does not follow from its events: columns, the rule it was promised by, verdict, hash."""
    try:
        start, terms = history.promised(events), history.terms_of(events)
        state = fold(history.facts(events), terms)
    except (BrokenHistory, KeyError, TypeError, ValueError) as broken:
        return [f"history: {type(broken).__name__}"]
    wrong = [name for name, value in history.columns(state).items() if getattr(row, name) != value]
    wrong += _rule(row, start, terms)
    owners = [event.data.get("to") for event in events if event.kind == EventKind.REASSIGNED]
    if owners and owners[-1] != str(row.owner_id):
        wrong.append("owner")
    if [event.sequence for event in events] != list(range(1, len(events) + 1)):
        wrong.append("event numbers")
    if any((event.region_id, event.case_id) != (row.region_id, row.case_id) for event in events):
        wrong.append("event places")
    verdict, seal = history.proof_of(row, events, state) if state.ended_on else (None, "")
    wrong += ["verdict"] if row.verdict != verdict else []
    wrong += ["verdict_hash"] if row.verdict_hash != seal else []
    return wrong


def _rule(row: Obligation, start: Any, terms: Any) -> list[str]:
    wrong = []
    if (str(row.rule_id), row.rule.version) != (start["rule"], start["version"]):
        wrong.append("rule")
    if row.rule.terms != terms:
        wrong.append("rule terms")
    return wrong
