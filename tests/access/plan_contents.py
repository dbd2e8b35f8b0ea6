"""A plan that is written and one that runs, in the filled region; who looks at each of their pages. [perf 10]"""

from datetime import timedelta
from types import SimpleNamespace

from core import clock
from core.access import acting_as
from sip.models import (
    ChildCase,
    CostRecord,
    FiledCopy,
    Handover,
    OtherPlan,
    PlanAnswer,
    PlanGoal,
    PlanMeasure,
    PlanMeeting,
    PlanTelling,
    PlanVersion,
    PlanVoice,
    Refusal,
)
from sip.needs.services import answer_with_plan, assess_need
from sip.plans.choices import Content
from sip.plans.services import beside, handing, others
from sip.refusals import services as refusals
from sip.surveys import services as surveys
from tests.access.visit import Visit
from tests.database import as_loader
from tests.sip import town as sip
from tests.sip.plans import town as plans

OF_THE_DRAFT = ("plan_write", "plan_agree")
OF_THE_PLAN = (
    "plan_detail plan_write plan_follow_up plan_renew plan_close plan_costs plan_hand_over other_plans plan_tell "
    "plan_transfer refusal_note"
).split()
BY_OBJECT = {
    "plan goal": ("plan_goal", "plan_goal_out"),
    "plan measure": ("plan_measure", "plan_measure_out"),
    "plan version": ("plan_version", "plan_file", "plan_family", "plan_family_pdf", "plan_family_sort", "plan_answer"),
    "filed copy": ("filed_copy",),
    "other plan": ("other_plan", "other_plan_end"),
    "handover": ("handover_recall",),
}
DETAILS = """
    sip:plan_detail sip:plan_write sip:plan_agree sip:plan_follow_up sip:plan_renew sip:plan_close sip:plan_costs
    sip:plan_hand_over sip:plan_tell sip:plan_transfer sip:other_plans
    sip:plan_goal sip:plan_goal_out sip:plan_measure sip:plan_measure_out sip:plan_answer
    sip:plan_version sip:plan_family sip:plan_family_pdf sip:plan_family_sort sip:plan_file sip:filed_copy
    sip:other_plan sip:other_plan_end sip:other_plan_replaces sip:other_plan_show sip:child_plans sip:need_instead
    sip:handover
    sip:handover_recall sip:survey_start sip:survey_link sip:survey_thanks sip:survey_hand_out sip:survey_sheet
    sip:survey_sheet_pdf sip:survey_results sip:refusal_note sip:refusal_pattern
    sip:takeover_list sip:takeover
"""
# The one who started the plan looks, and the one who is asked to take over.
VISITS = [
    Visit("sip:filed_copies"),
    *(Visit(f"sip:{name}", of="draft plan") for name in OF_THE_DRAFT),
    *(Visit(f"sip:{name}", of="plan") for name in OF_THE_PLAN),
    *(Visit(f"sip:{name}", of=kind) for kind, names in BY_OBJECT.items() for name in names),
    Visit("sip:other_plan_replaces", of="early other plan"),
    Visit("sip:child_plans", of="planned child"),
    Visit("sip:child_detail", of="planned child"),
    Visit("sip:need_instead", of="need of a sip"),
    Visit("sip:need_detail", of="need of a sip"),
    Visit("sip:need_detail", of="answered need"),
    *(Visit(f"sip:other_plan{name}", of="own other plan") for name in ("", "_end", "_show", "_replaces")),
    Visit("core:start", "head"),
    Visit("sip:handover", "bup_worker", "handover"),
    Visit("sip:plan_detail", "bup_worker", "plan"),
    Visit("sip:survey_hand_out", of="held meeting"),
    Visit("sip:survey_sheet", of="survey"),
    Visit("sip:survey_sheet_pdf", of="survey"),
    *(Visit("sip:survey_results", who) for who in ("chair", "secretary")),
    *(Visit("sip:refusal_pattern", who) for who in ("chair", "secretary")),
    Visit("sip:takeover_list", "head"),
    Visit("sip:takeover", "head", "unit's worker"),
    Visit("sip:survey_start", ""),
    Visit("sip:survey_link", "", more=("0" * 12,)),
    Visit("sip:survey_thanks", ""),
]


def make(world) -> None:
    town = world.town
    _town, early = plans.until("need_identified", town)
    _town, draft = plans.until("drafted", town)
    _town, plan = plans.until("active", town)
    world.objects |= {"draft plan": draft.pk, "plan": plan.pk, "early other plan": _beside(town, early).pk}
    world.objects |= _at_the_child(town, early)
    _of_the_plan(world, town, plan)


def _beside(town, plan) -> OtherPlan:
    facts = others.OtherFacts("care_plan", town.social, clock.today(), review_on=clock.today() + timedelta(days=30))
    with acting_as(town.teacher):
        return others.note_other_plan(plan, by=town.teacher, facts=facts)


def _at_the_child(town, early) -> dict[str, object]:
    """Of the child whose plan has just begun: one that could stand for a SIP, and one that lacks something."""
    today = clock.today()
    with acting_as(town.teacher) as by:
        child = ChildCase.objects.get(case_id=early.pk).child
        facts = {"owner_unit": town.social, "valid_from": today, "review_on": today + timedelta(days=30)}
        whole = others.OtherFacts("implementation_plan", **facts, holds=tuple(Content))
        own = others.note_at_child(child, by=by, facts=whole)
        others.note_at_child(child, by=by, facts=others.OtherFacts("school_action_programme", **facts))
        said = {"noticed_on": today, "position": "sip", "need": "Stöd i skolan."}
        need, answered = (assess_need(child, by=by, **said) for _each in range(2))
        answer_with_plan(answered, by=by, other=own)
    return {
        "own other plan": own.pk, "planned child": child.pk, "need of a sip": need.pk, "answered need": answered.pk,
    }  # fmt: skip


def _of_the_plan(world, town: SimpleNamespace, plan) -> None:
    noted = _beside(town, plan)
    with acting_as(town.teacher):
        version = PlanVersion.objects.get(case_id=plan.pk)
        copy = beside.file_copy(version, by=town.teacher)
        beside.note_cost(plan, by=town.teacher, agreed_on=clock.today(), text="Regionen betalar.")
        said = {"unit": town.social, "refused_to": "begin", "reason": "no_staff", "on": clock.today()}
        refusals.note_refusal(plan, by=town.teacher, words="Vi har ingen.", **said)
        handing.propose_handover(plan, by=town.teacher, to=town.assignments["bup_worker"])
        held = PlanMeeting.objects.get(case_id=plan.pk)
        survey = surveys.hand_out_survey(held, by=town.teacher, to="barnet")
    with as_loader():
        PlanAnswer.objects.create(
            region=town.region, case_id=plan.pk, plan_version=version, whose="child", name="Elsa", answer="agreed",
            answered_on=version.agreed_on, recorded_by=town.assignments["teacher"],
        )  # fmt: skip
        world.objects |= {
            "plan version": version.pk,
            "filed copy": copy.pk,
            "other plan": noted.pk,
            "plan goal": PlanGoal.objects.get(case_id=plan.pk).pk,
            "plan measure": PlanMeasure.objects.filter(case_id=plan.pk).first().pk,
            "handover": Handover.objects.get(case_id=plan.pk).pk,
            "held meeting": held.pk,
            "survey": survey.pk,
            "unit's worker": town.assignments["teacher"].pk,
        }
    sip.child_of(town)


def ten_times(world, copies) -> None:
    """Nine more of everything that the plan says and that stands beside it."""
    plan = world.objects["plan"]
    for model in (PlanVoice, PlanGoal, PlanMeasure, OtherPlan, CostRecord, PlanTelling, PlanAnswer, Refusal):
        copies(model.objects.filter(case_id=plan))
    copies(OtherPlan.objects.filter(pk=world.objects["own other plan"]), code=lambda row, number: f"A-{number}")
    copies(PlanVersion.objects.filter(case_id=plan), number=lambda row, number: number + 2)
    copies(FiledCopy.objects.filter(case_id=plan), version_number=lambda row, number: number + 2)
