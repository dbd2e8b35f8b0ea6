"""What a change means for the areas and units themselves, before what follows of it."""

from collections.abc import Iterator

from django.utils.translation import ngettext_lazy

from core.access import Acting
from core.organisations.models import AreaService
from core.organisations.restructuring.outcome import Line, Outcome, follows, name_lines

WORDS = {
    "areas_end": lambda n: ngettext_lazy("%(n)d område upphör: %(names)s.", "%(n)d områden upphör: %(names)s.", n),
    "units_end": lambda n: ngettext_lazy(
        "%(n)d verksamhet upphör: %(names)s.", "%(n)d verksamheter upphör: %(names)s.", n
    ),
    "units_begin": lambda n: ngettext_lazy(
        "%(n)d verksamhet börjar: %(names)s.", "%(n)d verksamheter börjar: %(names)s.", n
    ),
    "units_serve": lambda n: ngettext_lazy(
        "%(n)d verksamhet betjänar %(names)s.", "%(n)d verksamheter betjänar %(names)s.", n
    ),
    "homeless": lambda n: ngettext_lazy(
        "%(n)d distrikt ligger sedan inte i något område: %(names)s.",
        "%(n)d distrikt ligger sedan inte i något område: %(names)s.",
        n,
    ),
}


def told(outcome: Outcome, by: Acting) -> Iterator[Line]:
    for code, rows in (
        ("areas_end", outcome.ended_areas),
        ("homeless", outcome.homeless),
        ("units_end", outcome.ended_units),
        ("units_begin", outcome.new_units),
    ):
        yield Line(code, len(rows), ", ".join(sorted(row.name for row in rows)))
    for area in outcome.new_areas:
        yield Line("units_serve", AreaService.objects.filter(area=area).count(), area.name)


def register() -> None:
    name_lines(WORDS)
    if told not in follows:
        follows.append(told)
