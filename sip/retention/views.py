"""The records officer's pages: what is proposed, what stops it, who says yes. [security 6]"""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core import audit
from core.access import fresh
from core.ui.once import send_once
from core.ui.pages import render_list, render_page
from core.ui.verbs import ACT, PAGE, act_page, sent
from sip.retention import page, policies, services
from sip.retention.forms import ApproveForm, CaseHoldForm, HoldForm, LiftForm, ProposalFilter, RejectForm


@require_GET
def retention_list(request):
    form = ProposalFilter(request.GET)
    rows = form.apply(policies.visible_proposals(request.acting)).order_by("due_on", "id")
    listed = _listed(request, "sip.retentionproposal")
    return render_list(request, "sip/retention_list.html", rows=rows, form=form, row=page.proposal_row, shown=listed)


@require_GET
def retention_detail(request, pk):
    proposal = _proposal_or_404(request, pk)
    context = page.proposal_page(request.acting, proposal)
    audit.record("retention.read", proposal, by=request.acting)
    return render_page(request, "sip/retention_detail.html", context)


@PAGE
@send_once
def retention_approve(request, pk):
    """One's own yes; the second person's makes it go the next night."""
    proposal = _proposal_or_404(request, pk)
    said = {
        "title": _("Godkänn gallring"),
        "lead": _(
            "Det som gallras kan inte tas tillbaka. Två arkivansvariga ska godkänna, och sedan går det på natten."
        ),
        "button": _("Godkänn gallringen"),
        "danger": True,
    }
    form = ApproveForm(sent(request), request=request)

    def approve():
        return services.approve(proposal, by=fresh.confirmed(request, form))

    return _act(request, proposal, form, said, approve, _("Du har godkänt gallringen."))


@PAGE
@send_once
def retention_reject(request, pk):
    proposal = _proposal_or_404(request, pk)
    said = {
        "title": _("Avslå gallring"),
        "lead": _("Akten är kvar. Den föreslås igen om ett år."),
        "button": _("Avslå"),
    }
    done = _("Förslaget är avslaget. Akten är kvar.")
    form = RejectForm(sent(request))

    def reject():
        return services.reject(proposal, by=request.acting, **form.cleaned_data)

    return _act(request, proposal, form, said, reject, done)


@PAGE
@send_once
def retention_hold(request, pk):
    proposal = _proposal_or_404(request, pk)
    said = {
        "title": _("Stoppa gallring"),
        "lead": _("Akten gallras inte och föreslås inte igen förrän stoppet är hävt."),
        "button": _("Stoppa gallringen"),
    }
    done = _("Gallringen är stoppad.")
    form = HoldForm(sent(request))

    def hold():
        return services.place_hold(proposal, by=request.acting, **form.cleaned_data)

    return _act(request, proposal, form, said, hold, done)


@require_GET
def retention_holds(request):
    """What is kept on purpose, those in force first."""
    rows = policies.visible_holds(request.acting).order_by("-lifted_at", "-created_at", "id")
    listed = _listed(request, "sip.retentionhold")
    return render_list(request, "sip/retention_holds.html", rows=rows, form=None, row=page.hold_row, shown=listed)


@PAGE
@send_once
def retention_hold_case(request):
    """A hold before anything is proposed, by a case's code."""
    form = CaseHoldForm(sent(request))
    said = {
        "title": _("Stoppa gallring av en akt"),
        "lead": _("Skriv koden på ett av aktens ärenden. Akten gallras inte förrän stoppet är hävt."),
        "button": _("Stoppa gallringen"),
        **_to_holds(),
    }
    return act_page(
        request,
        ACT,
        form,
        said,
        act=lambda: services.place_hold_by_case(by=request.acting, **form.cleaned_data),
        done=_("Gallringen är stoppad."),
        to=_holds,
    )


@PAGE
@send_once
def retention_lift(request, pk):
    hold = get_object_or_404(policies.visible_holds(request.acting), pk=pk)
    if not hold.is_live:
        messages.error(request, services.LIFTED)
        return redirect(_holds())
    form = LiftForm(sent(request))
    said = {
        "title": _("Häv stoppet"),
        "lead": _("Har aktens tid gått ut föreslås den för gallring i natt."),
        "button": _("Häv stoppet"),
        "code": hold.code,
        **_to_holds(),
    }
    return act_page(
        request,
        ACT,
        form,
        said,
        act=lambda: services.lift_hold(hold, by=request.acting, **form.cleaned_data),
        done=_("Stoppet är hävt."),
        to=_holds,
    )


def _listed(request, kind: str):
    """Each row shown is in the log. [security 5]"""
    return partial(audit.record_listed, "retention.listed", by=request.acting, object_kind=kind)


def _to_holds() -> dict:
    return {"back": _("Stoppade akter"), "back_url": _holds()}


def _holds(_made=None) -> str:
    return reverse("sip:retention_holds")


def _proposal_or_404(request, pk):
    return get_object_or_404(policies.visible_proposals(request.acting).select_related("proof"), pk=pk)


def _act(request, proposal, form, said, act, done):
    """Ask, act, answer; a refusal keeps what was typed."""
    here = {"back": _("Gallring"), "back_code": proposal.code, "back_url": proposal.get_absolute_url()}
    if not proposal.is_open:
        messages.error(request, services.ended(proposal))
        return redirect(proposal)
    return act_page(
        request,
        ACT,
        form,
        {**said, **here},
        act=act,
        done=done,
        to=lambda _made: proposal.get_absolute_url(),
    )
