"""The list of plans: one page of rows, drawn without a template's loop. [perf 1c]"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, among
from core.roles import CASE_ROLES
from core.ui import badges, dates, rows
from core.ui.forms import FilterForm
from core.ui.pages import keep_saved, paginate, render_part
from sip.cases.list_page import Names, named
from sip.cases.models import Participation
from sip.cases.states import Part
from sip.plans.models import SipPlan
from sip.plans.querysets import SipPlanQuerySet
from sip.plans.states import PlanStatus

COLUMNS = ("case_id", "status", "district_id", "initiating_unit_id", "need_noticed_on", "next_follow_up_on")
ALL = [("", gettext_lazy("Alla"))]


class PlanFilter(FilterForm):
    """State, those whose follow-up is due, and those one takes part in oneself; the state is the address."""

    status = forms.ChoiceField(label=gettext_lazy("Läge"), choices=[*ALL, *PlanStatus.choices])
    follow_up = forms.ChoiceField(
        label=gettext_lazy("Uppföljning"), choices=[*ALL, ("due", gettext_lazy("Ska följas upp nu"))]
    )
    mine = forms.ChoiceField(label=gettext_lazy("Vems"), choices=[*ALL, ("yes", gettext_lazy("Där jag deltar"))])
    lookups = {"status": "status"}

    def __init__(self, data: Any = None, *args: Any, acting: Acting | None = None, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        self.acting = acting

    def apply(self, rows: QuerySet) -> SipPlanQuerySet:
        found: Any = super().apply(rows)
        if self.chosen.get("follow_up"):
            found = found.follow_up_due(clock.today())
        if self.chosen.get("mine") and self.acting:
            found = found.filter(among("pk", own_parts(self.acting).values("case_id")))
        return found


def own_parts(acting: Acting) -> QuerySet[Participation]:
    """The acting assignment's own participations that last."""
    own = Participation.objects.live(clock.now()).filter(assignment_id=acting.assignment_id, region_id=acting.region_id)
    return own.filter(part__in=(Part.RAISER, Part.UNIT))


def answer(request: HttpRequest, visible: QuerySet[SipPlan]) -> HttpResponse:
    """The page, or its part for htmx, of those `visible` plans that the filters leave; each row shown is logged."""
    acting = request.acting  # type: ignore[attr-defined]
    form = PlanFilter(request.GET, acting=acting)
    rows = form.apply(visible).order_by("-need_noticed_on", "case_id")
    page = paginate(request, rows, columns=COLUMNS, beside=keep_saved(request, form))
    shown = [found[0] for found in page.rows]
    page.rows = list(_drawable(page.rows, *named(page.rows)))
    may_ask = acting.role in CASE_ROLES  # the coordinators have their menu
    context = {"page": page, "form": form, "url": reverse("sip:plan_list"), "may_ask": may_ask}
    response = render_part(request, "sip/plan_list.html", "results", context)
    audit.record_many("plan.listed", shown, by=acting, object_kind="sip.sipplan", case_ids=shown)
    return response


def _drawable(found: list[tuple], codes: Names, districts: Names, units: Names) -> Iterator[dict[str, Any]]:
    language, today = get_language() or "", clock.today()
    words = _words(language)
    for key, status, district, unit, noticed, follow_up, *_number in found:
        is_due = status == PlanStatus.ACTIVE and follow_up is not None and follow_up <= today
        yield {
            "url": f"{key}/",
            "code": codes[key],
            "status": _badge("follow_up_due" if is_due else status, language),
            "district": districts[district],
            "unit": units[unit],
            "noticed": dates.day_in_list(noticed, today),
            "follow_up": dates.day_in_list(follow_up, today) if follow_up else "–",
            **words,
        }


@lru_cache(maxsize=4)
def _words(language: str) -> dict[str, SafeString]:
    """The columns' names, said again beside each value on a narrow screen."""
    names = {
        "at_status": _("Läge"),
        "at_district": _("Kommun eller stadsdel"),
        "at_unit": _("Startad av"),
        "at_noticed": _("Uppmärksammat"),
        "at_follow_up": _("Följs upp"),
    }
    return {name: escape(word) for name, word in names.items()}


@lru_cache(maxsize=64)
def _badge(status: str, language: str) -> SafeString:
    label = _("Ska följas upp") if status == "follow_up_due" else str(PlanStatus(status).label)
    return rows.badge(label, badges.MEANINGS.get(status, ""))
