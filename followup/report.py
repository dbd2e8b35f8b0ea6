"""The yearly report as a document: what was frozen with the figures, and the group's own texts. [domain 7.9]"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.documents.attachments import Attachment, figure_attachments
from core.documents.kinds import DocumentKind
from core.documents.render import file_name, render_pdf
from core.documents.themes import Theme
from core.organisations.models import Area
from core.ui import dates
from followup.models import AnnualFollowUp, Counting, Figure, RegionCount
from followup.presenting import group_facts, lacking, marks
from followup.presenting.cells import counted_to
from followup.presenting.findings import Finding, findings
from followup.presenting.group_parts import Part, manned, parts_of
from followup.presenting.past import Year, fixed_before, years_of
from followup.texts import printed_texts

PRINTED = (
    "code title sentence chart chart_title note definition period counted_at formula_version target outcome "
    "outcome_label"
).split()


@dataclass(frozen=True)
class Document:
    """Ready to be drawn. The same counting, texts and stamps give the same bytes: no moment but theirs is in it."""

    context: dict[str, Any]
    title: str
    language: str
    created_at: datetime
    theme: Theme
    attachments: Sequence[Attachment]
    file_name: str

    def pdf(self) -> bytes:
        """Raises a DocumentError."""
        return render_pdf(
            "documents/_annual_report.html",
            self.context,
            kind=DocumentKind.REPORT,
            title=self.title,
            language=self.language,
            attachments=self.attachments,
            created_at=self.created_at,
            theme=self.theme,
        )


def build(area: Area, year: int, counting: Counting) -> Document:
    """The document of a counting, fixed or so far, in the language that is on."""
    follow_up = AnnualFollowUp.objects.for_page().filter(area=area, year=year).first()
    past = Counting.objects.filter(fixed_before(counting.area_id, counting.year))
    years = years_of([*past, counting], Figure.objects.all())
    found = findings(years)
    title = _title(counting, follow_up)
    return laid_out(
        counting,
        title=title,
        whose=counting.context["area"],
        period=dates.period(counting.period_from, counted_to(counting)),
        facts=_facts(counting, follow_up),
        found=found,
        figures=[printed(finding) for finding in found],
        sections=[
            *(printed_texts(follow_up.sections.all()) if follow_up else []),
            *_manned(years[-1]),
            *_work(years[-1]),
            _lacking(years[-1]),
        ],
        method=_method(counting, found),
        place=counting.context["area"],
        code=f"{year}-{area.code}",
    )


def laid_out(
    count: Counting | RegionCount,
    *,
    title: str,
    whose: str,
    period: str,
    facts: list[dict[str, Any]],
    found: Sequence[Finding],
    figures: list[dict[str, Any]],
    sections: list[dict[str, Any]],
    method: list[dict[str, str]],
    place: str,
    code: str,
) -> Document:
    """A year's report in the language that is on, its figures attached as data. `place`: in the file's title."""
    report = {
        "title": title,
        "region": count.context["region"],
        "area": whose,
        "period": period,
        "facts": facts,
        "summary": [finding.sentence for finding in found] or [_("Inga mått är räknade för perioden.")],
        "small_counts": marks.legend(count.threshold),
        "figures": figures,
        "sections": sections,
        "method": method,
        "distribution": count.context["distribution"],
    }
    return Document(
        context={"report": report},
        title=f"{title}, {place}",
        language=get_language() or "sv",
        created_at=count.computed_at,
        theme=Theme(**count.context["colours"]),
        attachments=figure_attachments([{**one, "chart": None} for one in figures]),
        file_name=file_name(_("arsuppfoljning"), code),
    )


def printed(finding: Finding) -> dict[str, Any]:
    """As the report's template and the attached data want it; what stands beside goes into the note."""
    beside = "; ".join(f"{one['term']}: {one['text']}" for one in finding.beside)
    values = {name: getattr(finding, name) for name in PRINTED}
    values |= {"table": plain_table(finding.table), "value": finding.value.text, "previous": finding.before.text}
    return {**values, "note": " ".join(part for part in (f"{beside}." if beside else "", finding.note) if part)}


def plain_table(table: dict[str, Any]) -> dict[str, Any]:
    """The table's numbers as text: in a file nothing is opened."""
    lines = [{**row, "cells": [cell.text for cell in row["cells"]]} for row in (*table["rows"], table["foot"]) if row]
    rows = lines[: len(table["rows"])]
    return {**table, "rows": rows, "foot": lines[-1] if table["foot"] else None}


def _title(counting: Counting, follow_up: AnnualFollowUp | None) -> str:
    words = {"year": counting.year}
    if counting.is_final:
        return _("Årsuppföljning %(year)s") % words
    return _("Årsuppföljning %(year)s, preliminär") % words


def _facts(counting: Counting, follow_up: AnnualFollowUp | None) -> list[dict[str, str]]:
    """Who made and adopted it, at which meeting, and how far it has come. [001:L351]"""
    agreed = group_facts.agreement_line(counting)
    facts = [{"term": _("Överenskommelse"), "text": agreed}] if agreed else []
    if follow_up is None or not counting.is_final:
        standing = _("Preliminär: talen är räknade så här långt och kan ändras.")
        return [*facts, {"term": _("Läge"), "text": standing}]
    facts.append({"term": _("Läge"), "text": follow_up.get_status_display()})
    if follow_up.made_by:
        facts.append({"term": _("Gjord av"), "text": _person(follow_up.made_by)})
    if follow_up.adopted_on:
        told = {"day": dates.day(follow_up.adopted_on), "meeting": follow_up.adopted_at_meeting}
        facts.append({"term": _("Antagen"), "text": _("%(day)s, %(meeting)s") % told})
    if follow_up.reported_at:
        facts.append({"term": _("Skickad vidare"), "text": dates.moment(follow_up.reported_at)})
    return facts


def _person(assignment) -> str:
    return f"{assignment.person}, {assignment.get_role_display().lower()}"


def _manned(now: Year) -> list[dict[str, Any]]:
    return [{"id": one.key, "heading": one.heading, "paragraphs": _lines(one), "parts": []} for one in manned(now)]


def _work(now: Year) -> list[dict[str, Any]]:
    """What the groups did, as it was frozen with the year. [domain 7.9: 5, 7, 8, 9, 11]"""
    parts = [{"heading": part.heading, "paragraphs": _lines(part)} for part in parts_of(now)]
    return [{"id": "arbete", "heading": _("Gruppernas arbete"), "paragraphs": [], "parts": parts}] if parts else []


def _lines(part: Part) -> list[str]:
    """The numbers in one paragraph, then what is named, each in its own."""
    numbers = "\n".join(f"{one['term']}: {one['text']}" for one in part.numbers)
    named = [f"{one['term']}\n{one['text']}" for one in part.named]
    return [*([numbers] if numbers else []), *named, *part.notes]


def _lacking(now: Year) -> dict[str, Any]:
    """What the report should tell and cannot yet. [domain 7.9]"""
    measures = [f"{one['title']} ({one['code']}). {one['why']}" for one in lacking.uncounted(now)]
    parts = [f"{one['term']}. {one['text']}" for one in lacking.missing_parts(now)]
    return {
        "id": "saknas",
        "heading": _("Det som portalen inte har uppgifter om än"),
        "paragraphs": parts,
        "parts": [{"heading": _("Mått utan uppgifter"), "paragraphs": measures}] if measures else [],
    }


def _method(counting: Counting, found: list[Finding]) -> list[dict[str, str]]:
    versions = ", ".join(finding.formula_version for finding in found) or marks.DASH
    frozen = (
        _("Talen räknades en gång, %(at)s, och ändras inte sedan.")
        if counting.is_final
        else _("Talen räknades %(at)s och räknas om tills året är låst.")
    ) % {"at": dates.moment(counting.computed_at)}
    return [
        {"term": _("Källa"), "text": _("BUS-portalens egna händelser. Inga tal är ifyllda för hand.")},
        {"term": _("Tid"), "text": frozen},
        {"term": _("Område"), "text": _("Varje händelse räknas till det område som stadsdelen hörde till den dagen.")},
        {"term": _("Formler"), "text": versions},
    ]
