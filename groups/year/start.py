"""What a group's year adds to the pages below it: a missing plan, what should be done by now; words for acts."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import Acting, Asks
from core.access.expressions import within
from core.notices.about import Described
from core.notices.kinds import Kind
from core.ui.registry import Duty
from core.ui.said import said
from groups.choices import STEERING_KINDS
from groups.meetings.policies import is_in_forums, led_forums
from groups.year import policies, states
from groups.year import register_policies as registers
from groups.year.models import ActionPlan, PlanActivity
from groups.year.page import home, year_url
from groups.year.register_models import Need, Obstacle

NOTICE = timedelta(days=14)  # [default]
ACTS = {
    "action_plan.drafted": gettext_lazy("Började på en grupps handlingsplan"),
    "action_plan.focus_added": gettext_lazy("Lade till ett fokusområde i en handlingsplan"),
    "action_plan.focus_renamed": gettext_lazy("Ändrade namnet på ett fokusområde"),
    "action_plan.focus_removed": gettext_lazy("Tog bort ett fokusområde ur en handlingsplan"),
    "action_plan.written": gettext_lazy("Skrev i en handlingsplan"),
    "action_plan.activity_added": gettext_lazy("Lade till en aktivitet i en handlingsplan"),
    "action_plan.activity_changed": gettext_lazy("Ändrade en aktivitet i en handlingsplan"),
    "action_plan.activity_removed": gettext_lazy("Tog bort en aktivitet ur en handlingsplan"),
    "action_plan.activity_noted": gettext_lazy("Noterade hur det går med en aktivitet"),
    "action_plan.adopted": gettext_lazy("Noterade beslutet om en handlingsplan"),
    "action_plan.begun": gettext_lazy("Började arbetet efter en handlingsplan"),
    "action_plan.followed_up": gettext_lazy("Följde upp en handlingsplan"),
    "action_plan.closed": gettext_lazy("Avslutade en handlingsplan"),
    "obstacle.noted": gettext_lazy("Noterade ett hinder för samverkan eller något som hjälper"),
    "obstacle.taken_on": gettext_lazy("Bestämde en åtgärd mot ett hinder för samverkan"),
    "obstacle.solved": gettext_lazy("Noterade att ett hinder för samverkan är borta"),
    "obstacle.left": gettext_lazy("Skrev av ett hinder för samverkan"),
    "obstacle.returned": gettext_lazy("Tog upp ett hinder för samverkan igen"),
    "need.inventoried": gettext_lazy("Inventerade en målgrupps behov"),
    "duty.noted": gettext_lazy("Noterade hur en av gruppens uppgifter sköts"),
    "need.ended": gettext_lazy("Slutade följa en målgrupps behov"),
}
NOTICES = (
    Kind("action_plan_adopted", gettext_lazy("Din grupps handlingsplan är beslutad."), once=True),
    Kind("obstacle_taken_on", gettext_lazy("Du ansvarar för en åtgärd mot ett hinder för samverkan."), once=False),
)


def describe(acting: Acting, ids: set[UUID]) -> Iterator[Asks | tuple[UUID, Described]]:
    """The plan's year, to whoever may see it."""
    found = policies.visible_plans(acting).filter(pk__in=ids)
    yield Asks(found)
    for plan in found:
        yield plan.pk, Described(str(plan), home(plan))


def plans_missing(acting: Acting, today: date) -> Iterator[Duty | Asks]:
    """To who leads a group that must have a plan each year, until this year's is adopted. [X-36]"""
    if not is_in_forums(acting):
        return
    adopted = ActionPlan.objects.filter(forum=OuterRef("pk"), year=today.year, status__in=states.PUBLIC)
    forums = led_forums(acting).on(today).filter(kind__in=STEERING_KINDS).exclude(Exists(adopted)).order_by("name")
    yield Asks(forums)
    for forum in forums:
        if policies.is_required(forum, today):
            yield Duty(
                title=_("Besluta gruppens handlingsplan för %(year)d") % {"year": today.year},
                url=year_url(forum),
                button=_("Öppna årets arbete"),
                detail=said(forum.name),
            )


def activities_due(acting: Acting, today: date) -> Iterator[Duty | Asks]:
    """To whoever answers for it in person, and to who leads the group: what is to be done within a fortnight."""
    if not is_in_forums(acting):
        return
    mine = Q(responsible=acting.assignment_id) | Q(within("forum_id", "led_forum_ids"))
    found = PlanActivity.objects.filter(
        mine, region=acting.region_id, removed_at__isnull=True, plan__status__in=states.RUNNING,
        status__in=states.UNDONE, due_on__lte=today + NOTICE,
    ).order_by("due_on", "id")  # fmt: skip
    yield Asks(found)
    for one in found:
        yield Duty(
            title=_("En aktivitet i handlingsplanen ska vara klar"),
            url=reverse("groups:action_plan_detail", args=[one.plan_id]),
            button=_("Öppna planen"),
            detail=one.what,
            due_on=one.due_on,
        )


def describe_obstacle(acting: Acting, ids: set[UUID]) -> Iterator[Asks | tuple[UUID, Described]]:
    found = registers.visible_obstacles(acting).filter(pk__in=ids).select_related("forum")
    yield Asks(found)
    for one in found:
        yield one.pk, Described(one.title, year_url(one.forum) + "#hinder")


def obstacles_due(acting: Acting, today: date) -> Iterator[Duty | Asks]:
    """A measure within a fortnight, to its owner and to who leads the group. [001:L238]"""
    if not is_in_forums(acting):
        return
    mine = Q(owner=acting.assignment_id) | Q(within("forum_id", "led_forum_ids"))
    found = Obstacle.objects.filter(
        mine, region=acting.region_id, status=states.B.IN_HAND, due_on__lte=today + NOTICE
    ).select_related("forum").order_by("due_on", "id")  # fmt: skip
    yield Asks(found)
    for one in found:
        yield Duty(
            title=_("En åtgärd mot ett hinder ska vara klar"),
            url=year_url(one.forum) + "#hinder",
            button=_("Öppna årets arbete"),
            detail=one.measure,
            due_on=one.due_on,
        )


def needs_due(acting: Acting, today: date) -> Iterator[Duty | Asks]:
    """To who leads the group: a target group whose needs are to be looked at again. [DL-20]"""
    if not is_in_forums(acting):
        return
    led = Need.objects.filter(within("forum_id", "led_forum_ids"), region=acting.region_id, next_on__lte=today + NOTICE)
    found = registers.current(led).select_related("forum").order_by("next_on", "id")
    yield Asks(found)
    for one in found:
        yield Duty(
            title=_("Inventera en målgrupps behov igen"),
            url=reverse("groups:need_note", args=[one.pk, "inventera"]),
            button=_("Inventera"),
            detail=one.target_group,
            due_on=one.next_on,
        )


DESCRIBES = {"groups.actionplan": describe, "groups.obstacle": describe_obstacle}
DUTIES = (plans_missing, activities_due, obstacles_due, needs_due)
