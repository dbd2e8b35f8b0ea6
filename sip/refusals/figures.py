"""The pattern of those who say no, as the database lets it be known: counts of five or more of a finished half-year."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from core.access import Acting
from core.organisations.models import Principal
from core.ui import numbers
from sip.plans.choices import DeclineReason
from sip.refusals.choices import NOT_SAID, UnitReason
from sip.surveys.figures import least_answers


@dataclass(frozen=True)
class Figure:
    """How many said no. `axis`: all, party or reason; `key`: the principal or the reason's code, "" of all."""

    half_year: date
    who: str
    axis: str
    key: str
    number: int


def figures(acting: Acting) -> list[Figure]:
    """All that the acting assignment may know. The database hides the rest."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM access.sip_refusals(%s)", [least_answers(acting)])
        return [Figure(*row) for row in cursor.fetchall()]


def tables(acting: Acting, found: Iterable[Figure]) -> list[dict[str, Any]]:
    """By principal and reason of the units that said no; by reason of the families. Most first."""
    found = list(found)
    parties = {one.key for one in found if one.axis == "party"}
    names = Principal.objects.filter(region_id=acting.region_id, pk__in=parties).values_list("pk", "name")
    named = {str(pk): name for pk, name in names} if parties else {}
    return [
        _table(found, "unit", "party", _("Huvudman"), lambda key: named.get(key, "")),
        _table(found, "unit", "reason", _("Skäl"), lambda key: str(UnitReason(key).label)),
        _table(found, "family", "reason", _("Skäl"), _family_reason),
    ]


def _family_reason(key: str) -> str:
    return _("Skälet sades inte") if key == NOT_SAID else str(DeclineReason(key).label)


def _table(found: list[Figure], who: str, axis: str, head: str, named: Callable[[str], str]) -> dict[str, Any]:
    own = [one for one in found if one.who == who]
    rows = sorted((one for one in own if one.axis == axis), key=lambda one: (-one.number, named(one.key)))
    whole = next((one.number for one in own if one.axis == "all"), None)
    return {
        "key": f"{who}-{axis}",
        "head": head,
        "rows": [{"name": named(one.key), "number": numbers.number(one.number)} for one in rows],
        "whole": numbers.number(whole) if whole else "",
        "is_partial": whole is not None and sum(one.number for one in rows) < whole,
    }
