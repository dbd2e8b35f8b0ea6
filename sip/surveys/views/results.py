"""What families answered, in sums: for those who follow the region or an area. [I-12, I-13, I-40]"""

from django.views.decorators.http import require_GET

from core import clock
from core.organisations.policies import visible_areas
from core.ui.numbers import in_words
from core.ui.pages import render_page
from sip.surveys import policies
from sip.surveys.figures import figures, last_day, last_finished, least_answers, tables
from sip.surveys.forms import FiguresForm, half_year_words
from sip.surveys.questionnaires import questionnaires, version_in_force


@require_GET
def survey_results(request):
    """A finished half-year, for the region or an area: share of 4-5, mean and number of answers to each question."""
    acting, today = request.acting, clock.today()
    found = figures(acting)
    half_years = sorted({one.half_year for one in found} | {last_finished(today)}, reverse=True)
    form = FiguresForm(request.GET, half_years=half_years, areas=_areas(acting))
    chosen = form.chosen
    period = next((one for one in half_years if one.isoformat() == chosen.get("period")), half_years[0])
    area = chosen.get("omrade", "")
    shown = [one for one in found if one.half_year == period and str(one.area_id or "") == area]
    context = {
        "form": form,
        "tables": tables(shown, questionnaires(acting.region_id), version_in_force(acting.region_id, last_day(period))),
        "period": half_year_words(period),
        "where": dict(form.fields["omrade"].choices)[area],
        "least": in_words(least_answers(acting)),
    }
    return render_page(request, "sip/survey/results.html", context)


def _areas(acting) -> list[tuple[str, str]]:
    """The areas that this reader's figures are shown for: all, the own, or none."""
    areas = visible_areas(acting).order_by("name")
    if acting.role in policies.OWN_AREA:
        areas = areas.filter(pk=acting.area_id)
    elif acting.role not in policies.ALL_AREAS:
        areas = areas.none()
    return [(str(pk), name) for pk, name in areas.values_list("pk", "name")]
