"""Call the SIP meeting, answer the call, cancel it, note that it was held. [P-41..P-44, F79, F80]"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from core.access import require
from core.ui.once import send_once
from sip.plans import policies
from sip.plans.content_page import stuck_of
from sip.plans.meeting_forms import AnswerForm, CallForm, HoldForm
from sip.plans.services import meeting as services
from sip.plans.views.found import plan_or_404
from sip.plans.views.verb import PAGE, act_page, confirm_page, sent


@PAGE
@send_once
def plan_call(request, pk):
    plan = plan_or_404(request, pk)
    require(policies.can_call(request.acting, plan))
    form = CallForm(plan, sent(request), by=request.acting.assignment_id)
    return act_page(
        request,
        plan,
        "sip/plan_call.html",
        form,
        {"case": plan, "stuck": stuck_of(plan)},
        act=lambda: services.call_meeting(plan, by=request.acting, **form.facts()),
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
    form = AnswerForm(invitation, sent(request))
    return act_page(
        request,
        plan,
        "sip/invitation_answer.html",
        form,
        {"case": plan, "invitation": invitation, "stuck": stuck_of(plan)},
        act=lambda: services.answer_invitation(invitation, by=request.acting, **form.cleaned_data),
        done=_("Ditt svar är sparat."),
    )


@PAGE
@send_once
def meeting_hold(request, pk):
    meeting = get_object_or_404(policies.visible_meetings(request.acting), pk=pk)
    plan = plan_or_404(request, meeting.case_id)
    require(policies.can_hold(request.acting, plan, meeting))
    form = HoldForm(plan, meeting, sent(request))
    return act_page(
        request,
        plan,
        "sip/meeting_hold.html",
        form,
        {"case": plan, "meeting": meeting, "stuck": stuck_of(plan)},
        act=lambda: services.hold_meeting(meeting, by=request.acting, **form.facts()),
        done=_("Närvaron är sparad. Nu kan planen skrivas klart."),
    )


@PAGE
@send_once
def meeting_cancel(request, pk):
    meeting = get_object_or_404(policies.visible_meetings(request.acting), pk=pk)
    plan = plan_or_404(request, meeting.case_id)
    require(policies.can_hold(request.acting, plan, meeting))
    return confirm_page(
        request,
        plan,
        words={
            "title": _("Ställ in mötet"),
            "text": _("Mötet hålls inte. Du kan kalla till ett nytt."),
            "effects": [_("De som är kallade får besked."), _("Familjen behöver du själv berätta för.")],
            "verb": _("Ställ in mötet"),
        },
        act=lambda: services.cancel_meeting(meeting, by=request.acting),
        done=_("Mötet är inställt."),
    )
