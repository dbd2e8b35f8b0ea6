"""Ask about times from the case; answer without seeing it. [P-83b]"""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import require
from core.ui.once import send_once
from core.ui.verbs import PAGE, act_page, sent
from sip.cases.views import case_or_404
from sip.time_enquiry import policies, services
from sip.time_enquiry.forms import AnswerForm, EnquiryForm
from sip.time_enquiry.models import TimeEnquiry


@PAGE
@send_once
def time_enquiry(request, pk):
    case = case_or_404(request, pk)
    require(policies.can_enquire(request.acting, case))
    form = EnquiryForm(case, sent(request))
    return act_page(
        request,
        "sip/time_enquiry.html",
        form,
        {"case": case},
        act=lambda: services.send_enquiry(case, by=request.acting, **form.facts()),
        done=_("Frågan är skickad. Fristen löper tills du kallar."),
        to=lambda _made: case.get_absolute_url(),
    )


@PAGE
@send_once
def time_question(request, pk):
    """For the one who is asked: the times. The one who asked reads the answer in the case."""
    found = policies.visible_questions(request.acting).select_related("district")
    question = get_object_or_404(found, pk=pk)
    if request.method != "POST" and not policies.can_answer(request.acting, question):
        enquiry = TimeEnquiry.objects.filter(question=question).first()
        return redirect("sip:case_detail", pk=enquiry.case_id) if enquiry else redirect("sip:case_list")
    require(policies.can_answer(request.acting, question))
    form = AnswerForm(question, sent(request))
    return act_page(
        request,
        "sip/time_question.html",
        form,
        {"question": question, "keys": [*form.times]},
        act=lambda: services.answer_enquiry(question, by=request.acting, **form.facts()),
        done=_("Ditt svar om tider är skickat."),
        to=lambda _made: reverse("core:start"),
    )
