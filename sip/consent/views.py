"""Record, read and withdraw a consent."""

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core import audit
from core.access import hand_out, require, together
from core.errors import WrongState
from core.files import scanner, words
from core.files.pages import file_page, sent_with_files
from core.ui.once import send_once
from core.ui.pages import refuse, render_page
from core.ui.verbs import PAGE, act_page, sent
from sip.cases.models import ChildCase
from sip.cases.views import case_or_404
from sip.consent import policies, services
from sip.consent.answering import answer_consent
from sip.consent.forms import AnswerConsentForm, ConsentForm, WithdrawConsentForm
from sip.consent.found import subject_or_404
from sip.consent.models import ConsentGiver, ConsentUnit
from sip.consent.rows import consent_facts, next_page, recorded
from sip.consent.states import ConsentStatus
from sip.disclosures.rows import given_on
from sip.files.policies import can_add_paper, takes_paper
from sip.files.rows import paper_facts
from sip.signatures.rows import signature_section


def _consent_or_404(request, pk):
    own_child = Exists(ChildCase.objects.filter(case_id=OuterRef("case_id")))
    found = (
        policies.visible_consents(request.acting)
        .select_related("approved_by__person")
        .annotate(has_own_child=own_child)
    )
    consent = get_object_or_404(found, pk=pk)
    givers = ConsentGiver.objects.filter(consent=consent)
    units = ConsentUnit.objects.filter(consent=consent).select_related("unit")
    together(givers, units)
    hand_out(givers, [consent], by="consent", to="givers")
    hand_out(units, [consent], by="consent", to="units")
    return consent


@require_http_methods(["GET", "HEAD", "POST"])
@send_once
def consent_record(request, pk):
    case = case_or_404(request, pk)
    require(policies.can_record_consent(request.acting, case))
    form = ConsentForm(case, *sent_with_files(request))
    return file_page(
        request,
        "sip/consent_record.html",
        form,
        {"case": case},
        name="paper",
        case_id=case.pk,
        act=lambda: services.record_consent(case, by=request.acting, **form.facts()),
        done=recorded,
        to=lambda consent: next_page(consent, case),
    )


@require_GET
def consent_detail(request, pk):
    consent = _consent_or_404(request, pk)
    case = subject_or_404(request, consent.case_id)
    audit.record("consent.read", consent, by=request.acting)
    papers = paper_facts(request.acting, consent)
    is_live = consent.status in (ConsentStatus.GIVEN, ConsentStatus.REQUESTED)
    return render_page(
        request,
        "sip/consent_detail.html",
        {
            "case": case,
            "consent": consent,
            "facts": [*consent_facts(consent), *papers],
            "no_scanner": words.NO_SCANNER if papers and not scanner.is_connected() else "",
            "may_add_paper": takes_paper(consent) and can_add_paper(request.acting, case),
            "given": given_on(consent),
            "signatures": signature_section(request.acting, case, consent),
            "may_be_read": consent.has_own_child and is_live,
            "may_answer": policies.can_answer_consent(request.acting, case, consent) and consent.has_own_child,
            "may_withdraw": policies.can_withdraw_consent(request.acting, case) and is_live,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@send_once
def consent_withdraw(request, pk):
    consent = _consent_or_404(request, pk)
    case = subject_or_404(request, consent.case_id)
    require(policies.can_withdraw_consent(request.acting, case))
    form = WithdrawConsentForm(case, consent, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.withdraw_consent(consent, by=request.acting, **form.facts())
        except WrongState as wrong:
            messages.error(request, str(wrong))
        else:
            messages.success(request, _("Samtycket är återkallat. Det gäller från och med nu."))
        return redirect(case)
    context = {"case": case, "consent": consent, "given": given_on(consent)}
    if request.method == "POST":
        return refuse(request, "sip/consent_withdraw.html", form, context)
    return render_page(request, "sip/consent_withdraw.html", {"form": form, **context})


@PAGE
@send_once
def consent_answer(request, pk):
    """Note what one who must give it has answered since it was asked for."""
    consent = _consent_or_404(request, pk)
    case = subject_or_404(request, consent.case_id)
    require(policies.can_answer_consent(request.acting, case, consent) and consent.has_own_child)
    form = AnswerConsentForm(case, consent, sent(request))
    return act_page(
        request,
        "sip/consent_answer.html",
        form,
        {"case": case, "consent": consent},
        act=lambda: answer_consent(consent, by=request.acting, **form.facts()),
        done=_("Svaret är noterat."),
        to=lambda made: reverse("sip:consent_detail", args=[made.pk]),
    )
