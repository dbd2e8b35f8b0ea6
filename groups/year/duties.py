"""What a group is to see to, and what the portal itself can tell of it. [F46, S-30..S-45]"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.access import Acting
from core.obligations.models import Obligation
from core.obligations.policies import visible_obligations
from core.obligations.states import ObligationStatus
from core.regions.profile import profile_of
from core.regions.shapes import GroupDuty
from groups.agreements import policies as agreements
from groups.agreements.models import Agreement
from groups.assignments.models import Task
from groups.lifting.models import LiftedQuestion
from groups.lifting.policies import visible_questions
from groups.models import Forum
from groups.routines import policies as routines
from groups.routines.models import RoutineVersion
from groups.year import policies, states
from groups.year import register_policies as registers
from groups.year.duty_models import DutyState
from groups.year.models import ActionPlan
from groups.year.register_models import Need, Obstacle

YEAR = timedelta(days=365)
D = DutyState


def duties_of(forum: Forum) -> list[GroupDuty]:
    """Those of the region for that kind of group, in their order."""
    return [one for one in profile_of(forum.region_id).group_duties or () if forum.kind in one.kinds]


@dataclass(frozen=True)
class Told:
    """What is known without asking anybody: the state, in words why, and where it is seen."""

    state: DutyState
    detail: str
    url: str = ""


class Sources:
    """What the portal holds of the group's year, all asked for in one statement by whoever uses it."""

    def __init__(self, acting: Acting, forum: Forum, today: date) -> None:
        self.forum, self.today = forum, today
        held = routines.holding(today) & (Q(forum=forum) | Q(routine__adapts__isnull=True, forum__area__isnull=True))
        self.plans: QuerySet[ActionPlan] = policies.visible_plans(acting).filter(
            forum=forum, year=today.year, status__in=states.PUBLIC
        )
        self.needs: QuerySet[Need] = registers.current(registers.visible_needs(acting)).filter(forum=forum)
        self.obstacles: QuerySet[Obstacle] = registers.visible_obstacles(acting).filter(forum=forum)
        self.tasks: QuerySet[Task] = Task.objects.filter(giver=forum, given_on__year=today.year)
        self.lifted: QuerySet[LiftedQuestion] = (
            visible_questions(acting).standing().filter(origin=forum, lifted_on__year=today.year)
        )
        self.agreements: QuerySet[Agreement] = agreements.visible_agreements(acting).filter(
            agreements.holding(), forum=forum
        )
        self.routines: QuerySet[RoutineVersion] = (
            routines.visible_versions(acting).filter(held).select_related("routine", "forum")
        )
        self.clocks: QuerySet[Obligation] = visible_obligations(acting).filter(
            case_id__isnull=True, area=forum.area_id, code__in=self._codes(), started_on__gte=today - 2 * YEAR
        ).order_by("-started_on", "-id")  # fmt: skip

    def _codes(self) -> list[str]:
        return [one.watched.partition(":")[2] for one in duties_of(self.forum) if one.watched.startswith("rule:")]

    def asks(self) -> tuple[QuerySet, ...]:
        return (
            self.plans,
            self.needs,
            self.obstacles,
            self.tasks,
            self.lifted,
            self.agreements,
            self.routines,
            self.clocks,
        )

    def told(self, duty: GroupDuty) -> Told | None:
        """None where somebody must say it."""
        kind, _colon, key = duty.watched.partition(":")
        ways: dict[str, Callable[[str], Told | None]] = {
            "plan": self._plan,
            "needs": self._needs,
            "obstacles": self._obstacles,
            "tasks": self._tasks,
            "lifted": self._lifted,
            "agreement": self._agreement,
            "routines": self._routines,
            "routine": self._routine,
            "rule": self._rule,
        }
        return ways[kind](key) if kind else None

    def _plan(self, _key: str) -> Told:
        plan = next(iter(self.plans), None)
        if plan is None:
            return Told(D.NOT_KEPT, _("Ingen handlingsplan är beslutad i år."))
        return Told(D.KEPT, _("Planen är beslutad."), _at("action_plan_detail", plan))

    def _needs(self, _key: str) -> Told:
        if not self.needs:
            return Told(D.NOT_KEPT, _("Inget behov är inventerat."))
        late = sum(one.next_on < self.today for one in self.needs)
        url = _at("year_detail", self.forum) + "#behov"
        if late:
            words = ngettext(
                "%(n)d målgrupp skulle ha inventerats igen.", "%(n)d målgrupper skulle ha inventerats igen.", late
            )
            return Told(D.PARTLY, words % {"n": late}, url)
        return Told(D.KEPT, _("Alla inventeringar är gjorda i tid."), url)

    def _obstacles(self, _key: str) -> Told | None:
        if not self.obstacles:
            return None
        url = _at("obstacle_list", self.forum) + "?state=all"
        waiting = sum(one.status == states.B.NOTED for one in self.obstacles)
        late = sum(
            one.due_on is not None and one.status == states.B.IN_HAND and one.due_on < self.today
            for one in self.obstacles
        )
        if waiting or late:
            words = _("%(waiting)d utan åtgärd och %(late)d försenade.") % {"waiting": waiting, "late": late}
            return Told(D.PARTLY, words, url)
        return Told(D.KEPT, _("Alla noterade hinder har en åtgärd eller är klara."), url)

    def _tasks(self, _key: str) -> Told | None:
        given = len(self.tasks)
        if not given:
            return None
        words = ngettext("%(n)d uppdrag är givet i år.", "%(n)d uppdrag är givna i år.", given)
        return Told(D.KEPT, words % {"n": given}, reverse("groups:task_list"))

    def _lifted(self, _key: str) -> Told | None:
        lifted = len(self.lifted)
        if not lifted:
            return None
        words = ngettext("%(n)d fråga är lyft i år.", "%(n)d frågor är lyfta i år.", lifted)
        url = f"{reverse('groups:lift_list')}?forum={self.forum.pk}&state=all"
        return Told(D.KEPT, words % {"n": lifted}, url)

    def _agreement(self, _key: str) -> Told:
        found = next(iter(self.agreements), None)
        if found is None:
            return Told(D.NOT_KEPT, _("Gruppen har ingen överenskommelse som gäller."))
        return Told(D.KEPT, found.title, _at("agreement_kept", found))

    def _routines(self, _key: str) -> Told:
        own = [one for one in self.routines if one.forum_id == self.forum.pk]
        if not own:
            return Told(D.NOT_KEPT, _("Gruppen har ingen egen rutin som gäller."))
        words = ngettext("%(n)d egen rutin gäller.", "%(n)d egna rutiner gäller.", len(own))
        return Told(D.KEPT, words % {"n": len(own)}, reverse("groups:routine_coverage"))

    def _routine(self, key: str) -> Told:
        found = sorted(
            (one for one in self.routines if one.routine.subject == key), key=lambda one: one.forum.area_id is None
        )
        if not found:
            return Told(D.NOT_KEPT, _("Ingen rutin om det gäller här."))
        return Told(D.KEPT, found[0].title, _at("routine_detail", found[0]))

    def _rule(self, key: str) -> Told | None:
        """By its last clock that has ended, or passed its day."""
        ways: dict[str, tuple[DutyState, Any]] = {
            ObligationStatus.MET: (D.KEPT, _("Det gjordes i tid.")),
            ObligationStatus.MET_LATE: (D.PARTLY, _("Det gjordes, men för sent.")),
            ObligationStatus.BREACHED: (D.NOT_KEPT, _("Det skulle ha varit gjort.")),
        }
        last = next((one for one in self.clocks if one.code == key and one.status in ways), None)
        if last is None:
            return None
        return Told(*ways[last.status], reverse("obligations:certificate", args=[last.pk]))


def _at(name: str, thing: Any) -> str:
    return reverse(f"groups:{name}", args=[thing.pk])
