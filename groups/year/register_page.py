"""What a group has noted of obstacles and needs, made ready for its year's page and its list. [F47, F48]"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.access import Acting
from core.ui import dates
from core.ui.questions import acts_of
from groups.models import Forum
from groups.picking import who
from groups.year import register_policies as may
from groups.year import states
from groups.year.models import PlanActivity
from groups.year.register_models import Need, Obstacle
from groups.year.register_questions import NEED, OBSTACLE

NEAR = 20


def standing(acting: Acting, forum: Forum) -> QuerySet[Obstacle]:
    """Those of the group that stand, the soonest due first; not asked yet."""
    found = may.visible_obstacles(acting).filter(forum=forum, status__in=states.STANDING)
    return found.select_related("owner__person", "owner__unit", "task").order_by("due_on", "noted_on", "id")[:NEAR]


def current_needs(acting: Acting, forum: Forum) -> QuerySet[Need]:
    found = may.current(may.visible_needs(acting)).filter(forum=forum)
    return found.order_by("next_on", "target_group", "id")[:NEAR]


def planned_for(acting: Acting, forum: Forum) -> QuerySet[PlanActivity]:
    """The activities that are a measure against one of them."""
    found = PlanActivity.objects.filter(forum=forum, obstacle__isnull=False, removed_at__isnull=True)
    return found.select_related("plan").order_by("due_on", "id")


def registers(
    acting: Acting, forum: Forum, obstacles: Iterable[Obstacle], needs: Iterable[Need], planned: Iterable[PlanActivity]
) -> dict[str, Any]:
    """For `groups/_registers.html`: None stands for who is not of the group."""
    today = clock.today()
    new = forum.is_led  # type: ignore[attr-defined]
    rows = [obstacle_row(acting, one, planned, today) for one in obstacles]
    return {
        "obstacles": rows,
        "obstacle_new": reverse("groups:obstacle_new", args=[forum.pk]) if new else "",
        "obstacle_all": reverse("groups:obstacle_list", args=[forum.pk]),
        "duties": reverse("groups:duty_list", args=[forum.pk]),
        "trainings": reverse("groups:training_list", args=[forum.pk]),
        "voices": reverse("groups:voice_list", args=[forum.pk]),
        "needs": [_need(acting, one, today) for one in needs],
        "need_new": reverse("groups:need_new", args=[forum.pk]) if new else "",
    }


def obstacle_row(acting: Acting, one: Obstacle, planned: Iterable[PlanActivity], today: date) -> dict[str, Any]:
    links = [
        {"label": _("I %(plan)s: %(what)s") % {"plan": str(each.plan).lower(), "what": each.what},
         "url": reverse("groups:action_plan_detail", args=[each.plan_id])}
        for each in planned if each.obstacle_id == one.pk
    ]  # fmt: skip
    if one.task:
        task = {"label": _("Uppdrag: %(title)s") % {"title": one.task.title},
                "url": reverse("groups:task_detail", args=[one.task_id])}  # fmt: skip
        links.append(task)
    about = may.categories_of(one.region_id).get(one.category, one.category)
    return {
        "row": one,
        "title": one.title,
        "about": f"{one.get_kind_display()}, {about.lower()}",
        "text": one.text,
        "measure": one.measure,
        "owner": who(one.owner) if one.owner else "",
        "due": dates.day(one.due_on) if one.due_on else "",
        "late": one.status == states.B.IN_HAND and one.due_on is not None and one.due_on < today,
        "result": one.result,
        "links": links,
        "acts": acts_of(OBSTACLE, acting, one, "groups:obstacle_note"),
    }


def _need(acting: Acting, need: Need, today: date) -> dict[str, Any]:
    need.is_last = True  # type: ignore[attr-defined]
    return {
        "title": need.target_group,
        "text": need.text,
        "known_from": need.known_from,
        "when": _("Inventerat %(day)s, nästa gång senast %(next)s")
        % {"day": dates.day(need.inventoried_on), "next": dates.day(need.next_on)},
        "late": need.next_on < today,
        "acts": acts_of(NEED, acting, need, "groups:need_note"),
    }
