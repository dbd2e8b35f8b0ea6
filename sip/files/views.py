"""Add the paper of a consent, and fetch it."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.access import require
from core.files.pages import file_page, give_out, sent_with_files
from core.ui.once import send_once
from sip.consent.found import subject_or_404
from sip.consent.policies import visible_consents
from sip.files import policies, services
from sip.files.forms import PaperForm

PAGE = "sip/consent_paper.html"


@require_http_methods(["GET", "HEAD", "POST"])
@send_once
def paper_add(request, pk):
    consent = get_object_or_404(visible_consents(request.acting), pk=pk)
    case = subject_or_404(request, consent.case_id)
    require(policies.can_add_paper(request.acting, case))
    context = {"case": case, "consent": consent}
    form = PaperForm(case, *sent_with_files(request))
    return file_page(
        request,
        PAGE,
        form,
        context,
        name="paper",
        case_id=case.pk,
        act=lambda: services.add_paper(consent, by=request.acting, **form.facts()),
        done=_("Blanketten är tillagd."),
        to=lambda _made: reverse("sip:consent_detail", args=[pk]),
    )


@require_safe
def file_fetch(request, pk):
    found = policies.visible_files(request.acting).select_related("kept", "case")
    stored = get_object_or_404(found, pk=pk)
    return give_out(request, stored, name=f"samtycke-{stored.case.code}-{stored.version}")
