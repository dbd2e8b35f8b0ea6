"""Read the whole child's timeline, and print it. [issue 3.10]"""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from core import audit, clock
from core.documents.kinds import DocumentKind
from core.documents.render import render_pdf
from core.papers import hand_out, says_why_not
from core.ui.forms import FilterForm
from core.ui.pages import render_part
from sip.children.views.verbs import child_or_404
from sip.story.events import Lane
from sip.story.of_child import Part, names_of, of_part, whole_of
from sip.story.page import by_day, drawn, paper


class WholeFilter(FilterForm):
    """One of the parts, and one kind of event."""

    om = forms.ChoiceField(label=gettext_lazy("Vad det hör till"))
    slag = forms.ChoiceField(
        label=gettext_lazy("Slag av händelse"), choices=[("", gettext_lazy("Allt som har hänt")), *Lane.choices]
    )

    def __init__(self, data, parts: list[Part]):
        super().__init__(data)
        told = [(str(part.pk), part.name) for part in parts if part.is_told]
        self.fields["om"].choices = [("", _("Alla delar")), *told]


def _row(part: Part) -> dict:
    closed = "" if part.is_told else _("Du får veta att planen finns, men inte vad som har hänt i den.")
    return {"title": part.kind, "code": part.code, "url": part.url, "detail": closed}


@require_GET
def child_story(request, pk):
    child = child_or_404(request, pk)
    whole = whole_of(request.acting, child)
    form = WholeFilter(request.GET, whole.parts)
    shown = of_part(whole, form.chosen.get("om", ""), form.chosen.get("slag", ""))
    audit.record("child.story_read", child, by=request.acting, child_id=child.pk)
    context = {
        "child": child,
        "parts": [_row(part) for part in whole.parts],
        "form": form,
        "url": reverse("sip:child_story", args=[pk]),
        "pdf_url": reverse("sip:child_story_pdf", args=[pk]),
        "chart": drawn(whole.events, whole.spans),
        "days": by_day(shown, whole.part),
    }
    return render_part(request, "sip/child_story.html", "results", context)


@require_GET
@says_why_not
def child_story_pdf(request, pk):
    """No name of the child anywhere: the paper is known by the codes of what it tells of. [security 7]"""
    child = child_or_404(request, pk)
    whole = whole_of(request.acting, child)
    story = {
        **paper(whole.events, whole.spans, request.acting.region_name),
        "area": request.acting.unit_name,
        "heading": _("Tidslinje för ett barn"),
        "parts": names_of(whole.parts),
        "days": by_day(whole.events, whole.part),
    }
    pdf = render_pdf(
        "documents/_story.html",
        {"story": story},
        kind=DocumentKind.CASE,
        title=_("Tidslinje för ett barn"),
        created_at=clock.now(),
    )
    audit.record("child.story_printed", child, by=request.acting, child_id=child.pk)
    return hand_out(pdf, "tidslinje-barn.pdf")
