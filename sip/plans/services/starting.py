"""Start a plan, offer it, note the answer, let it be. [SM-1, F74-F76]"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.errors import Refused
from core.organisations.models import District
from sip.cases.models import CaseKind, ChildCase
from sip.cases.opening import area_of, first_rows, new_case
from sip.cases.places import profile_for
from sip.children.models import Child
from sip.disclosures.choices import PieceKind
from sip.needs.services import check_noticed_on
from sip.plans import policies, states
from sip.plans.choices import Asker, Content, OfferAnswer
from sip.plans.models import OtherPlan, PlanOffer, SipPlan
from sip.plans.services.external import note_external
from sip.plans.states import NotNeededReason


@dataclass(frozen=True)
class Started:
    """What is said when a plan is started. `need` is the unit's own piece, opened to others by the consent."""

    district: District
    need: str
    need_noticed_on: date
    asked_by: str = Asker.UNIT
    is_trained: bool = False
    external_reference: str = ""


@transaction.atomic
def start_plan(child: Child, *, by: Acting, facts: Started) -> SipPlan:
    """A need is identified and a plan begun for a child; nobody else learns of it before a consent. [SM-1, P-30..P-33]

    Raises PermissionDenied, Refused where the area's profile does not let a school start, for impossible days, and
    while another plan of the same child runs in the own unit.
    """
    child = lock(child)
    require(policies.can_start_plan(by, child))
    _check(child, by, facts)
    area = area_of(facts.district)
    case = new_case(CaseKind.SIP, facts.district, area, by=by)
    plan = SipPlan(
        case=case,
        region_id=by.region_id,
        area=area,
        district=facts.district,
        asked_by=facts.asked_by,
        sex=child.sex,
        initiating_unit_id=by.unit_id,
        initiated_by_id=by.assignment_id,
        need_noticed_on=facts.need_noticed_on,
    )
    plan.save(force_insert=True)
    first_rows(case, child, by=by, kind=PieceKind.NEED, text=facts.need)
    if reference := facts.external_reference.strip():
        note_external(plan, by=by, after=reference)
        plan.external_reference = reference
        plan.save(update_fields=["external_reference"])
    audit.record("plan.started", plan, by=by, case_id=case.pk, child_id=child.pk, reason=facts.asked_by)
    return plan


def _check(child: Child, by: Acting, facts: Started) -> None:
    profile = profile_for(child)
    if not policies.may_school_start(by, profile):
        raise Refused(_("Här startar skolan inte en SIP. Kontakta socialtjänsten eller vården, som gör det."))
    if policies.goes_through(by, profile):
        raise Refused(_("Er verksamhet tar initiativ till SIP genom första linjen. Be den om det."))
    if policies.needs_training(by, profile) and not facts.is_trained:
        raise Refused(_("Bekräfta att ni är utbildade i SIP och känner till rutinerna."), field="is_trained")
    check_noticed_on(facts.need_noticed_on, child)
    if not facts.need.strip():
        raise Refused(_("Skriv varför barnet behöver en plan."), field="need")
    own = ChildCase.objects.filter(child=child).values("case_id")
    if SipPlan.objects.open().filter(pk__in=own, initiating_unit_id=by.unit_id).exists():
        raise Refused(_("Er verksamhet har redan en plan som pågår för barnet. Öppna den i stället."))


@transaction.atomic
def offer_plan(plan: SipPlan, *, by: Acting, on: date) -> PlanOffer:
    """The family is offered a plan, for the first time or again after a no. [004:L980-982][000:L467-468]

    Raises WrongState, PermissionDenied, Refused for a day ahead or before the need.
    """
    plan = lock(plan)
    states.OFFER.guard(plan)
    require(policies.can_offer(by, plan))
    if not plan.need_noticed_on <= on <= clock.today():
        raise Refused(_("Dagen ligger före behovet eller framåt i tiden."), field="on")
    offer = PlanOffer(
        region_id=plan.region_id,
        case_id=plan.pk,
        unit_id=by.unit_id,
        offered_on=on,
        offered_by_id=by.assignment_id,
    )
    offer.save(force_insert=True)
    plan.status, plan.offered_on = states.OFFER.target, plan.offered_on or on
    plan.save(update_fields=["status", "offered_on"])
    audit.record("plan.offered", plan, by=by)
    return offer


@transaction.atomic
def decline_plan(
    plan: SipPlan,
    *,
    by: Acting,
    answered_by: str,
    on: date,
    reason_code: str = "",
    reason: str = "",
    motivation: str = "",
) -> PlanOffer:
    """The child or the guardians say no; the reason is theirs to give, the work to motivate is noted. [000:L465-468]

    Raises WrongState, PermissionDenied, Refused for a day ahead or before the offer.
    """
    plan = lock(plan)
    states.DECLINE.guard(plan)
    require(policies.can_answer_offer(by, plan))
    offer = lock(_open_offer(plan))
    if not offer.offered_on <= on <= clock.today():
        raise Refused(_("Svaret kan inte ha kommit före erbjudandet eller framåt i tiden."), field="on")
    offer.answer, offer.answered_on, offer.answered_by = OfferAnswer.NO, on, answered_by
    offer.reason_code, offer.reason, offer.motivation = reason_code, reason.strip(), motivation.strip()
    offer.save(update_fields=["answer", "answered_on", "answered_by", "reason_code", "reason", "motivation"])
    plan.status = states.DECLINE.target
    plan.save(update_fields=["status"])
    audit.record("plan.declined", plan, by=by, reason=answered_by)
    return offer


def _open_offer(plan: SipPlan) -> PlanOffer:
    return PlanOffer.objects.filter(case_id=plan.pk, answer=OfferAnswer.NONE).latest("offered_on", "created_at")


@transaction.atomic
def leave_out(plan: SipPlan, *, by: Acting, reason: str, instead: OtherPlan | None = None) -> SipPlan:
    """No plan is needed; another plan may stand in its place when it holds all that a SIP must. [P-36, P-37, F89]

    Raises WrongState, PermissionDenied, Refused when the other plan lacks compulsory content.
    """
    plan = lock(plan)
    states.LEAVE_OUT.guard(plan)
    require(policies.can_leave_out(by, plan))
    if reason == NotNeededReason.OTHER_PLAN:
        lacking = [str(part.label) for part in Content] if instead is None else instead.lacks
        if lacking:
            raise Refused(
                _("Den andra planen ersätter inte en SIP, den saknar: %(what)s.") % {"what": ", ".join(lacking)},
                field="instead",
            )
        require(instead is not None and _is_of(plan, instead))
    plan.status, plan.not_needed_reason, plan.ended_on = states.LEAVE_OUT.target, reason, clock.today()
    plan.save(update_fields=["status", "not_needed_reason", "ended_on"])
    audit.record("plan.not_needed", plan, by=by, reason=reason)
    return plan


def _is_of(plan: SipPlan, other: OtherPlan) -> bool:
    """It stands beside the plan, or is a unit's own at the plan's child."""
    if other.case_id == plan.pk or other.child_id is None:
        return other.case_id == plan.pk
    return ChildCase.objects.filter(case_id=plan.pk, child_id=other.child_id).exists()
