"""The cases one may see: list, page, identity on request; and the verbs outside the sittings."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.access import Acting, acting_as, require
from core.ui import dates
from core.ui.once import send_once
from core.ui.pages import render_page
from core.ui.verbs import PAGE, act_page, confirm_page, sent
from sip.cases import escalation, list_page, noticed, policies, services
from sip.cases.deadlines import counts_from_raised
from sip.cases.escalation_forms import DecideForm, EscalateForm, FollowUpForm, ForwardForm
from sip.cases.forms import NoticedForm, ReturnForm, WithdrawForm
from sip.cases.models import ForumCase
from sip.cases.page import case_page, record_read
from sip.individual_forum.policies import can_note_result, standing_sitting, visible_decisions
from sip.individual_forum.states import DecisionLevel


def case_or_404(request, pk) -> ForumCase:
    """The case among those the acting assignment may see; hidden and missing are the same."""
    found = policies.visible_forum_cases(request.acting).select_related("case", "district", "area", "raising_unit")
    found = policies.with_relations(request.acting, found.annotate(sitting_stands=standing_sitting()))
    return get_object_or_404(found, pk=pk)


@require_GET
def case_list(request):
    return list_page.answer(request, policies.listed_forum_cases(request.acting))


@require_GET
def case_detail(request, pk):
    with acting_as(request.acting.about(pk), whole=True) as acting:
        case = case_or_404(request, pk)
        context = case_page(acting, case)
        record_read(acting, case)
        return render_page(request, "sip/case_detail.html", context)


@require_POST
def case_identity(request, pk):
    """Name and birth date, shown on request; the showing is logged."""
    case = case_or_404(request, pk)
    identity = get_object_or_404(policies.visible_identities(request.acting), pk=case.pk)
    record_read(request.acting, case, "case.identity_read")
    return render_page(request, "sip/case_identity.html", {"case": case, "identity": identity})


def _verb_page(request, pk, *, form_class, template, may, act, done):
    """A verb of the case itself: `act` takes the case, who acts and the form's facts."""
    case = case_or_404(request, pk)
    require(may(request.acting, case))
    form = form_class(case, sent(request))
    return act_page(
        request,
        template,
        form,
        {"case": case},
        act=lambda: act(case, by=request.acting, **form.facts()),
        done=done,
        to=lambda _made: home(request.acting, case),
    )


def home(acting: Acting, case: ForumCase) -> str:
    """The case's page, or the list when the verb closed the case to the one who did it."""
    return case.get_absolute_url() if policies.can_view_case(acting, case) else reverse("sip:case_list")


def _corrected(case: ForumCase) -> str:
    if counts_from_raised(case):
        return _("Dagen är rättad.")
    return _("Dagen är rättad och klockan räknas från den.")


@PAGE
@send_once
def case_noticed(request, pk):
    return _verb_page(
        request,
        pk,
        form_class=NoticedForm,
        template="sip/case_noticed.html",
        may=policies.can_correct_noticed,
        act=noticed.correct_noticed,
        done=_corrected,
    )


@PAGE
@send_once
def case_return(request, pk):
    return _verb_page(
        request,
        pk,
        form_class=ReturnForm,
        template="sip/case_return.html",
        may=policies.can_return_case,
        act=services.return_case,
        done=_("Ärendet är återlämnat."),
    )


@PAGE
@send_once
def case_withdraw(request, pk):
    return _verb_page(
        request,
        pk,
        form_class=WithdrawForm,
        template="sip/case_withdraw.html",
        may=policies.can_withdraw_case,
        act=services.withdraw_case,
        done=_("Ärendet är taget ur forumet."),
    )


@PAGE
@send_once
def case_escalate(request, pk):
    return _verb_page(
        request,
        pk,
        form_class=EscalateForm,
        template="sip/case_escalate.html",
        may=policies.can_escalate,
        act=escalation.escalate,
        done=_("De berörda cheferna har fått ärendet."),
    )


@PAGE
@send_once
def case_decide(request, pk):
    return _verb_page(
        request,
        pk,
        form_class=DecideForm,
        template="sip/case_decide.html",
        may=policies.can_decide,
        act=escalation.decide,
        done=_("Beslutet är sparat."),
    )


@PAGE
@send_once
def case_forward(request, pk):
    return _verb_page(
        request,
        pk,
        form_class=ForwardForm,
        template="sip/case_forward.html",
        may=policies.can_forward_principle,
        act=escalation.forward_principle,
        done=_("Principfrågan är noterad i ärendet."),
    )


def _close_words(case: ForumCase) -> dict:
    return {
        "title": _("Avsluta ärendet %(code)s") % {"code": case.case.code},
        "text": _("Det går inte att öppna ett avslutat ärende igen."),
        "effects": [
            _("Du ser inte längre ärendet. Verksamheten som väckte det kan fortfarande läsa det."),
            _("De som deltar får besked om att ärendet är avslutat."),
            _("Ärendet räknas i statistiken, utan uppgifter om barnet."),
        ],
        "verb": _("Avsluta ärendet"),
        "back_url": reverse("sip:case_detail", args=[case.pk]),
        "url": reverse("sip:case_close", args=[case.pk]),
    }


def _received_words(case: ForumCase) -> dict:
    decisions = case.case.decisions.filter(level=DecisionLevel.STEERING).select_related("responsible_unit")
    line = _("%(text)s %(unit)s, klart senast %(day)s.")
    return {
        "title": _("Ta emot beslutet i ärendet %(code)s") % {"code": case.case.code},
        "text": _("Det här har de berörda cheferna beslutat. De får besked om att ni har tagit emot det."),
        "effects": [
            line % {"text": one.text, "unit": one.responsible_unit.name, "day": dates.day(one.due_on)}
            for one in decisions
        ],
        "verb": _("Vi har tagit emot beslutet"),
        "back_url": reverse("sip:case_detail", args=[case.pk]),
        "url": reverse("sip:case_receive", args=[case.pk]),
    }


@PAGE
@send_once
def case_receive(request, pk):
    """What the managers decided, and that the unit that raised the case has it."""
    case = case_or_404(request, pk)
    require(policies.can_receive_decision(request.acting, case))
    return confirm_page(
        request,
        _received_words(case),
        act=lambda: escalation.receive_decision(case, by=request.acting),
        done=_("Beslutet är mottaget. Cheferna som beslutade har fått besked."),
        to=lambda _made: case.get_absolute_url(),
    )


@PAGE
@send_once
def case_close(request, pk):
    case = case_or_404(request, pk)
    require(policies.can_close(request.acting, case))
    return confirm_page(
        request,
        _close_words(case),
        act=lambda: services.close_case(case, by=request.acting),
        done=_("Ärendet är avslutat."),
        to=lambda _made: reverse("sip:case_list"),
    )


@PAGE
@send_once
def decision_follow_up(request, pk):
    """What came of one decision; who reads the minutes alone comes from there and goes back there."""
    found = visible_decisions(request.acting).select_related("responsible_unit", "occasion__minutes", "case")
    decision = get_object_or_404(found, pk=pk)
    case = policies.visible_forum_cases(request.acting).filter(pk=decision.case_id).select_related("case").first()
    require(can_note_result(request.acting, decision, case))
    form = FollowUpForm(case, sent(request))
    back = case.get_absolute_url() if case else reverse("sip:minutes", args=[decision.occasion.minutes.pk])
    return act_page(
        request,
        "sip/decision_follow_up.html",
        form,
        {"case": case, "decision": decision, "back_url": back},
        act=lambda: escalation.follow_up(decision, by=request.acting, **form.facts()),
        done=_("Uppföljningen är sparad."),
        to=lambda _made: back,
    )
