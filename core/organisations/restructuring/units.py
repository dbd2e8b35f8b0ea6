"""Units serve other areas, split, merge and end so that history stays. [S-04, S-05, F5, F7]"""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.access import Acting, lock, require
from core.errors import Refused
from core.organisations import policies
from core.organisations.choices import LinkKind
from core.organisations.models import Area, AreaService, Unit, UnitLink
from core.organisations.querysets import ONE_DAY
from core.organisations.restructuring.adding import NewUnit, add_unit, require_running
from core.organisations.restructuring.outcome import Outcome

INHERITED = (
    "unit_type",
    "principal",
    "second_principal",
    "parent",
    "district",
    "age_from",
    "age_to",
    "mission",
    "target_group",
    "mandate_text",
    "referral_path",
    "mailbox",
)


@transaction.atomic
def serve_areas(unit: Unit, areas: Sequence[Area], *, on: date, by: Acting) -> Outcome:
    """From the day the unit serves these areas and no others. Raises PermissionDenied, Refused. [S-05, F7]"""
    unit = _lock_running(unit, on, by)
    for area in areas:
        require_running(area, on, "areas")
    rows = AreaService.objects.not_ended(on).filter(unit=unit)
    if rows.filter(valid_from__gte=on).exists():
        raise Refused(_("Verksamheten ska redan byta områden senare. Välj en dag efter det."), field="on")
    wanted = {area.pk for area in areas}
    served = set(rows.values_list("area_id", flat=True))
    if wanted == served:
        raise Refused(_("Det är de områden som verksamheten redan har. Ändra något av dem."), field="areas")
    rows.exclude(area__in=wanted).end(on - ONE_DAY)
    for area in areas:
        if area.pk not in served:
            AreaService.objects.create(
                region_id=unit.region_id, area=area, unit=unit, valid_from=on, valid_to=unit.valid_to
            )
    outcome = Outcome()
    outcome.held(unit, "serves")
    audit.record("unit.moved", unit, by=by)
    return outcome


@transaction.atomic
def split_unit(unit: Unit, names: Sequence[str], *, on: date, last: date | None, by: Acting) -> Outcome:
    """Parts begin as the unit is, each with a name of its own; the unit ends on `last`, or later by itself.

    Raises PermissionDenied, Refused.
    """
    unit = _lock_running(unit, on, by)
    if len({name.casefold() for name in names}) < 2:
        raise Refused(_("Skriv minst två namn, ett på varje rad."), field="names")
    outcome = Outcome()
    for name in names:
        _link([unit], _part(name, unit, [unit], on, outcome, by, "names"), LinkKind.SPLIT, on)
    _end_if(last, [unit], on, outcome)
    audit.record("unit.split", unit, by=by)
    return outcome


@transaction.atomic
def merge_units(units: Sequence[Unit], *, name: str, on: date, last: date | None, by: Acting) -> Outcome:
    """One unit begins with the areas of all, described as the first; they end on `last`, or later each by itself.

    Units of one principal and one type. Raises PermissionDenied, Refused.
    """
    if len({unit.pk for unit in units}) < 2:
        raise Refused(_("Minst två verksamheter behövs för en sammanslagning."), field="units")
    units = [_lock_running(unit, on, by) for unit in units]
    if len({(unit.principal_id, unit.unit_type) for unit in units}) > 1:
        raise Refused(_("Välj verksamheter av samma typ och med samma huvudman."), field="units")
    outcome = Outcome()
    made = _part(name, units[0], units, on, outcome, by, "name")
    _link(units, made, LinkKind.MERGE, on)
    _end_if(last, units, on, outcome)
    audit.record("unit.merged", made, by=by)
    return outcome


@transaction.atomic
def end_unit(unit: Unit, *, last: date, by: Acting) -> Outcome:
    """The unit's last day, and the last it serves its areas. Raises PermissionDenied, Refused."""
    unit = _lock_running(unit, last, by)
    parts = Unit.objects.not_ended(last + ONE_DAY).filter(parent=unit)
    if running := sorted(parts.values_list("name", flat=True)):
        words = {"names": ", ".join(running)}
        raise Refused(_("Har delar som fortsätter: %(names)s. Avsluta dem först.") % words, field="on")
    outcome = Outcome()
    _end([unit], last, outcome)
    audit.record("unit.ended", unit, by=by)
    return outcome


def _lock_running(unit: Unit, on: date, by: Acting) -> Unit:
    unit = lock(unit)
    require(policies.can_change_structure(by))
    if on < unit.valid_from or unit.valid_to is not None:
        raise Refused(_("%s har redan en sista dag, eller har inte börjat då.") % unit.name, field="on")
    return unit


def _part(
    name: str, like: Unit, before: Iterable[Unit], on: date, outcome: Outcome, by: Acting, field_name: str
) -> Unit:
    served = AreaService.objects.on(on).filter(unit__in=list(before), valid_to__isnull=True).values("area")
    inherited = {one: getattr(like, one) for one in INHERITED}
    new = NewUnit(name=name, valid_from=on, serves=tuple(Area.objects.filter(pk__in=served)), **inherited)
    try:
        made = add_unit(new, by=by)
    except Refused as refused:
        raise Refused(str(refused), field=field_name if refused.field == "name" else refused.field) from None
    outcome.new_units.append(made)
    outcome.held(made)
    return made


def _link(before: Iterable[Unit], made: Unit, kind: str, on: date) -> None:
    for unit in before:
        UnitLink.objects.create(region_id=made.region_id, predecessor=unit, successor=made, kind=kind, on=on)


def _end_if(last: date | None, units: Sequence[Unit], on: date, outcome: Outcome) -> None:
    for unit in units:
        outcome.held(unit)
    if last is None:
        return
    if last < on - ONE_DAY:
        raise Refused(_("De gamla kan inte sluta innan de nya börjar. Välj dagen före, eller senare."), field="last")
    _end(units, last, outcome)


def _end(units: Sequence[Unit], last: date, outcome: Outcome) -> None:
    outcome.last = last
    AreaService.objects.filter(unit__in=units).end(last)
    if AreaService.objects.filter(unit__in=units, valid_from__gt=last).exists():
        raise Refused(_("Verksamheten ska börja betjäna ett område senare än så. Välj en dag efter det."), field="on")
    for unit in units:
        unit.valid_to = last
        unit.save(update_fields=["valid_to"])
        outcome.ended_units.append(unit)
        outcome.held(unit, "valid_to", "serves")
