"""The consent to a plan, and what it lets begin. [CS-04, P-36, P-38, DL-26]"""

from datetime import date

from django.db import transaction

from core import audit
from core.access import Acting, lock
from core.files.examining import Examined
from sip.consent.asked import Asked, Given
from sip.consent.models import Consent
from sip.consent.services import record_consent
from sip.consent.states import ConsentStatus
from sip.plans import deadlines, states
from sip.plans.choices import AnsweredBy, OfferAnswer
from sip.plans.models import PlanOffer, SipPlan
from sip.plans.queries import starter_id
from sip.plans.states import PlanStatus

BEFORE_CONSENT = (PlanStatus.NEED_IDENTIFIED, PlanStatus.OFFERED, PlanStatus.DECLINED)


@transaction.atomic
def record_plan_consent(
    plan: SipPlan, *, by: Acting, asked: Asked, given: Given, paper: Examined | None = None
) -> Consent:
    """Record the family's consent to the plan; complete, it answers the offer and the work begins its clock. [SM-1]

    A consent given straight away, or after a no, is an offer answered with yes the same day. A consent in a plan that
    already runs takes the earlier one's place. Raises PermissionDenied, Refused, as `record_consent`.
    """
    plan = lock(plan)
    consent = record_consent(plan, by=by, asked=asked, given=given, paper=paper)
    begin_by_consent(plan, consent, by=by)
    return consent


def begin_by_consent(plan: SipPlan, consent: Consent, *, by: Acting) -> None:
    """A consent that has been given answers the offer of a plan that waits for it. `plan` is locked."""
    given_on = consent.given_on
    if given_on and consent.status == ConsentStatus.GIVEN and plan.status in BEFORE_CONSENT:
        _answer_yes(plan, by, given_on)
        plan.status = states.CONSENT.target
        plan.offered_on, plan.consented_on = plan.offered_on or given_on, given_on
        plan.save(update_fields=["status", "offered_on", "consented_on"])
        audit.record("plan.consented", plan, by=by)
        deadlines.start(
            deadlines.SIP_STARTED,
            plan,
            by=by,
            owner=starter_id(plan),
            unit_id=plan.initiating_unit_id,
            on=max(given_on, plan.need_noticed_on),
        )


def _answer_yes(plan: SipPlan, by: Acting, given_on: date) -> None:
    """The offer that waits is answered; where none does, it was made and answered at once."""
    offer = PlanOffer.objects.filter(case_id=plan.pk, answer=OfferAnswer.NONE).order_by("-offered_on").first()
    is_new = offer is None
    if offer is None:
        offer = PlanOffer(
            region_id=plan.region_id,
            case_id=plan.pk,
            unit_id=by.unit_id,
            offered_on=given_on,
            offered_by_id=by.assignment_id,
        )
    answered = max(offer.offered_on, given_on)
    offer.answer, offer.answered_on, offer.answered_by = OfferAnswer.YES, answered, AnsweredBy.GUARDIANS
    offer.save(force_insert=is_new, update_fields=None if is_new else ["answer", "answered_on", "answered_by"])
