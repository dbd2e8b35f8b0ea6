"""The year's surveys to the groups: how many answered and, when enough have, what they said together. [I-16, I-32]"""

from collections.abc import Iterable
from typing import Any

from followup.indicators.year import AreaYear
from followup.published import FEW
from followup.work.rows import of_groups
from groups.answers.sums import mean
from groups.models import SurveyRound, SurveySum
from groups.surveys.counting import axis_values, satisfied
from groups.surveys.policies import questions_of, survey_of


def surveys_of(year: AreaYear) -> list[dict[str, Any]]:
    """The rounds of the year, each beside the group's own of the year before; nothing of those that are still open."""
    rounds = SurveyRound.objects.filter(of_groups(year), region_id=year.region_id, year=year.year)
    rounds = rounds.filter(closes_on__lt=year.as_of).select_related("forum").order_by("kind", "forum__name", "id")
    found = list(rounds)
    before = SurveyRound.objects.filter(forum__in=[one.forum_id for one in found], year=year.year - 1)
    earlier = {(one.forum_id, one.kind): one for one in before}
    sums = _sums([*found, *earlier.values()])
    return [_said(year, one, earlier.get((one.forum_id, one.kind)), sums) for one in found]


def _sums(rounds: Iterable[SurveyRound]) -> dict:
    """By round; the wall gives those that are closed and that enough have answered, and never the lines."""
    rows = SurveySum.objects.filter(round__in=[one.pk for one in rounds])
    return dict(rows.values_list("round_id", "scores"))


def _said(year: AreaYear, one: SurveyRound, before: SurveyRound | None, sums: dict) -> dict[str, Any]:
    survey = survey_of(one)
    asked, scores = questions_of(one), sums.get(one.pk)
    then = sums.get(before.pk) if before and before.steps == one.steps else None
    found = {
        "id": str(one.pk),
        "kind": one.kind,
        "label": survey.label,
        "forum": one.forum.name,
        "steps": one.steps,
        "asked": one.asked,
        "answers": one.answers if not 0 < one.answers < one.least else FEW,
        "least": one.least,
        "has_axes": survey.has_axes,
        "values": [],
    }
    if scores is None:
        return found
    if survey.has_axes:
        axes = year.profile.spider_axes
        now, earlier = axis_values(scores, asked, axes), axis_values(then or {}, asked, axes)
        rows = zip(axes, now, earlier, strict=True)
        found["values"] = [{"label": axis.label, "mean": _one(a), "before": _one(b)} for axis, a, b in rows]
    else:
        found["values"] = [
            {
                "label": each.label,
                "mean": _one(mean(scores[each.key])),
                "before": _one(mean((then or {}).get(each.key, ()))),
                "satisfied": satisfied(scores[each.key]),
                "of": sum(scores[each.key]),
            }
            for each in asked
        ]
    return found


def _one(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
