"""Agree on the plan, follow it up, renew it, close it. [SM-1, F85, F86]"""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core import audit, clock
from core.access import Acting, require, side_by_side, together
from core.errors import EditedByAnother, Refused, WrongState
from core.ui.once import send_once
from core.ui.pages import refuse, render_page
from sip.placements import offered
from sip.plans import policies, transfers
from sip.plans.answers_page import answers_section
from sip.plans.choices import PlanPart
from sip.plans.content_forms import goals_of
from sip.plans.content_page import can_follow_up
from sip.plans.family import readers_of
from sip.plans.frozen import content_of, rows_of
from sip.plans.models import PlanMeasure, SipPlan
from sip.plans.queries import live_measures
from sip.plans.services import agreeing, following
from sip.plans.settling_forms import AgreeForm, CloseForm, FollowUpForm, TransferForm
from sip.plans.told import told
from sip.plans.views.found import readable_or_404
from sip.plans.views.verb import PAGE, act_page, home, sent
from sip.plans.write_page import lacking_rows

AGREE = "sip/plan_agree.html"
FOLLOW_UP = "sip/plan_follow_up.html"


def _agree_context(request, plan: SipPlan, form: AgreeForm, words: dict) -> dict:
    """The whole plan to go through, what lacks in it, and what is settled now."""
    rows = rows_of(plan)
    together(*rows.all(), *form.choice_rows())
    holder = next((role for role in rows.roles if role.part == PlanPart.MAIN_RESPONSIBLE), None)
    if not form.is_bound:
        form.initial |= {
            "responsible_principal": plan.responsible_principal_id,
            "main_responsible": holder.assignment_id if holder else None,
        }
    return {
        "plan": plan,
        "told": told(content_of(plan, rows), today=clock.today()),
        "lacking": lacking_rows(request.acting, plan, rows, settled=True),
        **words,
    }


def _settle(request, plan: SipPlan, words: dict, act, done: str):
    if request.method != "POST":
        form = AgreeForm(plan)
        audit.record("plan.read", plan, by=request.acting, case_id=plan.pk)
        return render_page(request, AGREE, {"form": form, **_agree_context(request, plan, form, words)})
    form = AgreeForm(plan, request.POST)
    if form.is_valid():
        try:
            for lack in agreeing.must_have(plan, form.agreed()):
                form.take(Refused(str(lack.sentence), field=agreeing.FIELDS.get(lack.code)))
            if not form.errors:
                act(plan, by=request.acting, agreed=form.agreed())
                return home(request, plan, done)
        except Refused as refused:
            form.take(refused)
        except WrongState as wrong:
            form.add_error(None, str(wrong))
    return refuse(request, AGREE, form, _agree_context(request, plan, form, words))


@PAGE
@send_once
def plan_agree(request, pk):
    """The plan begins to hold: version 1."""
    plan = readable_or_404(request, pk)
    require(policies.can_agree(request.acting, plan))
    words = {
        "heading": _("Gå igenom och besluta planen"),
        "lead": _("Läs upp planen. När alla är överens beslutar ni den. Då låses den som version 1."),
        "verb": _("Besluta planen"),
    }
    return _settle(request, plan, words, agreeing.agree, _("Planen är beslutad. Version 1 är låst."))


@PAGE
@send_once
def plan_renew(request, pk):
    """After the follow-up: a new version and the next day."""
    plan = readable_or_404(request, pk)
    require(policies.can_renew(request.acting, plan))
    words = {
        "heading": _("Besluta en ny version"),
        "lead": _(
            "Läs upp planen med det som har följts upp. Den låses som en ny version. Det som är klart eller inte "
            "behövs längre lämnar planen."
        ),
        "verb": _("Besluta den nya versionen"),
    }
    return _settle(request, plan, words, following.renew, _("Den nya versionen är beslutad och låst."))


def _follow_up_form(acting: Acting, plan: SipPlan, *sent) -> FollowUpForm:
    measures = live_measures(plan).select_related("unit", "assignment__person").order_by("position", "created_at")
    goals, placed = goals_of(plan), offered.rows_of(acting, plan.pk)
    together(measures, goals, *placed.all())
    return FollowUpForm(plan, measures, goals, *sent, placed=offered.offered(acting, placed))


@PAGE
@send_once
def plan_follow_up(request, pk):
    """What came of each measure and goal; two who write about the same measure see both."""
    plan = readable_or_404(request, pk)
    require(can_follow_up(request.acting, plan))
    context = {"plan": plan, "may_renew": policies.can_renew(request.acting, plan)}
    if request.method != "POST":
        audit.record("plan.read", plan, by=request.acting, case_id=plan.pk)
        return render_page(request, FOLLOW_UP, {"form": _follow_up_form(request.acting, plan), **context})
    form = _follow_up_form(request.acting, plan, request.POST)
    if form.is_valid():
        try:
            following.note_results(plan, by=request.acting, outcomes=form.outcomes(), reached=form.reached())
            offered.note_offered(plan.pk, by=request.acting, placements=form.offered())
        except EditedByAnother as edited:
            return _both_results(request, plan, edited.current, context)
        except WrongState as wrong:
            form.add_error(None, str(wrong))
        else:
            return home(request, plan, _("Uppföljningen är sparad."), to=request.path)
    return refuse(request, FOLLOW_UP, form, context)


def _both_results(request, plan: SipPlan, theirs: PlanMeasure, context: dict):
    """409: everything typed stands, and what the other wrote of that measure; sent again, one's own is kept."""
    data = request.POST.copy()
    data[f"version_{theirs.pk}"] = theirs.version
    form = _follow_up_form(request.acting, plan, data)
    words = f"{theirs.get_result_display()}\n{theirs.result_text}"
    page = {"form": form, "conflict_pk": theirs.pk, "theirs": words, **context}
    return render_page(request, FOLLOW_UP, page, status=409)


@PAGE
@send_once
def plan_transfer(request, pk):
    """The plan goes over to services for adults, as the transition says; what will happen is said before. [P-70]"""
    plan = readable_or_404(request, pk)
    require(policies.can_transfer(request.acting, plan))
    form = TransferForm(plan, sent(request))
    context = {
        "plan": plan,
        "receivers": transfers.receivers(request.acting, plan),
        "waiting": live_measures(plan).filter(result="").order_by("position"),
        "is_ready": transfers.handed_over(request.acting, plan).exists(),
    }
    return act_page(
        request,
        plan,
        "sip/plan_transfer.html",
        form,
        context,
        act=lambda: following.transfer_plan(plan, by=request.acting),
        done=_("Planen är överlämnad."),
    )


@PAGE
@send_once
def plan_close(request, pk):
    """The plan ends with its reason, when each measure has its outcome."""
    plan = readable_or_404(request, pk)
    require(policies.can_close(request.acting, plan))
    waiting = live_measures(plan).filter(result="").order_by("position")
    form = CloseForm(plan, sent(request))
    return act_page(
        request,
        plan,
        "sip/plan_close.html",
        form,
        {"plan": plan, "waiting": waiting},
        act=lambda: following.close_plan(plan, by=request.acting, reason=form.cleaned_data["reason"]),
        done=_("Planen är avslutad."),
    )


@require_GET
def plan_version(request, pk):
    """A version as it was frozen, to read and print."""
    found = policies.visible_versions(request.acting).select_related("case__plan", "agreed_by__person")
    version = get_object_or_404(found, pk=pk)
    audit.record("plan.version_read", version, by=request.acting)
    copies = policies.visible_copies(request.acting)
    own_copy = copies.filter(case_id=version.case_id, version_number=version.number)
    [[answers]] = side_by_side(answers_section(request.acting, version.case.plan, version))
    context = {
        "version": version,
        "plan": version.case.plan,
        "code": version.content["code"],
        "told": told(version.content),
        "copy": own_copy.values("pk").first(),
        "answers": answers,
        "may_file": request.acting.unit_id is not None,
        "may_hand_out": bool(readers_of(request.acting, version.case_id)),
    }
    return render_page(request, "sip/plan_version.html", context)
