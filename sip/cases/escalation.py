"""An unsolved case goes to the managers concerned only, who decide. [P-86, P-87]"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, clock, obligations
from core.access import Acting, lock, require
from core.dayguard import refuse_ahead
from core.errors import Refused, WrongState
from core.notices import notify
from core.organisations.models import Unit
from core.people.models import RoleAssignment
from core.people.queries import holders
from core.roles import Role
from core.textguard import refuse_identity
from core.ui import dates
from sip.cases import policies, states
from sip.cases.deadlines import MANAGERS_DECIDED
from sip.cases.lifting import DecidingGroup, deciding_group
from sip.cases.models import Case, CaseChild, ConcernedManager, DecisionReceipt, ForumCase
from sip.cases.places import area_led_from
from sip.cases.services import tell
from sip.consent.queries import escalation_consent
from sip.individual_forum.models import Decision
from sip.individual_forum.policies import can_note_result
from sip.individual_forum.states import DecisionLevel


@dataclass(frozen=True)
class Decided:
    """One decision: what, which unit answers, by when."""

    text: str
    unit: Unit
    due_on: date


@dataclass(frozen=True)
class Cover:
    """A unit whose managers would be named, and whether a living written consent to the decision covers it."""

    unit: Unit | None  # None where a manager acts for no unit, which no consent can cover
    people: str
    is_covered: bool


def cover_of(case: ForumCase, managers: Iterable[RoleAssignment]) -> list[Cover]:
    """Each of the managers' units once, the chair's among them, with what lacks before the case may go up. [CS-05]"""
    consent = escalation_consent(case.pk, clock.today())
    covered = set() if consent is None else {*consent.units.filter(withdrawn_at=None).values_list("unit_id", flat=True)}
    units: dict = {}
    for manager in managers:
        units.setdefault(manager.unit_id, []).append(manager)
    return [
        Cover(people[0].unit, ", ".join(str(one.person) for one in people), unit_id in covered)
        for unit_id, people in units.items()
    ]


@transaction.atomic
def escalate(
    case: ForumCase,
    *,
    by: Acting,
    managers: Iterable[RoleAssignment],
    is_deidentified: bool = False,
    summary: str = "",
) -> ForumCase:
    """Name the concerned managers; the one who leads their group is always named, and owes the decision. [SM-2, P-87]

    A living written consent to the decision covers each one's unit, or the case goes up without identity: then the
    row of the child's name goes, and the managers read `summary` instead of minutes and pieces. [CS-05]
    Raises WrongState, PermissionDenied, Refused when nobody concerned is named, one is no member of the group, a unit
    is not covered, or the summary lacks or tells who the child is.
    """
    case = lock(case)
    states.ESCALATE.guard(case)
    require(policies.can_escalate(by, case))
    group = deciding_group(case, clock.today())
    named = _named(group, managers)
    if is_deidentified:
        _check_summary(case, summary)
    else:
        _check_cover(case, named)
    case.is_deidentified, case.escalation_summary = is_deidentified, summary.strip() if is_deidentified else ""
    case.save(update_fields=["is_deidentified", "escalation_summary"])
    ConcernedManager.objects.bulk_create(
        ConcernedManager(
            region_id=case.region_id,
            case_id=case.pk,
            assignment=manager,
            named_by_id=by.assignment_id,
        )
        for manager in named
    )
    case.status, case.escalated_on = states.ESCALATE.target, case.escalated_on or clock.today()
    case.save(update_fields=["status", "escalated_on"])
    audit.record("case.escalated", case, by=by, case_id=case.pk, basis="none" if is_deidentified else "consent")
    obligations.start(
        MANAGERS_DECIDED,
        subject=case.case,
        subject_code=case.case.code,
        started_on=case.escalated_on,
        by=by,
        region_id=by.region_id,
        case_id=case.pk,
        area_id=area_led_from(case, case.escalated_on),
        district_id=case.district_id,
        owner_role=group.led_by,
        url_name="sip:case_decide",
    )
    notify("case_escalated", to=[one.pk for one in named], by=by, about_kind="case", about_id=case.pk, case_id=case.pk)
    tell(case, by)
    return case


def _named(group: DecidingGroup, managers: Iterable[RoleAssignment]) -> list[RoleAssignment]:
    leaders = {leader.pk: leader for leader in group.leaders}
    if not leaders:
        raise Refused(
            _("Ingen leder gruppen som ärendet går till: %(group)s. Be regionens administratör att utse någon.")
            % {"group": group.label}
        )
    members = {member.pk: member for member in group.members}
    chosen = {manager.pk: manager for manager in managers}
    if not chosen:
        raise Refused(_("Välj minst en berörd chef."), field="managers")
    if chosen.keys() - members.keys() - leaders.keys():
        raise Refused(
            _("En av dem du valde sitter inte i gruppen som ärendet går till: %(group)s.") % {"group": group.label},
            field="managers",
        )
    return [*{**chosen, **leaders}.values()]


def _check_cover(case: ForumCase, named: list[RoleAssignment]) -> None:
    """The consent is held so that nobody withdraws it in between; the database asks once more. [security 4]"""
    if (consent := escalation_consent(case.pk, clock.today())) is not None:
        lock(consent, share=True)
    lacking = [one for one in cover_of(case, named) if not one.is_covered]
    if lacking:
        raise Refused(
            _(
                "Skriftligt samtycke till beslutet saknas för: %(units)s. "
                "Be om samtycke, eller lyft ärendet utan uppgift om vem barnet är."
            )
            % {"units": ", ".join(one.unit.name if one.unit else one.people for one in lacking)},
            field="is_deidentified",
        )


def _check_summary(case: ForumCase, summary: str) -> None:
    if not summary.strip():
        raise Refused(_("Skriv vad cheferna ska ta ställning till, utan uppgift om vem barnet är."), field="summary")
    names = CaseChild.objects.filter(case_id=case.pk).values_list("given_name", "family_name")
    refuse_identity(summary, names=[name for pair in names for name in pair], field="summary")


@transaction.atomic
def forward_principle(case: ForumCase, *, by: Acting, deviation_code: str) -> ForumCase:
    """The question of principle goes on as a deviation; the case itself still needs its decision. [X-04]"""
    case = lock(case)
    states.FORWARD_PRINCIPLE.guard(case)
    require(policies.can_forward_principle(by, case))
    case.status, case.deviation_code = states.FORWARD_PRINCIPLE.target, deviation_code
    case.save(update_fields=["status", "deviation_code"])
    audit.record("case.principle_forwarded", case, by=by, case_id=case.pk)
    return case


@transaction.atomic
def decide(case: ForumCase, *, by: Acting, decisions: Iterable[Decided], decided_on: date | None = None) -> ForumCase:
    """The concerned managers' decision: what, which unit, by when; `decided_on` is its day, today if not said. [P-87]

    Raises WrongState, PermissionDenied, Refused without any decision, for a day that has not come or lies before
    the managers had the case.
    """
    case = lock(case)
    states.DECIDE.guard(case)
    require(policies.can_decide(by, case))
    decided_on = decided_on or clock.today()
    _check_decided_on(case, decided_on)
    made = [
        Decision(
            region_id=case.region_id,
            case_id=case.pk,
            level=DecisionLevel.STEERING,
            text=one.text.strip(),
            responsible_unit=one.unit,
            due_on=one.due_on,
            decided_by_id=by.assignment_id,
        )
        for one in decisions
    ]
    if not made:
        raise Refused(_("Skriv minst ett beslut med ansvarig verksamhet och datum."), field="text")
    Decision.objects.bulk_create(made)
    case.status, case.decided_on = states.DECIDE.target, case.decided_on or decided_on
    case.save(update_fields=["status", "decided_on"])
    audit.record("case.decided", case, by=by, case_id=case.pk)
    obligations.end(case.case, MANAGERS_DECIDED.code, on=decided_on, by=by)
    tell(case, by, "case_decided", extra=_deciders(case))
    return case


@transaction.atomic
def receive_decision(case: ForumCase, *, by: Acting) -> DecisionReceipt:
    """The unit that raised the case says that it has the decision; the deciders and the convenor hear so. [P-87]

    Raises WrongState before the decision and when it has been received, PermissionDenied.
    """
    case = lock(case)
    if case.decided_on is None or DecisionReceipt.objects.filter(case_id=case.pk).exists():
        raise WrongState(_("Det finns inget beslut att ta emot."))
    require(policies.can_receive_decision(by, case))
    receipt = DecisionReceipt(
        region_id=by.region_id, case_id=case.pk, unit_id=by.unit_id, received_by_id=by.assignment_id
    )
    receipt.save(force_insert=True)
    audit.record("case.decision_received", case, by=by, case_id=case.pk)
    tell(case, by, extra=_deciders(case))
    return receipt


def _deciders(case: ForumCase) -> list:
    """The other managers named, and the convenor who is to see the decision through."""
    named = case.case.concerned_managers.values_list("assignment_id", flat=True)
    return [*named, *_convenors(case.case)]


def _convenors(case: Case) -> list:
    today = clock.today()
    found = holders(Role.FORUM_CONVENOR, region_id=case.region_id, district_id=case.district_id, on=today)
    return [one.pk for one in found]


def _check_decided_on(case: ForumCase, decided_on: date) -> None:
    refuse_ahead(decided_on, "decided_on", _("Dagen då ni beslutade kan inte ligga framåt i tiden."))
    if case.escalated_on and decided_on < case.escalated_on:
        raise Refused(
            _("Ni fick ärendet %(day)s och kan inte ha beslutat före det.") % {"day": dates.day(case.escalated_on)},
            field="decided_on",
        )


def _made_on(decision: Decision, case: ForumCase | None) -> date | None:
    if decision.occasion:
        return timezone.localdate(decision.occasion.starts_at)
    return case.decided_on if case else None


@transaction.atomic
def follow_up(decision: Decision, *, by: Acting, done_on: date, result: str) -> Decision:
    """Note that a decision has been carried out and what came of it; the convenor is told.

    So are those who take part, where the one who notes it sees the case and may know of them.
    Raises PermissionDenied, Refused. [SM-2]
    """
    decision = lock(decision)
    case = ForumCase.objects.filter(pk=decision.case_id).first()  # who was only called sees it no more
    require(can_note_result(by, decision, case))
    refuse_ahead(done_on, "done_on", _("Dagen då beslutet genomfördes kan inte ligga framåt i tiden."))
    made_on = _made_on(decision, case)
    if made_on and done_on < made_on:
        raise Refused(
            _("Beslutet fattades %(day)s och kan inte ha genomförts före det.") % {"day": dates.day(made_on)},
            field="done_on",
        )
    decision.done_on, decision.result = done_on, result.strip()
    decision.save(update_fields=["done_on", "result"])
    audit.record("decision.followed_up", decision, by=by)
    convenors = _convenors(decision.case)
    if case is None:
        to = {*convenors} - {by.assignment_id}
        notify("case_event", to=to, by=by, about_kind="case", about_id=decision.case_id, case_id=decision.case_id)
    else:
        tell(case, by, extra=convenors)
    return decision
