"""Note an obstacle or what a target group needs, the questions about each, and all of a group's obstacles."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET

from core import clock
from core.ui.once import send_once
from core.ui.pages import render_list
from core.ui.questions import question_page
from core.ui.verbs import PAGE
from groups.year import register_forms as forms
from groups.year import register_policies as may
from groups.year.finding import back_to_year, own_forum_or_404
from groups.year.register_page import obstacle_row, planned_for
from groups.year.register_questions import NEED, NEW, OBSTACLE


@require_GET
def obstacle_list(request, pk):
    """Those that stand and those that have ended, with what came of them."""
    forum, acting, today = own_forum_or_404(request, pk), request.acting, clock.today()
    form = forms.ObstacleFilter(request.GET)
    rows = form.apply(may.visible_obstacles(acting).filter(forum=forum))
    planned = planned_for(acting, forum)
    context = {"url": reverse("groups:obstacle_list", args=[forum.pk]), "forum": forum, **back_to_year(forum)}
    return render_list(
        request, "groups/obstacle_list.html", rows=rows, form=form, context=context,
        row=lambda one: obstacle_row(acting, one, planned, today),
    )  # fmt: skip


@PAGE
@send_once
def register_new(request, pk, question):
    """An obstacle, something that helps, or what a target group needs."""
    forum = own_forum_or_404(request, pk)
    return question_page(request, NEW[question], forum, back_to_year(forum))


@PAGE
@send_once
def obstacle_note(request, pk, question):
    found = may.visible_obstacles(request.acting).select_related("forum", "owner")
    obstacle = get_object_or_404(found, pk=pk)
    return question_page(request, OBSTACLE[question], obstacle, back_to_year(obstacle.forum))


@PAGE
@send_once
def need_note(request, pk, question):
    found = may.visible_needs(request.acting).select_related("forum")
    need = get_object_or_404(found, pk=pk)
    return question_page(request, NEED[question], need, back_to_year(need.forum))
