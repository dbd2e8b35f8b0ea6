"""Call a sitting, answer, note who came, conclude."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import require
from core.ui.once import send_once
from core.ui.verbs import PAGE, act_page, sent
from sip.cases import policies as case_policies
from sip.cases.views import case_or_404, home
from sip.individual_forum import calling, holding, policies
from sip.individual_forum.forms import CallForm, HoldForm, OutcomeForm, ReplyForm
from sip.individual_forum.models import Call
from sip.individual_forum.states import OccasionStatus


@PAGE
@send_once
def case_call(request, pk):
    """Call the managers: everything usual is already chosen."""
    case = case_or_404(request, pk)
    require(policies.can_call(request.acting, case))
    form = CallForm(case, sent(request))
    return act_page(
        request,
        "sip/case_call.html",
        form,
        {"case": case},
        act=lambda: calling.call_occasion(case, by=request.acting, **form.facts()),
        done=_("Kallelsen är skickad."),
        to=lambda _made: home(request.acting, case),
    )


@PAGE
@send_once
def call_answer(request, pk):
    """Yes, no, or who comes instead."""
    visible = case_policies.visible_forum_cases(request.acting).values("pk")
    found = Call.objects.filter(case_id__in=visible, assignment_id=request.acting.assignment_id)
    call = get_object_or_404(found.select_related("occasion", "unit"), pk=pk)
    case = case_or_404(request, call.case_id)
    form = ReplyForm(call, sent(request))
    return act_page(
        request,
        "sip/call_answer.html",
        form,
        {"case": case, "call": call},
        act=lambda: calling.answer_call(call, by=request.acting, **form.cleaned_data),
        done=_("Ditt svar är sparat."),
        to=lambda _made: home(request.acting, case),
    )


@PAGE
@send_once
def case_hold(request, pk):
    """The sitting has been held: who came."""
    case = case_or_404(request, pk)
    require(policies.can_hold(request.acting, case))
    occasion = get_object_or_404(case.case.occasions, status=OccasionStatus.CALLED)
    form = HoldForm(case, occasion, sent(request))
    return act_page(
        request,
        "sip/case_hold.html",
        form,
        {"case": case, "occasion": occasion},
        act=lambda: holding.hold_occasion(case, by=request.acting, **form.facts()),
        done=_("Närvaron är sparad. Skriv protokollet här."),
        to=lambda minutes: reverse("sip:minutes", args=[minutes.pk]),
    )


@PAGE
@send_once
def case_conclude(request, pk):
    """Solved, or on to the concerned managers."""
    case = case_or_404(request, pk)
    require(policies.can_conclude(request.acting, case))
    form = OutcomeForm(case, sent(request))
    return act_page(
        request,
        "sip/case_conclude.html",
        form,
        {"case": case},
        act=lambda: holding.conclude(case, by=request.acting, **form.facts()),
        done=_("Utfallet är sparat."),
        to=lambda _made: home(request.acting, case),
    )
