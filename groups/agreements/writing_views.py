"""The chapters, written together and saved as one writes. [F56]"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from core.access import require
from core.access.expressions import within
from core.errors import Refused, WrongState
from core.ui import autosave
from core.ui.pages import render_page
from core.ui.sections import SectionForm, Typed, shown
from groups.agreements import policies
from groups.agreements.models import Agreement, AgreementChapter
from groups.agreements.services import drafting
from groups.agreements.views import agreement_or_404, home

TEMPLATE = "groups/agreement_write.html"


def _context(agreement: Agreement, typed: Typed | None = None) -> dict:
    chapters = agreement.chapters.select_related("saved_by__person")
    sections = [shown(one, typed, url=reverse("groups:chapter_save", args=[one.pk])) for one in chapters]
    return {"agreement": agreement, "sections": sections, "back": agreement.title, "back_url": home(agreement)}


@require_GET
def agreement_write(request, pk):
    agreement = agreement_or_404(request, pk)
    require(policies.may_write(request.acting, agreement))
    return render_page(request, TEMPLATE, _context(agreement))


@require_POST
def chapter_save(request, pk):
    """One chapter's text; the same POST from the button and from the script."""
    found = AgreementChapter.objects.filter(within("agreement_id", "visible_agreement_ids"))
    chapter = get_object_or_404(found, pk=pk)
    agreement = agreement_or_404(request, chapter.agreement_id)
    require(policies.may_write(request.acting, agreement))
    form = SectionForm(request.POST)
    if not form.is_valid():
        return _not_saved(request, agreement, chapter, form)
    try:
        saved = drafting.save_chapter(chapter, by=request.acting, **form.cleaned_data)
    except drafting.EditedByAnother as edited:
        return _conflict(request, agreement, edited.current, form.cleaned_data["text"])
    except (Refused, WrongState) as refusal:
        form.add_error(None, str(refusal))
        return _not_saved(request, agreement, chapter, form)
    if autosave.is_asked(request):
        return autosave.saved(version=saved.version, at=saved.saved_at or agreement.created_at)
    return redirect(f"{reverse('groups:agreement_write', args=[agreement.pk])}#avsnitt-{saved.key}")


def _not_saved(request, agreement, chapter, form) -> HttpResponse:
    """422: what was typed stands in its box, with why it was not saved."""
    if autosave.is_asked(request):
        return autosave.refused(form)
    typed = Typed(chapter.pk, request.POST.get("text", ""), error=form.faults[0]["sentence"])
    return render_page(request, TEMPLATE, _context(agreement, typed), status=422)


def _conflict(request: Any, agreement: Agreement, theirs: AgreementChapter, mine: str) -> HttpResponse:
    by = str(theirs.saved_by.person) if theirs.saved_by else ""
    if autosave.is_asked(request):
        return autosave.conflict(version=theirs.version, texts={"text": theirs.text}, by=by, at=theirs.saved_at)
    return render_page(request, TEMPLATE, _context(agreement, Typed(theirs.pk, mine, theirs=theirs)), status=409)
