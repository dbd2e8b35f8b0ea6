"""Health examinations of a placed child: equivalence, request, result in each domain, statement. [F98, P-64, DL-37]"""

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock, obligations
from core.access import Acting, lock, require
from core.dayguard import refuse_ahead
from core.errors import Refused
from core.obligations.models import Obligation
from sip.placements import deadlines, policies
from sip.placements.models import HealthExam
from sip.placements.services import let_request_go, start_clock
from sip.placements.states import Equivalence, Receiver

DOMAINS = {
    Receiver.HEALTH_CARE: ("mental_done_on", "physical_done_on"),
    Receiver.DENTAL_CARE: ("oral_done_on",),
}


@dataclass(frozen=True)
class Examined:
    """How far a request and its examination have come; None: not yet."""

    equivalence: str = Equivalence.UNCHECKED
    requested_on: date | None = None
    mental_done_on: date | None = None
    physical_done_on: date | None = None
    oral_done_on: date | None = None
    statement_on: date | None = None


def as_examined(exam: HealthExam, **changes: Any) -> Examined:
    """How far it has come, with something of it changed."""
    return replace(Examined(**{field.name: getattr(exam, field.name) for field in fields(Examined)}), **changes)


@transaction.atomic
def note_exam(exam: HealthExam, *, by: Acting, facts: Examined) -> HealthExam:
    """Note how far it has come; the request stops its clock, and so does an equivalent examination. [DL-37]

    A day once noted may be corrected by a later note, the request's only while its clock has not been ended by it.
    Raises PermissionDenied, Refused for days that cannot be.
    """
    exam = lock(exam)
    placement = lock(exam.placement)
    exam.placement = placement
    require(policies.can_keep_placement(by, placement))
    _check(exam, facts)
    today = clock.today()
    if facts.equivalence == Equivalence.UNCHECKED:
        exam.checked_on = None
    elif exam.equivalence != facts.equivalence:
        exam.checked_on = today
    exam.equivalence, exam.requested_on, exam.statement_on = facts.equivalence, facts.requested_on, facts.statement_on
    for field in DOMAINS[Receiver(exam.receiver)]:
        setattr(exam, field, getattr(facts, field))
    exam.save(
        update_fields=[
            "equivalence", "checked_on", "requested_on", "mental_done_on", "physical_done_on", "oral_done_on",
            "statement_on",
        ]
    )  # fmt: skip
    _clock(exam, by)
    audit.record("health_exam.noted", exam, by=by, reason=exam.receiver)
    return exam


def _check(exam: HealthExam, facts: Examined) -> None:
    days = ("requested_on", *DOMAINS[Receiver(exam.receiver)], "statement_on")
    for name in days:
        day = getattr(facts, name)
        refuse_ahead(day, name)
    if exam.requested_on and facts.requested_on != exam.requested_on:
        raise Refused(_("Begäran är redan noterad och dagen har stoppat fristen."), field="requested_on")
    if facts.requested_on and facts.requested_on < exam.placement.decided_on:
        raise Refused(_("Begäran kan inte ligga före beslutet om placering."), field="requested_on")
    if facts.statement_on and not any(getattr(facts, name) for name in DOMAINS[Receiver(exam.receiver)]):
        raise Refused(_("Notera undersökningen innan utlåtandet."), field="statement_on")


def _clock(exam: HealthExam, by: Acting) -> None:
    """Ended by the request, let go when an equivalent examination exists, owed again when it turned out not to."""
    if exam.requested_on:
        obligations.end(exam, "DL-37", on=max(exam.requested_on, exam.placement.starts_on), by=by)
    elif exam.equivalence == Equivalence.EXISTS:
        let_request_go(exam, by)
    elif deadlines.is_owed(exam) and not _runs(exam):
        start_clock(deadlines.HEALTH_REQUEST, exam, exam.placement, by=by, url_name="sip:health_exam")


def _runs(exam: HealthExam) -> bool:
    return Obligation.objects.live().filter(subject_id=exam.pk, code="DL-37").exists()
