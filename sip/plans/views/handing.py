"""Hand the main responsibility over: ask, answer, take the question back. [P-47, X-10]"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import require
from core.errors import WrongState
from core.ui.once import send_once
from core.ui.pages import is_confirmed, render_page
from sip.plans import policies
from sip.plans.models import Handover
from sip.plans.services import handing
from sip.plans.settling_forms import HandoverAnswerForm, HandOverForm
from sip.plans.views.found import PAGE, act_page, home, known_or_404


@PAGE
@send_once
def plan_hand_over(request, pk):
    plan = known_or_404(request, pk)
    require(policies.can_hand_over(request.acting, plan))
    form = HandOverForm(plan, request.POST or None, by=request.acting.assignment_id)
    return act_page(
        request,
        "sip/plan_hand_over.html",
        form,
        {"plan": plan},
        act=lambda: handing.propose_handover(plan, by=request.acting, to=form.cleaned_data["to"]),
        done=_("Frågan är skickad. Du är huvudansvarig tills den är besvarad."),
    )


def _handover_or_404(request, pk) -> Handover:
    found = policies.visible_handovers(request.acting).select_related("giver__person", "giver__unit")
    return get_object_or_404(found, pk=pk)


@PAGE
@send_once
def handover_answer(request, pk):
    """The receiver says yes or no."""
    handover = _handover_or_404(request, pk)
    plan = known_or_404(request, handover.case_id)
    require(policies.can_answer_handover(request.acting, handover))
    form = HandoverAnswerForm(plan, request.POST or None)
    return act_page(
        request,
        "sip/handover.html",
        form,
        {"plan": plan, "handover": handover},
        act=lambda: handing.answer_handover(handover, by=request.acting, accepts=form.cleaned_data["answer"] == "yes"),
        done=_("Ditt svar är sparat."),
    )


@PAGE
@send_once
def handover_recall(request, pk):
    handover = _handover_or_404(request, pk)
    plan = known_or_404(request, handover.case_id)
    require(policies.can_recall_handover(request.acting, handover))
    if request.method != "POST" or not is_confirmed(request):
        words = {
            "title": _("Ta tillbaka frågan om huvudansvaret"),
            "text": _("Du fortsätter att vara huvudansvarig."),
            "verb": _("Ta tillbaka frågan"),
            "back_url": reverse("sip:plan_detail", args=[plan.pk]),
            "url": reverse("sip:handover_recall", args=[pk]),
        }
        return render_page(request, "ui/confirm.html", words)
    try:
        handing.recall_handover(handover, by=request.acting)
    except WrongState as wrong:
        messages.error(request, str(wrong))
        return redirect("sip:plan_detail", pk=plan.pk)
    messages.success(request, _("Frågan är tillbakatagen."))
    return home(request.acting, plan)
