"""Note what hampers, what helps and what target groups need; take it on, or hand it over. [F47, F48, SM-7]"""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from core import access, audit, clock
from core.access import Acting, lock, require
from core.audit.moves import locked, moved
from core.errors import Refused
from core.people.models import RoleAssignment
from core.textguard import refuse_identity, said_in
from groups.assignments import services as assignments
from groups.assignments.services import Wanted
from groups.models import Forum, Task
from groups.telling import tell
from groups.year import policies, states
from groups.year import register_policies as may
from groups.year.models import ActionPlan, PlanActivity
from groups.year.register_models import Need, Obstacle
from groups.year.services import drafting
from groups.year.services.drafting import Doing


@dataclass(frozen=True)
class Noted:
    kind: str
    category: str
    title: str
    text: str = ""


@dataclass(frozen=True)
class Found:
    """What one target group needs, how it is known, and when to look again."""

    target_group: str
    text: str
    known_from: str
    next_on: date


@transaction.atomic
def note_obstacle(forum: Forum, *, by: Acting, noted: Noted) -> Obstacle:
    """Raises PermissionDenied, Refused. [001:L234-238]"""
    require(may.can_note_in(by, forum))
    if noted.kind not in states.ObstacleKind.values:
        raise Refused(_("Välj om det är ett hinder eller något som hjälper."), field="kind")
    if noted.category not in may.categories_of(forum.region_id):
        raise Refused(_("Välj vad det gäller."), field="category")
    refuse_identity(noted.text, field="text")
    words = asdict(noted) | {"title": said_in("title", noted.title), "text": noted.text.strip()}
    one = Obstacle(
        region_id=forum.region_id, forum=forum, noted_by_id=by.assignment_id, noted_on=clock.today(), **words
    )
    one.save(force_insert=True)
    audit.record("obstacle.noted", one, by=by)
    return one


@transaction.atomic
def take_on(one: Obstacle, *, by: Acting, owner: RoleAssignment, measure: str, due_on: date) -> Obstacle:
    """Who sees to it, how, until when; the owner is told. Raises WrongState, PermissionDenied, Refused."""
    one = locked(one, states.TAKE_ON, may.can_take_on, by)
    if not policies.possible_people(one.forum).filter(pk=owner.pk).exists():
        raise Refused(_("Välj någon som sitter i gruppen."), field="owner")
    if due_on <= clock.today():
        raise Refused(_("Välj en dag som ligger framåt i tiden."), field="due_on")
    one = _in_hand(one, by, owner.pk, said_in("measure", measure), due_on)
    tell("obstacle_taken_on", one, {owner.pk}, by)
    return one


def _in_hand(one: Obstacle, by: Acting, owner_id: UUID | None, measure: str, due_on: date, *more: str) -> Obstacle:
    one.owner_id, one.measure, one.due_on = owner_id, measure, due_on
    return moved(one, states.TAKE_ON, "obstacle.taken_on", by, "owner", "measure", "due_on", *more)


@transaction.atomic
def plan_for(one: Obstacle, *, by: Acting, plan: ActionPlan, doing: Doing) -> PlanActivity:
    """An activity of the group's plan is the measure. Raises WrongState, PermissionDenied, Refused."""
    one = locked(one, states.TAKE_ON, may.can_plan, by)
    if not may.open_plans(one.forum_id).filter(pk=plan.pk).exists():
        raise Refused(_("Välj en av gruppens planer."), field="plan")
    activity = drafting.add_activity(plan, by=by, doing=doing, obstacle=one)
    _in_hand(one, by, activity.responsible_id or one.owner_id or by.assignment_id, activity.what, activity.due_on)
    return activity


@transaction.atomic
def hand_over(one: Obstacle, *, by: Acting, receiver: Forum, wanted: Wanted, due_on: date) -> Task:
    """A proposed assignment to another group is the measure; a meeting gives it. Raises as above. [001:L216-218]"""
    one = locked(one, states.TAKE_ON, may.can_hand_over, by)
    if due_on <= clock.today():
        raise Refused(_("Välj en dag som ligger framåt i tiden."), field="due_on")
    one.task = assignments.propose(one.forum, by=by, receiver=receiver, wanted=wanted)
    _in_hand(one, by, one.owner_id or by.assignment_id, one.task.title, due_on, "task")
    return one.task


@transaction.atomic
def solve(one: Obstacle, *, by: Acting, result: str) -> Obstacle:
    """It is gone, or made use of. Raises WrongState, PermissionDenied, Refused. [001:L238]"""
    one = locked(one, states.SOLVE, may.can_solve, by)
    one.result, one.ended_on = said_in("result", result), clock.today()
    return moved(one, states.SOLVE, "obstacle.solved", by, "result", "ended_on")


@transaction.atomic
def leave(one: Obstacle, *, by: Acting, result: str) -> Obstacle:
    """The group can do nothing about it, for a reason. Raises WrongState, PermissionDenied, Refused."""
    one = locked(one, states.LEAVE, may.can_leave, by)
    one.result, one.ended_on = said_in("result", result), clock.today()
    return moved(one, states.LEAVE, "obstacle.left", by, "result", "ended_on")


@transaction.atomic
def note_again(one: Obstacle, *, by: Acting) -> Obstacle:
    """It is there again, without owner or measure. Raises WrongState, PermissionDenied."""
    one = locked(one, states.RETURN, may.can_return, by)
    one.owner, one.measure, one.due_on, one.result, one.ended_on = None, "", None, "", None
    return moved(one, states.RETURN, "obstacle.returned", by, "owner", "measure", "due_on", "result", "ended_on")


@transaction.atomic
def take_inventory(forum: Forum, *, by: Acting, found: Found, renews: Need | None = None) -> Need:
    """What a target group needs, kept as written. Raises PermissionDenied, Refused. [004:L654-658]"""
    require(may.can_note_in(by, forum))
    texts = {name: said_in(name, getattr(found, name)) for name in ("target_group", "text", "known_from")}
    if found.next_on <= clock.today():
        raise Refused(_("Välj en dag som ligger framåt i tiden."), field="next_on")
    need = Need(
        region_id=forum.region_id, forum=forum, noted_by_id=by.assignment_id, inventoried_on=clock.today(),
        next_on=found.next_on, renews=renews, **texts,
    )  # fmt: skip
    need.save(force_insert=True)
    audit.record("need.inventoried", need, by=by)
    return need


@transaction.atomic
def renew(need: Need, *, by: Acting, found: Found) -> Need:
    """Looked at anew; the one before stays as it was. Raises PermissionDenied, Refused."""
    access.in_turn("need", need.pk)
    require(may.can_renew(by, Need.objects.get(pk=need.pk)))
    return take_inventory(need.forum, by=by, found=found, renews=need)


@transaction.atomic
def end(need: Need, *, by: Acting) -> Need:
    """The group no longer follows this target group. Raises PermissionDenied."""
    need = lock(need)
    require(may.can_renew(by, need))
    need.ended_on = clock.today()
    need.save(update_fields=["ended_on"])
    audit.record("need.ended", need, by=by)
    return need
