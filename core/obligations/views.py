"""A clock's page and certificate, and the overview for those who keep the portal running."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core import audit, clock
from core.documents.errors import DocumentError
from core.documents.kinds import DocumentKind
from core.documents.render import render_pdf
from core.obligations import counts, policies
from core.obligations.certificate import certificate_of
from core.obligations.faces import face
from core.obligations.questions import QUESTIONS
from core.papers import hand_out
from core.ui.once import send_once
from core.ui.pages import render_page
from core.ui.questions import buttons, question_page
from core.ui.verbs import PAGE

PLACES = ("rule__legal_reference", "area", "district")


def _seen(request, pk):
    rows = policies.visible_obligations(request.acting).select_related(*PLACES).with_events()
    return get_object_or_404(rows, pk=pk)


@require_GET
def certificate(request, pk):
    """How the clock is counted, and when it has ended how that was judged."""
    obligation = _seen(request, pk)
    audit.record("obligation.read", obligation, by=request.acting)
    shown = certificate_of(request.acting, obligation)
    context = {"obligation": obligation, "certificate": shown}
    # The clock leads to this page, wherever else it stands.
    context["clock_face"] = replace(face(obligation, clock.today()), url="") if obligation.due_on else None
    context["stands"] = None if obligation.paused_on else obligation
    context["verb"] = buttons(QUESTIONS, request.acting, obligation, "obligations:note")["next"]
    return render_page(request, "core/obligations/certificate.html", context)


@PAGE
@send_once
def note(request, pk, question):
    """One question about the clock; a refusal keeps what was answered."""
    obligation = _seen(request, pk)
    audit.record("obligation.read", obligation, by=request.acting)
    back_url = reverse("obligations:certificate", args=[pk])
    where = {"back": obligation.rule.words, "back_code": obligation.subject_code, "back_url": back_url}
    return question_page(request, QUESTIONS[question], obligation, where)


@require_GET
def certificate_pdf(request, pk):
    """The certificate as one page; a running clock has none yet, and its own page says how it is counted."""
    obligation = _seen(request, pk)
    if obligation.is_live:
        messages.info(request, _("Intyget görs när fristen är avslutad."))
        return redirect("obligations:certificate", pk=pk)
    shown = certificate_of(request.acting, obligation)
    name = f"{_('Intyg')} {obligation.code} {obligation.subject_code}".strip()
    try:
        content = render_pdf(
            "documents/_certificate.html",
            {"certificate": shown},
            kind=DocumentKind.CASE,
            title=name,
            language=get_language() or "sv",
            created_at=shown["frozen"],
        )
    except DocumentError as error:
        messages.error(request, str(error))
        return redirect("obligations:certificate", pk=pk)
    audit.record("obligation.printed", obligation, by=request.acting)
    return hand_out(content, f"intyg-{obligation.subject_code or obligation.code}.pdf")


@require_GET
def overview(request):
    """How many clocks stand where, by rule: numbers alone, small ones hidden."""
    if not policies.can_see_operations(request.acting):
        raise Http404
    return render_page(request, "core/obligations/overview.html", counts.overview(request.acting, clock.today()))
