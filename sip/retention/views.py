"""The records officer's pages: what is proposed, what stops it, who says yes. [security 6]"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core import audit
from core.access import fresh
from core.errors import Refused, WrongState
from core.ui.once import send_once
from core.ui.pages import refuse, render_list, render_page
from sip.retention import page, policies, services
from sip.retention.forms import ApproveForm, CaseHoldForm, HoldForm, LiftForm, ProposalFilter, RejectForm

PAGE = require_http_methods(["GET", "HEAD", "POST"])
ACT = "sip/retention_act.html"


@require_GET
def retention_list(request):
    form = ProposalFilter(request.GET)
    rows = form.apply(policies.visible_proposals(request.acting)).order_by("due_on", "id")
    answer = render_list(request, "sip/retention_list.html", rows=rows, form=form, row=page.proposal_row)
    audit.record("retention.listed", by=request.acting, object_kind="sip.retentionproposal")
    return answer


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
    form = ApproveForm(request.POST or None, request=request)
    return _act(request, proposal, form, said, services.approve, _("Du har godkänt gallringen."), confirms=True)


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
    return _act(request, proposal, RejectForm(request.POST or None), said, services.reject, done)


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
    return _act(request, proposal, HoldForm(request.POST or None), said, services.place_hold, done)


@require_GET
def retention_holds(request):
    """What is kept on purpose, those in force first."""
    rows = policies.visible_holds(request.acting).order_by("-lifted_at", "-created_at", "id")
    answer = render_list(request, "sip/retention_holds.html", rows=rows, form=None, row=page.hold_row)
    audit.record("retention.listed", by=request.acting, object_kind="sip.retentionhold")
    return answer


@PAGE
@send_once
def retention_hold_case(request):
    """A hold before anything is proposed, by a case's code."""
    form = CaseHoldForm(request.POST or None)
    said = {
        "title": _("Stoppa gallring av en akt"),
        "lead": _("Skriv koden på ett av aktens ärenden. Akten gallras inte förrän stoppet är hävt."),
        "button": _("Stoppa gallringen"),
    }
    if request.method != "POST":
        return render_page(request, ACT, {"form": form, **said})
    if form.is_valid():
        try:
            services.place_hold_by_case(by=request.acting, **form.cleaned_data)
        except Refused as refused:
            form.take(refused)
        else:
            messages.success(request, _("Gallringen är stoppad."))
            return redirect("sip:retention_holds")
    return refuse(request, ACT, form, said)


@PAGE
@send_once
def retention_lift(request, pk):
    hold = get_object_or_404(policies.visible_holds(request.acting), pk=pk)
    if not hold.is_live:
        messages.error(request, services.LIFTED)
        return redirect("sip:retention_holds")
    form = LiftForm(request.POST or None)
    said = {
        "title": _("Häv stoppet"),
        "lead": _("Har aktens tid gått ut föreslås den för gallring i natt."),
        "button": _("Häv stoppet"),
        "code": hold.code,
    }
    if request.method != "POST":
        return render_page(request, ACT, {"form": form, **said})
    if not form.is_valid():
        return refuse(request, ACT, form, said)
    try:
        services.lift_hold(hold, by=request.acting, **form.cleaned_data)
    except WrongState as wrong:
        messages.error(request, str(wrong))
    else:
        messages.success(request, _("Stoppet är hävt."))
    return redirect("sip:retention_holds")


def _proposal_or_404(request, pk):
    return get_object_or_404(policies.visible_proposals(request.acting).select_related("proof"), pk=pk)


def _act(request, proposal, form, said, verb, done, *, confirms=False):
    """Ask, act, answer; a refusal keeps what was typed."""
    context = {**said, "code": proposal.code, "proposal": proposal}
    if not proposal.is_open:
        messages.error(request, services.ended(proposal))
        return redirect(proposal)
    if request.method != "POST":
        return render_page(request, ACT, {"form": form, **context})
    if not form.is_valid():
        return refuse(request, ACT, form, context)
    facts = {} if confirms else form.cleaned_data
    try:
        verb(proposal, by=fresh.confirmed(request, form) if confirms else request.acting, **facts)
    except Refused as refused:
        form.take(refused)
        return refuse(request, ACT, form, context)
    except WrongState as wrong:
        messages.error(request, str(wrong))
    else:
        messages.success(request, done)
    return redirect(proposal)
