"""Areas begin, split, merge and end so that history stays: links tell which became which.

Figures use the area valid on the day of the event, so last year's stay under the old areas. [S-04, I-R2, F6]
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.access import Acting, lock, require
from core.errors import Refused
from core.organisations import policies
from core.organisations.choices import LinkKind
from core.organisations.models import Area, AreaDistrict, AreaLink, AreaService, District, ProfileOverride
from core.organisations.querysets import ONE_DAY
from core.organisations.restructuring.adding import require_running
from core.organisations.restructuring.naming import code_for, named
from core.organisations.restructuring.outcome import Outcome
from core.organisations.restructuring.values import carry
from core.organisations.states import OverrideStatus
from core.regions import cache
from core.ui import dates


@dataclass(frozen=True)
class NewArea:
    """An area that begins, with the districts it takes over."""

    name: str
    districts: Sequence[District] = field(default_factory=tuple)


@transaction.atomic
def add_area(new: NewArea, *, on: date, by: Acting) -> Outcome:
    """An area of districts that lie in none. Raises PermissionDenied, Refused. [G-093, S-06]"""
    require(policies.can_change_structure(by))
    if not new.districts:
        raise Refused(_("Välj minst ett distrikt. Ett område är de distrikt det består av."), field="districts")
    for district in new.districts:
        require_running(district, on, "districts")
    lying = AreaDistrict.objects.not_ended(on).filter(district__in=new.districts)
    if taken := sorted(set(lying.values_list("district__name", flat=True))):
        words = {"names": ", ".join(taken)}
        sentence = _("Ligger redan i ett område: %(names)s. Dela eller slå ihop områden i stället.")
        raise Refused(sentence % words, field="districts")
    outcome = Outcome()
    _begin(by.region_id, new, on, {}, outcome)
    cache.changed(by.region_id)
    audit.record("area.added", outcome.new_areas[0], by=by)
    return outcome


@transaction.atomic
def split_area(area: Area, *, into: Sequence[NewArea], on: date, by: Acting) -> Outcome:
    """End an area the day before `on` and begin its parts; units and the area's own values go on in them.

    A unit that lies in one part's district goes on serving that part alone; others serve every part.
    Raises PermissionDenied, and Refused when the parts do not take over exactly the area's districts.
    """
    area = _lock_running(area, on, by)
    districts = _districts(area, on)
    taken = [district.pk for part in into for district in part.districts]
    if len(into) < 2 or sorted(taken) != sorted(districts):
        raise Refused(_("Delningen ska ge minst två områden, och varje distrikt ska hamna i ett av dem."), field="into")
    services, overrides = _services([area], on), _overrides(area, on)
    outcome = Outcome()
    _end([area], on, outcome)
    for part in into:
        others = set(taken) - {district.pk for district in part.districts}
        made = _begin(area.region_id, part, on, _going_on(services, others), outcome)
        _link([area], made, LinkKind.SPLIT, on)
        for override in overrides:
            carry(override, made, on)
    cache.changed(area.region_id)
    audit.record("area.split", area, by=by)
    return outcome


@transaction.atomic
def merge_areas(areas: Sequence[Area], *, name: str, on: date, by: Acting) -> Outcome:
    """End areas the day before `on` and begin one with all their districts and units.

    The areas' own values end with them: the new area starts from the region's. Raises PermissionDenied, Refused.
    """
    if len({area.pk for area in areas}) < 2:
        raise Refused(_("Minst två områden behövs för en sammanslagning."), field="areas")
    areas = [_lock_running(area, on, by) for area in sorted(areas, key=lambda one: str(one.pk))]
    districts = District.objects.filter(pk__in=[pk for area in areas for pk in _districts(area, on)])
    services = _services(areas, on)
    outcome = Outcome()
    _end(areas, on, outcome)
    made = _begin(areas[0].region_id, NewArea(name, tuple(districts)), on, services, outcome)
    _link(areas, made, LinkKind.MERGE, on)
    cache.changed(made.region_id)
    audit.record("area.merged", made, by=by)
    return outcome


@transaction.atomic
def end_area(area: Area, *, last: date, by: Acting) -> Outcome:
    """End an area that nothing comes after: its districts lie in no area then. Raises PermissionDenied, Refused."""
    area = _lock_running(area, last + ONE_DAY, by)
    districts = District.objects.filter(pk__in=_districts(area, last + ONE_DAY))
    outcome = Outcome(homeless=list(districts.order_by("name")))
    _end([area], last + ONE_DAY, outcome)
    cache.changed(area.region_id)
    audit.record("area.ended", area, by=by)
    return outcome


def _lock_running(area: Area, on: date, by: Acting) -> Area:
    area = lock(area)
    require(policies.can_change_structure(by))
    if on <= area.valid_from or (area.valid_to is not None and area.valid_to < on):
        words = {"area": area.name, "day": dates.day(on)}
        raise Refused(_("%(area)s finns inte både %(day)s och dagen före. Välj en annan dag.") % words, field="on")
    if AreaDistrict.objects.filter(area=area, valid_from__gte=on).exists():
        raise Refused(_("%s får ett distrikt senare. Välj en dag efter det.") % area.name, field="on")
    if AreaService.objects.filter(area=area, valid_from__gte=on).exists():
        raise Refused(_("En verksamhet börjar betjäna %s senare. Välj en dag efter det.") % area.name, field="on")
    return area


def _districts(area: Area, on: date) -> list:
    return list(AreaDistrict.objects.on(on).filter(area=area).values_list("district_id", flat=True))


def _services(areas: Iterable[Area], on: date) -> dict:
    """The units that go on, each with where it lies and the last day it serves (None: until further notice)."""
    rows = AreaService.objects.on(on).filter(area__in=areas).order_by("valid_to").select_related("unit")
    return {row.unit_id: (row.unit.district_id, row.valid_to) for row in rows}


def _going_on(services: dict, elsewhere: set[UUID]) -> dict:
    return {pk: (district, last) for pk, (district, last) in services.items() if district not in elsewhere}


def _overrides(area: Area, on: date) -> list[ProfileOverride]:
    return list(ProfileOverride.objects.on(on).filter(area=area, status=OverrideStatus.APPROVED))


def _end(areas: Iterable[Area], on: date, outcome: Outcome) -> None:
    """The day before is the last, of the areas and of all that is said of them."""
    last = outcome.last = on - ONE_DAY
    AreaDistrict.objects.filter(area__in=areas).end(last)
    AreaService.objects.filter(area__in=areas).end(last)
    ProfileOverride.objects.filter(area__in=areas, status=OverrideStatus.APPROVED).end(last)
    for area in areas:
        area.valid_to = last
        area.save(update_fields=["valid_to"])
        outcome.ended_areas.append(area)
        outcome.held(area, "valid_to", "districts", "serves")


def _begin(region_id: UUID, part: NewArea, on: date, services: dict, outcome: Outcome) -> Area:
    rows = Area.objects.filter(region_id=region_id)
    name = named(part.name, rows.on(on))
    made = Area.objects.create(region_id=region_id, code=code_for(rows, region_id, name), name=name, valid_from=on)
    for district in part.districts:
        AreaDistrict.objects.create(region_id=region_id, area=made, district=district, valid_from=on)
        outcome.holds.append(f"{district.pk} areas")
    for unit_id, (_district, last) in services.items():
        AreaService.objects.create(region_id=region_id, area=made, unit_id=unit_id, valid_from=on, valid_to=last)
    outcome.new_areas.append(made)
    outcome.held(made)
    return made


def _link(before: Iterable[Area], made: Area, kind: str, on: date) -> None:
    for area in before:
        AreaLink.objects.create(region_id=made.region_id, predecessor=area, successor=made, kind=kind, on=on)
