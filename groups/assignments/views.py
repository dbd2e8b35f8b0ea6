"""The list of what forums ask of each other, a page of each, and its questions. [F39]"""

from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_GET

from core.finding.lists import list_page
from core.ui.once import send_once
from core.ui.pages import render_page
from core.ui.questions import question_page
from core.ui.said import said
from core.ui.verbs import PAGE
from groups.assignments import policies
from groups.assignments.forms import TaskFilter
from groups.assignments.models import Task
from groups.assignments.page import task_page, task_row
from groups.assignments.questions import PROPOSE, QUESTIONS
from groups.columns import TASKS
from groups.finding import back_to, forum_or_404

UP = {"label": _lazy("Grupper"), "url": reverse_lazy("groups:forum_tree")}


def task_or_404(request, pk) -> Task:
    return get_object_or_404(policies.visible_tasks(request.acting).select_related("giver", "receiver"), pk=pk)


def home(task: Task) -> str:
    return reverse("groups:task_detail", args=[task.pk])


@require_GET
def task_list(request):
    form = TaskFilter(request.GET)
    rows = form.apply(policies.visible_tasks(request.acting))
    context = {"url": reverse("groups:task_list"), "crumbs": [UP]}
    return list_page(
        request,
        "groups/task_list.html",
        name=_("Uppdrag mellan grupper"),
        columns=TASKS,
        rows=rows,
        form=form,
        row=task_row,
        context=context,
    )


@require_GET
def task_detail(request, pk):
    task = task_or_404(request, pk)
    return render_page(request, "groups/task_detail.html", task_page(request.acting, task))


@PAGE
@send_once
def task_new(request, pk):
    """Propose an assignment that the forum may give."""
    giver = forum_or_404(request, pk)
    words = {**back_to(giver), "lead": PROPOSE.lead % {"forum": said(giver.name)}}
    return question_page(request, PROPOSE, giver, words, to=home)


@PAGE
@send_once
def task_note(request, pk, question):
    """One question about the assignment; a refusal keeps what was typed."""
    task, asked = task_or_404(request, pk), QUESTIONS[question]
    where = {"back": task.title, "back_url": home(task)}
    return question_page(request, asked, task, where)
