"""Add the paper of a consent, and fetch it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.access import require
from core.errors import WrongState
from core.files.pages import give_out, hold_back, refuse_with_file
from core.ui.once import send_once
from core.ui.pages import render_page
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
    if request.method != "POST":
        return render_page(request, PAGE, {"form": PaperForm(case), **context})
    form = PaperForm(case, request.POST, request.FILES)
    hold_back(request, form, "paper")
    if not form.is_valid():
        return refuse_with_file(request, PAGE, form, "paper", context, case_id=case.pk)
    try:
        services.add_paper(consent, by=request.acting, **form.facts())
    except WrongState as wrong:
        messages.error(request, str(wrong))
    else:
        messages.success(request, _("Blanketten är tillagd."))
    return redirect("sip:consent_detail", pk=pk)


@require_safe
def file_fetch(request, pk):
    found = policies.visible_files(request.acting).select_related("kept", "case")
    stored = get_object_or_404(found, pk=pk)
    return give_out(request, stored, name=f"samtycke-{stored.case.code}-{stored.version}")
