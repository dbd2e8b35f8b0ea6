"""The region's yearly report as a document: the numbers as they were laid together, and the texts. [F138, 7.9]"""

from typing import Any

from django.utils.translation import gettext as _

from core.ui import dates
from followup.models import Compilation, RegionCount
from followup.presenting import marks
from followup.region.findings import Compared, compared
from followup.region.years import published_before, standing
from followup.report import Document, laid_out, plain_table, printed
from followup.states import CompilationStatus
from followup.texts import printed_texts


def build_region(count: RegionCount) -> Document:
    """The document of a region's count, in the language that is on."""
    compilation = Compilation.objects.select_related("region", "made_by__person").get(pk=count.compilation_id)
    found = _compared(count)
    title = _title(compilation)
    return laid_out(
        count,
        title=title,
        whose=_("Hela regionen"),
        period=dates.period(count.period_from, count.period_to),
        facts=_facts(compilation, count),
        found=[one.finding for one in found if one.finding],
        figures=[figure for one in found for figure in _figures(one, count)],
        sections=printed_texts(compilation.sections.all()),
        method=method(count),
        place=count.context["region"],
        code=f"{compilation.year}-{compilation.region.code}",
    )


def figures_of(count: RegionCount) -> list[dict[str, Any]]:
    """As the report and the file to fetch have them."""
    return [figure for one in _compared(count) for figure in _figures(one, count)]


def _compared(count: RegionCount) -> list[Compared]:
    """With the published years before."""
    rows = RegionCount.objects.filter(published_before(count.compilation))
    return compared([*standing(rows.select_related("compilation"), count.compilation.year), count])


def _figures(one: Compared, count: RegionCount) -> list[dict[str, Any]]:
    """What the areas come to together, by sex and year where it is split; then each area."""
    own = [printed(one.finding)] if one.finding else []
    at = dates.moment(count.computed_at)
    areas: dict[str, Any] = dict.fromkeys(("chart", "chart_title", "target", "outcome", "outcome_label"), "")
    areas |= {
        "code": f"{one.code}-O",
        "title": _("%(title)s, område för område") % {"title": one.title},
        "sentence": one.sentence,
        "table": plain_table({**one.table, "rows": [_told(row) for row in one.table["rows"]]}),
        "note": one.caution,
        "definition": _("Varje områdes tal står som området själv har låst och skickat det vidare."),
        "period": dates.period(count.period_from, count.period_to),
        "counted_at": at,
        "formula_version": _("%(code)s, version %(n)d") % {"code": one.code, "n": count.figures[one.code]["version"]},
        "value": marks.DASH,
        "previous": marks.DASH,
        "is_beside": True,
    }
    return [*own, areas]


def _told(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("head", "cells", "own")}


def _title(compilation: Compilation) -> str:
    words = {"year": compilation.year}
    if compilation.status == CompilationStatus.RELEASED:
        return _("Regionens årsuppföljning %(year)s") % words
    return _("Regionens årsuppföljning %(year)s, utkast") % words


def included(count: RegionCount) -> str:
    """How many of the areas are in it, and which are not."""
    there, missing = len(count.areas), count.context["missing"]
    if not missing:
        return _("Alla områden är med: %(n)d av %(n)d.") % {"n": there}
    words = {"n": there, "all": there + len(missing), "names": ", ".join(missing)}
    return _("%(n)d av %(all)d områden är med. Det saknas: %(names)s.") % words


def _facts(compilation: Compilation, count: RegionCount) -> list[dict[str, str]]:
    facts = [
        {"term": _("Läge"), "text": compilation.get_status_display()},
        {"term": _("Områden"), "text": included(count)},
    ]
    if compilation.made_by:
        made = f"{compilation.made_by.person}, {compilation.made_by.get_role_display().lower()}"
        facts.append({"term": _("Gjord av"), "text": made})
    if compilation.released_at:
        facts.append({"term": _("Publicerad"), "text": dates.moment(compilation.released_at)})
    return [*facts, {"term": _("Kontrollsumma"), "text": count.fingerprint[:16]}]


def method(count: RegionCount) -> list[dict[str, str]]:
    """How the numbers were made, and what they are not."""
    at = dates.moment(count.computed_at)
    return [
        {
            "term": _("Källa"),
            "text": _("De tal som områdena har låst och skickat vidare. Inga tal är ifyllda för hand."),
        },
        {"term": _("Tid"), "text": _("Talen lades ihop %(at)s och ändras inte sedan.") % {"at": at}},
        {
            "term": _("Barn"),
            "text": _("Barnen räknas inte för hela regionen: ett barn kan ha ärenden i flera områden."),
        },
        {
            "term": _("Jämförelser"),
            "text": _(
                "Talen är ingen rangordning. ”Mellan” säger var en andel kan ligga av en slump, 19 gånger av 20: ju "
                "färre ärenden, desto osäkrare andel."
            ),
        },
    ]
