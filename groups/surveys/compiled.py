"""One survey of a year in all groups: what those shown say together, and each group beside the others. [I-45]"""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import Acting, together
from core.regions.shapes import GroupQuestion, GroupSurvey
from core.ui import numbers
from core.ui.said import said
from groups.answers.sums import added, figure, mean
from groups.surveys import counting, policies
from groups.surveys.models import SurveySum
from groups.surveys.page import round_row
from groups.surveys.results import ends_of


def compiled_url(survey: GroupSurvey, year: int) -> str:
    return reverse("groups:survey_compiled", args=[survey.key, year])


def compiled_page(acting: Acting, survey: GroupSurvey, year: int, this_year: int) -> dict[str, Any]:
    """What `groups/survey_compiled.html` shows; a group with too few answers is in none of the figures."""
    rounds = policies.visible_rounds(acting).filter(kind=survey.key, year=year, steps=survey.steps)
    rounds = rounds.order_by("forum__name", "id")
    sums = policies.visible_sums(acting).filter(round__kind=survey.key, round__year=year, round__steps=survey.steps)
    together(rounds, sums)
    shown = {one.round_id: one for one in sums}
    words = {"n": len(shown), "all": len(rounds)}
    return {
        "title": f"{said(survey.label)} {year}",
        "sentence": _("%(n)d av %(all)d grupper har svar att visa.") % words,
        "questions": _questions(survey, list(sums)),
        "is_of_five": survey.steps == 5,
        "groups": [round_row(one) | {"mean": _mean(shown.get(one.pk))} for one in rounds],
        "scale": _("Medelvärden, från 1 (%(low)s) till %(steps)d (%(high)s).") % ends_of(survey),
        "before": compiled_url(survey, year - 1),
        "after": compiled_url(survey, year + 1) if year < this_year else "",
        "years": {"before": year - 1, "after": year + 1},
    }


def _questions(survey: GroupSurvey, sums: Sequence[SurveySum]) -> list[dict[str, str]]:
    """Each question that was asked, as if all answered in one group."""
    counts = added(one.scores for one in sums)
    return [_question(each, counts[each.key]) for each in survey.asked if each.key in counts]


def _question(asked: GroupQuestion, counts: Sequence[int]) -> dict[str, str]:
    return {
        "question": said(asked.label),
        "mean": figure(mean(counts)),
        "share": numbers.percent(counting.satisfied(counts), sum(counts)),
    }


def _mean(one: SurveySum | None) -> str:
    """Of all the group's answers; nothing where too few have answered, or it is open."""
    return figure(counting.mean_of(mean(counts) for counts in one.scores.values()) if one else None)
