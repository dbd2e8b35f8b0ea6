"""Call a SIP meeting, take the answers, note that it was held. [P-41..P-44, F79, F80]"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.errors import Refused, WrongState
from core.notices import notify
from core.people.models import RoleAssignment
from core.people.queries import live_assignments
from groups.meetings.called import Reply
from groups.queries import minutes_template
from sip.cases.services import tell
from sip.plans import deadlines, policies, states
from sip.plans.choices import Attendance, PlanPart
from sip.plans.models import PlanInvitation, PlanMeeting, PlanSection, SipPlan
from sip.plans.queries import covered_units, ids_taking_part, live_consents, starter_id, stood_on_its_day
from sip.plans.services.inviting import invite
from sip.plans.services.people import give_part, let_in
from sip.plans.services.stopping import cancel_meetings
from sip.plans.states import MeetingKind, MeetingStatus, PlanStatus

TEMPLATE = "sip_meeting"


@dataclass(frozen=True)
class Call:
    """When, where, about what; who leads and who writes."""

    question: str
    starts_at: datetime
    minutes: int
    place: str
    chair: RoleAssignment
    recorder: RoleAssignment
    reply_by: date | None = None
    interpreter: str = ""
    adaptations: str = ""
    facilitator: str = ""


@transaction.atomic
def call_meeting(
    plan: SipPlan,
    *,
    by: Acting,
    call: Call,
    people: Iterable[RoleAssignment],
    in_contact: Mapping[UUID, bool] | None = None,
) -> PlanMeeting:
    """Call the meeting where the plan is made, or followed up; the consent covers each called unit. [P-31, P-42]

    `in_contact`: of specialist care, by assignment, whether it has an active contact with the child. Raises
    WrongState, PermissionDenied, Refused for a time that has passed or lies beyond the consent's last day.
    """
    plan = lock(plan)
    is_first = plan.status != PlanStatus.ACTIVE
    (states.CALL if is_first else states.RENEW).guard(plan)
    require(policies.can_call(by, plan))
    called = {person.pk: person for person in (*people, call.chair, call.recorder)}
    _check(plan, call, called)
    meeting = _save(plan, by, call, MeetingKind.PLANNING if is_first else MeetingKind.FOLLOW_UP)
    for person in called.values():
        let_in(plan, person, by=by)
        invite(meeting, person, by, (in_contact or {}).get(person.pk))
    give_part(plan, PlanPart.CHAIR, call.chair, by=by)
    give_part(plan, PlanPart.RECORDER, call.recorder, by=by)
    if is_first:
        _open(plan, by)
    audit.record("plan_meeting.called", meeting, by=by, reason=meeting.kind)
    others = [pk for pk in called if pk != by.assignment_id]
    notify("plan_call", to=others, by=by, about_kind="case", about_id=plan.pk, case_id=plan.pk)
    tell(plan, by, told=others)
    return meeting


def _check(plan: SipPlan, call: Call, called: Mapping[UUID, RoleAssignment]) -> None:
    if call.starts_at <= clock.now():
        raise Refused(_("Mötet måste ligga framåt i tiden."), field="day")
    if not call.question.strip():
        raise Refused(_("Skriv frågan som mötet ska handla om."), field="question")
    if call.reply_by and not clock.today() <= call.reply_by <= timezone.localdate(call.starts_at):
        raise Refused(_("Svarsdagen måste ligga mellan i dag och mötet."), field="reply_by")
    if not any(person.unit_id != plan.initiating_unit_id for person in called.values()):
        raise Refused(_("Kalla minst en person i en annan verksamhet."), field="people")
    _check_in_force(plan, called)
    _check_covered(plan, call, called)


def _check_in_force(plan: SipPlan, called: Mapping[UUID, RoleAssignment]) -> None:
    """Who takes part already may have left the work since: somebody else of the unit is called. [security 2]"""
    stand = set(live_assignments(plan.region_id, clock.today()).filter(pk__in=called).values_list("pk", flat=True))
    gone = next((person for pk, person in called.items() if pk not in stand), None)
    if gone is not None:
        raise Refused(
            _("%(name)s har inte kvar sitt uppdrag. Kalla någon annan i verksamheten.") % {"name": gone.person},
            field="people",
        )


def _check_covered(plan: SipPlan, call: Call, called: Mapping[UUID, RoleAssignment]) -> None:
    """The consent lives on the day of the meeting and covers every called unit, also of those let in before."""
    consent = live_consents(plan, clock.today()).first()
    if consent is None:
        raise Refused(_("Det finns inget samtycke som gäller. Registrera familjens samtycke först."))
    if consent.valid_to < timezone.localdate(call.starts_at):
        raise Refused(_("Samtycket hinner gå ut före mötet. Välj en tidigare dag eller be om ett nytt."), field="day")
    covered = set(covered_units(plan, clock.today()).values_list("unit_id", flat=True))
    outside = next((person for person in called.values() if person.unit_id not in covered), None)
    if outside is not None:
        raise Refused(
            _("Samtycket gäller inte %(unit)s. Be om ett samtycke som gäller också den verksamheten.")
            % {"unit": outside.unit.name if outside.unit else ""},
            field="people",
        )


def _save(plan: SipPlan, by: Acting, call: Call, kind: str) -> PlanMeeting:
    last = PlanMeeting.objects.filter(case_id=plan.pk).aggregate(last=Max("number"))["last"]
    meeting = PlanMeeting(
        region_id=plan.region_id,
        case_id=plan.pk,
        number=(last or 0) + 1,
        kind=kind,
        question=call.question.strip(),
        starts_at=call.starts_at,
        minutes=call.minutes,
        place=call.place.strip(),
        reply_by=call.reply_by,
        interpreter=call.interpreter.strip(),
        adaptations=call.adaptations.strip(),
        facilitator=call.facilitator.strip(),
        called_by_id=by.assignment_id,
    )
    meeting.save(force_insert=True)
    return meeting


def _open(plan: SipPlan, by: Acting) -> None:
    """The first call opens the plan's headings by the region's template, and the clock to the meeting. [DL-26B]"""
    today = clock.today()
    if not PlanSection.objects.filter(case_id=plan.pk).exists():
        template = minutes_template(TEMPLATE, plan.region_id, today)
        if template is None:
            raise Refused(_("Regionen saknar mall för SIP. Kontakta administratören."))
        PlanSection.objects.bulk_create(
            PlanSection(
                region_id=plan.region_id,
                case_id=plan.pk,
                template=template,
                key=section["key"],
                heading=section["heading"],
                help=section.get("help", ""),
                required=section.get("required", False),
                position=position,
            )
            for position, section in enumerate(template.sections)
        )
    is_new = plan.called_on is None
    plan.status, plan.called_on = states.CALL.target, plan.called_on or today
    plan.save(update_fields=["status", "called_on"])
    if is_new:
        deadlines.start(
            deadlines.MEETING_HELD, plan, by=by, owner=starter_id(plan), unit_id=plan.initiating_unit_id, on=today
        )


@transaction.atomic
def cancel_meeting(meeting: PlanMeeting, *, by: Acting) -> None:
    """The meeting that was called will not be held; another may be called. Raises WrongState, PermissionDenied."""
    meeting = lock(meeting)
    plan = SipPlan.objects.get(pk=meeting.case_id)
    states.CANCEL_MEETING.guard(meeting)
    require(policies.can_hold(by, plan, meeting))
    cancel_meetings(plan, by=by)


@transaction.atomic
def answer_invitation(
    invitation: PlanInvitation,
    *,
    by: Acting,
    reply: str,
    refusal_reason: str = "",
    substitute: RoleAssignment | None = None,
    preparation: str = "",
) -> PlanInvitation:
    """Come, not come with a reason, or name who comes instead from the own unit. [P-42, F79]

    Raises WrongState when the meeting no longer lies ahead, PermissionDenied, Refused.
    """
    invitation = lock(invitation)
    if invitation.meeting.status != MeetingStatus.CALLED:
        raise WrongState(_("Mötet har redan hållits eller ställts in."))
    require(policies.can_reply(by, invitation))
    plan = SipPlan.objects.get(pk=invitation.case_id)
    if reply == Reply.NO and not refusal_reason:
        raise Refused(_("Välj varför du inte kommer."), field="refusal_reason")
    if reply == Reply.SUBSTITUTE:
        _check_substitute(invitation, substitute)
    invitation.reply, invitation.replied_at = reply, clock.now()
    invitation.refusal_reason = refusal_reason if reply == Reply.NO else ""
    invitation.preparation = preparation.strip()
    invitation.save(update_fields=["reply", "replied_at", "refusal_reason", "preparation"])
    if substitute is not None and reply == Reply.SUBSTITUTE:
        invite(invitation.meeting, substitute, by, invitation.has_contact, replaces=invitation)
        let_in(plan, substitute, by=by)
        notify("plan_call", to=[substitute.pk], by=by, about_kind="case", about_id=plan.pk, case_id=plan.pk)
    audit.record("plan_invitation.answered", invitation, by=by, reason=reply)
    caller = invitation.meeting.called_by_id
    if not ids_taking_part(plan.pk).filter(assignment_id=caller).exists():
        caller = starter_id(plan)  # a colleague has taken over since the call
    if caller != by.assignment_id:
        notify("plan_call_answered", to=[caller], by=by, about_kind="case", about_id=plan.pk, case_id=plan.pk)
    return invitation


def possible_substitutes(invitation: PlanInvitation) -> QuerySet[RoleAssignment]:
    """Others in force in the same unit who are not called themselves."""
    called = PlanInvitation.objects.filter(meeting_id=invitation.meeting_id).values("assignment_id")
    own = live_assignments(invitation.region_id, clock.today()).filter(unit_id=invitation.unit_id)
    return own.filter(role__in=policies.PLAN_ROLES).exclude(pk__in=called).with_names()


def _check_substitute(invitation: PlanInvitation, substitute: RoleAssignment | None) -> None:
    if substitute is None or not possible_substitutes(invitation).filter(pk=substitute.pk).exists():
        raise Refused(_("Välj vem i din verksamhet som kommer i stället."), field="substitute")


@transaction.atomic
def hold_meeting(
    meeting: PlanMeeting, *, by: Acting, attendance: Mapping[UUID, str], child_present: bool, guardians_present: bool
) -> SipPlan:
    """The meeting has been held: who came, the child and the guardians too; the first one gives a draft. [P-41, P-43]

    `attendance` is by invitation. Raises WrongState, PermissionDenied, Refused before the meeting begins or while
    somebody's attendance is not noted.
    """
    meeting = lock(meeting)
    states.HOLD_MEETING.guard(meeting)
    plan = lock(SipPlan.objects.get(pk=meeting.case_id))
    require(policies.can_hold(by, plan, meeting))
    if meeting.starts_at > clock.now():
        raise Refused(_("Mötet har inte börjat än."))
    if not stood_on_its_day(meeting):
        raise Refused(_("Samtycket till planen gällde inte den dagen. Ställ in mötet och kalla till ett nytt."))
    _note_attendance(meeting, attendance)
    meeting.status, meeting.held_at = states.HOLD_MEETING.target, meeting.starts_at
    meeting.child_present, meeting.guardians_present = child_present, guardians_present
    meeting.save(update_fields=["status", "held_at", "child_present", "guardians_present"])
    day = timezone.localdate(meeting.starts_at)
    if states.DRAFT.allowed_from(plan.status):
        plan.status, plan.drafted_on = states.DRAFT.target, plan.drafted_on or day
        plan.save(update_fields=["status", "drafted_on"])
        deadlines.end(deadlines.MEETING_HELD, plan, by=by, on=day)
    audit.record("plan_meeting.held", meeting, by=by)
    tell(plan, by)
    return plan


def _note_attendance(meeting: PlanMeeting, attendance: Mapping[UUID, str]) -> None:
    """Whoever has a substitute was not there; of all others it is said."""
    rows = list(PlanInvitation.objects.filter(meeting=meeting).exclude(attendance=Attendance.RELEASED))
    replaced = {row.replaces_id for row in rows if row.replaces_id}
    for row in rows:
        noted = Attendance.ABSENT if row.pk in replaced else attendance.get(row.pk, Attendance.UNKNOWN)
        if noted == Attendance.UNKNOWN:
            raise Refused(_("Notera för alla kallade om de var med."), field="attendance")
        row.attendance = noted
    PlanInvitation.objects.bulk_update(rows, ["attendance"])
