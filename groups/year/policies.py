"""Who reads a group's year, and who writes its plan. [domain 2, SM-10]"""

from collections.abc import Callable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from core import clock
from core.access import Acting
from core.access.expressions import within
from core.organisations.models import Unit
from core.people.models import RoleAssignment
from core.regions.profile import profile_of
from core.states import Transition as Move
from groups.choices import STEERING_KINDS
from groups.composition import members_of
from groups.meetings.policies import led_forums
from groups.models import Forum, Membership
from groups.policies import visible_forums
from groups.querysets import ForumQuerySet
from groups.year import states
from groups.year.models import ActionPlan, PlanActivity, PlanFocus

S = states.S


def forums_with_a_year(acting: Acting) -> ForumQuerySet:
    """The areas' managers' groups, with how the acting one stands to each: whether it is an own one, or a led one."""
    found = visible_forums(acting).filter(kind__in=STEERING_KINDS).select_related("area")
    return found.annotate(is_ours=within("pk", "visible_forum_ids"), is_led=within("pk", "led_forum_ids"))


def visible_plans(acting: Acting) -> QuerySet[ActionPlan]:
    """What is adopted, and the own forums' drafts. [004:L686-688, W-30]"""
    own = Q(within("forum_id", "visible_forum_ids"))
    return ActionPlan.objects.filter(Q(status__in=states.PUBLIC) | own, region=acting.region_id)


def with_relations(plans: QuerySet[ActionPlan]) -> QuerySet[ActionPlan]:
    """With whether the acting one leads its forum, so that a page asks once for all its verbs."""
    return plans.annotate(is_led=within("forum_id", "led_forum_ids"))


def is_required(forum: Forum, on: date) -> bool:
    """Whether the region, or the area, asks for a plan each year. [X-36]"""
    return profile_of(forum.region_id, on=on, area_id=forum.area_id).action_plan_required


def leads(acting: Acting, plan: ActionPlan) -> bool:
    known = plan.__dict__.get("is_led")
    return known if known is not None else led_forums(acting).filter(pk=plan.forum_id).exists()


def can_draft(acting: Acting, forum: Forum) -> bool:
    """Who leads the group, while it exists."""
    return led_forums(acting).on(clock.today()).filter(pk=forum.pk, kind__in=STEERING_KINDS).exists()


def free_years(forum: Forum, on: date) -> list[int]:
    """This year and the next, where the group has no plan."""
    taken = set(ActionPlan.objects.filter(forum=forum).values_list("year", flat=True))
    return [year for year in (on.year, on.year + 1) if year not in taken]


def undone_of(forum: Forum) -> QuerySet[PlanActivity]:
    """What earlier plans of the group say and nobody has done, but for what another plan took over already."""
    taken = Exists(PlanActivity.objects.filter(carried_from=OuterRef("pk")))
    found = PlanActivity.objects.filter(forum=forum, removed_at__isnull=True, status__in=states.UNDONE)
    found = found.exclude(plan__status=S.DRAFT).exclude(taken)
    return found.select_related("plan", "focus").order_by("plan__year", "due_on", "id")


def _of_leader(move: Move) -> Callable[[Acting, ActionPlan], bool]:
    return lambda acting, plan: move.allowed_from(plan.status) and leads(acting, plan)


can_adopt = _of_leader(states.ADOPT)
can_begin = _of_leader(states.BEGIN)
can_follow_up = _of_leader(states.FOLLOW_UP)
can_close = _of_leader(states.CLOSE)


def can_write(acting: Acting, plan: ActionPlan) -> bool:
    """Its picture of how things are, its focus areas: who leads the group, until it is adopted."""
    return plan.status == S.DRAFT and leads(acting, plan)


def can_add(acting: Acting, plan: ActionPlan) -> bool:
    """An activity: who leads the group, until the year is followed up; what comes after the decision is marked."""
    return plan.status in states.OPEN and leads(acting, plan)


def can_name(acting: Acting, focus: PlanFocus) -> bool:
    """One that has a name; the picture of how things are is always there."""
    return bool(focus.title) and focus.removed_at is None and can_write(acting, focus.plan)


def can_change(acting: Acting, activity: PlanActivity) -> bool:
    return activity.removed_at is None and can_add(acting, activity.plan)


def can_remove(acting: Acting, activity: PlanActivity) -> bool:
    return activity.removed_at is None and can_write(acting, activity.plan)


def can_note(acting: Acting, activity: PlanActivity) -> bool:
    """How it goes: who leads the group, from the decision until the year is followed up."""
    return activity.removed_at is None and activity.plan.status in states.RUNNING and leads(acting, activity.plan)


def possible_forums(forum: Forum) -> ForumQuerySet:
    """The group itself, and those that report to it."""
    return Forum.objects.on(clock.today()).filter(Q(pk=forum.pk) | Q(parent=forum.pk)).order_by("name", "id")


def possible_people(forum: Forum) -> QuerySet[RoleAssignment]:
    """Who sits in the group today."""
    today = clock.today()
    sitting = Membership.objects.on(today).filter(forum=forum).values("assignment")
    found = RoleAssignment.objects.filter(pk__in=sitting, region_id=forum.region_id).live(today).with_names()
    return found.order_by("person__family_name", "person__given_name", "id")


def possible_units(forum: Forum) -> QuerySet[Unit]:
    """Those whose people sit in the group."""
    sitting = Membership.objects.on(clock.today()).filter(forum=forum).values("assignment__unit")
    return Unit.objects.on(clock.today()).filter(pk__in=sitting).order_by("name", "id")


def members(forum: Forum) -> set:
    return {one.assignment_id for one in members_of(forum, clock.today())}
