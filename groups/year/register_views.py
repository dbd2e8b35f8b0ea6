"""Note an obstacle or what a target group needs, the questions about each, and all of a group's obstacles."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core import clock
from core.access import require
from core.ui.once import send_once
from core.ui.pages import render_list
from core.ui.questions import question_page
from core.ui.verbs import ACT, PAGE, act_page, sent
from groups.year import register_forms as forms
from groups.year import register_policies as may
from groups.year.page import year_url
from groups.year.register_page import obstacle_row, planned_for
from groups.year.register_questions import NEED, OBSTACLE
from groups.year.services import registering
from groups.year.views import year_forum_or_404


def where(forum) -> dict:
    return {"back": _("Årets arbete"), "back_url": year_url(forum)}


def own_forum_or_404(request, pk):
    forum = year_forum_or_404(request, pk)
    if not forum.is_ours:
        raise Http404
    return forum


@require_GET
def obstacle_list(request, pk):
    """Those that stand and those that have ended, with what came of them."""
    forum, acting, today = own_forum_or_404(request, pk), request.acting, clock.today()
    form = forms.ObstacleFilter(request.GET)
    rows = form.apply(may.visible_obstacles(acting).filter(forum=forum))
    planned = planned_for(acting, forum)
    context = {"url": reverse("groups:obstacle_list", args=[forum.pk]), "forum": forum, **where(forum)}
    return render_list(
        request, "groups/obstacle_list.html", rows=rows, form=form, context=context,
        row=lambda one: obstacle_row(acting, one, planned, today),
    )  # fmt: skip


@PAGE
@send_once
def obstacle_new(request, pk):
    forum = own_forum_or_404(request, pk)
    require(may.can_note_in(request.acting, forum))
    form = forms.ObstacleForm(forum, sent(request))
    words = {
        "title": _("Notera ett hinder eller något som hjälper"),
        "lead": _("Sådant som gör det svårare eller lättare att arbeta tillsammans. Sedan bestämmer ni en åtgärd."),
        "button": _("Spara"),
        **where(forum),
    }
    return act_page(
        request,
        ACT,
        form,
        words,
        act=lambda: registering.note_obstacle(forum, by=request.acting, **form.facts()),
        done=_("Det är noterat."),
        to=lambda _made: year_url(forum),
    )


@PAGE
@send_once
def need_new(request, pk):
    forum = own_forum_or_404(request, pk)
    require(may.can_note_in(request.acting, forum))
    form = forms.NeedForm(sent(request))
    words = {
        "title": _("Inventera en målgrupps behov"),
        "lead": _("Grunden för det ni planerar. Ni ser efter igen den dag ni väljer."),
        "button": _("Spara"),
        **where(forum),
    }
    return act_page(
        request,
        ACT,
        form,
        words,
        act=lambda: registering.take_inventory(forum, by=request.acting, **form.facts()),
        done=_("Inventeringen är sparad."),
        to=lambda _made: year_url(forum),
    )


@PAGE
@send_once
def obstacle_note(request, pk, question):
    found = may.visible_obstacles(request.acting).select_related("forum", "owner")
    return _asked(request, OBSTACLE[question], get_object_or_404(found, pk=pk))


@PAGE
@send_once
def need_note(request, pk, question):
    found = may.visible_needs(request.acting).select_related("forum")
    return _asked(request, NEED[question], get_object_or_404(found, pk=pk))


def _asked(request, asked, thing):
    require(asked.may(request.acting, thing))
    return question_page(request, asked, thing, asked.form(thing, sent(request)), where(thing.forum))
