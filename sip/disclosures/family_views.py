"""What others have got of a child, for the family: by reader and language, read together, fetched as PDF. [F111]"""

from urllib.parse import urlencode

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from core import audit, clock
from core.errors import Refused
from core.papers import hand_out, says_why_not
from core.ui.fields import ManyPicks
from core.ui.forms import Form
from core.ui.once import send_once
from core.ui.pages import render_page
from core.ui.verbs import PAGE, act_page, sent
from sip.children.policies import visible_children
from sip.disclosures import family
from sip.disclosures.rows import shared_about
from sip.family.forms import ReaderForm, chosen_reader
from sip.family.printing import family_pdf
from sip.family.readers import reader_of, readers_of_child


class SortForm(Form):
    """Every text that has gone to others, marked where the reader may have it."""

    texts = forms.MultipleChoiceField(label=_("Det här får lämnas"), required=False, widget=ManyPicks)

    def __init__(self, acting, child, reader, *args, **kwargs):
        super().__init__(*args, **kwargs)
        found = family.texts_of(family.told_pieces(shared_about(acting, child), reader))
        self.fields["texts"].choices = [(one.digest, f"{family.place_label(one)}: {one.words}") for one in found]
        if not self.is_bound:
            allowed = family.allowed_digests(child, reader)
            self.initial["texts"] = [one.digest for one in found if one.digest in allowed]

    def facts(self) -> dict:
        return {"allowed": set(self.cleaned_data["texts"])}


def _child_or_404(request, pk):
    return get_object_or_404(visible_children(request.acting).select_related("principal"), pk=pk)


def _context(request, child, reader, language) -> dict:
    paper = family.shared_paper(request.acting, child, reader)
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
    """Which of the texts one reader may have; one from whom nothing is kept needs no sorting."""
    child = _child_or_404(request, pk)
    readers = readers_of_child(child)
    key = request.GET.get("till") or readers[0].key
    back = f"{reverse('sip:shared_family', args=[child.pk])}?{urlencode({'till': key})}"
    words = {"child": child, "back_url": back}
    audit.record("shared.read", child, by=request.acting, child_id=child.pk)
    try:
        reader = reader_of(readers, key)
    except Refused as refused:
        return render_page(request, "sip/shared_sort.html", {**words, "why_not": str(refused)})
    if reader.may_have_all:
        why_not = _now("%(name)s får ha alla texter. Här finns inget att gå igenom.") % {"name": reader.name}
        return render_page(request, "sip/shared_sort.html", {**words, "why_not": why_not})
    form = SortForm(request.acting, child, reader, sent(request))
    return act_page(
        request,
        "sip/shared_sort.html",
        form,
        {**words, "reader": reader},
        act=lambda: family.sort_shared(child, by=request.acting, reader=reader, **form.facts()),
        done=_now("Sparat. Papperet har de texter som du har valt."),
        to=lambda _made: back,
    )


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
        title=_now("Vad vi har delat"),
        to=form.language,
        on=clock.today(),
    )
    audit.record("shared.printed", child, by=request.acting, child_id=child.pk, reason=reader.key)
    return hand_out(pdf, "delat.pdf")
