"""Change a goal or a measure, or take it out of the plan. Two who change the same see both. [F81, security 10]"""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from core import audit
from core.access import require
from core.errors import EditedByAnother, Refused, WrongState
from core.ui import dates
from core.ui.once import send_once
from core.ui.pages import refuse, render_page
from sip.plans import policies
from sip.plans.content_forms import GoalForm, MeasureForm, VersionedForm
from sip.plans.models import PlanGoal, PlanMeasure, SipPlan
from sip.plans.services import writing
from sip.plans.views.found import readable_or_404
from sip.plans.views.verb import PAGE, confirm_page, home


def _row_and_plan(request, rows, pk) -> tuple:
    """The row and its plan, to one who may write in it."""
    row = get_object_or_404(rows, pk=pk)
    plan = readable_or_404(request, row.case_id)
    require(policies.can_write(request.acting, plan))
    return row, plan


def _back(plan: SipPlan) -> str:
    return f"{reverse('sip:plan_write', args=[plan.pk])}#insatser"


def _change(request, pk, *, rows, form_class, change, words: dict, done: str):
    row, plan = _row_and_plan(request, rows, pk)
    context = {"plan": plan, "row": row, "version": row.version, **words}
    if request.method != "POST":
        audit.record("plan.written_in", row, by=request.acting)
        return render_page(request, "sip/plan_row.html", {"form": form_class(plan, row=row), **context})
    form, seen = form_class(plan, request.POST), VersionedForm(request.POST)
    if form.is_valid() and seen.is_valid():
        try:
            change(row, by=request.acting, facts=form.facts(), version=seen.cleaned_data["version"])
        except EditedByAnother as edited:
            theirs = edited.current
            context |= {"version": theirs.version, "theirs": _in_words(theirs)}
            return render_page(request, "sip/plan_row.html", {"form": form, **context}, status=409)
        except Refused as refused:
            form.take(refused)
        except WrongState as wrong:
            form.add_error(None, str(wrong))
        else:
            return home(request, plan, done, to=_back(plan))
    elif not seen.is_valid():
        form.add_error(None, _("Öppna sidan på nytt och försök igen."))
    return refuse(request, "sip/plan_row.html", form, context)


def _in_words(row: PlanGoal | PlanMeasure) -> str:
    """What the other has saved, as a few lines to read beside one's own."""
    if isinstance(row, PlanGoal):
        parts = [row.text, row.get_horizon_display(), dates.day(row.by_on) if row.by_on else ""]
    else:
        person = str(row.assignment.person) if row.assignment else row.person
        who = row.unit.name if row.unit else row.get_doer_display()
        parts = [row.text, who, person, dates.day(row.due_on) if row.due_on else ""]
    return "\n".join(str(part) for part in parts if part)


@PAGE
@send_once
def goal_change(request, pk):
    return _change(
        request,
        pk,
        rows=policies.visible_goals(request.acting),
        form_class=GoalForm,
        change=writing.change_goal,
        words={"heading": _("Ändra målet"), "out_url": reverse("sip:plan_goal_out", args=[pk])},
        done=_("Målet är ändrat."),
    )


@PAGE
@send_once
def measure_change(request, pk):
    return _change(
        request,
        pk,
        rows=policies.visible_measures(request.acting),
        form_class=MeasureForm,
        change=writing.change_measure,
        words={"heading": _("Ändra insatsen"), "out_url": reverse("sip:plan_measure_out", args=[pk])},
        done=_("Insatsen är ändrad."),
    )


def _take_out(request, pk, *, rows, title: str):
    row, plan = _row_and_plan(request, rows, pk)
    return confirm_page(
        request,
        plan,
        words={
            "title": title,
            "text": row.text,
            "effects": [_("Det tas bort ur planen som skrivs."), _("Versioner som redan är beslutade ändras inte.")],
            "verb": _("Ta bort"),
            "back_url": reverse("sip:plan_write", args=[plan.pk]),
        },
        act=lambda: writing.take_out(row, by=request.acting),
        done=_("Det är borttaget ur planen."),
        to=_back(plan),
    )


@PAGE
@send_once
def goal_out(request, pk):
    return _take_out(request, pk, rows=policies.visible_goals(request.acting), title=_("Ta bort målet"))


@PAGE
@send_once
def measure_out(request, pk):
    return _take_out(request, pk, rows=policies.visible_measures(request.acting), title=_("Ta bort insatsen"))
