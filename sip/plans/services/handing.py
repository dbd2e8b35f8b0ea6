"""Hand the main responsibility over: the receiver accepts before it leaves the giver. [P-47, X-10]"""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import audit, clock, obligations
from core.access import Acting, lock, require
from core.errors import Refused
from core.notices import notify
from core.people.models import RoleAssignment
from sip.plans import policies, states
from sip.plans.choices import Change, PlanPart
from sip.plans.deadlines import FOLLOWED_UP
from sip.plans.models import Handover, PlanRole, SipPlan
from sip.plans.queries import ids_taking_part
from sip.plans.services.telling import must_be_told


@transaction.atomic
def propose_handover(plan: SipPlan, *, by: Acting, to: RoleAssignment) -> Handover:
    """Ask another who takes part to be main responsible. Raises PermissionDenied, Refused."""
    plan = lock(plan)
    require(policies.can_hand_over(by, plan))
    if to.pk == by.assignment_id or not ids_taking_part(plan.pk).filter(assignment_id=to.pk).exists():
        raise Refused(_("Välj någon annan som deltar i planen."), field="to")
    handover = Handover(region_id=plan.region_id, case_id=plan.pk, giver_id=by.assignment_id, receiver_id=to.pk)
    try:
        with transaction.atomic():
            handover.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(_("En överlämning väntar redan på svar.")) from error
    audit.record("handover.proposed", handover, by=by)
    notify("handover_offered", to=[to.pk], by=by, about_kind="case", about_id=plan.pk, case_id=plan.pk)
    return handover


@transaction.atomic
def answer_handover(handover: Handover, *, by: Acting, accepts: bool) -> Handover:
    """Accept, and be main responsible from now, or decline. Raises WrongState, PermissionDenied."""
    handover = lock(handover)
    move = states.ACCEPT_HANDOVER if accepts else states.DECLINE_HANDOVER
    move.guard(handover)
    require(policies.can_answer_handover(by, handover))
    handover.status, handover.ended_at = move.target, clock.now()
    handover.save(update_fields=["status", "ended_at"])
    if accepts:
        _take_over(handover, by)
    audit.record("handover.answered", handover, by=by, reason=handover.status)
    notify(
        "handover_answered",
        to=[handover.giver_id],
        by=by,
        about_kind="case",
        about_id=handover.case_id,
        case_id=handover.case_id,
    )
    return handover


def _take_over(handover: Handover, by: Acting) -> None:
    earlier = PlanRole.objects.filter(
        case_id=handover.case_id, part=PlanPart.MAIN_RESPONSIBLE, valid_to__isnull=True
    ).first()
    if earlier is not None:
        earlier.valid_to = clock.now()
        earlier.save(update_fields=["valid_to"])
    PlanRole(
        region_id=handover.region_id,
        case_id=handover.case_id,
        part=PlanPart.MAIN_RESPONSIBLE,
        assignment_id=by.assignment_id,
        unit_id=by.unit_id,
        set_by_id=by.assignment_id,
    ).save(force_insert=True)
    audit.record("plan.part_given", handover, by=by, reason=PlanPart.MAIN_RESPONSIBLE)
    plan = SipPlan.objects.select_related("case").get(pk=handover.case_id)
    if obligations.is_running(plan.case, FOLLOWED_UP.code, by=by):
        obligations.hand_on(plan.case, FOLLOWED_UP.code, to=by.assignment_id, unit_id=by.unit_id, by=by)
    must_be_told(plan, Change.MAIN_RESPONSIBLE, by=by)


@transaction.atomic
def recall_handover(handover: Handover, *, by: Acting) -> Handover:
    """The giver takes the question back while it waits. Raises WrongState, PermissionDenied."""
    handover = lock(handover)
    states.RECALL_HANDOVER.guard(handover)
    require(handover.giver_id == by.assignment_id)
    handover.status, handover.ended_at = states.RECALL_HANDOVER.target, clock.now()
    handover.save(update_fields=["status", "ended_at"])
    audit.record("handover.answered", handover, by=by, reason=handover.status)
    return handover
