"""Plans whose meeting has been held: to begin to write, then to go through and agree on. [SM-1, F81]"""

from collections.abc import Iterable, Iterator

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import Acting, among
from core.ui.registry import Duty
from sip.plans.choices import PlanPart
from sip.plans.models import PlanGoal, PlanMeasure, PlanRole, PlanSection, PlanVoice, SipPlan
from sip.plans.policies import readable_plans
from sip.plans.queries import raised_by
from sip.plans.states import PlanStatus

OF_PLAN = {"case_id": OuterRef("pk")}


def drafts(acting: Acting) -> QuerySet[SipPlan]:
    """Drafts that wait for the acting assignment: for who records while nothing is written, then for who chairs.

    Where nobody has that part any longer it is the one who started the plan.
    """
    begun = (
        Exists(PlanSection.objects.filter(**OF_PLAN).exclude(text=""))
        | Exists(PlanVoice.objects.filter(**OF_PLAN))
        | Exists(PlanGoal.objects.filter(**OF_PLAN))
        | Exists(PlanMeasure.objects.filter(**OF_PLAN))
    )
    waiting = readable_plans(acting).filter(status=PlanStatus.DRAFTED)
    waiting = waiting.annotate(is_begun=Case(When(begun, then=Value(True)), default=Value(False)))
    recorder, chair = _owes(acting, PlanPart.RECORDER), _owes(acting, PlanPart.CHAIR)
    return waiting.filter((Q(is_begun=False) & recorder) | (Q(is_begun=True) & chair)).select_related("case")


def _owes(acting: Acting, part: str) -> Q:
    held = PlanRole.objects.filter(**OF_PLAN, part=part, valid_to__isnull=True)
    return Q(Exists(held.filter(assignment_id=acting.assignment_id))) | (
        Q(~Exists(held)) & Q(among("pk", raised_by(acting)))
    )


def of_drafts(waiting: Iterable[SipPlan]) -> Iterator[Duty]:
    for plan in waiting:
        if plan.is_begun:  # type: ignore[attr-defined]
            title, button, page = _("Gå igenom planen och besluta"), _("Gå igenom"), "plan_agree"
        else:
            title, button, page = _("Börja skriva planen efter mötet"), _("Skriv"), "plan_write"
        yield Duty(title, reverse(f"sip:{page}", args=[plan.pk]), button, plan.drafted_on, "", plan.case.code)
