"""Go through a plan's texts for one reader: which of them may be given. [security 1 (7)]"""

from urllib.parse import urlencode

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core import audit
from core.access import require
from core.errors import Refused
from core.ui.fields import ManyPicks
from core.ui.once import send_once
from core.ui.pages import render_page
from core.ui.verbs import PAGE, act_page, sent
from sip.cases.forms import CaseForm
from sip.plans import family
from sip.plans.services.sorting import sort_for_reader
from sip.plans.sorting import allowed_digests, texts_of
from sip.plans.views.found import version_or_404


class SortForm(CaseForm):
    """Every text of the version, marked where the reader may have it."""

    texts = forms.MultipleChoiceField(label=_("Det här får lämnas"), required=False, widget=ManyPicks)

    def __init__(self, plan, version, reader, *args, **kwargs):
        super().__init__(plan, *args, **kwargs)
        found = texts_of(version)
        self.fields["texts"].choices = [(text.digest, f"{text.place}: {text.words}") for text in found]
        if not self.is_bound:
            allowed = allowed_digests(version, reader)
            self.initial["texts"] = [text.digest for text in found if text.digest in allowed]

    def facts(self) -> dict:
        return {"allowed": set(self.cleaned_data["texts"])}


@PAGE
@send_once
def plan_family_sort(request, pk):
    """For the reader that the address names; one from whom nothing is kept needs no sorting."""
    version, plan = version_or_404(request, pk)
    readers = family.readers_of(request.acting, version.case_id)
    require(bool(readers))  # as the paper itself; the rest of the question is the route's and the service's
    key = request.GET.get("till") or readers[0].key
    back = f"{reverse('sip:plan_family', args=[version.pk])}?{urlencode({'till': key})}"
    words = {"version": version, "case": plan, "back_url": back}
    audit.record("plan.read", version, by=request.acting, case_id=version.case_id)
    try:
        reader = family.plan_reader(readers, key)
    except Refused as refused:
        return render_page(request, "sip/plan_family_sort.html", {**words, "why_not": str(refused)})
    if reader.may_have_all:
        why_not = _now("%(name)s får ha hela planen. Här finns inget att gå igenom.") % {"name": reader.name}
        return render_page(request, "sip/plan_family_sort.html", {**words, "why_not": why_not})
    form = SortForm(plan, version, reader, sent(request))
    return act_page(
        request,
        "sip/plan_family_sort.html",
        form,
        {**words, "reader": reader},
        act=lambda: sort_for_reader(version, by=request.acting, reader=reader, **form.facts()),
        done=_now("Sparat. Papperet har de texter som du har valt."),
        to=lambda _made: back,
    )
