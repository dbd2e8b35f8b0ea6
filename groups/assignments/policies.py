"""Who sees what one forum asks of another, who proposes, gives, does and approves it. [domain 2, SM-7]"""

from collections.abc import Callable, Iterable

from django.db.models import Q, QuerySet

from core import clock
from core.access import Acting
from core.access.expressions import within
from core.states import Transition as Move
from groups.assignments import states
from groups.assignments.models import Task
from groups.choices import Tier
from groups.meetings.policies import is_in_forums, leads_forum
from groups.models import Forum
from groups.querysets import ForumQuerySet

__all__ = ["is_in_forums"]


def visible_tasks(acting: Acting) -> QuerySet[Task]:
    """Those given or received by the own forums."""
    own = Q(within("giver_id", "visible_forum_ids")) | Q(within("receiver_id", "visible_forum_ids"))
    return Task.objects.filter(own, region=acting.region_id)


def _takes_part(acting: Acting, forums: Q) -> bool:
    standing = Forum.objects.exclude(tier=Tier.INDIVIDUAL).filter(forums, region=acting.region_id)
    return standing.filter(within("pk", "partaking_forum_ids")).exists()


def can_propose(acting: Acting, giver: Forum) -> bool:
    """Who sits in the giving forum or in one that reports to it. [000:L308-309]"""
    if giver.tier == Tier.INDIVIDUAL or not is_in_forums(acting):
        return False
    return _takes_part(acting, Q(pk=giver.pk) | Q(parent=giver.pk))


def can_propose_to(acting: Acting, giver: Forum, receiver: Forum) -> bool:
    return _takes_part(acting, Q(pk__in=[giver.pk, receiver.pk]))


def receivers_for(giver: Forum) -> ForumQuerySet:
    """Standing forums of the giver's area and the region's own; of the whole region when the giver is the region's."""
    found = Forum.objects.on(clock.today()).filter(region_id=giver.region_id).exclude(tier=Tier.INDIVIDUAL)
    if giver.area_id:
        found = found.filter(Q(area_id=giver.area_id) | Q(area__isnull=True))
    return found.exclude(pk=giver.pk).order_by("name", "id")


def _of_giver(move: Move) -> Callable[[Acting, Task], bool]:
    """The giving forum's leader, while the move can be made."""
    return lambda acting, task: move.allowed_from(task.status) and leads_forum(acting, task.giver_id)


can_give = _of_giver(states.GIVE)
can_approve = _of_giver(states.APPROVE)
can_hand_back = _of_giver(states.HAND_BACK)
can_close = _of_giver(states.CLOSE)
can_cancel = _of_giver(states.CANCEL)


def can_begin(acting: Acting, task: Task) -> bool:
    """The receiving forum's convenor."""
    return states.BEGIN.allowed_from(task.status) and leads_forum(acting, task.receiver_id)


def can_report(acting: Acting, task: Task) -> bool:
    """Whoever sits in the receiving forum: how far it has come, and what it came to."""
    return states.REPORT.allowed_from(task.status) and _takes_part(acting, Q(pk=task.receiver_id))


def statuses_that_wait(is_giver: bool) -> Iterable[str]:
    """Where the leader of the giving, or of the receiving, forum has the next step."""
    return (states.S.PROPOSED, states.S.REPORTED, states.S.APPROVED) if is_giver else (states.S.GIVEN,)
