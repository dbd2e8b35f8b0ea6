"""The chapters, written together and saved as one writes. [F56]"""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.access import require
from core.access.expressions import within
from core.ui.pages import render_page
from core.ui.sections import Typed, save_section, shown
from groups.agreements import policies
from groups.agreements.models import Agreement, AgreementChapter
from groups.agreements.services import drafting
from groups.agreements.views import agreement_or_404, where

TEMPLATE = "groups/write.html"


def _context(agreement: Agreement, typed: Typed | None = None) -> dict:
    chapters = agreement.chapters.all()
    sections = [shown(one, typed, url=reverse("groups:chapter_save", args=[one.pk])) for one in chapters]
    words = {"title": _("Skriv överenskommelsen"), "done": _("Till överenskommelsen")}
    return {"sections": sections, **words, **where(agreement)}


@require_GET
def agreement_write(request, pk):
    agreement = agreement_or_404(request, pk)
    require(policies.can_write(request.acting, agreement))
    return render_page(request, TEMPLATE, _context(agreement))


@require_POST
def chapter_save(request, pk):
    """One chapter's text."""
    found = AgreementChapter.objects.filter(within("agreement_id", "visible_agreement_ids"))
    chapter = get_object_or_404(found, pk=pk)
    agreement = agreement_or_404(request, chapter.agreement_id)
    require(policies.may_write(request.acting, agreement))
    return save_section(
        request,
        chapter,
        act=lambda **said: drafting.save_chapter(chapter, by=request.acting, **said),
        page=lambda typed, status: render_page(request, TEMPLATE, _context(agreement, typed), status=status),
        to=lambda saved: f"{reverse('groups:agreement_write', args=[agreement.pk])}#avsnitt-{saved.key}",
    )
