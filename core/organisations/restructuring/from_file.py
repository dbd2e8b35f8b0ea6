"""Units out of a file: begun, given more areas and described, all of them or none. [F4, F5, F7]"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from core.access import Acting
from core.errors import Refused
from core.organisations import policies
from core.organisations.administration.describing import Description, describe_unit, description_of
from core.organisations.models import AreaService, Unit
from core.organisations.restructuring.adding import NewUnit, add_unit
from core.organisations.restructuring.outcome import Outcome
from core.organisations.restructuring.units import serve_areas

Row = Mapping[str, Any]


def take_in(rows: Iterable[Row], on: date, by: Acting) -> Outcome:
    """`unit` is the id of one that is there, or empty; `described` what it says of itself, against what was `seen`.

    Raises PermissionDenied, and Refused naming the unit.
    """
    rows, outcome = list(rows), Outcome()
    there = _There(rows, on, by)
    for row in rows:
        try:
            _take_in(row, there, on, by, outcome)
        except Refused as refused:
            raise Refused(f"{row['name']}: {refused}") from None
    return outcome


class _There:
    """The rows that the file's rows name, and whom the units serve. Raises Refused when one has gone."""

    def __init__(self, rows: list[Row], on: date, by: Acting) -> None:
        self.units = policies.visible_units(by).in_bulk({UUID(row["unit"]) for row in rows if row["unit"]})
        self.principals = policies.visible_principals(by).in_bulk(
            {UUID(row["principal"]) for row in rows if not row["unit"]}
        )
        services = AreaService.objects.not_ended(on).filter(unit__in=self.units.values())
        self.served: dict[UUID, list[UUID]] = {}
        for unit_id, area_id in services.values_list("unit_id", "area_id"):
            self.served.setdefault(unit_id, []).append(area_id)
        wanted = {UUID(pk) for row in rows for pk in row["serves"]}
        self.areas = policies.visible_areas(by).in_bulk(wanted.union(*self.served.values()))

    def one(self, rows: Mapping[UUID, Any], pk: str) -> Any:
        if UUID(pk) not in rows:
            raise Refused(_("Något av det du valde finns inte längre. Börja om."))
        return rows[UUID(pk)]


def _take_in(row: Row, there: _There, on: date, by: Acting, outcome: Outcome) -> None:
    serves = [there.one(there.areas, pk) for pk in row["serves"]]
    if not row["unit"]:
        principal = there.one(there.principals, row["principal"])
        new = NewUnit(row["name"], row["unit_type"], principal, on, serves=serves, **row["described"])
        made = add_unit(new, by=by)
        outcome.new_units.append(made)
        outcome.held(made)
        return
    unit = there.one(there.units, row["unit"])
    if serves:
        all_of_them = [there.areas[pk] for pk in there.served.get(unit.pk, ())] + serves
        _merge(outcome, serve_areas(unit, all_of_them, on=on, by=by))
    if row["described"]:
        _describe(unit, row, by)
        outcome.held(unit)


def _merge(outcome: Outcome, other: Outcome) -> None:
    outcome.about += [one for one in other.about if one not in outcome.about]
    outcome.holds += other.holds


def _describe(unit: Unit, row: Row, by: Acting) -> None:
    said = Description(**{**description_of(unit).__dict__, **row["described"]})
    describe_unit(unit, said, seen=row["seen"], by=by)
