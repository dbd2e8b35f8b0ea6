"""A group's year, its plan, the questions about it, and all the plans of the region. [F49]"""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.access import require
from core.ui.once import send_once
from core.ui.pages import render_list, render_page
from core.ui.questions import question_page
from core.ui.sections import Typed, save_section, shown
from core.ui.verbs import PAGE
from groups.year import forms, policies
from groups.year.finding import back_to_year, part_or_404, plan_or_404, where, year_forum_or_404
from groups.year.models import ActionPlan, PlanActivity, PlanFocus
from groups.year.page import home, plan_page, plan_row, year_page
from groups.year.questions import ACTIVITY, BEGIN, FOCUS, OF_PLAN
from groups.year.services import drafting

WRITE = "groups/write.html"


@require_GET
def year_detail(request, pk):
    forum = year_forum_or_404(request, pk)
    return render_page(request, "groups/year_detail.html", year_page(request.acting, forum))


@require_GET
def plan_list(request):
    form = forms.PlanFilter(request.GET, acting=request.acting)
    rows = form.apply(policies.visible_plans(request.acting))
    context = {"url": reverse("groups:action_plan_list")}
    return render_list(request, "groups/action_plan_list.html", rows=rows, form=form, row=plan_row, context=context)


@require_GET
def plan_detail(request, pk):
    plan = plan_or_404(request, pk)
    return render_page(request, "groups/action_plan_detail.html", plan_page(request.acting, plan))


@PAGE
@send_once
def plan_new(request, pk):
    forum = year_forum_or_404(request, pk)
    return question_page(request, BEGIN, forum, back_to_year(forum), to=home)


@PAGE
@send_once
def plan_note(request, pk, question):
    """One question about the plan; a refusal keeps what was typed."""
    plan = plan_or_404(request, pk)
    return question_page(request, OF_PLAN[question], plan, where(plan))


@PAGE
@send_once
def focus_note(request, pk, question):
    focus = part_or_404(request, PlanFocus, pk)
    return question_page(request, FOCUS[question], focus, where(focus.plan))


@PAGE
@send_once
def activity_note(request, pk, question):
    activity = part_or_404(request, PlanActivity, pk)
    return question_page(request, ACTIVITY[question], activity, where(activity.plan))


def _writing(plan: ActionPlan, typed: Typed | None = None) -> dict:
    found = PlanFocus.objects.filter(plan=plan, removed_at__isnull=True).order_by("order")
    sections = [shown(one, typed, url=reverse("groups:plan_focus_save", args=[one.pk])) for one in found]
    return {"sections": sections, "title": _("Skriv planen"), "done": _("Till planen"), **where(plan)}


@require_GET
def plan_write(request, pk):
    plan = plan_or_404(request, pk)
    require(policies.can_write(request.acting, plan))
    return render_page(request, WRITE, _writing(plan))


@require_POST
def focus_save(request, pk):
    """The picture of how things are, or the questions of one focus area."""
    focus = part_or_404(request, PlanFocus, pk)
    plan = focus.plan
    require(policies.leads(request.acting, plan))
    return save_section(
        request,
        focus,
        act=lambda **said: drafting.save_focus(focus, by=request.acting, **said),
        page=lambda typed, status: render_page(request, WRITE, _writing(plan, typed), status=status),
        to=lambda saved: f"{reverse('groups:action_plan_write', args=[plan.pk])}#avsnitt-{saved.key}",
    )
