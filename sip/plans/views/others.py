"""The child's other plans as references: the registers, one of them, and when one takes the SIP's place. [F88-F91]"""

from typing import Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from core import audit
from core.access import require, together
from core.errors import EditedByAnother, Refused, WrongState
from core.ui import verbs
from core.ui.once import send_once
from core.ui.pages import refuse, render_page
from core.ui.verbs import ACT
from sip.cases.models import ChildCase
from sip.children.views.verbs import child_or_404
from sip.plans import policies, register
from sip.plans.beside_forms import OtherChangeForm, OtherPlanForm, ShowForm
from sip.plans.models import OtherPlan, SipPlan
from sip.plans.others_page import inquiry_url, one_page, other_row
from sip.plans.services import others, starting
from sip.plans.states import NotNeededReason
from sip.plans.views.found import registered_or_404
from sip.plans.views.verb import PAGE, act_page, confirm_page, sent


@PAGE
@send_once
def other_plans(request, pk):
    """The register beside a SIP: what plans there are, and the form for one more."""
    plan = registered_or_404(request, pk)
    may_note = register.can_note_other_plan(request.acting, plan)
    require(request.method != "POST" or may_note)
    rows = register.visible_other_plans(request.acting).filter(case_id=plan.pk).for_list()
    children = ChildCase.objects.filter(case_id=plan.pk).order_by("pk")
    form = OtherPlanForm(plan, sent(request)) if may_note else None
    together(rows, children, *(form.choice_rows() if form else ()))
    own = next(iter(children), None)
    context = {
        "plan": plan,
        "rows": [other_row(row) for row in rows],
        "inquiry_url": inquiry_url(request.acting, own.child_id) if own else "",
    }
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
        to=reverse("sip:other_plans", args=[plan.pk]),
    )


@PAGE
@send_once
def child_plans(request, pk):
    """The register at the child, with or without a SIP."""
    child = child_or_404(request, pk)
    may_note = register.can_note_at_child(request.acting, child)
    require(request.method != "POST" or may_note)
    rows = register.other_plans_of(request.acting, child)
    given: dict[str, Any] = {"kinds": register.kinds_to_note(request.acting)}
    given["initial"] = {"kind": request.GET.get("slag", "")}
    form = OtherPlanForm(child, sent(request), **given) if may_note else None
    together(rows, *(form.choice_rows() if form else ()))
    context = {
        "child": child,
        "rows": [other_row(row, with_unit=not child.is_protected) for row in rows],
        "inquiry_url": inquiry_url(request.acting, child.pk),
    }
    if request.method != "POST" or form is None:
        audit.record("other_plan.read", child, by=request.acting, child_id=child.pk)
        return render_page(request, "sip/child_plans.html", {"form": form, **context})
    return verbs.act_page(
        request,
        "sip/child_plans.html",
        form,
        context,
        act=lambda: others.note_at_child(child, by=request.acting, facts=form.facts()),
        done=_("Planen är noterad."),
        to=lambda row: reverse("sip:other_plan", args=[row.pk]),
    )


def _row_or_404(request, pk) -> OtherPlan:
    return get_object_or_404(register.visible_other_plans(request.acting).select_related("owner_unit"), pk=pk)


def _plan_of(request, row: OtherPlan) -> SipPlan | None:
    """The SIP beside which one reads it; None of the own unit's own, that is read at the child."""
    return None if register.is_kept_by(request.acting, row) else registered_or_404(request, row.case_id)


def _register(plan: SipPlan | None, row: OtherPlan) -> str:
    if plan is None:
        return reverse("sip:child_plans", args=[row.child_id])
    return reverse("sip:other_plans", args=[plan.pk])


def _is_read(request, row: OtherPlan, plan: SipPlan | None) -> None:
    """Beside a SIP the case was read: in whose record of the child it stands is nobody else's to know. [security 1]"""
    if plan is None:
        audit.record("other_plan.read", row, by=request.acting)
    else:
        about = {"object_kind": row._meta.label_lower, "object_id": row.pk, "case_id": plan.pk}
        audit.record("other_plan.read", by=request.acting, **about)


@PAGE
@send_once
def other_plan(request, pk):
    row = _row_or_404(request, pk)
    plan = _plan_of(request, row)
    may_note = register.can_change_other_plan(request.acting, row, plan)
    require(request.method != "POST" or may_note)
    child = None if plan else child_or_404(request, row.child_id)
    context = {**one_page(request.acting, row, plan, child), "may_note": may_note, "back_url": _register(plan, row)}
    template = "sip/other_plan.html"
    if request.method != "POST":
        _is_read(request, row, plan)
        return render_page(request, template, {"form": OtherChangeForm(row), **context})
    form = OtherChangeForm(row, request.POST)
    if form.is_valid():
        try:
            others.change_other_plan(row, by=request.acting, changes=form.changes())
        except EditedByAnother as edited:
            data = request.POST.copy()
            data["seen"] = edited.current.coordination
            page = {"form": OtherChangeForm(row, data), "theirs": edited.current.coordination, **context}
            return render_page(request, template, page, status=409)
        except Refused as refused:
            form.take(refused)
        except WrongState as wrong:
            form.add_error(None, str(wrong))
        else:
            messages.success(request, _("Ändringen är sparad."))
            return redirect(context["back_url"])
    return refuse(request, template, form, context)


def _named(row: OtherPlan) -> str:
    return _("%(kind)s, %(unit)s") % {"kind": row.get_kind_display(), "unit": row.owner_unit.name}


@PAGE
@send_once
def other_plan_end(request, pk):
    row = _row_or_404(request, pk)
    plan = _plan_of(request, row)
    require(register.can_change_other_plan(request.acting, row, plan))
    back = _register(plan, row)
    return verbs.confirm_page(
        request,
        {
            "title": _("Avsluta noteringen"),
            "text": _named(row),
            "effects": [
                _("Noteringen tas bort från listan över barnets andra planer."),
                _("Den andra planen själv påverkas inte."),
            ],
            "verb": _("Avsluta noteringen"),
            "back_url": reverse("sip:other_plan", args=[pk]),
        },
        act=lambda: others.end_other_plan(row, by=request.acting),
        done=_("Noteringen är avslutad."),
        to=lambda _made: back,
        back=back,
    )


@PAGE
@send_once
def other_plan_show(request, pk):
    """A unit's own is shown beside a SIP of the child's."""
    row = _row_or_404(request, pk)
    require(row.is_own and row.case_id is None)
    require(register.can_change_other_plan(request.acting, row, None))
    plans = register.plans_to_stand_beside(request.acting, row.child_id)
    require(bool(plans))
    form = ShowForm(plans, sent(request))
    context = {
        "title": _("Visa planen bredvid en SIP"),
        "lead": _("De som läser SIP ser då vilken planen är, vem som har den och när den ses över."),
        "button": _("Visa planen"),
        "back": _named(row),
        "back_url": reverse("sip:other_plan", args=[pk]),
    }
    return verbs.act_page(
        request,
        ACT,
        form,
        context,
        act=lambda: others.show_beside(row, by=request.acting, **form.facts()),
        done=_("Planen visas nu bredvid SIP."),
        to=lambda shown: reverse("sip:other_plan", args=[shown.pk]),
    )


@PAGE
@send_once
def other_plan_replaces(request, pk):
    """The other plan holds all that a SIP must: no SIP is made. [F89]"""
    row = _row_or_404(request, pk)
    plan = _plan_of(request, row)
    if plan is None:
        plan = register.plan_to_replace(request.acting, register.plans_to_stand_beside(request.acting, row.child_id))
    require(plan is not None and policies.can_leave_out(request.acting, plan))
    return confirm_page(
        request,
        plan,
        words={
            "title": _("Låt den andra planen ersätta SIP"),
            "text": _named(row),
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
