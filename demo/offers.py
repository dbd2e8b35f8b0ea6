"""What lies beside forum and plan: a plan under LSS that is offered, other plans of a child without a SIP, managers
asked about times, information given. [P-51, P-83b, CS-19, F88, F89]
"""

from datetime import date, timedelta
from itertools import islice

from core.people.models import RoleAssignment
from core.roles import Role
from demo.finding import Found
from demo.people import acting_for
from demo.plan_steps import on, working_day
from demo.plans import SOCIAL
from demo.story import at
from sip.cases.models import CaseKind, ForumCase
from sip.cases.states import ForumCaseStatus
from sip.children.choices import Position
from sip.children.models import Child
from sip.children.policies import visible_children
from sip.individual_forum.policies import callable_managers
from sip.lss import services as lss
from sip.lss.states import Why
from sip.needs.choices import InquiryStep, StepAnswer, ToldTo
from sip.needs.services import answer_inquiry, answer_with_plan, assess_need, note_information
from sip.plans.choices import Content, PlanType
from sip.plans.policies import joinable_units
from sip.plans.services import others
from sip.time_enquiry import services as times

NEED = "Sover dåligt och är trött i skolan. Familjen vill förstå varför och få råd att pröva hemma."
REASON = "Familjen vill pröva råden först. Vi frågar igen om en månad."

TIRED = "Orkar inte hela skoldagar och har slutat gå till fritids."
SEVERAL = "Skola och BUP gör insatser samtidigt."
AT_ODDS = "Åtgärdsprogrammet räknar med hela skoldagar från våren, vårdplanen med halva."

INQUIRY = {
    InquiryStep.TOLD_HEAD: StepAnswer.DONE,
    InquiryStep.STARTED: StepAnswer.DONE,
    InquiryStep.HEALTH: StepAnswer.NOT_DONE,
}


def make_offers(found: Found, today: date) -> None:
    """One of each, as far as the region has the people for it."""
    social = (one for kind in SOCIAL for one in found.all(Role.CASEWORKER, unit_type=kind))
    school = found.one(Role.CASEWORKER, unit_type="school")
    known = ((one, child) for one in social if (child := _child(one, today)))
    for worker, child in islice(known, 1):
        _offer(child, worker, today, has_plan=found.region.code != "stockholm")
    told_on = today - timedelta(days=2)
    if school and (child := _child(school, told_on)):
        _inform(child, school, told_on)
    if school:
        _without_sip(school, today)
    for stage in found.stages()[:1]:
        _ask(stage.convenor, today)


def _child(worker: RoleAssignment, day: date) -> Child | None:
    """The one that the worker has known for the shortest time on that day."""
    with on(day, acting_for(worker)) as by:
        return visible_children(by).exclude(given_name="").order_by("-created_at", "id").first()


def _offer(child: Child, worker: RoleAssignment, today: date, *, has_plan: bool) -> None:
    """Offered and not answered yet; or with a plan that is reviewed soon."""
    began = today - timedelta(days=340 if has_plan else 16)
    with on(today, acting_for(worker)) as by:
        offer = lss.note_lss(child, by=by, why=Why.GRANTED, on=began)
        offer = lss.offer_plan(offer, by=by, on=began + timedelta(days=7))
        if not has_plan:
            return
        offer = lss.note_answer(offer, by=by, answer="yes", on=began + timedelta(days=14))
        starts, review_on = began + timedelta(days=21), today + timedelta(days=20)
        lss.note_plan(offer, by=by, valid_from=starts, review_on=review_on, told_on=starts)


def _inform(child: Child, worker: RoleAssignment, day: date) -> None:
    """The family got a sheet and a talk, which was enough for now; the school looks into its own support."""
    with on(day, acting_for(worker), 10) as by:
        need = assess_need(child, by=by, noticed_on=day, position=Position.INFORM, need=NEED, reason=REASON)
        note_information(need, by=by, given_on=day, told_to=[ToldTo.CHILD, ToldTo.GUARDIANS], sheets=["sip"])
        for step, answer in INQUIRY.items():
            answer_inquiry(child, by=by, step=step, answer=answer, done_on=day)


def _without_sip(worker: RoleAssignment, today: date) -> None:
    """The school's action programme is enough, and no SIP is made; a care plan says something else about the days."""
    began = today - timedelta(days=20)
    with on(began, acting_for(worker), 13) as by:
        known = visible_children(by).exclude(given_name="").exclude(cases__case__kind=CaseKind.SIP)
        child = known.order_by("created_at", "id").first()
        if child is None:
            return
        units = joinable_units(child)
        own, clinic = units.get(pk=by.unit_id), units.filter(unit_type="bup").order_by("name").first()
        programme = others.OtherFacts(
            PlanType.SCHOOL.value, own, began, review_on=today + timedelta(days=21), holds=tuple(Content),
        )  # fmt: skip
        whole = others.note_at_child(child, by=by, facts=programme)
        care = others.OtherFacts(
            PlanType.CARE.value, clinic or own, began - timedelta(days=30), review_on=today + timedelta(days=70),
            coordination=AT_ODDS, is_at_odds=True,
        )  # fmt: skip
        others.note_at_child(child, by=by, facts=care)
        need = assess_need(child, by=by, noticed_on=began, position=Position.SIP, need=TIRED, reason=SEVERAL)
        answer_with_plan(need, by=by, other=whole)


def _ask(convenor: RoleAssignment, today: date) -> None:
    """All managers of the youngest case that waits for its call; the convenor's own unit has answered."""
    with on(today - timedelta(days=1), acting_for(convenor)) as by:
        waiting = ForumCase.objects.filter(district_id=by.district_id, status=ForumCaseStatus.RAISED)
        case = waiting.order_by("-need_noticed_on", "pk").first()
        if case is None:
            return
        first = working_day(today + timedelta(days=4))
        hours = [at(first, 13), at(working_day(first + timedelta(days=1)), 9)]
        managers = list(callable_managers(case))
        asked = times.send_enquiry(case, by=by, managers=managers, times=hours, reply_by=today + timedelta(days=2))
        own = next((acting_for(one) for one in managers if one.unit_id == by.unit_id), None)
    if own is None:
        return
    with on(today, own, 8) as by:
        question = next(one for one in asked if one.receiver_id == by.assignment_id)
        times.answer_enquiry(question, by=by, suits=hours[:1])
