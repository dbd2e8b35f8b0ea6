"""The wizard that starts a plan: one question a page, a draft at every step, a page to check. [P-30..P-33, F74, F75]"""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.access import Acting, require
from core.errors import Refused
from core.ui import dates
from core.ui.once import send_once
from core.ui.pages import refuse, render_page
from sip.cases.places import profile_for, units_near
from sip.children.choices import Position
from sip.children.models import Child
from sip.children.policies import visible_children
from sip.children.services import assess_need
from sip.drafts.services import drop_draft, read_draft, save_draft
from sip.plans import policies
from sip.plans.choices import Asker
from sip.plans.models import SipPlan
from sip.plans.services.starting import Started, start_plan
from sip.plans.starting_forms import STEPS
from sip.plans.views.verb import PAGE

DRAFT = "start_plan"
ORDER = list(STEPS)
OF = len(ORDER) + 1


def _child(request, pk) -> Child:
    found = visible_children(request.acting).select_related("registered_district", "school_unit")
    child = get_object_or_404(found, pk=pk)
    require(policies.can_start_plan(request.acting, child))
    return child


def _elsewhere(request, child: Child):
    """Where the profile does not let this unit start a plan: who does, near the child. Else the plan that runs."""
    acting = request.acting
    profile = profile_for(child)
    if not policies.may_begin(acting, profile):
        near = units_near(child, clock.today())
        others = policies.startable_units(acting).filter(pk__in=near).order_by("unit_type", "name")
        through = policies.goes_through(acting, profile)
        if through:
            others = others.filter(unit_type__in=through)
        rows = [
            {
                "title": unit.name,
                "url": reverse("organisations:unit_detail", args=[unit.pk]),
                "detail": str(unit.get_unit_type_display()),
            }
            for unit in others
        ]
        return render_page(request, "sip/plan_elsewhere.html", {"child": child, "rows": rows, "is_school": not through})
    running = policies.running_plan(acting, child)
    if running is not None:
        messages.info(request, _("Er verksamhet har redan en plan som pågår för barnet. Här är den."))
        return redirect(running)
    return None


@PAGE
def plan_start_step(request, pk, step):
    """One question; what is typed is kept as a draft, right or wrong."""
    child = _child(request, pk)
    if (answer := _elsewhere(request, child)) is not None:
        return answer
    form_class, number = STEPS[step], ORDER.index(step)
    context = {"step": number + 1, "of": OF, "back_url": _back(child, number), "child": child}
    template = "sip/plan_start_step.html"
    if request.method != "POST":
        typed = read_draft(request.acting, DRAFT, str(child.pk)).get(step, {})
        return render_page(request, template, {"form": form_class(request.acting, child, initial=typed), **context})
    form = form_class(request.acting, child, request.POST)
    typed = {name: form.data.get(name, "") for name in form.fields}
    save_draft(request.acting, DRAFT, str(child.pk), step, typed)
    if "spara" in request.POST:
        return redirect("sip:child_detail", pk=child.pk)
    if not form.is_valid():
        return refuse(request, template, form, context)
    return redirect(_step_url(child, number + 1))


def _step_url(child: Child, number: int) -> str:
    if number == len(ORDER):
        return reverse("sip:plan_start_check", args=[child.pk])
    return reverse("sip:plan_start_step", args=[child.pk, ORDER[number]])


def _back(child: Child, number: int) -> str:
    return _step_url(child, number - 1) if number else reverse("sip:child_detail", args=[child.pk])


@PAGE
@send_once
def plan_start_check(request, pk):
    """Check your answers; sending starts the plan."""
    child = _child(request, pk)
    if (answer := _elsewhere(request, child)) is not None:
        return answer
    draft = read_draft(request.acting, DRAFT, str(child.pk))
    forms = {step: form_class(request.acting, child, draft.get(step, {})) for step, form_class in STEPS.items()}
    incomplete = next((step for step, form in forms.items() if not form.is_valid()), "")
    if incomplete:
        return redirect("sip:plan_start_step", pk=child.pk, step=incomplete)
    answers = {name: value for form in forms.values() for name, value in form.cleaned_data.items()}
    context = {"child": child, "answers": _rows(child, answers), "step": OF, "of": OF}
    context["back_url"] = _step_url(child, len(ORDER) - 1)
    if request.method != "POST":
        return render_page(request, "sip/plan_start_check.html", context)
    try:
        plan = _send(request.acting, child, answers)
    except Refused as refused:
        return render_page(request, "sip/plan_start_check.html", {**context, "refused": str(refused)}, status=422)
    drop_draft(request.acting, DRAFT, str(child.pk))
    messages.success(request, _("Planen är startad. Ingen annan verksamhet ser den innan familjen har samtyckt."))
    return redirect(plan)


@transaction.atomic
def _send(acting: Acting, child: Child, answers: dict) -> SipPlan:
    noticed, need = answers["need_noticed_on"], answers["need"]
    assess_need(child, by=acting, noticed_on=noticed, position=Position.SIP, need=need)
    return start_plan(child, by=acting, facts=Started(**answers))


def _rows(child: Child, answers: dict) -> list[dict]:
    """The answers with the way back to each."""

    def row(number: int, question: str, text: str) -> dict:
        return {"question": question, "text": text, "url": _step_url(child, number)}

    rows = [
        row(0, _("Vem tog initiativet?"), str(Asker(answers["asked_by"]).label)),
        row(1, _("Behovet uppmärksammades"), dates.day(answers["need_noticed_on"])),
        row(1, _("Därför behövs en SIP"), answers["need"]),
        row(2, _("Kommun eller stadsdel"), answers["district"].name),
    ]
    if answers.get("external_reference"):
        rows.append(row(2, _("Planen i ett annat system"), answers["external_reference"]))
    if answers.get("is_trained"):
        rows.append(row(2, _("Utbildning"), _("Utbildade i SIP")))
    return rows
