"""Take a group's plan of the year as far as a test needs."""

from dataclasses import replace
from datetime import date

from core import clock
from groups.meetings.services import writing
from groups.models import ActionPlan, AgendaItem, ForumDecision, PlanActivity, PlanFocus
from groups.year.services import drafting, moving
from groups.year.services.drafting import Doing
from tests.database import as_loader
from tests.groups.meetings import table as t

LEADER = {"steering": "chair", "elsewhere": "other_chair"}


def year() -> int:
    return clock.today().year


def last_day() -> date:
    return date(year(), 12, 31)


def doing(town, forum: str = "steering", **changes) -> Doing:
    answers = f"grupp:{getattr(town, forum).pk}"
    return replace(Doing("Möte om skolfrånvaro", answers, last_day(), goal="Fler i skolan"), **changes)


def now(plan: ActionPlan) -> ActionPlan:
    with as_loader():
        return ActionPlan.objects.select_related("forum").get(pk=plan.pk)


def parts(plan: ActionPlan) -> list[PlanFocus]:
    with as_loader():
        return list(PlanFocus.objects.filter(plan=plan, removed_at__isnull=True).select_related("plan__forum"))


def activity(plan: ActionPlan) -> PlanActivity:
    with as_loader():
        found = PlanActivity.objects.filter(plan=plan, removed_at__isnull=True)
        return found.select_related("plan__forum", "focus").order_by("created_at").first()


def drafted(town, forum: str = "steering", in_year: int | None = None) -> ActionPlan:
    """With one thing to be done."""
    with t.as_(town, LEADER[forum]) as me:
        plan = drafting.draft(getattr(town, forum), by=me, year=in_year or year())
        drafting.add_activity(plan, by=me, doing=doing(town, forum, due_on=date(plan.year, 12, 31)))
    return now(plan)


def decision_of(town) -> ForumDecision:
    meeting = t.begun(t.called(town))
    with t.as_(town, "chair") as me:
        return writing.decide(AgendaItem.objects.get(meeting=meeting), by=me, text="Planen antas.")


def adopted(town, plan: ActionPlan | None = None) -> ActionPlan:
    plan, decision = plan or drafted(town), decision_of(town)
    with t.as_(town, "chair") as me:
        moving.adopt(plan, by=me, decision=decision)
    return now(plan)


def begun(town) -> ActionPlan:
    plan = adopted(town)
    with t.as_(town, "chair") as me:
        moving.begin(plan, by=me)
    return now(plan)


def followed_up(town) -> ActionPlan:
    plan = begun(town)
    with t.as_(town, "chair") as me:
        moving.follow_up(plan, by=me, outcome="Fler barn är i skolan.")
    return now(plan)
