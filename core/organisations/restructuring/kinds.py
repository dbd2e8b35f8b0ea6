"""What was filled in becomes rows: each kind of change, read from the ids and words kept with its proposal."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.access import Acting
from core.errors import Refused
from core.organisations import policies
from core.organisations.choices import ChangeKind
from core.organisations.models import District
from core.organisations.restructuring import areas, units
from core.organisations.restructuring.adding import NewPrincipal, NewUnit, add_district, add_principal, add_unit
from core.organisations.restructuring.from_file import take_in
from core.organisations.restructuring.outcome import Outcome
from core.organisations.restructuring.renaming import rename

Said = Mapping[str, Any]
ENDING = frozenset({ChangeKind.END_AREA, ChangeKind.END_UNIT})  # their day is the last, not the first
AT_ONCE = frozenset({ChangeKind.ADD_PRINCIPAL, ChangeKind.RENAME})  # have no days of their own

# What is said by the id of a row, one or several; the districts of a split are the keys of `into`.
NAMED = frozenset(
    "area areas unit units principal second_principal contracted_by district districts serves into".split()
)


def visible_districts(acting: Acting) -> QuerySet[District]:
    return District.objects.filter(region=acting.region_id)


ROWS: dict[str, Callable[[Acting], QuerySet]] = {
    "area": policies.visible_areas,
    "unit": policies.visible_units,
    "principal": policies.visible_principals,
    "district": visible_districts,
}


def row(kind: str, pk: str | None, by: Acting) -> Any:
    """The row that was chosen. Raises Refused when it is no longer there to be seen."""
    if not pk:
        return None
    found = ROWS[kind](by).filter(pk=pk).first()
    if found is None:
        raise Refused(_("Något av det du valde finns inte längre. Börja om."))
    return found


def rows(kind: str, pks: list[str], by: Acting) -> list[Any]:
    return [row(kind, pk, by) for pk in pks]


def carry_out(kind: str, said: Said, on: date, by: Acting) -> Outcome:
    """Do what was said, from the day. Raises Refused."""
    return ACTS[kind](said, on, by)


def _add_principal(said: Said, on: date, by: Acting) -> Outcome:
    outcome = Outcome()
    new = NewPrincipal(
        said["principal_kind"],
        said["name"],
        said["short_name"],
        contracted_by=row("principal", said["contracted_by"], by),
    )
    outcome.held(add_principal(new, by=by))
    return outcome


def _add_district(said: Said, on: date, by: Acting) -> Outcome:
    outcome = Outcome()
    principal, area = row("principal", said["principal"], by), row("area", said["area"], by)
    outcome.held(add_district(said["name"], principal=principal, area=area, on=on, by=by))
    return outcome


def _add_area(said: Said, on: date, by: Acting) -> Outcome:
    new = areas.NewArea(said["name"], tuple(rows("district", said["districts"], by)))
    return areas.add_area(new, on=on, by=by)


def _add_unit(said: Said, on: date, by: Acting) -> Outcome:
    outcome = Outcome()
    new = NewUnit(
        name=said["name"],
        unit_type=said["unit_type"],
        principal=row("principal", said["principal"], by),
        second_principal=row("principal", said["second_principal"], by),
        district=row("district", said["district"], by),
        serves=tuple(rows("area", said["serves"], by)),
        age_from=said["age_from"],
        age_to=said["age_to"],
        valid_from=on,
    )
    made = add_unit(new, by=by)
    outcome.new_units.append(made)
    outcome.held(made)
    return outcome


def _from_file(said: Said, on: date, by: Acting) -> Outcome:
    return take_in(said["file"], on, by)


def _rename(said: Said, on: date, by: Acting) -> Outcome:
    return rename(row(said["of"], said[said["of"]], by), said["name"], by=by)


def _serve(said: Said, on: date, by: Acting) -> Outcome:
    return units.serve_areas(row("unit", said["unit"], by), rows("area", said["areas"], by), on=on, by=by)


def _split_area(said: Said, on: date, by: Acting) -> Outcome:
    parts: dict[str, list[str]] = {}
    for district, name in said["into"].items():
        parts.setdefault(name, []).append(district)
    into = [areas.NewArea(name, tuple(rows("district", pks, by))) for name, pks in parts.items()]
    return areas.split_area(row("area", said["area"], by), into=into, on=on, by=by)


def _merge_areas(said: Said, on: date, by: Acting) -> Outcome:
    return areas.merge_areas(rows("area", said["areas"], by), name=said["name"], on=on, by=by)


def _end_area(said: Said, on: date, by: Acting) -> Outcome:
    return areas.end_area(row("area", said["area"], by), last=on, by=by)


def _last(said: Said) -> date | None:
    return date.fromisoformat(said["last"]) if said["last"] else None


def _split_unit(said: Said, on: date, by: Acting) -> Outcome:
    return units.split_unit(row("unit", said["unit"], by), said["names"], on=on, last=_last(said), by=by)


def _merge_units(said: Said, on: date, by: Acting) -> Outcome:
    merged = rows("unit", [said["unit"], *said["units"]], by)
    return units.merge_units(merged, name=said["name"], on=on, last=_last(said), by=by)


def _end_unit(said: Said, on: date, by: Acting) -> Outcome:
    return units.end_unit(row("unit", said["unit"], by), last=on, by=by)


ACTS: dict[str, Callable[[Said, date, Acting], Outcome]] = {
    ChangeKind.ADD_PRINCIPAL: _add_principal,
    ChangeKind.ADD_DISTRICT: _add_district,
    ChangeKind.ADD_AREA: _add_area,
    ChangeKind.ADD_UNIT: _add_unit,
    ChangeKind.FROM_FILE: _from_file,
    ChangeKind.RENAME: _rename,
    ChangeKind.SERVE: _serve,
    ChangeKind.SPLIT_AREA: _split_area,
    ChangeKind.MERGE_AREAS: _merge_areas,
    ChangeKind.END_AREA: _end_area,
    ChangeKind.SPLIT_UNIT: _split_unit,
    ChangeKind.MERGE_UNITS: _merge_units,
    ChangeKind.END_UNIT: _end_unit,
}
