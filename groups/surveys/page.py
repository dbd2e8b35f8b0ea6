"""A round made ready: how many have answered, and when it is closed what they said. [F133, F135]"""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.access import Acting, together
from core.regions.profile import profile_of
from core.regions.shapes import GroupQuestion
from core.ui import dates
from core.ui.registry import Who
from core.ui.said import said
from groups.answers.sums import how_many
from groups.choices import STEERING_KINDS
from groups.finding import forum_url
from groups.models import Forum
from groups.surveys import policies
from groups.surveys.models import SurveyRound
from groups.surveys.results import results_of
from groups.year.models import ActionPlan
from groups.year.policies import visible_plans
from groups.year.states import PlanStatus

DIMENSIONS = {
    "rules": gettext_lazy("Regelverk"),
    "organisation": gettext_lazy("Organisation"),
    "view": gettext_lazy("Synsätt och kunskap"),
}
EARLIER = 2  # years that are laid under the latest


def round_url(one: SurveyRound) -> str:
    return reverse("groups:survey_detail", args=[one.pk])


def title_of(one: SurveyRound) -> str:
    return f"{said(policies.survey_of(one).label)} {one.year}"


def count_of(one: SurveyRound) -> str:
    """More than sat there when it was opened may have answered."""
    return how_many(one.answers, max(one.asked, one.answers))


def state_of(one: SurveyRound) -> dict[str, str]:
    """In words, and what colour goes with them."""
    if policies.is_open(one):
        return {"state": _("Öppen till %(day)s") % {"day": dates.day(one.closes_on)}, "is": "now"}
    if one.answers < one.least:
        return {"state": _("För få svar"), "is": "stopped"}
    return {"state": _("Klar"), "is": "ok"}


def parts_of(one: SurveyRound) -> list[tuple[str, list[GroupQuestion]]]:
    """The questions by the spider's dimensions, or all of them without a heading."""
    asked = policies.questions_of(one)
    axes = profile_of(one.region_id, on=one.opened_on).spider_axes
    if not policies.survey_of(one).has_axes:
        return [("", asked)]
    found = []
    for key, title in DIMENSIONS.items():
        keys = {axis.key for axis in axes if axis.dimension == key}
        found.append((str(title), [each for each in asked if each.axis in keys]))
    return [(title, questions) for title, questions in found if questions]


def round_page(acting: Acting, one: SurveyRound) -> dict[str, Any]:
    """What `groups/survey_detail.html` shows."""
    given, sums = policies.own_given(acting, one), policies.sums_until(acting, one)[: EARLIER + 1]
    drafts = visible_plans(acting).filter(forum=one.forum_id, status=PlanStatus.DRAFT).order_by("-year")[:1]
    together(given, sums, drafts)
    has_answered, is_open = bool(given), policies.is_open(one)
    may_answer = is_open and not has_answered and policies.can_answer(acting, one)
    found = list(sums)
    shown = found if found and found[0].round_id == one.pk else []
    return {
        "round": one,
        "title": title_of(one),
        "eyebrow": said(one.forum.name),
        "crumbs": [
            {"label": said(one.forum.name), "url": forum_url(one.forum)},
            {"label": _("Enkäter"), "url": reverse("groups:survey_list")},
        ],
        **state_of(one),
        "count": count_of(one),
        "answer_url": reverse("groups:survey_answer", args=[one.pk]) if may_answer else "",
        "own": _("Du har svarat.") if has_answered and is_open else "",
        "waits": "" if shown else _waits(one, is_open),
        "results": results_of(one, shown, DIMENSIONS) if shown else None,
        "plan": _plan(one.forum, drafts) if shown and one.is_led else None,  # type: ignore[attr-defined]
        "facts": _facts(one),
        "who": _who_sees(one),
    }


def _waits(one: SurveyRound, is_open: bool) -> str:
    words = {"day": dates.day(one.closes_on), "n": one.least}
    if is_open:
        return _("Svaren visas efter %(day)s, om minst %(n)d har svarat.") % words
    return _("Färre än %(n)d svarade. Därför visas inga svar.") % words


def _plan(forum: Forum, drafts: Iterable[ActionPlan]) -> dict[str, Any] | None:
    """Where the weakest areas can be carried: the draft that is being written, or the way to begin one."""
    if forum.kind not in STEERING_KINDS:
        return None
    draft = next(iter(drafts), None)
    new = reverse("groups:action_plan_new", args=[forum.pk])
    return {"draft": draft, "new": "" if draft else new}


def _facts(one: SurveyRound) -> list[dict[str, Any]]:
    return [
        {"term": _("Grupp"), "text": said(one.forum.name), "url": forum_url(one.forum)},
        {"term": _("Öppnades"), "text": dates.day(one.opened_on)},
        {"term": _("Sista dag att svara"), "text": dates.day(one.closes_on)},
        {"term": _("Svar"), "text": count_of(one)},
    ]


def _who_sees(one: SurveyRound) -> list[Who]:
    return [
        Who(_("Gruppens ledamöter och deras chefer"), _("Svaren tillsammans, när enkäten är stängd")),
        Who(_("Handläggare vid sekretariatet och regionens stödfunktion"), _("Samma som gruppen")),
        Who(
            _("Ingen ser vem som har svarat vad"),
            _("Portalen sparar vem som har svarat, men inte vad. Svaren läggs ihop genast."),
            sees=False,
        ),
    ]


def round_row(one: SurveyRound) -> dict[str, Any]:
    """A line of the list."""
    return {"title": title_of(one), "url": round_url(one), "forum": said(one.forum.name),
            "count": count_of(one), **state_of(one)}  # fmt: skip


def near_rounds(acting: Acting, forum: Forum) -> QuerySet[SurveyRound]:
    """The latest of the group; not asked yet."""
    return policies.visible_rounds(acting).filter(forum=forum).order_by("-opened_on", "id")[:3]


def surveys_of(forum: Forum, rounds: Iterable[SurveyRound]) -> dict[str, Any] | None:
    """What the group's page says of its surveys; None where there are none and nobody may open one."""
    found, today = list(rounds), clock.today()
    had = {one.kind for one in found if one.year == today.year}
    left = [one for one in policies.own_surveys(forum) if one.key not in had]
    may = bool(left) and forum.is_led  # type: ignore[attr-defined]
    if not found and not may:
        return None
    return {"rows": [round_row(one) for one in found],
            "new": reverse("groups:survey_new", args=[forum.pk]) if may else "",
            "all": reverse("groups:survey_list")}  # fmt: skip
