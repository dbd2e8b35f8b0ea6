"""Note that a unit says no to a plan; see the pattern of all who say no. [F76, P-42]"""

from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core import audit, clock
from core.access import require
from core.ui.numbers import in_words
from core.ui.once import send_once
from core.ui.pages import render_page
from sip.plans.policies import is_leading
from sip.plans.views.found import plan_or_404
from sip.plans.views.verb import PAGE, act_page, sent
from sip.refusals import services
from sip.refusals.figures import figures, tables
from sip.refusals.forms import PatternForm, RefusalForm
from sip.surveys.figures import last_finished, least_answers
from sip.surveys.forms import half_year_words


@PAGE
@send_once
def refusal_note(request, pk):
    plan = plan_or_404(request, pk)
    require(is_leading(request.acting, plan))
    form = RefusalForm(plan, sent(request), acting=request.acting)
    if request.method != "POST":
        audit.record("plan.read", plan, by=request.acting, case_id=plan.pk)
    return act_page(
        request,
        plan,
        "sip/refusal_note.html",
        form,
        {"plan": plan},
        act=lambda: services.note_refusal(plan, by=request.acting, **form.cleaned_data),
        done=_("Noterat att verksamheten säger nej."),
    )


@require_GET
def refusal_pattern(request):
    """A finished half-year: which principals say no and why, and why families do. Never a plan, never a word."""
    acting = request.acting
    found = figures(acting)
    half_years = sorted({one.half_year for one in found} | {last_finished(clock.today())}, reverse=True)
    form = PatternForm(request.GET, half_years=half_years)
    period = next((day for day in half_years if day.isoformat() == form.chosen.get("period")), half_years[0])
    context = {
        "form": form,
        "tables": tables(acting, [one for one in found if one.half_year == period]),
        "period": half_year_words(period),
        "least": in_words(least_answers(acting)),
    }
    return render_page(request, "sip/refusal_pattern.html", context)
