"""The list of lifted questions, a page of each, and what is asked of it. [F42]"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
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
from groups.columns import LIFTED
from groups.finding import back_to, forum_or_404, forum_url
from groups.lifting import policies
from groups.lifting.forms import LiftFilter
from groups.lifting.models import LiftedQuestion
from groups.lifting.page import lift_page, lift_row
from groups.lifting.questions import LIFT, QUESTIONS
from groups.lifting.way import parent_of

UP = {"label": _lazy("Grupper"), "url": reverse_lazy("groups:forum_tree")}


def question_or_404(request, pk) -> LiftedQuestion:
    found = policies.visible_questions(request.acting).select_related("origin")
    found = found.prefetch_related("steps__to_forum", "steps__from_forum")
    return get_object_or_404(found, pk=pk)


def home(question: LiftedQuestion) -> str:
    return reverse("groups:lift_detail", args=[question.pk])


@require_GET
def lift_list(request):
    form = LiftFilter(policies.own_forums(request.acting), request.GET)
    rows = form.apply(policies.visible_questions(request.acting))
    context = {"url": reverse("groups:lift_list"), "crumbs": [UP]}
    return list_page(
        request,
        "groups/lift_list.html",
        name=_("Lyfta frågor"),
        columns=LIFTED,
        rows=rows,
        form=form,
        row=lift_row,
        context=context,
    )


@require_GET
def lift_detail(request, pk):
    question = question_or_404(request, pk)
    return render_page(request, "groups/lift_detail.html", lift_page(request.acting, question))


@PAGE
@send_once
def lift_new(request, pk):
    """To the forum above by the tree; where there is none a sentence says so."""
    origin = forum_or_404(request, pk)
    above = parent_of(origin)
    if above is None:
        messages.error(request, _("Gruppen har ingen grupp över sig. Därför går det inte att lyfta en fråga härifrån."))
        return redirect(forum_url(origin))
    names = {"origin": said(origin.name), "above": said(above.name)}
    return question_page(request, LIFT, origin, {**back_to(origin), "lead": LIFT.lead % names}, to=home)


@PAGE
@send_once
def lift_note(request, pk, question):
    """One question about the lifted one; a refusal keeps what was typed."""
    lifted, asked = question_or_404(request, pk), QUESTIONS[question]
    where = {"back": lifted.title, "back_url": home(lifted)}
    return question_page(request, asked, lifted, where)
