"""Read the story of a case, a plan or a transfer, and print it. [issue 3.10]"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from core import audit, clock
from core.access import Acting, acting_as, require
from core.documents.kinds import DocumentKind
from core.documents.render import render_pdf
from core.papers import hand_out, says_why_not
from core.ui.forms import FilterForm
from core.ui.pages import render_part
from sip.cases.subjects import Subject
from sip.cases.views import case_or_404
from sip.plans.models import SipPlan
from sip.plans.views.found import plan_or_404
from sip.story.events import Lane
from sip.story.of_child import tells_of
from sip.story.page import by_day, document, drawn, story_of
from sip.transfers.views import transfer_or_404

IN_A_CASE = [(value, label) for value, label in Lane.choices if value != Lane.CHILD]


class StoryFilter(FilterForm):
    slag = forms.ChoiceField(
        label=gettext_lazy("Slag av händelse"), choices=[("", gettext_lazy("Allt som har hänt")), *IN_A_CASE]
    )


def _plan(request: HttpRequest, pk: Any) -> SipPlan:
    """Read as the plan's page is: with a consent, or where it began."""
    plan = plan_or_404(request, pk)
    acting: Acting = request.acting  # type: ignore[attr-defined]
    require(tells_of(acting, plan))
    return plan


# A story is found as the page of what it is about finds that.
FIND: dict[str, Callable[[Any, Any], Subject]] = {"case": case_or_404, "plan": _plan, "transfer": transfer_or_404}


@require_GET
def story(request, pk, kind):
    with acting_as(request.acting.about(pk), whole=True) as acting:
        one = FIND[kind](request, pk)
        events, spans = story_of(acting, one)
        form = StoryFilter(request.GET)
        lane = form.chosen.get("slag")
        shown = [event for event in events if not lane or event.lane == lane]
        audit.record("case.story_read", one, by=acting, case_id=one.pk)
        context = {
            "one": one,
            "code": one.case.code,
            "form": form,
            "url": reverse(f"sip:{kind}_story", args=[pk]),
            "pdf_url": reverse(f"sip:{kind}_story_pdf", args=[pk]),
            "chart": drawn(events, spans),
            "days": by_day(shown),
        }
        return render_part(request, "sip/story.html", "results", context)


@require_GET
@says_why_not
def story_pdf(request, pk, kind):
    with acting_as(request.acting.about(pk), whole=True) as acting:
        one = FIND[kind](request, pk)
        events, spans = story_of(acting, one)
    pdf = render_pdf(
        "documents/_story.html",
        {"story": document(one, events, spans, one.region.name)},
        kind=DocumentKind.CASE,
        title=_("Tidslinje %(code)s") % {"code": one.case.code},
        created_at=clock.now(),
    )
    audit.record("case.story_printed", one, by=request.acting, case_id=one.pk)
    return hand_out(pdf, f"tidslinje-{one.case.code}.pdf")
