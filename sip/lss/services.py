"""The verbs of the offer of a plan under LSS: noted, offered, answered, the plan noted, reviewed, told of. [P-51]"""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock, obligations
from core.access import Acting, lock, require
from core.audit.moves import locked, moved
from core.dayguard import refuse_ahead
from core.errors import Refused
from sip.children.models import Child
from sip.lss import deadlines, policies, states
from sip.lss.models import LssOffer
from sip.lss.states import OPEN, EndReason, Why
from sip.plans.choices import PlanType
from sip.plans.deadlines import LSS_REVIEWED, PLANS_TOLD
from sip.plans.models import SipPlan
from sip.plans.register import plans_to_stand_beside
from sip.plans.services import others


@transaction.atomic
def note_lss(child: Child, *, by: Acting, why: str, on: date) -> LssOffer:
    """A measure was granted, or the family asked for a plan: the plan is to be offered now. [DL-34]

    Never which measure. Raises PermissionDenied, Refused for a day ahead and where one is open already.
    """
    child = lock(child)
    require(policies.can_note_lss(by, child))
    if why not in Why.values:
        raise Refused(_("Välj varför planen ska erbjudas."), field="why")
    _must_have_been(on)
    if policies.visible_offers(by).filter(child=child, status__in=OPEN).exists():
        raise Refused(_("Er enhet har redan ett erbjudande eller en plan enligt LSS som gäller för barnet."))
    offer = LssOffer(
        region_id=by.region_id, child=child, unit_id=by.unit_id, why=why, arose_on=on, noted_by_id=by.assignment_id
    )
    offer.save(force_insert=True)
    deadlines.start(deadlines.OFFERED, offer, by=by, on=on)
    audit.record("lss.noted", offer, by=by, reason=why)
    return offer


@transaction.atomic
def offer_plan(offer: LssOffer, *, by: Acting, on: date) -> LssOffer:
    """The plan has been offered; after a no it may be offered again, and the new answer is waited for. [P-51]"""
    offer = locked(offer, states.OFFER, policies.can_offer, by)
    _must_have_been(on, since=offer.answered_on or offer.arose_on)
    obligations.end(offer, deadlines.OFFERED.code, on=on, by=by)
    offer.offered_on, offer.offered_by_id = on, by.assignment_id
    offer.answered_on, offer.recorded_by_id = None, None
    answer = ("answered_on", "recorded_by")
    return moved(offer, states.OFFER, "lss.offered", by, "offered_on", "offered_by", *answer)


@transaction.atomic
def note_answer(offer: LssOffer, *, by: Acting, answer: str, on: date) -> LssOffer:
    """What the family answered: `yes` or `no`. [P-51]"""
    offer = locked(offer, states.ACCEPT, policies.can_answer, by)
    moves = {"yes": (states.ACCEPT, "lss.accepted"), "no": (states.DECLINE, "lss.declined")}
    if answer not in moves:
        raise Refused(_("Välj vad familjen svarade."), field="answer")
    _must_have_been(on, since=offer.offered_on)
    offer.answered_on, offer.recorded_by_id = on, by.assignment_id
    move, act = moves[answer]
    return moved(offer, move, act, by, "answered_on", "recorded_by")


@transaction.atomic
def note_plan(
    offer: LssOffer,
    *,
    by: Acting,
    valid_from: date,
    review_on: date | None,
    told_on: date | None = None,
    beside: SipPlan | None = None,
    is_among: bool = False,
) -> LssOffer:
    """The plan is made: its days alone. Beside a SIP, or `is_among` them, it is one of the child's other plans, else it
    stands here. [F88-F90]

    Raises PermissionDenied, WrongState, Refused for impossible days, and for a review more than a year off. [DL-35]
    """
    offer = locked(offer, states.NOTE_PLAN, policies.can_note_plan, by)
    if review_on is None:
        raise Refused(_("Skriv vilken dag planen ska ses över, senast om ett år."), field="review_on")
    offer.valid_from = valid_from
    if beside is not None or is_among:
        facts = others.OtherFacts(PlanType.LSS.value, offer.unit, valid_from, review_on=review_on, told_on=told_on)
        offer.beside = _put_beside(offer, beside, by, facts)
        return moved(offer, states.NOTE_PLAN, "lss.plan_noted", by, "valid_from", "beside")
    if told_on:
        _must_have_been(told_on, "told_on")
    offer.review_on, offer.told_on = review_on, told_on
    since = min(valid_from, clock.today())
    _start_review(offer, by, since, review_on, after=valid_from)
    if told_on is None:
        deadlines.start(PLANS_TOLD, offer, by=by, on=since)
    return moved(offer, states.NOTE_PLAN, "lss.plan_noted", by, "valid_from", "review_on", "told_on")


@transaction.atomic
def note_review(offer: LssOffer, *, by: Acting, on: date, review_on: date) -> LssOffer:
    """The plan has been reviewed, and is so again within a year. [DL-35]"""
    offer = locked(offer, states.REVIEW, policies.can_review, by)
    _must_have_been(on, since=offer.reviewed_on or min(offer.valid_from or on, clock.today()))
    obligations.end(offer, LSS_REVIEWED.code, on=on, by=by)
    offer.reviewed_on, offer.review_on = on, review_on
    _start_review(offer, by, on, review_on, after=on)
    return moved(offer, states.REVIEW, "lss.reviewed", by, "reviewed_on", "review_on")


@transaction.atomic
def note_told(offer: LssOffer, *, by: Acting, on: date) -> LssOffer:
    """The region has been told that there is a plan. [DL-36]"""
    offer = locked(offer, states.TELL, policies.can_tell, by)
    _must_have_been(on)
    obligations.end(offer, PLANS_TOLD.code, on=on, by=by)
    offer.told_on = on
    return moved(offer, states.TELL, "lss.told", by, "told_on")


@transaction.atomic
def end_offer(offer: LssOffer, *, by: Acting, reason: str) -> LssOffer:
    """What called for the plan holds no longer, and why; its clocks are waived. Beside a SIP it stays."""
    offer = locked(offer, states.END, policies.can_end, by)
    if reason not in EndReason.values:
        raise Refused(_("Välj varför det avslutas."), field="reason")
    deadlines.stop(offer, by=by, reason=reason)
    offer.ended_on, offer.end_reason = clock.today(), reason
    return moved(offer, states.END, "lss.ended", by, "ended_on", "end_reason", reason=reason)


def _put_beside(offer: LssOffer, beside: SipPlan | None, by: Acting, facts: others.OtherFacts) -> str:
    """The SIP's code, or the other plan's own where it stands beside none; the clocks of review and notice are started
    there. Raises Refused for another child's plan.
    """
    if beside is None:
        return others.note_at_child(offer.child, by=by, facts=facts).code
    plan = next((one for one in plans_to_stand_beside(by, offer.child_id) if one.pk == beside.pk), None)
    if plan is None:
        raise Refused(_("Välj en av barnets pågående SIP där ni deltar."), field="beside")
    others.note_other_plan(plan, by=by, facts=facts)
    return plan.case.code


def _start_review(offer: LssOffer, by: Acting, since: date, review_on: date, *, after: date) -> None:
    """At least once a year, counted from the plan or from the last review. [002:L2743-2744]"""
    if review_on <= after:
        raise Refused(_("Planen ses över efter den dag den började gälla eller senast sågs över."), field="review_on")
    try:
        deadlines.start(LSS_REVIEWED, offer, by=by, on=since, due_on=review_on)
    except Refused as refused:
        raise Refused(
            _("En plan enligt LSS ses över minst en gång om året. Välj en tidigare dag."), field="review_on"
        ) from refused


def _must_have_been(on: date, field: str = "on", *, since: date | None = None) -> None:
    refuse_ahead(on, field)
    if since and on < since:
        raise Refused(_("Dagen ligger före det som noterades innan."), field=field)
