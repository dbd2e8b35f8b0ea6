"""Hand the main responsibility over: ask, answer, take the question back. [P-47, X-10]"""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from core.access import require
from core.ui.once import send_once
from sip.plans import policies
from sip.plans.models import Handover
from sip.plans.services import handing
from sip.plans.settling_forms import HandoverAnswerForm, HandOverForm
from sip.plans.views.found import plan_or_404
from sip.plans.views.verb import PAGE, act_page, confirm_page, sent


@PAGE
@send_once
def plan_hand_over(request, pk):
    plan = plan_or_404(request, pk)
    require(policies.can_hand_over(request.acting, plan))
    form = HandOverForm(plan, sent(request), by=request.acting.assignment_id)
    return act_page(
        request,
        plan,
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
    plan = plan_or_404(request, handover.case_id)
    require(policies.can_answer_handover(request.acting, handover))
    form = HandoverAnswerForm(plan, sent(request))
    return act_page(
        request,
        plan,
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
    plan = plan_or_404(request, handover.case_id)
    require(policies.can_recall_handover(request.acting, handover))
    return confirm_page(
        request,
        plan,
        words={
            "title": _("Ta tillbaka frågan om huvudansvaret"),
            "text": _("Du fortsätter att vara huvudansvarig."),
            "verb": _("Ta tillbaka frågan"),
        },
        act=lambda: handing.recall_handover(handover, by=request.acting),
        done=_("Frågan är tillbakatagen."),
    )
