"""Roles out of one file, answered together. [security 2]"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import PermissionDenied, WrongState
from core.people import policies, services
from core.people.querysets import swedish
from core.people.states import DecisionStatus
from core.ui.deciding import decide_page
from core.ui.once import send_once

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
    if request.method == "POST" and policies.is_own_batch(request.acting, batch):
        raise PermissionDenied
    verbs = (services.approve_batch, services.refuse_batch)
    done = (_("Rollerna är godkända. De som saknar konto får en inbjudan."), _("Förslagen är avslagna."))
    to = reverse("people:batch_answer", args=[batch.pk])
    return decide_page(request, TEMPLATE, batch, _context(request.acting, batch), verbs=verbs, done=done, to=to)


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
