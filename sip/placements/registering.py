"""The wizard that registers a placement: one question a page, a draft at every step, a page to check. [F94]"""

from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.access import require
from core.errors import Refused
from core.ui import dates
from core.ui.once import send_once
from core.ui.pages import refuse, render_page
from sip.children.models import Child
from sip.children.policies import visible_children
from sip.drafts.services import drop_draft, read_draft, save_draft
from sip.placements import policies, services
from sip.placements.forms import WIZARD
from sip.placements.models import Placement
from sip.placements.policies import visible_placements
from sip.placements.services import Placed

DRAFT = "place_child"
ORDER = list(WIZARD)
PAGE = require_http_methods(["GET", "HEAD", "POST"])


def _child(request, pk) -> Child:
    child = get_object_or_404(visible_children(request.acting), pk=pk)
    require(policies.can_register_placement(request.acting, child))
    return child


@PAGE
def placement_new(request, pk, part):
    """One question; what is typed is kept as a draft, right or wrong."""
    child = _child(request, pk)
    draft = read_draft(request.acting, DRAFT, str(child.pk))
    number = ORDER.index(part)
    if request.method != "POST":
        form = WIZARD[part](initial=draft.get(part, {}))
        return render_page(request, "sip/placement_step.html", _context(child, number, form, request))
    form = WIZARD[part](request.POST)
    answers = {name: form.data.get(name, "") for name in form.fields}
    if part == ORDER[0]:
        answers["replaces"] = request.POST.get("replaces", "")
    save_draft(request.acting, DRAFT, str(child.pk), part, answers)
    if "spara" in request.POST:
        return redirect("sip:child_detail", pk=child.pk)
    if not form.is_valid():
        return refuse(request, "sip/placement_step.html", form, _context(child, number, form, request))
    if number + 1 < len(ORDER):
        return redirect("sip:placement_new", pk=child.pk, part=ORDER[number + 1])
    return redirect("sip:placement_check", pk=child.pk)


def _context(child: Child, number: int, form, request) -> dict:
    back = reverse("sip:placement_new", args=[child.pk, ORDER[number - 1]]) if number else _home(child)
    replaces = request.POST.get("replaces") or request.GET.get("ersatter", "") if number == 0 else ""
    return {"form": form, "step": number + 1, "of": len(ORDER) + 1, "back_url": back, "replaces": replaces}


def _home(child: Child) -> str:
    return reverse("sip:child_detail", args=[child.pk])


@PAGE
@send_once
def placement_check(request, pk):
    """Check your answers; sending registers the placement."""
    child = _child(request, pk)
    draft = read_draft(request.acting, DRAFT, str(child.pk))
    forms = {part: WIZARD[part](draft.get(part, {})) for part in ORDER}
    incomplete = next((part for part, form in forms.items() if not form.is_valid()), "")
    if incomplete:
        return redirect("sip:placement_new", pk=child.pk, part=incomplete)
    context = _check_context(child, forms)
    if request.method != "POST":
        return render_page(request, "sip/placement_check.html", context)
    answers = {name: value for form in forms.values() for name, value in form.cleaned_data.items()}
    answers["is_acute"] = answers["is_acute"] == "yes"
    try:
        placement = _send(request.acting, child, answers, draft[ORDER[0]].get("replaces", ""))
    except Refused as refused:
        return render_page(request, "sip/placement_check.html", {**context, "refused": str(refused)}, status=422)
    return redirect("sip:placement_detail", pk=placement.pk)


@transaction.atomic
def _send(acting, child: Child, answers: dict, replaces: str) -> Placement:
    earlier = visible_placements(acting).filter(child=child, pk=replaces).first() if _is_key(replaces) else None
    placement = services.register_placement(child, by=acting, facts=Placed(**answers, replaces=earlier))
    drop_draft(acting, DRAFT, str(child.pk))
    return placement


def _is_key(text: str) -> bool:
    from uuid import UUID

    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _check_context(child: Child, forms: dict) -> dict:
    rows = []
    for part, form in forms.items():
        for name, field in form.fields.items():
            value = form.cleaned_data[name]
            shown = dict(field.choices).get(value) if hasattr(field, "choices") else value and dates.day(value)
            url = reverse("sip:placement_new", args=[child.pk, part])
            rows.append({"question": str(field.label), "text": str(shown or _("Inte bestämt")), "url": url})
    back = reverse("sip:placement_new", args=[child.pk, ORDER[-1]])
    return {"answers": rows, "step": len(ORDER) + 1, "of": len(ORDER) + 1, "back_url": back}
