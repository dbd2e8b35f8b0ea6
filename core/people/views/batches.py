"""Roles out of one file, answered together. [security 2]"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.access import fresh
from core.errors import PermissionDenied, Refused, WrongState
from core.people import policies, services
from core.people.forms_people import DecideForm
from core.people.querysets import swedish
from core.people.states import DecisionStatus
from core.ui.once import send_once
from core.ui.pages import refuse, render_page

TEMPLATE = "core/people/batch_answer.html"


def _of(request, pk):
    return get_object_or_404(policies.visible_batches(request.acting).select_related("proposed_by__person"), pk=pk)


def _context(acting, batch):
    """Every proposal of the batch with its state; those that wait come first."""
    found = policies.visible_proposals(acting).filter(batch=batch)
    found = found.select_related("person", "proposed_by", "unit", "area", "district", "principal")
    rows = list(found.order_by(swedish("person__family_name"), swedish("person__given_name"), "id"))
    waiting = [row for row in rows if row.status == DecisionStatus.PROPOSED]
    return {
        "batch": batch,
        "rows": waiting + [row for row in rows if row.status != DecisionStatus.PROPOSED],
        "waiting": len(waiting),
        "for_me": [row for row in waiting if not policies.is_other_person(acting, row.person)],
        "can_decide": any(policies.can_decide(acting, row) for row in waiting),
        "can_withdraw": any(policies.can_withdraw(acting, row) for row in waiting),
    }


@send_once
@require_http_methods(["GET", "POST"])
def batch_answer(request, pk):
    """The list, and one answer to all of it; a single one is refused on its own page."""
    batch = _of(request, pk)
    context = _context(request.acting, batch)
    form = DecideForm(request.POST or None, request=request)
    if request.method == "GET":
        return render_page(request, TEMPLATE, {"form": form, **context})
    if policies.is_own_batch(request.acting, batch):
        raise PermissionDenied
    if not form.is_valid():
        return refuse(request, TEMPLATE, form, context)
    says_yes = form.cleaned_data["answer"] == "approve"
    act = services.approve_batch if says_yes else services.refuse_batch
    try:
        act(batch, by=fresh.confirmed(request, form))
    except Refused as refused:
        form.take(refused)
        return refuse(request, TEMPLATE, form, context)
    except WrongState as wrong:
        messages.error(request, str(wrong))
    else:
        messages.success(
            request,
            _("Rollerna är godkända. De som saknar konto får en inbjudan.")
            if says_yes
            else _("Förslagen är avslagna."),
        )
    return redirect("people:batch_answer", pk=batch.pk)


@require_POST
def batch_withdraw(request, pk):
    """The one who asked takes all that waits back."""
    batch = _of(request, pk)
    try:
        services.withdraw_batch(batch, by=request.acting)
    except WrongState as wrong:
        messages.error(request, str(wrong))
    else:
        messages.success(request, _("Förslagen är återtagna."))
    return redirect("people:batch_answer", pk=batch.pk)
