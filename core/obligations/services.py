"""Start, change and end a clock: the only code besides the sweep that writes obligations. [SM-12]

Each act is an event; the row's columns follow from all events together (`fold`). A change that makes a clock late is
told at once, by the same statement that the sweep runs each minute.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting
from core.errors import Refused, WrongState
from core.obligations import history
from core.obligations.clocks import Clock
from core.obligations.fold import Fact, fold
from core.obligations.models import DeadlineRule, Obligation, ObligationEvent
from core.obligations.states import JUDGE_ANEW, ChangeReason, EventKind, ObligationStatus
from core.obligations.writing import after, change, done, new_event, numbered, running, said, settle, stamp
from core.workdays import local_today

REASON = re.compile(r"[a-z][a-z0-9_.-]{0,39}")  # a code; the words stand on the case


@transaction.atomic
def start(
    code: str | Clock,
    *,
    subject: Any,
    subject_code: str,
    by: Acting,
    started_on: date | None = None,
    region_id: UUID | None = None,
    case_id: UUID | None = None,
    area_id: UUID | None = None,
    district_id: UUID | None = None,
    unit_id: UUID | None = None,
    principal_id: UUID | None = None,
    owner_role: str = "",
    owners: Iterable[UUID] = (),
    url_name: str = "",
    noticed_on: date | None = None,
    due_on: date | None = None,
) -> Obligation | None:
    """Start a clock by the rule valid on its first day; late at birth is said at once and accepted. [domain 5]

    None where the region does not keep this deadline.

    `code` is a rule's code or an app's Clock, which then gives start and owner role. A single owner is named; several
    (or none) leave it to those who hold `owner_role` in the scope. `due_on` is a day agreed instead of the rule's
    length, never later than that. Raises Refused for impossible days, WrongState when the same clock already runs,
    LookupError when the region has no such rule.
    """
    if isinstance(code, Clock):
        started_on, owner_role = started_on or code.starts(subject), owner_role or code.owner
        code = code.code
    now = clock.now()
    region_id = region_id or by.region_id
    if started_on is None or max(started_on, noticed_on or started_on) > local_today(now):
        raise Refused(_("Dagen när fristen börjar måste vara i dag eller tidigare."))
    rule = rule_for(code, region_id, area_id, started_on)
    if not rule.monitored:
        return None
    named = list(owners)
    obligation = Obligation(
        region_id=region_id,
        code=code,
        rule=rule,
        case_id=case_id,
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        subject_code=subject_code,
        area_id=area_id,
        district_id=district_id,
        unit_id=unit_id,
        principal_id=principal_id,
        owner_role=owner_role or rule.owner_role,
        owner_id=named[0] if len(named) == 1 else None,
        action_url_name=url_name,
    )
    first = _first_events(obligation, rule, started_on, noticed_on, due_on)
    stamp(first, by, now)
    settle(obligation, fold(history.facts(first), rule.terms), insert=True)
    ObligationEvent.objects.bulk_create(first)
    return said(obligation, now)


def rule_for(code: str, region_id: Any, area_id: UUID | None, on: date) -> DeadlineRule:
    """The rule valid on the day; for a day before the region's first version, that version. Raises LookupError."""
    found = DeadlineRule.objects.rule_on(code, region_id, area_id, on)
    found = found or DeadlineRule.objects.filter(region_id=region_id, code=code, area=None).order_by("version").first()
    if found is None:
        raise LookupError(f"The region has no rule {code}.")
    return found


def _first_events(
    obligation: Obligation, rule: DeadlineRule, started_on: date, noticed_on: date | None, due_on: date | None
) -> list[ObligationEvent]:
    data = {"rule": str(rule.pk), "version": rule.version, "terms": rule.terms.as_data()}
    if due_on is not None:
        latest = fold([Fact(EventKind.STARTED, started_on)], rule.terms).due_on
        if due_on < started_on or (latest is not None and due_on > latest):
            raise Refused(_("Dagen måste ligga inom den tid som regeln tillåter."), field="due_on")
        data["due_on"] = due_on.isoformat()
    events = [new_event(obligation, EventKind.NOTICED, noticed_on)] if noticed_on else []
    return numbered([*events, new_event(obligation, EventKind.STARTED, started_on, data=data)], 0)


def is_running(subject: Any, code: str, *, by: Acting) -> bool:
    return Obligation.objects.live().filter(region_id=by.region_id, code=code, subject_id=subject.pk).exists()


@transaction.atomic
def end(subject: Any, code: str, *, on: date, by: Acting) -> Obligation | None:
    """What was owed has been done on the day `on`: met, or met late; None when no such clock runs.

    The day of the act counts, not of its entry. Raises Refused when the day lies ahead or before the start.
    """
    obligation = running(subject, code, by)
    if obligation is None:
        return None
    now = clock.now()
    if on > local_today(now) or on < obligation.started_on:
        raise Refused(_("Dagen måste ligga mellan fristens första dag och i dag."), field="on")
    if after(obligation, Fact(EventKind.MET, on)).status == ObligationStatus.MET_LATE:
        obligation = said(obligation, now)  # that it was late is told before it ends
    return change(obligation, new_event(obligation, EventKind.MET, on), by, now)


@transaction.atomic
def waive(subject: Any, code: str, *, reason: str, by: Acting, on: date | None = None) -> Obligation:
    """It need no longer be done. Raises WrongState when no such clock runs, Refused without a reason."""
    return _audited(subject, code, EventKind.WAIVED, on, reason, by)


@transaction.atomic
def waive_all(case_id: UUID, *, reason: str, by: Acting, but: Iterable[str] = ()) -> list[Obligation]:
    """All clocks of a case that has come to its end; those that are waived. `but`: codes that outlive the case."""
    running = Obligation.objects.live().for_case(case_id).exclude(code__in=list(but))
    return [_audited(one.subject_id, one.code, EventKind.WAIVED, None, reason, by) for one in running]


@transaction.atomic
def pause(subject: Any, code: str, *, reason: str, by: Acting, on: date | None = None) -> Obligation:
    """The clock stands still from the day, where its rule allows it. Raises Refused, WrongState."""
    return _audited(subject, code, EventKind.PAUSED, on, reason, by)


@transaction.atomic
def resume(
    subject: Any, code: str, *, by: Acting, reason: str = ChangeReason.OTHER, on: date | None = None
) -> Obligation:
    """The clock goes on; the due day moves by the days it stood still. Raises Refused, WrongState."""
    return _audited(subject, code, EventKind.RESUMED, on, reason, by)


@transaction.atomic
def extend(subject: Any, code: str, *, until: date, reason: str, by: Acting, on: date | None = None) -> Obligation:
    """A later due day is decided, or was told on the day `on`. Raises Refused when it is not later, WrongState."""
    return _audited(subject, code, EventKind.EXTENDED, on, reason, by, {"due_on": until.isoformat()})


@transaction.atomic
def correct_start(subject: Any, code: str, *, started_on: date, reason: str, by: Acting) -> Obligation:
    """The first day was wrong; everything counted from it moves. Raises Refused, WrongState. [domain 5]"""
    return _audited(subject, code, EventKind.CORRECTED, started_on, reason, by)


@transaction.atomic
def correct_ended(subject: Any, code: str, *, started_on: date, reason: str, by: Acting) -> Obligation | None:
    """The first day of what has been done was wrong: it is judged anew from the right one, and nobody is told.

    One obligation stays one; the event holds the outcome and the seal that stood. None where nothing has been done.
    Raises Refused when the day lies after the day it was done. [domain 5]
    """
    obligation = done(subject, code, by)
    if obligation is None:
        return None
    data = {"was": str(obligation.status), "seal": obligation.verdict_hash}
    act = new_event(obligation, EventKind.CORRECTED, started_on, reason=reason, data=data)
    obligation = change(obligation, act, by, clock.now(), JUDGE_ANEW)
    audit.record("obligation.corrected", obligation, by=by, reason=str(reason))
    return obligation


@transaction.atomic
def reassign(
    *, giver: UUID, to: UUID, by: Acting, case_ids: Iterable[UUID], reason: str = ChangeReason.TAKEN_OVER
) -> list[Obligation]:
    """What one assignment owes by name in these cases is owed by another from now; those that moved. [facts 9.18]

    The days stand: whoever takes over takes over the time that is left. Only what `by` may see is moved.
    """
    owed = Obligation.objects.live().filter(region_id=by.region_id, owner_id=giver, case_id__in=list(case_ids))
    data = {"from": str(giver), "to": str(to)}
    moved = []
    for one in owed.order_by("pk"):
        obligation = _audited(one.subject_id, one.code, EventKind.REASSIGNED, None, reason, by, data)
        obligation.owner_id = to
        obligation.save(update_fields=["owner"])
        moved.append(obligation)
    return moved


@transaction.atomic
def hand_on(
    subject: Any, code: str, *, to: UUID, unit_id: UUID, by: Acting, reason: str = ChangeReason.TAKEN_OVER
) -> Obligation:
    """One clock goes over to another by name and to that one's unit, whose leaders hear of it from now; no day moves.

    Raises WrongState when no such clock runs.
    """
    owed = running(subject, code, by)
    data = {"from": str(owed.owner_id) if owed and owed.owner_id else "", "to": str(to)}
    obligation = _audited(subject, code, EventKind.REASSIGNED, None, reason, by, data)
    obligation.owner_id, obligation.unit_id = to, unit_id
    obligation.save(update_fields=["owner", "unit"])
    return obligation


def _audited(
    subject: Any, code: str, kind: str, on: date | None, reason: str, by: Acting, data: dict | None = None
) -> Obligation:
    obligation = running(subject, code, by)
    if obligation is None:
        raise WrongState(_("Fristen löper inte längre."))
    now = clock.now()
    today = local_today(now)
    if not REASON.fullmatch(str(reason)):
        raise Refused(_("Välj ett skäl."), field="reason")
    if on is not None and on > today:
        raise Refused(_("Dagen kan inte ligga framåt i tiden."), field="on")
    act = new_event(obligation, kind, on or today, reason=reason, data=data)
    obligation = change(obligation, act, by, now)
    audit.record(f"obligation.{kind}", obligation, by=by, reason=str(reason))
    return obligation
