"""Questions that the home area's group has lifted: one waits, one is late, one is answered and received. [F42]"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date, timedelta

from core.access import Acting
from core.people.models import RoleAssignment
from core.roles import AREA_LEADERS
from demo.finding import Found
from demo.people import acting_for
from demo.plan_steps import on
from groups.choices import STEERING_KINDS
from groups.lifting import services
from groups.lifting.services import Wanted
from groups.lifting.states import HERE
from groups.lifting.way import answerers_of, keys, parent_of
from groups.models import Forum, LiftedQuestion

WAITS = Wanted(
    "En väg in för familjer som söker stöd själva",
    "Familjer som söker hjälp själva får olika svar beroende på vilken verksamhet de ringer först. Vi behöver veta om "
    "länet ska ha en gemensam väg in.",
    "Flera kommuner och regionens mottagningar berörs.",
    "decision",
)
LATE = Wanted(
    "Vem som kallar när barnet bor i en annan kommun",
    "När ett barn är placerat i en annan kommun är det oklart vilken lokal grupp som ska kalla till möte.",
    "Den andra kommunen hör till en annan grupp än vår.",
    "stance",
)
ANSWERED = Wanted(
    "Gemensam blankett för information från skolan",
    "Skolorna lämnar information till vården på olika sätt. Mottagningarna får ofta fråga en gång till.",
    "Blanketten används i hela länet.",
    "decision",
)
PREPARED = "Tre grupper har ställt samma fråga. Vi föreslår en blankett på en sida."
PASSED_ON = "Frågan är beredd. Vi föreslår att samma blankett gäller i hela länet."
ANSWER = "En gemensam blankett ska användas i hela länet. Den prövas ett år och följs sedan upp."
DID = "Vi har bytt blankett i alla skolor och berättat om den på terminens första möte."


@dataclass(frozen=True)
class Life:
    """The group that asks, who leads it, everybody in the region, and the day it is."""

    origin: Forum
    leader: RoleAssignment
    people: dict
    today: date

    def day(self, days: int, who: RoleAssignment | None = None) -> AbstractContextManager[Acting]:
        """So many days ago, as the group's leader unless another is named."""
        return on(self.today - timedelta(days=days), acting_for(who or self.leader))

    def lifted(self, wanted: Wanted, days: int, due_in: int | None = None) -> LiftedQuestion:
        due_on = None if due_in is None else self.today - timedelta(days=days - due_in)
        with self.day(days) as by:
            return services.lift(self.origin, by=by, wanted=replace(wanted, due_on=due_on))

    def above(self, question: LiftedQuestion, days: int, act: Callable[[Acting], object]) -> None:
        """Whoever answers for the forum that it stands with does it."""
        with self.day(days):
            here = question.steps.select_related("to_forum").get(status__in=HERE)
            answers = next(self.people[one] for one in keys(answerers_of(here.to_forum)) if one in self.people)
        with self.day(days, answers) as by:
            act(by)


def make_lifted(found: Found, today: date) -> int:
    """None where nobody leads the home area's group. Returns how many."""
    leader = found.one(*AREA_LEADERS, area=found.home)
    if leader is None:
        return 0
    with on(today, acting_for(leader)):
        origin = Forum.objects.get(region=found.region, area=found.home, kind__in=STEERING_KINDS)
        above = parent_of(origin)
        is_prepared = above is not None and above.kind == "preparatory_group"
    life = Life(origin, leader, {one.pk: one for one in found.people}, today)
    _answered(life, is_prepared)
    late = life.lifted(LATE, 100, due_in=80)
    life.above(late, 90, lambda by: services.receive(late, by=by))
    waits = life.lifted(WAITS, 12)
    life.above(waits, 9, lambda by: services.receive(waits, by=by))
    return 3


def _answered(life: Life, is_prepared: bool) -> None:
    """Where a group prepares it for another, that one passes it on first. [004:L593-601]"""
    question = life.lifted(ANSWERED, 200)
    life.above(question, 190, lambda by: services.receive(question, by=by))
    life.above(question, 180, lambda by: services.prepare(question, by=by, text=PREPARED))
    if is_prepared:
        life.above(question, 170, lambda by: services.pass_on(question, by=by, message=PASSED_ON))
    life.above(
        question, 60, lambda by: services.answer(question, by=by, answer=ANSWER, decided_as="Gruppens möte, punkt 4")
    )
    with life.day(45) as by:
        services.confirm(question, by=by, did=DID)
