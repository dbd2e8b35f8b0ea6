"""Who reads what a group has noted of obstacles and needs, and who writes it. [domain 2, F47, F48]"""

from collections.abc import Callable
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from core import clock
from core.access import Acting
from core.access.expressions import within
from core.regions.profile import profile_of
from core.states import Transition as Move
from core.ui.said import said
from groups.choices import STEERING_KINDS
from groups.meetings.policies import led_forums
from groups.models import Forum
from groups.year import states
from groups.year.models import ActionPlan
from groups.year.register_models import Need, Obstacle


def categories_of(region_id: UUID) -> dict[str, str]:
    """What an obstacle is about: the nine conditions of collaboration that the region also measures. [W-29, I-31]"""
    return {one.key: said(one.label) for one in profile_of(region_id).spider_axes}


def visible_obstacles(acting: Acting) -> QuerySet[Obstacle]:
    """The own forums', with how the acting one stands to each, and whether a plan is there to take them into."""
    plans = ActionPlan.objects.filter(forum=OuterRef("forum"), status__in=states.OPEN)
    found = Obstacle.objects.filter(within("forum_id", "visible_forum_ids"), region=acting.region_id)
    return found.annotate(is_led=within("forum_id", "led_forum_ids"), has_plan=Exists(plans))


def visible_needs(acting: Acting) -> QuerySet[Need]:
    found = Need.objects.filter(within("forum_id", "visible_forum_ids"), region=acting.region_id)
    return found.annotate(is_led=within("forum_id", "led_forum_ids"))


def current(needs: QuerySet[Need]) -> QuerySet[Need]:
    """The last inventory of each target group that is still followed."""
    later = Need.objects.filter(renews=OuterRef("pk"))
    return needs.filter(ended_on__isnull=True).exclude(Exists(later))


def can_note_in(acting: Acting, forum: Forum) -> bool:
    """Who leads the group, while it exists."""
    return led_forums(acting).on(clock.today()).filter(pk=forum.pk, kind__in=STEERING_KINDS).exists()


def _leads(acting: Acting, row: Obstacle | Need) -> bool:
    known = row.__dict__.get("is_led")
    return known if known is not None else led_forums(acting).filter(pk=row.forum_id).exists()


def _of_leader(move: Move) -> Callable[[Acting, Obstacle], bool]:
    return lambda acting, one: move.allowed_from(one.status) and _leads(acting, one)


can_take_on = _of_leader(states.TAKE_ON)
can_solve = _of_leader(states.SOLVE)
can_leave = _of_leader(states.LEAVE)
can_return = _of_leader(states.RETURN)


def open_plans(forum_id: UUID) -> QuerySet[ActionPlan]:
    return ActionPlan.objects.filter(forum=forum_id, status__in=states.OPEN).order_by("year")


def can_plan(acting: Acting, one: Obstacle) -> bool:
    """Into a plan of the group that is not followed up."""
    known = one.__dict__.get("has_plan")
    return can_take_on(acting, one) and (open_plans(one.forum_id).exists() if known is None else known)


def can_hand_over(acting: Acting, one: Obstacle) -> bool:
    """As an assignment to another group, once."""
    return one.task_id is None and can_take_on(acting, one)


def is_current(need: Need) -> bool:
    known = need.__dict__.get("is_last")
    return need.ended_on is None and (known or not Need.objects.filter(renews=need.pk).exists())


def can_renew(acting: Acting, need: Need) -> bool:
    return _leads(acting, need) and is_current(need)
