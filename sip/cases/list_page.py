"""The list of cases: one page of rows, drawn without a template's loop. [perf 1c, gates 1, 2, 14]

Fifty rows are most of what the page costs, so a row is a tuple from the database, its words and links are made here,
and `sip/_case_row.html` only places them.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import together
from core.obligations.models import Obligation
from core.obligations.standing import standing_words
from core.organisations.models import District, Unit
from core.regions.profile import profile_of
from core.ui import badges, dates, rows
from core.ui.pages import keep_saved, paginate, render_part
from sip.cases.forms import CaseFilter
from sip.cases.models import Case, ForumCase
from sip.cases.states import ForumCaseStatus

COLUMNS = ("case_id", "status", "district_id", "raising_unit_id", "need_noticed_on", "raised_on", "convened_on")


def answer(request: HttpRequest, visible: QuerySet[ForumCase]) -> HttpResponse:
    """The page, or its part for htmx, of those `visible` cases that the filters leave; each row shown is logged."""
    acting = request.acting  # type: ignore[attr-defined]
    form = CaseFilter(request.GET)
    rows = form.apply(visible).order_by("-raised_on", "case_id")
    page = paginate(request, rows, columns=COLUMNS, beside=keep_saved(request, form))
    shown = [found[0] for found in page.rows]
    still = _standing_still(page.rows)
    page.rows = list(_drawable(page.rows, *named(page.rows, still), still))
    context = {
        "page": page,
        "form": form,
        "filters": _filters(form),
        "has_forum": profile_of(acting.region_id, clock.today()).has_individual_forum,
    }
    response = render_part(request, "sip/case_list.html", "results", context)
    audit.record_many("case.listed", shown, by=acting, object_kind="sip.forumcase", case_ids=shown)
    return response


Names = dict[UUID, str]


def named(found: list[tuple], *beside: QuerySet) -> tuple[Names, Names, Names]:
    """Codes, districts and units of the rows shown, by their first, third and fourth columns; with what stands `beside`
    in one statement: joined, all one's cases would be looked up.
    """
    codes = Case.objects.filter(pk__in=[one[0] for one in found]).values_list("pk", "code")
    districts = District.objects.filter(pk__in={one[2] for one in found}).values_list("pk", "name")
    units = Unit.objects.filter(pk__in={one[3] for one in found}).values_list("pk", "name")
    together(codes, districts, units, *beside)
    return dict(codes), dict(districts), dict(units)


def _standing_still(found: list[tuple]) -> QuerySet[Obligation]:
    """The clocks of the rows shown that stand still."""
    still = Obligation.objects.live().filter(case_id__in=[one[0] for one in found], paused_on__isnull=False)
    return still.with_pause().order_by("due_on")


def _drawable(
    found: list[tuple], codes: Names, districts: Names, units: Names, still: QuerySet[Obligation]
) -> Iterator[dict[str, Any]]:
    language, today = get_language() or "", clock.today()
    words, paused = _words(language), {one.case_id: standing_words(one) for one in still}
    for key, status, district, unit, noticed, raised, called, *_number in found:
        yield {
            "url": f"{key}/",
            "code": codes[key],
            "status": _badge(status, language) + _small(paused.get(key, "")),
            "district": districts[district],
            "unit": units[unit],
            "noticed": dates.day_in_list(noticed, today),
            "raised": dates.day_in_list(raised, today),
            "called": dates.day_in_list(called, today) if called else "–",
            **words,
        }


@lru_cache(maxsize=4)
def _words(language: str) -> dict[str, SafeString]:
    """The columns' names, said again beside each value on a narrow screen."""
    names = {
        "at_status": _("Läge"),
        "at_district": _("Stadsdel"),
        "at_unit": _("Väckt av"),
        "at_noticed": _("Uppmärksammat"),
        "at_raised": _("Väckt"),
        "at_called": _("Kallat"),
    }
    return {name: escape(word) for name, word in names.items()}


def _small(words: str) -> SafeString:
    """Under the state: since when and why the case's clock stands still."""
    return format_html('<br><span class="small">{}</span>', words) if words else SafeString("")


@lru_cache(maxsize=64)
def _badge(status: str, language: str) -> SafeString:
    return rows.badge(str(ForumCaseStatus(status).label), badges.MEANINGS.get(status, ""))


def _filters(form: CaseFilter) -> SafeString:
    """Drawn once a process and language as long as nothing is chosen, however long the page: so it is mostly opened."""
    return _drawn(form) if form.saved or any(map(form.data.get, form.fields)) else _unchosen(get_language() or "")


@lru_cache(maxsize=4)
def _unchosen(language: str) -> SafeString:
    return _drawn(CaseFilter({}))


def _drawn(form: CaseFilter) -> SafeString:
    return render_to_string("ui/filters.html", {"form": form, "url": reverse("sip:case_list")})
