"""What others have got of a child, for the family: by reader and language, read together, fetched as PDF. [F111]"""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core import audit, clock
from core.papers import hand_out, says_why_not
from core.ui.once import send_once
from core.ui.pages import render_page
from core.ui.verbs import PAGE
from sip.children.policies import visible_children
from sip.disclosures.family import shared_paper
from sip.disclosures.sorting import allowed_digests, sort_shared, texts_for
from sip.family.forms import ReaderForm, chosen_reader
from sip.family.printing import family_pdf
from sip.family.readers import reader_of, readers_of_child
from sip.family.sorting.page import Sorting, sort_page


def _child_or_404(request, pk):
    return get_object_or_404(visible_children(request.acting).select_related("principal"), pk=pk)


def _context(request, child, reader, language) -> dict:
    paper = shared_paper(request.acting, child, reader)
    return {"language": language, "title": language.say("shown.title"), "paper": paper}


@require_GET
def shared_family(request, pk):
    """The list on the screen, to read together; choose for whom and in which language."""
    child = _child_or_404(request, pk)
    readers = readers_of_child(child)
    form = ReaderForm(request.GET, readers)
    reader, why_not = chosen_reader(form, readers, reader_of)
    context = {"child": child, "form": form, "why_not": why_not}
    if reader is not None:
        context |= _context(request, child, reader, form.language) | {"reader": reader}
    audit.record("shared.read", child, by=request.acting, child_id=child.pk)
    return render_page(request, "sip/shared_family.html", context)


@PAGE
@send_once
def shared_family_sort(request, pk):
    """Which of the texts that have gone to others one reader may have."""
    child = _child_or_404(request, pk)
    audit.record("shared.read", child, by=request.acting, child_id=child.pk)
    sorting = Sorting(
        template="sip/shared_sort.html",
        paper_url=reverse("sip:shared_family", args=[child.pk]),
        has_all=_("%(name)s får ha alla texter. Här finns inget att gå igenom."),
        pick=reader_of,
        texts=lambda reader: texts_for(request.acting, child, reader),
        allowed=lambda reader: allowed_digests(child, reader),
        keep=lambda reader, allowed: sort_shared(child, by=request.acting, reader=reader, allowed=allowed),
    )
    return sort_page(request, sorting, readers_of_child(child), {"child": child})


@require_GET
@says_why_not
def shared_pdf(request, pk):
    """The same as a tagged PDF; title and name of the file tell nobody's name. [security 7]"""
    child = _child_or_404(request, pk)
    readers = readers_of_child(child)
    form = ReaderForm(request.GET, readers)
    reader = reader_of(readers, form.reader_key)
    pdf = family_pdf(
        "documents/_family_shared.html",
        _context(request, child, reader, form.language),
        title=_("Vad vi har delat"),
        to=form.language,
        on=clock.today(),
    )
    audit.record("shared.printed", child, by=request.acting, child_id=child.pk, reason=reader.key)
    return hand_out(pdf, "delat.pdf")
