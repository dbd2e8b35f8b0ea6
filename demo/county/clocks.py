"""The county's clocks with the events that the sweep and the services would have written, folded by the engine's code.

A reminder, a breach and an escalation are told on their day, unless what was owed had been done the day before.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from core.obligations import history
from core.obligations.fold import Fact, State, fold
from core.obligations.models import DeadlineRule, Obligation, ObligationEvent
from core.obligations.proof import canonical
from core.obligations.states import EventKind
from demo.county import copying
from demo.county.people import SPACE

CASES = """
SELECT 'DL-01', f.region_id, 'sip.case', c.id, c.code, c.id, f.area_id, f.district_id, f.need_noticed_on, c.created_at,
  f.raised_by_id, coalesce(f.convened_on, f.ended_on), f.convened_on IS NULL AND f.ended_on IS NOT NULL,
  coalesce(nullif(f.return_reason, ''), f.withdraw_reason), h.id, 'forum_convenor', 'sip:case_detail', h.id,
  NULL::uuid, NULL::date
FROM sip_forumcase f JOIN sip_case c ON c.id = f.case_id
JOIN people_roleassignment h ON h.district_id = f.district_id AND h.role = 'forum_convenor'
WHERE f.region_id = ANY (%(regions)s) ORDER BY c.id
"""
REPORTS = """
SELECT w.code, r.region_id, 'deviations.deviationreport', r.id, r.code, NULL::uuid, r.area_id, NULL::uuid,
  r.submitted_on, r.submitted_on + time '08:00' AT TIME ZONE 'Europe/Stockholm', r.reporter_id, w.ended_on, false, '',
  h.id, 'secretariat_officer', 'deviations:detail', NULL::uuid, NULL::uuid, NULL::date
FROM deviations_deviationreport r
CROSS JOIN LATERAL (VALUES ('DL-54', r.received_on), ('DL-54B', r.answered_on)) AS w (code, ended_on)
JOIN people_roleassignment h ON h.region_id = r.region_id AND h.role = 'secretariat_officer'
WHERE r.region_id = ANY (%(regions)s) AND r.submitted_on IS NOT NULL ORDER BY r.id, w.code
"""
PLANS = """
SELECT w.code, p.region_id, 'sip.case', c.id, c.code, c.id, p.area_id, p.district_id, w.started_on,
  w.started_on + time '11:00' AT TIME ZONE 'Europe/Stockholm', p.initiated_by_id, w.ended_on, w.waived, w.reason,
  p.initiated_by_id, 'unit_manager', 'sip:plan_detail', p.initiated_by_id, p.initiating_unit_id, w.due_on
FROM sip_sipplan p JOIN sip_case c ON c.id = p.case_id
CROSS JOIN LATERAL (
  VALUES ('DL-26', p.consented_on, p.started_on, false, '', NULL::date),
    ('DL-26B', p.called_on, p.drafted_on, false, '', NULL)
  UNION ALL
  SELECT 'DL-27', v.agreed_on, coalesce(n.agreed_on, p.ended_on), n.id IS NULL,
    CASE WHEN n.id IS NULL THEN p.closing_reason ELSE '' END,
    (v.content ->> 'next_follow_up_on')::date
  FROM sip_planversion v LEFT JOIN sip_planversion n ON n.case_id = v.case_id AND n.number = v.number + 1
  WHERE v.case_id = p.case_id
) AS w (code, started_on, ended_on, waived, reason, due_on)
WHERE p.region_id = ANY (%(regions)s) AND w.started_on IS NOT NULL ORDER BY c.id, w.code, w.started_on
"""
CODES = ("DL-01", "DL-26", "DL-26B", "DL-27", "DL-54", "DL-54B")
OBLIGATION = (
    "id created_at region_id code rule_id case_id subject_kind subject_id subject_code area_id district_id unit_id "
    "owner_role owner_id action_url_name verdict verdict_hash started_on due_on paused_on ended_on warn_on "
    "next_warn_on escalate_on escalated_on sequence status"
).split()
EVENT = "region_id obligation_id case_id sequence kind on_date at by_id reason_code data".split()


@dataclass(frozen=True)
class Owed:
    """What started a clock and what ended it; `waived` when it ended without being done."""

    code: str
    region_id: UUID
    subject_kind: str
    subject_id: UUID
    subject_code: str
    case_id: UUID | None
    area_id: UUID | None
    district_id: UUID | None
    started_on: date
    started_at: datetime
    started_by: UUID
    ended_on: date | None
    waived: bool
    reason: str
    ended_by: UUID
    owner_role: str
    url_name: str
    owner_id: UUID | None
    unit_id: UUID | None
    due_on: date | None  # the day agreed instead of the rule's


class Promised:
    """A rule with what is the same for all its clocks, worked out once: terms, first event's data, days by start."""

    def __init__(self, rule: DeadlineRule) -> None:
        self.id, self.terms = rule.pk, rule.terms
        self.data = {"rule": str(rule.pk), "version": rule.version, "terms": self.terms.as_data()}
        self._days: dict[tuple[date, date | None], State] = {}

    def start(self, on: date, due_on: date | None) -> Fact:
        agreed = {"due_on": due_on.isoformat()} if due_on else {}
        return Fact(EventKind.STARTED, on, {**self.data, **agreed})

    def days(self, start: date, due_on: date | None) -> State:
        """Reminders, due day and escalation of a clock that starts on the day."""
        if (start, due_on) not in self._days:
            self._days[start, due_on] = fold([self.start(start, due_on)], self.terms)
        return self._days[start, due_on]


def write(regions: list[Any], on: date) -> int:
    """The clocks of the regions' cases and reports as they stand on the day; how many."""
    found = DeadlineRule.objects.filter(region_id__in=regions, area=None, code__in=CODES)
    rules = {(rule.region_id, rule.code): Promised(rule) for rule in found}
    number = 0
    for query in (CASES, REPORTS, PLANS):
        for batch in copying.batches(copying.read(query, {"regions": regions})):
            made = [_clock(Owed(*row), rules, on) for row in batch]
            copying.write("obligations_obligation", OBLIGATION, (_row(one) for one, _events in made))
            copying.write("obligations_obligationevent", EVENT, _event_rows(events for _one, events in made))
            number += len(made)
    return number


def _clock(owed: Owed, rules: dict[Any, Promised], on: date) -> tuple[Obligation, list[ObligationEvent]]:
    rule = rules[owed.region_id, owed.code]
    obligation = Obligation(
        id=uuid5(SPACE, f"{owed.code}/{owed.subject_id}/{owed.started_on}"),
        created_at=owed.started_at,
        region_id=owed.region_id,
        code=owed.code,
        rule_id=rule.id,
        case_id=owed.case_id,
        subject_kind=owed.subject_kind,
        subject_id=owed.subject_id,
        subject_code=owed.subject_code,
        area_id=owed.area_id,
        district_id=owed.district_id,
        unit_id=owed.unit_id,
        owner_role=owed.owner_role,
        owner_id=owed.owner_id,
        action_url_name=owed.url_name,
    )
    events = _events(owed, obligation, rule, on)
    state = fold(history.facts(events), rule.terms)
    for name, value in history.columns(state).items():
        setattr(obligation, name, value)
    if state.ended_on:
        obligation.verdict, obligation.verdict_hash = history.proof_of(obligation, events, state)
    return obligation, events


def _events(owed: Owed, obligation: Obligation, rule: Promised, on: date) -> list[ObligationEvent]:
    until = min(owed.ended_on or on, on)
    facts = [rule.start(owed.started_on, owed.due_on), *_told(rule.days(owed.started_on, owed.due_on), until)]
    if owed.ended_on:
        facts.append(Fact(EventKind.WAIVED if owed.waived else EventKind.MET, owed.ended_on))
    return [_event(owed, obligation, fact, number) for number, fact in enumerate(facts, 1)]


def _told(promised: State, until: date) -> Iterator[Fact]:
    """What the sweep had to say by that day, each on its own."""
    for day in promised.warn_on:
        if day <= until:
            yield Fact(EventKind.WARNED, day)
    if promised.due_on and promised.due_on < until:
        yield Fact(EventKind.BREACHED, promised.due_on + timedelta(days=1))
        if promised.escalate_on and promised.escalate_on <= until:
            yield Fact(EventKind.ESCALATED, promised.escalate_on)


def _event(owed: Owed, obligation: Obligation, fact: Fact, number: int) -> ObligationEvent:
    by, at, reason = None, copying.morning(fact.on, 0), ""
    if fact.kind == EventKind.STARTED:
        by, at = owed.started_by, owed.started_at
    elif fact.kind in (EventKind.MET, EventKind.WAIVED):
        by, at, reason = owed.ended_by, copying.morning(fact.on, 11), owed.reason
    return ObligationEvent(
        region_id=owed.region_id,
        obligation_id=obligation.pk,
        case_id=owed.case_id,
        sequence=number,
        kind=str(fact.kind),
        on_date=fact.on,
        at=at,
        by_id=by,
        reason_code=reason,
        data=fact.data,
    )


def _row(one: Obligation) -> list[Any]:
    values = [getattr(one, name) for name in OBLIGATION]
    values[OBLIGATION.index("verdict")] = _json(one.verdict)
    return values


def _event_rows(found: Iterable[list[ObligationEvent]]) -> Iterator[list[Any]]:
    for events in found:
        for event in events:
            yield [*(getattr(event, name) for name in EVENT[:-1]), _json(event.data)]


def _json(value: Any) -> str | None:
    return None if value is None else canonical(value).decode()
