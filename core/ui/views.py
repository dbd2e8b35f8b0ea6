"""Pages of the house itself: one's assignments, the glossary, accessibility, personal data, colours, reports."""

import json
import logging

from django import forms
from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.ui import glossary, registry, theme
from core.ui.forms import FilterForm
from core.ui.pages import render_page, render_part

log = logging.getLogger("bus.csp")
LONGEST_REPORT = 4_000  # characters of a browser's report that we keep


@require_GET
def acting(request):
    """The assignments one may act under; the only page that asks for them. Its part fills the header's list."""
    answer = registry.switchable_assignments.answer
    return render_part(request, "ui/acting.html", "choices", {"choices": answer(request) if answer else []})


@require_http_methods(["GET", "POST"])
def keep_alive(request):
    """POST: I am still here (activity, unlike automatic saves). Both say who is signed in, for a covered page.

    The answer names the assignment only, so that a page emptied at the time-out opens again for the same one only.
    """
    who = getattr(request, "acting", None)
    body = {"assignment": str(who.assignment_id) if who else "", "token": get_token(request) if who else ""}
    return JsonResponse(body, status=200 if who else 401)


@require_GET
def theme_css(request, code):
    """A region's colours. Kept an hour by the browser, since every page links to it."""
    answer = registry.theme_tokens.answer
    tokens = answer(code) if answer else None
    if tokens is None:
        raise Http404
    response = HttpResponse(theme.stylesheet(tokens), content_type="text/css; charset=utf-8")
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


@csrf_exempt
@require_POST
def csp_report(request):
    """A browser refused something of ours: two words go to the log, never an address with an id."""
    try:
        report = json.loads(request.body[:LONGEST_REPORT])["csp-report"]
        log.warning(
            "Refused by policy: %s %s", str(report.get("effective-directive"))[:60], str(report.get("blocked-uri"))[:40]
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        log.info("A policy report that could not be read")
    return HttpResponse(status=204)


class GlossaryFilter(FilterForm):
    sok = forms.CharField(label=_("Sök ett ord"), max_length=60)


@require_GET
def glossary_page(request):
    """The words, in Swedish order, all on one page; the search works by the address. A visitor reads every region's."""
    form = GlossaryFilter(request.GET)
    acting, answer = getattr(request, "acting", None), registry.region_forums.answer
    forums = answer(acting) if acting and answer else None
    terms = glossary.matching(form.chosen.get("sok", ""), forums)
    sides = [said.words(get_language() or "") for said in glossary.sides()]
    context = {"form": form, "terms": terms, "count": len(terms), "sides": sides}
    return render_part(request, "ui/glossary.html", "results", context)


@require_GET
def accessibility(request):
    return render_page(request, "ui/accessibility.html")


@require_GET
def privacy(request):
    return render_page(request, "ui/privacy.html")
