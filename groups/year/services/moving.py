"""Note what the group decided, how its plan goes, what the year gave. [SM-10, 003:L1353-1357]"""

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.audit.moves import locked, moved
from core.errors import Refused
from core.textguard import refuse_identity, said_in
from groups.meetings.policies import decisions_of
from groups.models import ForumDecision
from groups.telling import tell
from groups.year import policies, states
from groups.year.models import ActionPlan, PlanActivity
from groups.year.services.drafting import in_turn


@transaction.atomic
def adopt(plan: ActionPlan, *, by: Acting, decision: ForumDecision) -> ActionPlan:
    """By a decision of the group's meeting; everybody reads it from now on, and its members are told.

    Raises WrongState, PermissionDenied, Refused.
    """
    in_turn(plan.pk)
    plan = locked(plan, states.ADOPT, policies.can_adopt, by)
    if not decisions_of(plan.forum_id).filter(pk=decision.pk).exists():
        raise Refused(_("Välj ett beslut som gruppen har fattat på ett möte."), field="decision")
    if not PlanActivity.objects.filter(plan=plan, removed_at__isnull=True).exists():
        raise Refused(_("Lägg till minst en aktivitet innan planen beslutas."))
    plan.decision, plan.decided_as, plan.adopted_on = decision, str(decision), clock.today()
    plan = moved(plan, states.ADOPT, "action_plan.adopted", by, "decision", "decided_as", "adopted_on")
    tell("action_plan_adopted", plan, policies.members(plan.forum) | _answering(plan), by)
    return plan


def _answering(plan: ActionPlan) -> set:
    named = PlanActivity.objects.filter(plan=plan, removed_at__isnull=True, responsible__isnull=False)
    return set(named.values_list("responsible", flat=True))


@transaction.atomic
def begin(plan: ActionPlan, *, by: Acting) -> ActionPlan:
    """Raises WrongState, PermissionDenied."""
    return moved(locked(plan, states.BEGIN, policies.can_begin, by), states.BEGIN, "action_plan.begun", by)


@transaction.atomic
def note_activity(activity: PlanActivity, *, by: Acting, status: str, result: str = "") -> PlanActivity:
    """How it goes, in words where it has ended; the first that is noted begins the work with the plan.

    Raises WrongState, PermissionDenied, Refused.
    """
    in_turn(activity.plan_id)
    activity = lock(activity)
    require(policies.can_note(by, activity))
    if status not in states.BY_TARGET:
        raise Refused(_("Välj hur det har gått."), field="status")
    if status != activity.status:
        states.BY_TARGET[status].guard(activity)
    if status != states.A.IN_PROGRESS:
        said_in("result", result)
    refuse_identity(result, field="result")
    activity.status, activity.result = status, result.strip()
    activity.noted_by_id, activity.noted_on = by.assignment_id, clock.today()
    activity.save(update_fields=["status", "result", "noted_by", "noted_on"])
    audit.record("action_plan.activity_noted", activity.plan, by=by)
    if states.BEGIN.allowed_from(activity.plan.status):
        begin(activity.plan, by=by)
    return activity


@transaction.atomic
def follow_up(plan: ActionPlan, *, by: Acting, outcome: str) -> ActionPlan:
    """What the year gave; nothing of it is noted any more. Raises WrongState, PermissionDenied, Refused."""
    in_turn(plan.pk)
    plan = locked(plan, states.FOLLOW_UP, policies.can_follow_up, by)
    plan.outcome, plan.followed_up_on = said_in("outcome", outcome), clock.today()
    return moved(plan, states.FOLLOW_UP, "action_plan.followed_up", by, "outcome", "followed_up_on")


@transaction.atomic
def close(plan: ActionPlan, *, by: Acting) -> ActionPlan:
    """Raises WrongState, PermissionDenied."""
    plan = locked(plan, states.CLOSE, policies.can_close, by)
    plan.closed_on = clock.today()
    return moved(plan, states.CLOSE, "action_plan.closed", by, "closed_on")
