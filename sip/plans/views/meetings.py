"""Call the SIP meeting, answer the call, cancel it, note that it was held. [P-41..P-44, F79, F80]"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from core.errors import Refused, WrongState
from core.ui.once import send_once
from core.ui.pages import refuse, render_page
from sip.plans import policies
from sip.plans.meeting_forms import AnswerForm, CallForm, HoldForm
from sip.plans.services import meeting as services
from sip.plans.views.page import plan_or_404
from sip.plans.views.verb import PAGE, confirm_page, home, verb_page


@PAGE
@send_once
def plan_call(request, pk):
    plan = plan_or_404(request, pk)
    return verb_page(
        request,
        plan,
        allowed=policies.can_call(request.acting, plan),
        make_form=lambda *data: CallForm(plan, *data, by=request.acting.assignment_id),
        template="sip/plan_call.html",
        act=lambda **facts: services.call_meeting(plan, by=request.acting, **facts),
        done=_("Kallelsen är skickad."),
    )


@PAGE
@send_once
def invitation_answer(request, pk):
    """Yes, no with a reason, or who comes instead: the one who is called, nobody else."""
    found = policies.own_invitations(request.acting).select_related("meeting", "unit")
    invitation = get_object_or_404(found, pk=pk)
    plan = plan_or_404(request, invitation.case_id)
    if not policies.can_reply(request.acting, invitation):
        messages.error(request, _("Mötet har redan hållits eller ställts in."))
        return redirect(plan)
    template, context = "sip/invitation_answer.html", {"case": plan, "invitation": invitation}
    if request.method != "POST":
        return render_page(request, template, {"form": AnswerForm(invitation), **context})
    form = AnswerForm(invitation, request.POST)
    if form.is_valid():
        try:
            services.answer_invitation(invitation, by=request.acting, **form.cleaned_data)
        except Refused as refused:
            form.take(refused)
        except WrongState as wrong:
            messages.error(request, str(wrong))
            return redirect(plan)
        else:
            return home(request, plan, _("Ditt svar är sparat."))
    return refuse(request, template, form, context)


@PAGE
@send_once
def meeting_hold(request, pk):
    meeting = get_object_or_404(policies.visible_meetings(request.acting), pk=pk)
    plan = plan_or_404(request, meeting.case_id)
    return verb_page(
        request,
        plan,
        allowed=policies.can_hold(request.acting, plan, meeting),
        make_form=lambda *data: HoldForm(plan, meeting, *data),
        template="sip/meeting_hold.html",
        act=lambda **facts: services.hold_meeting(meeting, by=request.acting, **facts),
        done=_("Närvaron är sparad. Nu kan planen skrivas klart."),
        context={"meeting": meeting},
    )


@PAGE
@send_once
def meeting_cancel(request, pk):
    meeting = get_object_or_404(policies.visible_meetings(request.acting), pk=pk)
    plan = plan_or_404(request, meeting.case_id)
    return confirm_page(
        request,
        plan,
        allowed=policies.can_hold(request.acting, plan, meeting),
        words={
            "title": _("Ställ in mötet"),
            "text": _("Mötet hålls inte. Du kan kalla till ett nytt."),
            "effects": [_("De som är kallade får besked."), _("Familjen behöver du själv berätta för.")],
            "verb": _("Ställ in mötet"),
        },
        act=lambda: services.cancel_meeting(meeting, by=request.acting),
        done=_("Mötet är inställt."),
    )
