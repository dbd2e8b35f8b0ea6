"""What a quarter and its numbers are called."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.organisations.choices import UnitType
from core.ui.said import said
from deviations.choices import NOT_SORTED, UNSORTED
from followup.models import PatternCount
from followup.patterns.reports import ALL, NO_CAUSE


def quarter_name(count: PatternCount) -> str:
    return _("Kvartal %(number)d %(year)d") % {"number": count.number, "year": count.year}


def quarter_short(count: PatternCount) -> str:
    return _("Kv %(number)d %(year)d") % {"number": count.number, "year": count.year}


def page_of(count: PatternCount) -> str:
    return f"{reverse('followup:patterns')}?kvartal={count.year}-{count.number}"


def type_name(unit_type: str) -> str:
    return str(dict(UnitType.choices).get(unit_type, unit_type))


def part_name(count: PatternCount, cell: str) -> str:
    """The name of a row: an area, a category, a cause, a type of unit; of a pair both."""
    quality, _dot, part = cell.partition(".")
    if cell == ALL:
        return _("Alla")
    if quality == "pair":
        own, other = part.split(".")
        return _("%(own)s om %(other)s") % {"own": type_name(own), "other": type_name(other)}
    if quality == "from":
        return type_name(part)
    if part == NO_CAUSE:
        return _("Inte utrett")
    if part == UNSORTED:
        return str(_(NOT_SORTED))
    return said(dict(count.labels.get(quality, ())).get(part, part))


def row_name(count: PatternCount, cell: str) -> str:
    """The heading of the rows behind a number."""
    if cell == ALL:
        return _("Avvikelser")
    return _("Avvikelser: %(part)s") % {"part": part_name(count, cell)}
