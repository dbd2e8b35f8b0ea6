"""Begin a group's plan of the year, write it together, say what is to be done. [F49, AG-22]"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from core import access, audit, clock
from core.access import Acting, lock, require
from core.errors import Refused, WrongState
from core.textguard import refuse_identity, said_in
from core.writing import write_over
from groups.models import Forum
from groups.year import policies, states
from groups.year.answering import FIELDS, Answering, key_of
from groups.year.models import ActionPlan, PlanActivity, PlanFocus

S = states.S


@dataclass(frozen=True)
class Doing:
    """What is to be done. `answers`: who answers for it, a key of `Answering`."""

    what: str
    answers: str
    due_on: date
    goal: str = ""
    focus: PlanFocus | None = None


def in_turn(plan_id: UUID) -> None:
    """Those who write and the one who notes the decision come after each other."""
    access.in_turn("action_plan", plan_id)


@transaction.atomic
def draft(forum: Forum, *, by: Acting, year: int, carried: Iterable[PlanActivity] = ()) -> ActionPlan:
    """The plan of this year or the next, with what earlier ones left undone. Raises PermissionDenied, Refused."""
    require(policies.can_draft(by, forum))
    access.in_turn("action_plan", forum.pk)
    if year not in policies.free_years(forum, clock.today()):
        raise Refused(_("Välj ett år som gruppen inte har en plan för."), field="year")
    plan = ActionPlan(region_id=forum.region_id, forum=forum, year=year, drafted_by_id=by.assignment_id)
    plan.save(force_insert=True)
    PlanFocus(region_id=plan.region_id, plan=plan, forum=forum, order=0).save(force_insert=True)
    audit.record("action_plan.drafted", plan, by=by)
    wanted = {one.pk for one in carried}
    _carry(plan, [one for one in policies.undone_of(forum) if one.pk in wanted], by)
    return plan


def _carry(plan: ActionPlan, undone: Iterable[PlanActivity], by: Acting) -> None:
    """Each with whom it had; its day is the same day of the new year, and is there to be changed."""
    areas: dict[str, PlanFocus] = {}
    for one in undone:
        title = one.focus.title if one.focus else ""
        if title and title not in areas:
            areas[title] = add_focus(plan, by=by, title=title)
        _added(
            plan,
            by,
            what=one.what,
            goal=one.goal,
            focus=areas.get(title),
            due_on=_in_year(one.due_on, plan.year),
            carried_from=one,
            **{f"{name}_id": getattr(one, f"{name}_id") for name in FIELDS.values()},
        )


def _in_year(day: date, year: int) -> date:
    return day.replace(year=year, day=28 if (day.month, day.day) == (2, 29) else day.day)


@transaction.atomic
def add_focus(plan: ActionPlan, *, by: Acting, title: str) -> PlanFocus:
    """One more area, last. Raises PermissionDenied, Refused."""
    in_turn(plan.pk)
    plan = lock(plan)
    require(policies.can_write(by, plan))
    title = said_in("title", title)
    _must_be_new(plan, title)
    last = PlanFocus.objects.filter(plan=plan).aggregate(last=Max("order"))["last"] or 0
    focus = PlanFocus(region_id=plan.region_id, plan=plan, forum_id=plan.forum_id, order=last + 1, title=title)
    focus.save(force_insert=True)
    audit.record("action_plan.focus_added", plan, by=by)
    return focus


def _must_be_new(plan: ActionPlan, title: str, but: PlanFocus | None = None) -> None:
    others = PlanFocus.objects.filter(plan=plan, removed_at__isnull=True, title__iexact=title)
    if (others.exclude(pk=but.pk) if but else others).exists():
        raise Refused(_("Planen har redan ett fokusområde som heter så."), field="title")


@transaction.atomic
def rename_focus(focus: PlanFocus, *, by: Acting, title: str) -> PlanFocus:
    """Raises PermissionDenied, Refused."""
    in_turn(focus.plan_id)
    focus = lock(focus)
    require(policies.can_name(by, focus))
    title = said_in("title", title)
    _must_be_new(focus.plan, title, but=focus)
    focus.title = title
    focus.save(update_fields=["title"])
    audit.record("action_plan.focus_renamed", focus.plan, by=by)
    return focus


@transaction.atomic
def remove_focus(focus: PlanFocus, *, by: Acting) -> PlanFocus:
    """Off the draft; what was to be done in it stays, outside the areas. Raises PermissionDenied."""
    in_turn(focus.plan_id)
    focus = lock(focus)
    require(policies.can_name(by, focus))
    PlanActivity.objects.filter(plan=focus.plan_id, focus=focus).update(focus=None)
    focus.removed_at = clock.now()
    focus.save(update_fields=["removed_at"])
    audit.record("action_plan.focus_removed", focus.plan, by=by)
    return focus


@transaction.atomic
def save_focus(focus: PlanFocus, *, by: Acting, text: str, version: int) -> PlanFocus:
    """Over the version the writer saw. Raises EditedByAnother, WrongState, PermissionDenied, Refused."""
    in_turn(focus.plan_id)
    plan = ActionPlan.objects.get(pk=focus.plan_id)
    require(policies.leads(by, plan))
    if plan.status != S.DRAFT:
        raise WrongState(_("Planen är beslutad. Texten går inte att ändra längre."))
    focus = lock(focus)
    if write_over(focus, text, seen=version, by=by.assignment_id, guard=refuse_identity):
        audit.record("action_plan.written", plan, by=by)
    return focus


@transaction.atomic
def add_activity(plan: ActionPlan, *, by: Acting, doing: Doing, **more: Any) -> PlanActivity:
    """What is to be done, by whom, until when; `more`: what it comes of. Raises PermissionDenied, Refused."""
    in_turn(plan.pk)
    plan = lock(plan)
    require(policies.can_add(by, plan))
    return _added(plan, by, **_facts(plan, doing), **more)


def _added(plan: ActionPlan, by: Acting, **facts: Any) -> PlanActivity:
    activity = PlanActivity(
        region_id=plan.region_id, plan=plan, forum_id=plan.forum_id, added_on=clock.today(),
        added_by_id=by.assignment_id, **facts,
    )  # fmt: skip
    activity.save(force_insert=True)
    audit.record("action_plan.activity_added", plan, by=by)
    return activity


def _facts(plan: ActionPlan, doing: Doing) -> dict[str, Any]:
    refuse_identity(doing.goal, field="goal")
    if doing.focus and (doing.focus.plan_id != plan.pk or doing.focus.removed_at):
        raise Refused(_("Välj ett av planens fokusområden."), field="focus")
    words = {"what": said_in("what", doing.what), "goal": doing.goal.strip(), "focus": doing.focus}
    return words | _who_and_when(plan, doing.answers, doing.due_on)


def _who_and_when(plan: ActionPlan, answers: str, due_on: date) -> dict[str, Any]:
    chosen = Answering(plan.forum).chosen(answers)
    if chosen is None:
        raise Refused(_("Välj vem som ansvarar."), field="answers")
    name = FIELDS[answers.partition(":")[0]]
    return _when(plan, due_on) | {one: chosen if one == name else None for one in FIELDS.values()}


def _when(plan: ActionPlan, due_on: date) -> dict[str, Any]:
    """In the plan's year, or the first half of the next. [default]"""
    if not date(plan.year, 1, 1) <= due_on <= date(plan.year + 1, 6, 30):
        words = _("Välj en dag under %(year)d, eller senast den 30 juni året efter.")
        raise Refused(words % {"year": plan.year}, field="due_on")
    return {"due_on": due_on}


@transaction.atomic
def change_activity(activity: PlanActivity, *, by: Acting, doing: Doing) -> PlanActivity:
    """All of it in a draft; in an adopted plan who answers for it, and its day. Raises PermissionDenied, Refused."""
    in_turn(activity.plan_id)
    activity = lock(activity)
    require(policies.can_change(by, activity))
    plan = activity.plan
    facts = _facts(plan, doing) if plan.status == S.DRAFT else _kept(activity, plan, doing)
    for name, value in facts.items():
        setattr(activity, name, value)
    activity.save(update_fields=list(facts))
    audit.record("action_plan.activity_changed", plan, by=by)
    return activity


def _kept(activity: PlanActivity, plan: ActionPlan, doing: Doing) -> dict[str, Any]:
    """Whoever has left the group goes on answering for it until somebody else is chosen."""
    if doing.answers == key_of(activity):
        return _when(plan, doing.due_on)
    return _who_and_when(plan, doing.answers, doing.due_on)


@transaction.atomic
def remove_activity(activity: PlanActivity, *, by: Acting) -> PlanActivity:
    """Off the draft. Raises PermissionDenied."""
    in_turn(activity.plan_id)
    activity = lock(activity)
    require(policies.can_remove(by, activity))
    activity.removed_at = clock.now()
    activity.save(update_fields=["removed_at"])
    audit.record("action_plan.activity_removed", activity.plan, by=by)
    return activity
