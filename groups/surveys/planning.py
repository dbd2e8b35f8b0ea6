"""What a survey shows as weakest becomes a focus area of the plan that is being written. [I-34, F49]"""

from django.db import transaction
from django.utils.translation import gettext as _

from core.access import Acting, require
from core.errors import Refused, WrongState
from core.regions.profile import profile_of
from core.ui import numbers
from core.ui.said import said
from groups.answers.sums import figure
from groups.surveys import policies
from groups.surveys.models import SurveyRound, SurveySum
from groups.surveys.results import measure_of, spider_values
from groups.year.models import ActionPlan, PlanFocus
from groups.year.policies import can_write
from groups.year.services import drafting
from groups.year.states import PlanStatus


@transaction.atomic
def carry_into_plan(one: SurveyRound, *, by: Acting, axis: str) -> PlanFocus:
    """The area with what the survey said of it, last in the group's draft; its words are there to be changed.

    Raises WrongState without a draft and before the answers are shown, PermissionDenied, Refused.
    """
    sums = list(policies.sums_until(by, one)[:2])
    if not sums or sums[0].round_id != one.pk:
        raise WrongState(_("Enkätens svar visas inte, så inget område kan föras till planen."))
    plan = ActionPlan.objects.filter(forum=one.forum_id, status=PlanStatus.DRAFT).order_by("-year").first()
    if plan is None:
        raise WrongState(_("Gruppen har inget utkast till handlingsplan. Börja på ett först."))
    require(can_write(by, plan))
    axes = profile_of(one.region_id, on=one.opened_on).spider_axes
    measure = measure_of(one)
    values = [dict(zip((each.key for each in axes), spider_values(each, axes, measure), strict=True)) for each in sums]
    chosen = next((each for each in axes if each.key == axis), None)
    if chosen is None or values[0][axis] is None:
        raise Refused(_("Välj ett av enkätens områden."))
    focus = drafting.add_focus(plan, by=by, title=said(chosen.label))
    return drafting.save_focus(focus, by=by, text=_told(one, axis, sums, values), version=0)


def _told(one: SurveyRound, axis: str, sums: list[SurveySum], values: list[dict[str, float | None]]) -> str:
    survey = said(policies.survey_of(one).label)
    words = {"survey": survey, "year": one.year, "value": figure(values[0][axis]), "steps": measure_of(one).highest}
    text = _("%(survey)s %(year)d: %(value)s av %(steps)d.") % words
    now, before = values[0][axis], values[1][axis] if len(values) > 1 else None
    if now is not None and before is not None:
        change = {"year": sums[1].round.year, "change": numbers.change(round(now - before, 1), 1)}
        text += " " + _("Ändring sedan %(year)d: %(change)s.") % change
    return text + "\n" + _("Vad ska vi göra för att det ska bli bättre?")
