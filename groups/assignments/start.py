"""What assignments between forums add to the pages below: the next step of each, words for acts and notices."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import Acting, Asks
from core.access.expressions import within
from core.notices.about import Described
from core.notices.kinds import Kind
from core.ui.registry import Duty
from core.ui.said import said
from groups.assignments import policies
from groups.assignments.models import Task
from groups.assignments.states import TaskStatus

ACTS = {
    "task.proposed": gettext_lazy("Föreslog ett uppdrag till en grupp"),
    "task.given": gettext_lazy("Gav en grupp ett uppdrag"),
    "task.begun": gettext_lazy("Började arbetet med ett uppdrag"),
    "task.progress_noted": gettext_lazy("Delredovisade ett uppdrag"),
    "task.reported": gettext_lazy("Redovisade ett uppdrag"),
    "task.approved": gettext_lazy("Godkände resultatet av ett uppdrag"),
    "task.handed_back": gettext_lazy("Lämnade tillbaka ett uppdrag"),
    "task.closed": gettext_lazy("Avslutade en grupps uppdrag"),
    "task.cancelled": gettext_lazy("Tog tillbaka ett uppdrag från en grupp"),
}
NOTICES = (
    Kind("assignment_reported", gettext_lazy("Ett uppdrag som din grupp gav har redovisats."), once=False),
    Kind("assignment_answered", gettext_lazy("Din grupp har fått svar om ett uppdrag."), once=False),
)
NEXT = {
    TaskStatus.PROPOSED: gettext_lazy("Ta ställning till ett föreslaget uppdrag"),
    TaskStatus.GIVEN: gettext_lazy("Planera ett uppdrag som gruppen har fått"),
    TaskStatus.REPORTED: gettext_lazy("Ta ställning till ett redovisat uppdrag"),
    TaskStatus.APPROVED: gettext_lazy("Gör resultatet av ett uppdrag känt"),
}


def describe(acting: Acting, ids: set[UUID]) -> Iterator[Asks | tuple[UUID, Described]]:
    """The assignment's name, to whoever may see it."""
    found = policies.visible_tasks(acting).filter(pk__in=ids)
    yield Asks(found)
    for task in found:
        yield task.pk, Described(task.title, reverse("groups:task_detail", args=[task.pk]))


def duties(acting: Acting, today: date) -> Iterator[Duty | Asks]:
    """Where the next step is the leader's: to give, plan, approve, make known. The report itself has its clock."""
    if not policies.is_in_forums(acting):
        return
    gives = Q(within("giver_id", "led_forum_ids"), status__in=policies.statuses_that_wait(is_giver=True))
    does = Q(within("receiver_id", "led_forum_ids"), status__in=policies.statuses_that_wait(is_giver=False))
    found = Task.objects.filter(gives | does, region=acting.region_id).select_related("giver").order_by("due_on", "id")
    yield Asks(found)
    for task in found:
        yield Duty(
            title=str(NEXT[TaskStatus(task.status)]),
            url=reverse("groups:task_detail", args=[task.pk]),
            button=_("Öppna uppdraget"),
            detail=f"{task.title}, {said(task.giver.name)}",
        )


DESCRIBES = {"groups.task": describe}
DUTIES = (duties,)
