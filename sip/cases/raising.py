"""The wizard that raises a case: one question a page, a draft at every step, a page to check before sending. [F113]"""

from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from core import clock
from core.access import require
from core.errors import Refused
from core.regions.profile import profile_of
from core.ui import dates
from core.ui.once import send_once
from core.ui.pages import refuse, render_page
from sip.cases import policies
from sip.cases.forms import STEPS
from sip.cases.places import profile_for
from sip.cases.services import Raised, raise_case
from sip.children.ages import birthday
from sip.children.choices import Position
from sip.children.models import Child
from sip.children.policies import visible_children
from sip.drafts.services import drop_draft, read_draft, save_draft
from sip.needs.services import assess_need

DRAFT = "raise_case"
NO_FORUM = gettext_lazy(
    "Här finns inget individforum. Vänd dig till de ansvariga cheferna. Det som inte går att lösa rapporterar du som "
    "en avvikelse."
)
ORDER = list(STEPS)


@dataclass(frozen=True)
class Step:
    key: str
    number: int

    @property
    def next_key(self) -> str:
        return ORDER[self.number] if self.number < len(ORDER) else ""

    @property
    def back_key(self) -> str:
        return ORDER[self.number - 2] if self.number > 1 else ""


def _child(request, pk) -> Child:
    child = get_object_or_404(visible_children(request.acting).select_related("registered_district"), pk=pk)
    require(policies.can_raise_case(request.acting, child))
    return child


@require_http_methods(["GET", "HEAD", "POST"])
def raise_step(request, pk, step):
    """One question; what is typed is kept as a draft, right or wrong."""
    child = _child(request, pk)
    if not policies.has_forum(child):
        messages.error(request, NO_FORUM)
        return redirect("sip:child_detail", pk=child.pk)
    form_class = STEPS[step]
    here = Step(step, ORDER.index(step) + 1)
    draft = read_draft(request.acting, DRAFT, str(child.pk))
    if request.method != "POST":
        form = form_class(request.acting, child, initial=draft.get(step, {}))
        return render_page(request, "sip/raise_step.html", _step_context(child, here, form))
    form = form_class(request.acting, child, request.POST)
    save_draft(request.acting, DRAFT, str(child.pk), step, _typed(form))
    if "spara" in request.POST:
        return redirect("sip:child_detail", pk=child.pk)
    if not form.is_valid():
        return refuse(request, "sip/raise_step.html", form, _step_context(child, here, form))
    if here.next_key:
        return redirect("sip:raise_step", pk=child.pk, step=here.next_key)
    return redirect("sip:raise_check", pk=child.pk)


def _typed(form) -> dict:
    """The answers as they stand in the page."""
    return {name: form.data.getlist(name) if name == "units" else form.data.get(name, "") for name in form.fields}


def _step_context(child: Child, here: Step, form) -> dict:
    back = (
        reverse("sip:raise_step", args=[child.pk, here.back_key])
        if here.back_key
        else reverse("sip:child_detail", args=[child.pk])
    )
    return {"form": form, "step": here.number, "of": len(ORDER) + 1, "back_url": back, "child": child}


@require_http_methods(["GET", "HEAD", "POST"])
@send_once
def raise_check(request, pk):
    """Check your answers; sending raises the case."""
    child = _child(request, pk)
    draft = read_draft(request.acting, DRAFT, str(child.pk))
    forms = {step: STEPS[step](request.acting, child, draft.get(step, {})) for step in ORDER}
    incomplete = next((step for step, form in forms.items() if not form.is_valid()), "")
    if incomplete:
        return redirect("sip:raise_step", pk=child.pk, step=incomplete)
    answers = {name: value for form in forms.values() for name, value in form.cleaned_data.items()}
    context = _check_context(child, answers)
    if request.method != "POST":
        return render_page(request, "sip/raise_check.html", context)
    try:
        case = _send(request.acting, child, answers)
    except Refused as refused:
        return render_page(request, "sip/raise_check.html", {**context, "refused": str(refused)}, status=422)
    drop_draft(request.acting, DRAFT, str(child.pk))
    return redirect("sip:case_detail", pk=case.pk)


@transaction.atomic
def _send(acting, child: Child, answers: dict):
    facts = Raised(
        district=answers["district"],
        reason=answers["reason"],
        question=answers["question"],
        tried=answers["tried"],
        need_noticed_on=answers["need_noticed_on"],
        units=tuple(answers["units"]),
    )
    assess_need(
        child,
        by=acting,
        noticed_on=facts.need_noticed_on,
        position=Position.FORUM,
        need=answers["need"],
        tried=facts.tried,
    )
    return raise_case(child, by=acting, facts=facts)


def _check_context(child: Child, answers: dict) -> dict:
    def url(step: str) -> str:
        return reverse("sip:raise_step", args=[child.pk, step])

    noticed = answers["need_noticed_on"]
    days = (clock.today() - noticed).days
    rows = [
        {"question": _("Behovet uppmärksammades"), "text": dates.day(noticed), "url": url("behov")},
        {"question": _("Det barnet behöver"), "text": answers["need"], "url": url("behov")},
        {"question": _("Varför individforum behövs"), "text": _reason(answers), "url": url("provat")},
        {"question": _("Det här har prövats"), "text": answers["tried"], "url": url("provat")},
        {"question": _("Frågan till forumet"), "text": answers["question"], "url": url("fraga")},
        {"question": _("Stadsdel"), "text": answers["district"].name, "url": url("verksamheter")},
        {
            "question": _("Berörda verksamheter"),
            "lines": [unit.name for unit in answers["units"]],
            "url": url("verksamheter"),
        },
    ]
    return {
        "child": child,
        "answers": rows,
        "step": len(ORDER) + 1,
        "of": len(ORDER) + 1,
        "back_url": url(ORDER[-1]),
        "is_late": days > profile_of(child.region_id, on=clock.today()).forum_deadline_days,
        "days": days,
        "age_limit": _age_limit_passed(child),
    }


def _age_limit_passed(child: Child) -> int | None:
    """The age to which the area's agreement reaches, when the child has passed it. [000:L119-123, 004:L175-195]"""
    profile = profile_for(child)
    is_placed = child.placements.exclude(status="ended").exists()
    limit = profile.age_limit_placed if is_placed else profile.age_limit
    passed = child.birth_date is not None and birthday(child.birth_date, limit) <= clock.today()
    return limit if passed else None


def _reason(answers: dict) -> str:
    return dict(STEPS["provat"].base_fields["reason"].choices)[answers["reason"]]
