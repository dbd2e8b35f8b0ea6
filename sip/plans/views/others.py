"""The child's other plans as references: the register, one of them, and when one takes the SIP's place. [F88-F91]"""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from core import audit
from core.access import require, together
from core.errors import EditedByAnother, Refused, WrongState
from core.ui.once import send_once
from core.ui.pages import refuse, render_page
from sip.plans import policies
from sip.plans.beside_forms import OtherChangeForm, OtherPlanForm
from sip.plans.choices import Content, PlanType
from sip.plans.content_page import other_row
from sip.plans.models import OtherPlan, SipPlan
from sip.plans.services import others, starting
from sip.plans.states import NotNeededReason
from sip.plans.views.found import registered_or_404
from sip.plans.views.verb import PAGE, act_page, confirm_page, home, sent


@PAGE
@send_once
def other_plans(request, pk):
    """The register: what plans there are, and the form for one more."""
    plan = registered_or_404(request, pk)
    may_note = policies.can_note_other_plan(request.acting, plan)
    require(request.method != "POST" or may_note)
    rows = policies.visible_other_plans(request.acting).filter(case_id=plan.pk).select_related("owner_unit")
    rows = rows.order_by("valid_from", "id")
    form = OtherPlanForm(plan, sent(request)) if may_note else None
    together(rows, *(form.choice_rows() if form else ()))
    context = {"plan": plan, "rows": [other_row(row) for row in rows]}
    if request.method != "POST" or form is None:
        audit.record("other_plan.read", plan, by=request.acting, case_id=plan.pk)
        return render_page(request, "sip/other_plans.html", {"form": form, **context})
    return act_page(
        request,
        plan,
        "sip/other_plans.html",
        form,
        context,
        act=lambda: others.note_other_plan(plan, by=request.acting, facts=form.facts()),
        done=_("Planen är noterad."),
        to=_register(plan),
    )


def _row_and_plan(request, pk) -> tuple[OtherPlan, SipPlan]:
    row = get_object_or_404(policies.visible_other_plans(request.acting).select_related("owner_unit"), pk=pk)
    return row, registered_or_404(request, row.case_id)


def _register(plan: SipPlan) -> str:
    return reverse("sip:other_plans", args=[plan.pk])


def _lacking(row: OtherPlan) -> list[str]:
    """What the other plan would have to hold besides, to stand in the SIP's place."""
    return [str(part.label) for part in Content if part not in row.holds]


@PAGE
@send_once
def other_plan(request, pk):
    row, plan = _row_and_plan(request, pk)
    may_note = policies.can_change_other_plan(request.acting, plan, row)
    require(request.method != "POST" or may_note)
    context = {
        "plan": plan,
        "row": row,
        "shown": other_row(row),
        "is_lss": row.kind == PlanType.LSS,
        "may_note": may_note,
        "may_replace": policies.can_leave_out(request.acting, plan),
        "lacking": _lacking(row),
    }
    if request.method != "POST":
        audit.record("other_plan.read", row, by=request.acting)
        return render_page(request, "sip/other_plan.html", {"form": OtherChangeForm(plan, row), **context})
    form = OtherChangeForm(plan, row, request.POST)
    if form.is_valid():
        try:
            others.change_other_plan(row, by=request.acting, changes=form.changes())
        except EditedByAnother as edited:
            data = request.POST.copy()
            data["seen"] = edited.current.coordination
            page = {"form": OtherChangeForm(plan, row, data), "theirs": edited.current.coordination, **context}
            return render_page(request, "sip/other_plan.html", page, status=409)
        except Refused as refused:
            form.take(refused)
        except WrongState as wrong:
            form.add_error(None, str(wrong))
        else:
            return home(request, plan, _("Ändringen är sparad."), to=_register(plan))
    return refuse(request, "sip/other_plan.html", form, context)


@PAGE
@send_once
def other_plan_end(request, pk):
    row, plan = _row_and_plan(request, pk)
    require(policies.can_change_other_plan(request.acting, plan, row))
    return confirm_page(
        request,
        plan,
        words={
            "title": _("Avsluta noteringen"),
            "text": _("%(kind)s, %(unit)s") % {"kind": row.get_kind_display(), "unit": row.owner_unit.name},
            "effects": [
                _("Noteringen tas bort från listan över barnets andra planer."),
                _("Den andra planen själv påverkas inte."),
            ],
            "verb": _("Avsluta noteringen"),
            "back_url": reverse("sip:other_plan", args=[pk]),
        },
        act=lambda: others.end_other_plan(row, by=request.acting),
        done=_("Noteringen är avslutad."),
        to=_register(plan),
    )


@PAGE
@send_once
def other_plan_replaces(request, pk):
    """The other plan holds all that a SIP must: no SIP is made. [F89]"""
    row, plan = _row_and_plan(request, pk)
    require(policies.can_leave_out(request.acting, plan))
    return confirm_page(
        request,
        plan,
        words={
            "title": _("Låt den andra planen ersätta SIP"),
            "text": _("%(kind)s, %(unit)s") % {"kind": row.get_kind_display(), "unit": row.owner_unit.name},
            "effects": [
                _("Ingen SIP görs nu. Skälet noteras."),
                _("Uppstår ett nytt behov kan ni starta en ny plan."),
            ],
            "verb": _("Ersätt SIP"),
            "back_url": reverse("sip:other_plan", args=[pk]),
        },
        act=lambda: starting.leave_out(plan, by=request.acting, reason=NotNeededReason.OTHER_PLAN, instead=row),
        done=_("Den andra planen ersätter SIP."),
    )
