"""The secretariat's patterns, a page of each, its questions, and what everybody may read of them."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET

from core.ui.once import send_once
from core.ui.pages import render_list, render_page
from core.ui.questions import question_page
from core.ui.verbs import PAGE, sent
from deviations.patterns import page, policies
from deviations.patterns.questions import QUESTIONS


def _pattern_or_404(request, pk):
    found = policies.visible_patterns(request.acting).select_related("item", "task")
    return get_object_or_404(found, pk=pk)


@require_GET
def patterns(request):
    return render_list(request, "deviations/patterns.html", rows=page.counted(request.acting), row=page.row)


@require_GET
def pattern(request, pk):
    context = page.pattern_page(request.acting, _pattern_or_404(request, pk))
    return render_page(request, "deviations/pattern.html", context)


@PAGE
@send_once
def pattern_note(request, pk, question):
    """One question about the pattern; a refusal keeps what was typed."""
    found, asked = _pattern_or_404(request, pk), QUESTIONS[question]
    where = {"back": found.name, "back_url": reverse("deviations:pattern", args=[found.pk])}
    form = asked.form(request.acting, found, sent(request)) if asked.may(request.acting, found) else None
    to = (lambda other: reverse("deviations:pattern", args=[other.pk])) if question == "sla-ihop" else None
    return question_page(request, asked, found, where, form=form, to=to)


@require_GET
def learned(request):
    return render_list(request, "deviations/learned.html", rows=policies.published(request.acting))
