"""Go through the texts of a paper for one reader: which of them may be given. [security 1 (7)]"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.errors import Refused
from core.ui.fields import ManyPicks
from core.ui.forms import Form
from core.ui.pages import render_page
from core.ui.verbs import act_page, sent
from sip.family.readers import Reader
from sip.family.sorting.texts import Text


class SortForm(Form):
    """Every text, marked where the reader may have it."""

    texts = forms.MultipleChoiceField(label=_("Det här får lämnas"), required=False, widget=ManyPicks)

    def __init__(self, texts: list[Text], allowed: frozenset[str], data=None):
        super().__init__(data)
        self.fields["texts"].choices = [(one.digest, f"{one.place}: {one.words}") for one in texts]  # type: ignore[attr-defined]
        if not self.is_bound:
            self.initial["texts"] = [one.digest for one in texts if one.digest in allowed]


@dataclass(frozen=True)
class Sorting:
    """What is gone through. `pick` raises Refused, `has_all` is the sentence on one from whom nothing is kept.

    `texts` and `allowed` say of a reader which there are, as they are headed, and which were marked before; `keep`
    takes the reader and the marked ones' digests.
    """

    template: str
    paper_url: str
    has_all: str
    pick: Callable[[list[Reader], str], Reader]
    texts: Callable[[Reader], list[Text]]
    allowed: Callable[[Reader], frozenset[str]]
    keep: Callable[[Reader, set[str]], None]


def sort_page(request: HttpRequest, sorting: Sorting, readers: list[Reader], context: dict) -> HttpResponse:
    """For the reader that the address names; one from whom nothing is kept needs no sorting."""
    key = request.GET.get("till") or readers[0].key
    back = f"{sorting.paper_url}?{urlencode({'till': key})}"
    context = {**context, "back_url": back}
    try:
        reader = sorting.pick(readers, key)
    except Refused as refused:
        return render_page(request, sorting.template, {**context, "why_not": str(refused)})
    if reader.may_have_all:
        why_not = sorting.has_all % {"name": reader.name}
        return render_page(request, sorting.template, {**context, "why_not": why_not})
    form = SortForm(sorting.texts(reader), sorting.allowed(reader), sent(request))
    return act_page(
        request,
        sorting.template,
        form,
        {**context, "reader": reader},
        act=lambda: sorting.keep(reader, set(form.cleaned_data["texts"])),
        done=_now("Sparat. Papperet har de texter som du har valt."),
        to=lambda _made: back,
    )
