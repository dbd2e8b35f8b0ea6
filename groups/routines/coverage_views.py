"""The map of which area has which routine, and the routines of two areas side by side. [F65, F66]"""

from django import forms as django_forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET

from core.organisations.models import Area
from core.regions.presenting import CHOICES
from core.regions.profile import profile_of
from core.ui import dates
from core.ui.forms import FilterForm
from core.ui.pages import render_part
from core.ui.said import said
from groups.routines.content import HEADINGS, SIP
from groups.routines.coverage import MEANS, Cell, Coverage, Covered, looks_of
from groups.routines.models import RoutineSection
from groups.routines.page import home


class CoverageFilter(FilterForm):
    area = django_forms.ChoiceField(label=gettext_lazy("Område"))
    gaps = django_forms.ChoiceField(
        label=pgettext_lazy("vilka rutiner", "Visa"),
        choices=[
            ("", pgettext_lazy("vilka ämnen", "Alla ämnen")),
            ("1", pgettext_lazy("vilka ämnen", "De som saknas någonstans")),
        ],
    )

    def __init__(self, data, coverage: Coverage) -> None:
        super().__init__(data)
        every = ("", pgettext_lazy("vilka områden", "Alla områden"))
        self.fields["area"].choices = [every, *((str(one.pk), one.name) for one in coverage.areas)]


class BesideFilter(FilterForm):
    """Two areas; a subject, SIP unless told."""

    subject = django_forms.ChoiceField(label=gettext_lazy("Vad rutinerna handlar om"))
    first = django_forms.ChoiceField(label=gettext_lazy("Ett område"))
    second = django_forms.ChoiceField(label=gettext_lazy("Ett annat område"))

    def __init__(self, data, coverage: Coverage) -> None:
        super().__init__(data)
        self.fields["subject"].choices = list(coverage.subjects.items())
        for name in ("first", "second"):
            self.fields[name].choices = [("", _("Välj")), *((str(one.pk), one.name) for one in coverage.areas)]


@require_GET
def coverage(request):
    found = Coverage(request.acting)
    form = CoverageFilter(request.GET, found)
    wanted = form.chosen.get("area")
    areas = [one for one in found.areas if not wanted or str(one.pk) == wanted]
    every = found.rows(areas)
    cells = [cell for row in every for cell in row["cells"]]
    rows = [one for one in every if not form.chosen.get("gaps") or _has_gap(one)]
    context = {
        "form": form,
        "url": reverse("groups:routine_coverage"),
        "areas": areas,
        "rows": [{**row, "cells": [_shown(cell) for cell in row["cells"]]} for row in rows],
        "by_area": [_area(area, number, rows) for number, area in enumerate(areas)],
        "legend": [{"label": one.label, "looks": looks_of(one), "means": MEANS[one]} for one in Covered],
        "all": len(cells),
        "covered": sum(cell.state != Covered.NONE for cell in cells),
        "none": _nothing(found, len(areas)),
        "beside": reverse("groups:routine_beside"),
        "crumbs": _crumbs(),
    }
    return render_part(request, "groups/routine_coverage.html", "results", context)


def _crumbs() -> list[dict]:
    return [{"label": _("Rutiner"), "url": reverse("groups:routine_list")}]


def _nothing(found: Coverage, areas: int) -> str:
    """Why the map has no rows."""
    if not found.subjects:
        return _("Regionen har inte angett vad den ska ha rutiner om.")
    if not areas:
        return _("Regionen har inga områden.")
    if areas == len(found.areas):
        return _("Inget saknas. Alla ämnen har en rutin i alla områden.")
    return _("Inget saknas. Alla ämnen har en rutin i området.")


def _has_gap(row: dict) -> bool:
    return any(cell.state == Covered.NONE for cell in row["cells"])


def _shown(cell: Cell) -> dict:
    """The state in words, a link to the routine, and what it is for whoever does not see the table."""
    return {
        "label": cell.label,
        "looks": looks_of(cell.state),
        "url": home(cell.version) if cell.version else "",
        "title": cell.version.title if cell.version else "",
        "is_part": cell.is_part,
    }


def _area(area: Area, number: int, rows: list[dict]) -> dict:
    cells = [{"subject": row["label"], **_shown(row["cells"][number])} for row in rows]
    return {
        "area": area,
        "cells": cells,
        "has": sum(bool(one["url"]) for one in cells),
        "of": len(cells),
    }


@require_GET
def beside(request):
    found = Coverage(request.acting)
    asked = request.GET.copy()
    asked.setdefault("subject", SIP if SIP in found.subjects else next(iter(found.subjects), ""))
    form = BesideFilter(asked, found)
    subject = form.chosen.get("subject", "")
    areas = [_chosen(found, form.chosen.get(name)) for name in ("first", "second")]
    cells = [found.cell(area, subject) for area in areas if area and subject]
    texts = _texts(cells)
    context = {
        "form": form,
        "url": reverse("groups:routine_beside"),
        "sides": [_side(cell) for cell in cells] if len(cells) == 2 else [],
        "parts": _parts(cells, texts) if len(cells) == 2 else [],
        "crumbs": [*_crumbs(), {"label": _("Rutiner i områdena"), "url": reverse("groups:routine_coverage")}],
    }
    return render_part(request, "groups/routine_beside.html", "results", context)


def _chosen(found: Coverage, key: str | None) -> Area | None:
    return next((one for one in found.areas if str(one.pk) == key), None)


def _texts(cells: list[Cell]) -> dict[tuple, str]:
    """By version and heading, what is written."""
    versions = [cell.version.pk for cell in cells if cell.version]
    if not versions:
        return {}
    found = RoutineSection.objects.filter(routine_version__in=versions).exclude(text="")
    return {(one.routine_version_id, one.key): one.text for one in found}


def _side(cell: Cell) -> dict:
    version = cell.version
    facts = []
    if version and version.valid_from:
        facts.append({"term": _("Gäller från"), "text": dates.day(version.valid_from)})
        facts.append({"term": _("Beslutas i"), "text": said(version.forum.name)})
    if cell.subject == SIP:
        rule = profile_of(cell.area.region_id, area_id=cell.area.pk).school_may_call_sip
        facts.append({"term": _("Skolan kallar till SIP"), "text": str(CHOICES[rule])})
    return {"area": cell.area.name, "facts": facts, **_shown(cell)}


def _parts(cells: list[Cell], texts: dict[tuple, str]) -> list[dict]:
    """Each heading that either side has written, with both texts and whether they say the same."""
    made = []
    for one in HEADINGS:
        both = [texts.get((cell.version.pk, one.key), "") if cell.version else "" for cell in cells]
        if any(both):
            sides = [{"area": cell.area.name, "text": text} for cell, text in zip(cells, both, strict=True)]
            made.append({"key": one.key, "heading": one.heading, "sides": sides, "same": both[0] == both[1]})
    return made
