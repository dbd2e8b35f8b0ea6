"""Call a sitting, answer, note who came, conclude."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.access import require
from core.errors import Refused, WrongState
from core.ui.once import send_once
from core.ui.pages import refuse, render_page
from sip.cases import policies as case_policies
from sip.cases.views import case_or_404
from sip.individual_forum import calling, holding, policies
from sip.individual_forum.forms import CallForm, HoldForm, OutcomeForm, ReplyForm
from sip.individual_forum.models import Call
from sip.individual_forum.states import OccasionStatus

PAGE = require_http_methods(["GET", "HEAD", "POST"])


def _done(request, case, sentence):
    messages.success(request, sentence)
    if case_policies.can_view_case(request.acting, case):
        return redirect("sip:case_detail", pk=case.pk)
    return redirect("sip:case_list")


@PAGE
@send_once
def case_call(request, pk):
    """Call the managers: everything usual is already chosen."""
    case = case_or_404(request, pk)
    require(policies.can_call(request.acting, case))
    if request.method != "POST":
        return render_page(request, "sip/case_call.html", {"case": case, "form": CallForm(case)})
    form = CallForm(case, request.POST)
    if form.is_valid():
        try:
            calling.call_occasion(case, by=request.acting, **form.facts())
        except Refused as refused:
            form.take(refused)
        except WrongState as wrong:
            messages.error(request, str(wrong))
            return redirect("sip:case_detail", pk=pk)
        else:
            return _done(request, case, _("Kallelsen är skickad."))
    return refuse(request, "sip/case_call.html", form, {"case": case})


@PAGE
@send_once
def call_answer(request, pk):
    """Yes, no, or who comes instead."""
    visible = case_policies.visible_forum_cases(request.acting).values("pk")
    found = Call.objects.filter(case_id__in=visible, assignment_id=request.acting.assignment_id)
    call = get_object_or_404(found.select_related("occasion", "unit"), pk=pk)
    case = case_or_404(request, call.case_id)
    if request.method != "POST":
        return render_page(request, "sip/call_answer.html", {"case": case, "call": call, "form": ReplyForm(call)})
    form = ReplyForm(call, request.POST)
    if form.is_valid():
        try:
            calling.answer_call(call, by=request.acting, **form.cleaned_data)
        except Refused as refused:
            form.take(refused)
        except WrongState as wrong:
            messages.error(request, str(wrong))
            return redirect("core:start")
        else:
            return _done(request, case, _("Ditt svar är sparat."))
    return refuse(request, "sip/call_answer.html", form, {"case": case, "call": call})


@PAGE
@send_once
def case_hold(request, pk):
    """The sitting has been held: who came."""
    case = case_or_404(request, pk)
    require(policies.can_hold(request.acting, case))
    occasion = get_object_or_404(case.case.occasions, status=OccasionStatus.CALLED)
    form = HoldForm(case, occasion, request.POST if request.method == "POST" else None)
    context = {"case": case, "occasion": occasion}
    if request.method == "POST" and form.is_valid():
        try:
            minutes = holding.hold_occasion(case, by=request.acting, **form.facts())
        except Refused as refused:
            form.take(refused)
        except WrongState as wrong:
            messages.error(request, str(wrong))
            return redirect("sip:case_detail", pk=pk)
        else:
            messages.success(request, _("Närvaron är sparad. Skriv protokollet här."))
            return redirect("sip:minutes", pk=minutes.pk)
    if request.method == "POST":
        return refuse(request, "sip/case_hold.html", form, context)
    return render_page(request, "sip/case_hold.html", {"form": form, **context})


@PAGE
@send_once
def case_conclude(request, pk):
    """Solved, or on to the concerned managers."""
    case = case_or_404(request, pk)
    require(policies.can_conclude(request.acting, case))
    form = OutcomeForm(case, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            holding.conclude(case, by=request.acting, **form.facts())
        except Refused as refused:
            form.take(refused)
        else:
            return _done(request, case, _("Utfallet är sparat."))
    if request.method == "POST":
        return refuse(request, "sip/case_conclude.html", form, {"case": case})
    return render_page(request, "sip/case_conclude.html", {"case": case, "form": form})
