"""Who may see a plan and act in it. Row security holds who sees; here stand roles, parts and states. [security 2]"""

from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet

from core import clock
from core.access import Acting, within
from core.organisations.choices import PrincipalKind
from core.organisations.models import Unit
from core.people.models import RoleAssignment
from core.people.queries import live_assignments
from core.regions.profile import Profile, profile_of
from core.roles import CASE_ROLES, Role
from sip.cases.models import ChildCase, Participation
from sip.cases.policies import known, takes_part, visible_identities
from sip.cases.policies import with_relations as with_parts
from sip.cases.states import Part
from sip.children.models import Child
from sip.children.policies import can_begin_with_child, visible_children
from sip.consent.policies import can_record_consent
from sip.plans import states
from sip.plans.choices import Attendance, PlanPart
from sip.plans.models import (
    CostRecord,
    FiledCopy,
    Handover,
    PlanGoal,
    PlanInvitation,
    PlanMeasure,
    PlanMeeting,
    PlanRole,
    PlanSection,
    PlanVersion,
    SipPlan,
)
from sip.plans.querysets import SipPlanQuerySet
from sip.plans.states import HandoverStatus, MeetingStatus

Row = TypeVar("Row", PlanSection, PlanGoal, PlanMeasure, PlanVersion, CostRecord)

# Services that take part without any access to facts of single children. [domain 6.3]
NO_CHILD_LEVEL = frozenset(
    {"police", "culture_leisure", "interest_organisation", "association", "health_administration"}
)
SCHOOLS = frozenset({"school", "preschool", "student_health"})
PLAN_ROLES = CASE_ROLES | {Role.SIP_COORDINATOR, Role.HABILITATION_COORDINATOR}


def visible_plans(acting: Acting) -> SipPlanQuerySet:
    """Plans that the acting assignment may know of now: code, state and days. [security 1-2, rows 3-5]"""
    return SipPlan.objects.filter(within("case_id", "visible_case_ids"), region_id=acting.region_id)


def identified_plans(acting: Acting) -> QuerySet[SipPlan]:
    """Those of them where one may know who the child is: its sex is on the plan for statistics alone. [security 2]"""
    named = visible_identities(acting).filter(case_id=OuterRef("pk"))
    own = ChildCase.objects.filter(case_id=OuterRef("pk"), child__in=visible_children(acting))
    return visible_plans(acting).filter(Exists(named) | Exists(own))


def listed_plans(acting: Acting) -> QuerySet[SipPlan]:
    """The same by row security alone, for the list. [perf gate 14]"""
    return SipPlan.objects.filter(region_id=acting.region_id)


def readable_plans(acting: Acting) -> QuerySet[SipPlan]:
    """Plans whose content a consent opens to the own unit now. [security 2, row 4]"""
    return SipPlan.objects.filter(within("case_id", "visible_plan_case_ids"), region_id=acting.region_id)


def with_relations(acting: Acting, plans: QuerySet[SipPlan]) -> QuerySet[SipPlan]:
    """The plans with what the acting assignment is to each, asked in the same statement.

    For the page that is being answered; a service locks the plan and asks anew.
    """
    own = PlanRole.objects.filter(
        case_id=OuterRef("pk"), assignment_id=acting.assignment_id, valid_to__isnull=True
    ).values("part")
    return with_parts(acting, plans).annotate(
        leads=within("case_id", "led_case_ids"),
        reads=within("case_id", "visible_plan_case_ids"),
        own_parts=ArraySubquery(own),
        has_meeting_ahead=Exists(_ahead(OuterRef("pk"))),
        has_own_child=Exists(ChildCase.objects.filter(case_id=OuterRef("pk"))),
    )


def _ahead(case_id: Any) -> QuerySet[PlanMeeting]:
    return PlanMeeting.objects.filter(case_id=case_id, status=MeetingStatus.CALLED)


def can_sort_texts(acting: Acting, version: PlanVersion) -> bool:
    """Who: the child's own, who reads the version: what is kept from a reader stands in the own record. [facts 9.9]"""
    own = ChildCase.objects.filter(case_id=version.case_id)
    return acting.role in CASE_ROLES and own.exists() and visible_versions(acting).filter(pk=version.pk).exists()


def visible_meetings(acting: Acting) -> QuerySet[PlanMeeting]:
    """The meetings of the plans whose content one may read now."""
    return PlanMeeting.objects.filter(within("case_id", "visible_plan_case_ids"), region_id=acting.region_id)


def own_invitations(acting: Acting) -> QuerySet[PlanInvitation]:
    """The calls to oneself, in the plans whose content one may read now: nobody answers for another. [P-42]"""
    found = PlanInvitation.objects.filter(within("case_id", "visible_plan_case_ids"), region_id=acting.region_id)
    return found.filter(assignment_id=acting.assignment_id)


def visible_parts(acting: Acting) -> QuerySet[PlanRole]:
    """Who is what in the plans that one may know of."""
    return PlanRole.objects.filter(within("case_id", "visible_case_ids"), region_id=acting.region_id)


def visible_participations(acting: Acting) -> QuerySet[Participation]:
    """Who takes part now in the plans that one may know of."""
    found = Participation.objects.filter(within("case_id", "visible_case_ids"), region_id=acting.region_id)
    return found.filter(part__in=(Part.RAISER, Part.UNIT), valid_to__isnull=True, case__plan__isnull=False)


def can_read_content(acting: Acting, plan: SipPlan) -> bool:
    found = known(acting, plan, "reads")
    if found is not None:
        return found
    return readable_plans(acting).filter(pk=plan.pk).exists()


def registered_plans(acting: Acting) -> QuerySet[SipPlan]:
    """Plans whose register of other plans one reads: by the consent, or as the unit that started the plan. [F88]"""
    started = SipPlan.objects.filter(within("case_id", "started_case_ids"), region_id=acting.region_id)
    return readable_plans(acting) | started


def visible_sections(acting: Acting) -> QuerySet[PlanSection]:
    return _of_plans(PlanSection, acting)


def visible_goals(acting: Acting) -> QuerySet[PlanGoal]:
    return _of_plans(PlanGoal, acting).filter(taken_out_at__isnull=True)


def visible_measures(acting: Acting) -> QuerySet[PlanMeasure]:
    return _of_plans(PlanMeasure, acting).filter(taken_out_at__isnull=True)


def visible_versions(acting: Acting) -> QuerySet[PlanVersion]:
    return _of_plans(PlanVersion, acting)


def visible_costs(acting: Acting) -> QuerySet[CostRecord]:
    """What professionals agreed on cost; no page or print of the plan asks this. [C14, P-67]"""
    return _of_plans(CostRecord, acting)


def _of_plans(model: type[Row], acting: Acting) -> QuerySet[Row]:
    return model.objects.filter(within("case_id", "visible_plan_case_ids"), region_id=acting.region_id)


def visible_handovers(acting: Acting) -> QuerySet[Handover]:
    return Handover.objects.filter(within("case_id", "visible_case_ids"), region_id=acting.region_id)


def visible_copies(acting: Acting) -> QuerySet[FiledCopy]:
    """The versions that one's own unit has filed."""
    return FiledCopy.objects.filter(within("id", "visible_filed_copy_ids"), region_id=acting.region_id)


def is_leading(acting: Acting, plan: SipPlan) -> bool:
    """The one who started the plan, or who leads its meeting or answers for it. The database says so too. [X-10]"""
    found = known(acting, plan, "leads")
    if found is not None:
        return found
    return SipPlan.objects.filter(within("case_id", "led_case_ids"), pk=plan.pk).exists()


def has_part(acting: Acting, plan: SipPlan, *parts: str) -> bool:
    """The acting assignment is one of `parts` in the plan today."""
    found = known(acting, plan, "own_parts")
    if found is not None:
        return bool(set(found) & set(parts))
    own = PlanRole.objects.filter(case_id=plan.pk, assignment_id=acting.assignment_id, valid_to__isnull=True)
    return own.filter(part__in=parts).exists()


def is_main_responsible(acting: Acting, plan: SipPlan) -> bool:
    return has_part(acting, plan, PlanPart.MAIN_RESPONSIBLE)


def may_school_start(acting: Acting, profile: Profile) -> bool:
    """Whether the area's profile lets a school call a SIP; other services always may. [F75, X-09]"""
    return acting.unit_type not in SCHOOLS or profile.school_may_call_sip != "no"


def goes_through(acting: Acting, profile: Profile) -> tuple[str, ...]:
    """The kinds of units by which the acting one has a SIP begun; none where it begins one itself. [P-33]"""
    return (profile.sip_first_line or {}).get(acting.unit_type or "", ())


def may_begin(acting: Acting, profile: Profile) -> bool:
    """Whether the acting unit begins a SIP itself, by the area's profile. [F75, P-33]"""
    return may_school_start(acting, profile) and not goes_through(acting, profile)


def must_school_start(acting: Acting, profile: Profile) -> bool:
    """Whether the area's profile says that the acting school shall call a SIP where the child needs one. [F75, P-32]"""
    return acting.unit_type in SCHOOLS and profile.school_may_call_sip == "must"


def needs_training(acting: Acting, profile: Profile) -> bool:
    """An independent school calls on condition that it is trained in the routines. [004:L1044-1052]"""
    if not profile.sip_school_training_required or acting.unit_type not in SCHOOLS:
        return False
    return Unit.objects.filter(pk=acting.unit_id, principal__kind=PrincipalKind.INDEPENDENT_SCHOOL).exists()


def can_start_plan(acting: Acting, child: Child) -> bool:
    """Who: those who meet children in their work, for a child they work with. [SM-1, P-30..P-33]"""
    return can_begin_with_child(acting, child)


def startable_units(acting: Acting) -> QuerySet[Unit]:
    """Units that start a SIP where a school may not: whoever meets children and is no school. [F75]"""
    found = Unit.objects.on(clock.today()).filter(region_id=acting.region_id)
    return found.exclude(unit_type__in=NO_CHILD_LEVEL | SCHOOLS)


def running_plan(acting: Acting, child: Child) -> SipPlan | None:
    """The own unit's plan that runs for the child: there is one at a time."""
    own = ChildCase.objects.filter(child=child).values("case_id")
    return visible_plans(acting).open().filter(pk__in=own, initiating_unit_id=acting.unit_id).first()


def _started(acting: Acting, plan: SipPlan) -> bool:
    """Takes part for the unit that started the plan: before any consent nobody else does. [SM-1]"""
    return acting.unit_id == plan.initiating_unit_id and takes_part(acting, plan)


def can_offer(acting: Acting, plan: SipPlan) -> bool:
    return states.OFFER.allowed_from(plan.status) and _started(acting, plan)


def can_set_external(acting: Acting, plan: SipPlan) -> bool:
    """Who leads the plan or began it, where the region has another system, or the plan a code in one. [F105]"""
    profile = profile_of(plan.region_id, clock.today(), area_id=plan.area_id)
    has_one = bool(profile.sip_external_system or plan.external_reference)
    return has_one and plan.is_open and (is_leading(acting, plan) or _started(acting, plan))


def can_leave_out(acting: Acting, plan: SipPlan) -> bool:
    return states.LEAVE_OUT.allowed_from(plan.status) and _started(acting, plan)


def can_answer_offer(acting: Acting, plan: SipPlan) -> bool:
    return states.DECLINE.allowed_from(plan.status) and _started(acting, plan)


def can_record_plan_consent(acting: Acting, plan: SipPlan) -> bool:
    """Who takes part and works with the child: the guardians who answer are those of the own principal's record."""
    if not can_record_consent(acting, plan):
        return False
    found = known(acting, plan, "has_own_child")
    return ChildCase.objects.filter(case_id=plan.pk).exists() if found is None else found


def can_start_work(acting: Acting, plan: SipPlan) -> bool:
    return states.START.allowed_from(plan.status) and is_leading(acting, plan)


def can_add_people(acting: Acting, plan: SipPlan) -> bool:
    """Initiator, chair and main responsible let people in, by units that the consent covers. [security 2]"""
    return plan.is_open and plan.consented_on is not None and is_leading(acting, plan)


def can_call(acting: Acting, plan: SipPlan) -> bool:
    """To the first meeting while it is prepared; to a follow-up while the plan runs. [SM-1]"""
    ready = states.CALL.allowed_from(plan.status) or states.RENEW.allowed_from(plan.status)
    return ready and is_leading(acting, plan) and not _has_meeting_ahead(acting, plan)


def _has_meeting_ahead(acting: Acting, plan: SipPlan) -> bool:
    found = known(acting, plan, "has_meeting_ahead")
    return _ahead(plan.pk).exists() if found is None else found


def can_hold(acting: Acting, plan: SipPlan, meeting: PlanMeeting) -> bool:
    return states.HOLD_MEETING.allowed_from(meeting.status) and is_leading(acting, plan)


def can_reply(acting: Acting, invitation: PlanInvitation) -> bool:
    """Only the one who is called, while the meeting lies ahead and the consent covers the unit."""
    is_called = invitation.meeting.status == MeetingStatus.CALLED and invitation.attendance != Attendance.RELEASED
    return is_called and invitation.assignment_id == acting.assignment_id


def can_write(acting: Acting, plan: SipPlan) -> bool:
    """All who take part write together, from the call until the plan ends. [F81, issue: in the room]"""
    return plan.status in states.WRITTEN and may_write(acting, plan)


def may_write(acting: Acting, plan: SipPlan) -> bool:
    """Who, whenever: a text that comes when the plan has ended is refused in words and stays where it was typed."""
    return takes_part(acting, plan) and can_read_content(acting, plan)


def can_agree(acting: Acting, plan: SipPlan) -> bool:
    return states.ACTIVATE.allowed_from(plan.status) and is_leading(acting, plan)


def can_renew(acting: Acting, plan: SipPlan) -> bool:
    return states.RENEW.allowed_from(plan.status) and is_leading(acting, plan)


def can_close(acting: Acting, plan: SipPlan) -> bool:
    """The main responsible. [SM-1]"""
    return states.CLOSE.allowed_from(plan.status) and is_main_responsible(acting, plan)


def can_transfer(acting: Acting, plan: SipPlan) -> bool:
    """The main responsible; that the transition has been handed over is the service's to say. [SM-1, P-70]"""
    return states.TRANSFER.allowed_from(plan.status) and is_main_responsible(acting, plan)


def can_hand_over(acting: Acting, plan: SipPlan) -> bool:
    return plan.is_open and is_main_responsible(acting, plan)


def can_answer_handover(acting: Acting, handover: Handover) -> bool:
    return handover.status == HandoverStatus.PROPOSED and handover.receiver_id == acting.assignment_id


def can_recall_handover(acting: Acting, handover: Handover) -> bool:
    return handover.status == HandoverStatus.PROPOSED and handover.giver_id == acting.assignment_id


def can_file(acting: Acting, plan: SipPlan) -> bool:
    """Whoever takes part and may read the plan files it for the own unit."""
    return acting.unit_id is not None and can_read_content(acting, plan)


def can_note_cost(acting: Acting, plan: SipPlan) -> bool:
    """Professionals who take part, apart from the plan. [C14, P-67]"""
    return acting.role in PLAN_ROLES and takes_part(acting, plan) and can_read_content(acting, plan)


def can_tell_child(acting: Acting, plan: SipPlan) -> bool:
    """Whoever takes part may have told; also of a plan that has ended or stopped. [CS-19]"""
    return _started(acting, plan) or may_write(acting, plan)


def joinable_units(about: SipPlan | Child) -> QuerySet[Unit]:
    """Units of the region that may ever take part in a child's plan."""
    return Unit.objects.on(clock.today()).filter(region_id=about.region_id).exclude(unit_type__in=NO_CHILD_LEVEL)


def joinable_people(plan: SipPlan) -> QuerySet[RoleAssignment]:
    """People in force of the units that a live consent to the plan covers."""
    from sip.plans.queries import covered_units

    today = clock.today()
    found = live_assignments(plan.region_id, today).filter(unit_id__in=covered_units(plan, today), role__in=PLAN_ROLES)
    return found.with_names().order_by("unit__name", "person__family_name", "person__given_name", "id")
