"""What a closed round says: first the sentence, then the drawing or the table, beside earlier years. [I-33, I-34]"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.regions.profile import profile_of
from core.regions.shapes import Axis, GroupSurvey
from core.ui import charts, numbers
from core.ui.charts.spider import Ring
from core.ui.said import said
from groups.answers.sums import figure, mean
from groups.surveys import counting, policies
from groups.surveys.counting import Weak
from groups.surveys.models import SurveyRound, SurveySum


def results_of(one: SurveyRound, sums: Sequence[SurveySum], dimensions: Mapping[str, Any]) -> dict[str, Any]:
    """`sums` are its own and those of the years before, the latest first."""
    made = _spider(one, sums, dimensions) if policies.survey_of(one).has_axes else _table(one, sums)
    return made | {"words": sums[0].words}


def measure_of(one: SurveyRound) -> counting.Measure:
    """As the region measured the day the round was opened; the years before it in its chart are counted so too."""
    return counting.measure_of(profile_of(one.region_id, on=one.opened_on).spider_scale.kind, one.steps)


def spider_values(one: SurveySum, axes: Sequence[Axis], measure: counting.Measure) -> list[float | None]:
    return counting.axis_values(one.scores, policies.questions_of(one.round), axes, measure.of)


def _spider(one: SurveyRound, sums: Sequence[SurveySum], dimensions: Mapping[str, Any]) -> dict[str, Any]:
    axes = profile_of(one.region_id, on=one.opened_on).spider_axes
    measure = measure_of(one)
    values = [spider_values(each, axes, measure) for each in sums]
    now, before = values[0], values[1] if len(values) > 1 else None
    weak = counting.lowest(axes, now, before)
    sentence = _compared(now, before, sums) if before else _extremes([said(each.label) for each in axes], now)
    chart = charts.spider(
        sentence,
        [said(each.label) for each in axes],
        [Ring(str(each.round.year), ring) for each, ring in zip(sums, values, strict=True)],
        key="spindel",
        lowest=measure.lowest,
        highest=measure.highest,
        heading=_("Område"),
        change_heading=_("Ändring"),
    )
    return {
        "sentence": sentence,
        "chart": chart,
        "facts": _means(axes, now, dimensions),
        "weak": [_weak_row(one, each, sums) for each in weak],
        "scale": _scale(one) if measure.of is mean else _share_scale(one),
    }


def _compared(now: Sequence[float | None], before: Sequence[float | None], sums: Sequence[SurveySum]) -> str:
    rose, of = counting.risen(now, before)
    return _("Bättre än %(year)d inom %(n)d av %(all)d områden.") % {"year": sums[1].round.year, "n": rose, "all": of}


def _extremes(labels: Sequence[str], values: Sequence[float | None]) -> str:
    known = [(value, label) for value, label in zip(values, labels, strict=True) if value is not None]
    (high, best), (low, worst) = max(known, key=lambda one: one[0]), min(known, key=lambda one: one[0])
    words = {"best": best, "high": figure(high), "worst": worst, "low": figure(low)}
    return _("Högst: %(best)s (%(high)s). Lägst: %(worst)s (%(low)s).") % words


def _means(axes: Sequence[Axis], now: Sequence[float | None], dimensions: Mapping[str, Any]) -> list[dict[str, str]]:
    """Of each dimension, and of all. [I-32]"""
    rows = [{"term": _("Alla områden"), "text": figure(counting.mean_of(now))}]
    for key, title in dimensions.items():
        own = [value for axis, value in zip(axes, now, strict=True) if axis.dimension == key]
        rows.append({"term": str(title), "text": figure(counting.mean_of(own))})
    return rows


def _weak_row(one: SurveyRound, weak: Weak, sums: Sequence[SurveySum]) -> dict[str, Any]:
    change = ""
    if weak.change is not None:
        year = sums[1].round.year
        words = {"change": numbers.change(weak.change, 1), "year": year}
        change = _("%(change)s sedan %(year)d") % words if weak.change else _("som %(year)d") % {"year": year}
    return {
        "label": said(weak.axis.label),
        "value": figure(weak.value),
        "change": change,
        "url": reverse("groups:survey_into_plan", args=[one.pk, weak.axis.key]),
    }


def _scale(one: SurveyRound) -> str:
    return _("Medelvärden, från 1 (%(low)s) till %(steps)d (%(high)s).") % ends_of(policies.survey_of(one))


def _share_scale(one: SurveyRound) -> str:
    words = {"from": one.steps - counting.SATISFIED + 1, "steps": one.steps}
    return _("Andel nöjda i procent, från 0 till 100. Nöjd är den som har svarat %(from)d eller %(steps)d.") % words


def ends_of(survey: GroupSurvey) -> dict[str, Any]:
    """What the ends of its scale mean."""
    return {"steps": survey.steps, "low": said(survey.low), "high": said(survey.high)}


def _table(one: SurveyRound, sums: Sequence[SurveySum]) -> dict[str, Any]:
    """Each question with its mean, how many per cent are satisfied, and the years before."""
    asked = policies.questions_of(one)
    labels = [said(each.label) for each in asked]
    now = [mean(sums[0].scores[each.key]) for each in asked]
    rows = [
        {
            "question": said(each.label),
            "share": numbers.percent(counting.satisfied(sums[0].scores[each.key]), sum(sums[0].scores[each.key])),
            "means": [figure(mean(year.scores.get(each.key, ()))) for year in reversed(sums)],
        }
        for each in asked
    ]
    years = [str(year.round.year) for year in reversed(sums)]
    return {"sentence": _extremes(labels, now), "rows": rows, "years": years, "scale": _scale(one)}
