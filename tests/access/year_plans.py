"""A group's plan of the year among what every page is tried on: a draft, and what is noted beside it. [security 13]"""

from datetime import date
from typing import Any

from core import clock
from core.access import acting_as
from groups.models import ActionPlan, DutyNote, Need, Obstacle, PlanActivity, PlanFocus
from groups.year.services import drafting, registering
from groups.year.services import duties as services
from groups.year.services.drafting import Doing
from groups.year.services.duties import Saying
from groups.year.services.registering import Found, Noted
from tests.access.visit import Visit

DETAILS = """
    groups:year_detail groups:action_plan_new groups:action_plan_detail groups:action_plan_write
    groups:action_plan_note groups:plan_focus_note groups:plan_activity_note
    groups:obstacle_new groups:obstacle_note groups:need_new groups:need_note groups:duty_list groups:duty_note
"""
VISITS = [
    *(Visit("groups:year_detail", who, "forum") for who in ("chair", "steering_bup", "teacher")),
    Visit("groups:action_plan_list", "steering_bup"),
    Visit("groups:action_plan_new", "chair", "forum"),
    *(Visit("groups:action_plan_detail", who, "action plan") for who in ("chair", "steering_bup")),
    Visit("groups:action_plan_write", "chair", "action plan"),
    *(Visit("groups:action_plan_note", "chair", "action plan", more=(one,)) for one in ("anta", "aktivitet")),
    Visit("groups:plan_focus_note", "chair", "plan focus", more=("namn",)),
    Visit("groups:plan_activity_note", "chair", "plan activity", more=("andra",)),
    *(Visit("groups:obstacle_list", who, "own forum") for who in ("chair", "steering_bup")),
    Visit("groups:obstacle_new", "chair", "own forum"),
    *(Visit("groups:obstacle_note", "chair", "obstacle", more=(one,)) for one in ("atgard", "plan", "uppdrag")),
    Visit("groups:need_new", "chair", "own forum"),
    *(Visit("groups:duty_list", who, "own forum") for who in ("chair", "steering_bup")),
    Visit("groups:duty_note", "chair", "own forum", more=("s-34",)),
    Visit("groups:need_note", "chair", "target group", more=("inventera",)),
]


def make_year_plans(town, *, words: str = "Skolfrånvaro") -> dict[str, Any]:
    """Of the steering group, as a draft; `words` in all its texts."""
    year = clock.today().year
    with acting_as(town.chair) as me:
        plan = drafting.draft(town.steering, by=me, year=year)
        focus = drafting.add_focus(plan, by=me, title=words)
        drafting.save_focus(focus, by=me, text=words, version=0)
        doing = Doing(words, f"verksamhet:{town.bup.pk}", date(year, 12, 31), goal=words, focus=focus)
        activity = drafting.add_activity(plan, by=me, doing=doing)
        noted = Noted("obstacle", "resources", words, words)
        obstacle = registering.note_obstacle(town.steering, by=me, noted=noted)
        found = Found(words, words, words, date(year + 1, 12, 31))
        need = registering.take_inventory(town.steering, by=me, found=found)
        services.note_duty(town.steering, by=me, duty="s-34", saying=Saying("kept", words))
    parts = {"action plan": plan.pk, "plan focus": focus.pk, "plan activity": activity.pk}
    return parts | {"obstacle": obstacle.pk, "target group": need.pk, "own forum": town.steering.pk}


def ten_times(world, copies) -> None:
    """More years before it, and nine more areas and things to do in each."""
    plans = ActionPlan.objects.filter(pk=world.objects["action plan"])
    copies(plans, year=lambda row, n: row.year - 1 - n)
    copies(PlanFocus.objects.filter(pk=world.objects["plan focus"]), order=lambda row, n: row.order + 1 + n)
    copies(PlanActivity.objects.filter(pk=world.objects["plan activity"]))
    copies(Obstacle.objects.filter(pk=world.objects["obstacle"]))
    copies(Need.objects.filter(pk=world.objects["target group"]))
    copies(DutyNote.objects.filter(forum=world.objects["own forum"]))
