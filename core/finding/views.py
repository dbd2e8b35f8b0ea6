"""One search over groups, what stands in their papers, and the directory. [perf 11]"""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Window
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from core.access import Acting, together
from core.access.found_sql import MOST
from core.finding.forms import SearchForm
from core.ui import registry
from core.ui.context import address
from core.ui.pages import refuse, render_list, render_page
from core.ui.searching import Sought

PAGE = "core/finding/search.html"
SHOWN = 5  # of each kind, when all kinds are asked for


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """A few of each kind with how many there are; of one kind a list. No kind holds a child."""
    acting: Acting = request.acting  # type: ignore[attr-defined]
    form = SearchForm(request.GET)
    context = {"others": _others(acting), "url": reverse("finding:search")}
    sought, kind = form.sought, form.kind
    if "q" in form.errors:
        return refuse(request, PAGE, form, context)
    if sought is None:
        return render_page(request, PAGE, {"form": form, **context})
    if kind:
        rows = kind.rows(acting, sought)
        return render_list(request, PAGE, rows=rows, form=form, row=kind.hit, context={**context, "label": kind.label})
    parts = _parts(acting, sought)
    found = sum(part["count"] for part in parts)
    return render_page(request, PAGE, {"form": form, **context, "parts": parts, "asked": sought.text, "found": found})


def _parts(acting: Acting, sought: Sought) -> list[dict[str, Any]]:
    """What there is of each kind, all asked in one statement; kinds without any are left out."""
    asked = [(kind, kind.rows(acting, sought).annotate(total=Window(Count("*")))[:SHOWN]) for kind in registry.search]
    together(*(rows for _kind, rows in asked))
    return [_part(kind, list(rows), sought) for kind, rows in asked if rows]


def _part(kind: registry.SearchKind, rows: list[Any], sought: Sought) -> dict[str, Any]:
    count = rows[0].total
    return {
        "label": kind.label,
        "key": kind.key,
        "count": count,
        "is_most": count >= MOST,
        "hits": [kind.hit(row) for row in rows],
        "all_url": f"?{urlencode({'q': sought.text, 'slag': kind.key})}" if count > len(rows) else "",
    }


def _others(acting: Acting) -> Iterable[dict[str, Any]]:
    """The ways to what is not found here, for those who may use them."""
    shown = [one for one in registry.other_searches if one.shown_to(acting)]
    return [{"text": one.text, "label": one.label, "url": address(one.url_name)} for one in shown]
