"""An assignment's page and its line in lists, made ready for their templates; a forum's open ones."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.access import Acting
from core.ui import dates
from core.ui.questions import buttons
from core.ui.registry import Who
from core.ui.said import said
from groups.assignments import policies, states
from groups.assignments.models import Task
from groups.assignments.questions import QUESTIONS
from groups.assignments.states import TaskStatus
from groups.finding import forum_url
from groups.models import Forum

NEAR = 5
STEPS = (
    TaskStatus.PROPOSED,
    TaskStatus.GIVEN,
    TaskStatus.IN_PROGRESS,
    TaskStatus.REPORTED,
    TaskStatus.APPROVED,
    TaskStatus.CLOSED,
)


def task_page(acting: Acting, task: Task) -> dict[str, Any]:
    """What `groups/task_detail.html` shows."""
    return {
        "task": task,
        "crumbs": [{"label": _("Uppdrag mellan grupper"), "url": reverse("groups:task_list")}],
        "lead": _lead(task),
        "steps": _steps(task),
        "buttons": buttons(QUESTIONS, acting, task, "groups:task_note"),
        "words": _words(task),
        "reports": task.reports.select_related("written_by__person"),
        "facts": _facts(task),
        "who": _who_sees(),
    }


def is_late(task: Task) -> bool:
    return task.status in states.RUNNING and task.due_on is not None and task.due_on < clock.today()


def _lead(task: Task) -> str:
    """The one sentence: what it waits for."""
    names = {"giver": said(task.giver.name), "receiver": said(task.receiver.name)}
    if is_late(task):
        return _("Uppdraget skulle ha redovisats %(day)s.") % {"day": dates.day(task.due_on)}
    words = {
        TaskStatus.PROPOSED: _("%(giver)s beslutar om uppdraget ska ges."),
        TaskStatus.GIVEN: _("%(receiver)s ska planera arbetet."),
        TaskStatus.IN_PROGRESS: _("%(receiver)s arbetar med uppdraget."),
        TaskStatus.REPORTED: _("%(giver)s tar ställning till resultatet."),
        TaskStatus.APPROVED: _("Resultatet är godkänt. Nu ska det beslutas och göras känt."),
        TaskStatus.CLOSED: _("Uppdraget är klart. Resultatet är beslutat och känt."),
        TaskStatus.CANCELLED: _("Uppdraget är återtaget."),
    }
    return words[TaskStatus(task.status)] % names


def _steps(task: Task) -> list[dict]:
    if task.status == TaskStatus.CANCELLED:
        return []
    at, is_done = STEPS.index(TaskStatus(task.status)), task.status == TaskStatus.CLOSED
    return [
        {"title": str(one.label), "detail": "", "state": "done" if n < at or is_done else "now" if n == at else ""}
        for n, one in enumerate(STEPS)
    ]


def _words(task: Task) -> list[dict]:
    """The texts that are written, each under its heading."""
    result = f"{task.get_result_kind_display()}. {task.result}" if task.result else ""
    found = {
        "text": task.text,
        "expected": task.expected,
        "plan": task.plan,
        "result": result,
        "handed_back_because": task.handed_back_because,
        "made_known": task.made_known,
        "cancel_reason": task.cancel_reason,
    }
    titles = {name: Task._meta.get_field(name).verbose_name for name in found}
    return [{"key": name, "title": str(titles[name]), "text": text} for name, text in found.items() if text]


def _facts(task: Task) -> list[dict]:
    facts = [
        {"term": _("Ges av"), "text": said(task.giver.name), "url": forum_url(task.giver)},
        {"term": _("Tas emot av"), "text": said(task.receiver.name), "url": forum_url(task.receiver)},
        {"term": _("Målgrupp"), "text": task.target_group},
        {"term": _("Börjar"), "text": task.start_term},
    ]
    if task.due_on and task.given_on:
        decided = _("%(day)s, beslut %(number)s") % {"day": dates.day(task.given_on), "number": task.decided_as}
        facts.append({"term": _("Gavs"), "text": decided})
        facts.append({"term": _("Redovisas senast"), "text": dates.day(task.due_on)})
    if task.reported_on:
        facts.append({"term": _("Redovisades"), "text": dates.day(task.reported_on)})
    return facts


def _who_sees() -> list[Who]:
    return [
        Who(_("Ledamöter i båda grupperna och deras chefer"), _("Uppdraget, planen och resultatet")),
        Who(_("Den regionala nivåns handläggare"), _("Uppdrag i de lokala grupperna")),
        Who(_("Ingen ser barn här"), _("Ett uppdrag handlar aldrig om ett enskilt barn"), sees=False),
    ]


def task_row(task: Task) -> dict:
    return {
        "url": reverse("groups:task_detail", args=[task.pk]),
        "title": task.title,
        "way": _("%(giver)s till %(receiver)s")
        % {"giver": said(task.giver.name), "receiver": said(task.receiver.name)},
        "due": dates.day(task.due_on) if task.due_on else "",
        "late": is_late(task),
        "task": task,
    }


def open_tasks(acting: Acting, forum: Forum) -> QuerySet[Task]:
    """The forum's open assignments, given and received, for whoever reads them; not asked yet."""
    if not policies.is_in_forums(acting):
        return Task.objects.none()
    ours = policies.visible_tasks(acting).filter(Q(giver=forum) | Q(receiver=forum), status__in=states.OPEN)
    return ours.select_related("giver", "receiver").order_by("due_on", "id")[:NEAR]


def tasks_of(acting: Acting, forum: Forum, found: Iterable[Task]) -> dict[str, Any] | None:
    """What the forum's page says of them; None for whoever has to do with none."""
    if not policies.is_in_forums(acting):
        return None
    rows = [task_row(one) for one in found]
    if not rows and not forum.is_led:
        return None
    new = reverse("groups:task_new", args=[forum.pk]) if forum.is_led else ""
    return {"rows": rows, "all": reverse("groups:task_list"), "new": new}
