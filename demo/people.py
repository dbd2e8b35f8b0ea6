"""Make the demo's people from the cast, and the buttons at the door."""

from datetime import date
from random import Random

from core.access import Acting
from core.organisations.models import Area, District, Principal, Unit, UnitType
from core.people.models import DemoSignIn, Person, RoleAssignment, User
from core.regions.models import Region
from core.roles import Role
from demo import names
from demo.cast import CASTS, HOME, Part, others
from groups.models import Forum, Membership

SINCE = date(2024, 1, 1)


class Places:
    """Units, areas and districts of a region by code; `first:TYPE` is the first unit of a kind."""

    def __init__(self, region: Region, on: date):
        self.region = region
        self.units = {unit.code: unit for unit in Unit.objects.filter(region=region).on(on).order_by("code")}
        areas = Area.objects.filter(region=region).on(on).order_by("code").prefetch_related("district_rows")
        self.areas = {area.code: area for area in areas}
        self.districts = {one.code: one for one in District.objects.filter(region=region).on(on).order_by("code")}

    def unit(self, code: str) -> Unit | None:
        if code.startswith("first:"):
            kind = code.removeprefix("first:")
            return next(unit for unit in self.units.values() if unit.unit_type == kind)
        return self.units[code] if code else None

    def principal_of(self, code: str) -> Principal | None:
        """The principal of that unit."""
        unit = self.unit(code)
        return unit.principal if unit else None

    def area(self, code: str) -> Area | None:
        if code == "first":
            return next(iter(self.areas.values()))
        return self.areas[code] if code else None

    def areas_of(self, unit: Unit) -> list[Area]:
        """The areas that hold the unit's district."""
        return [
            area
            for area in self.areas.values()
            if any(row.district_id == unit.district_id for row in area.district_rows.all())
        ]

    def social_unit_of(self, district: District) -> str:
        """The code of a social-services unit of the district, empty when it has none."""
        kinds = (UnitType.SOCIAL_SERVICES, UnitType.FAMILY_SERVICES)
        found = (unit for unit in self.units.values() if unit.district_id == district.pk and unit.unit_type in kinds)
        return next((unit.code for unit in found), "")


def make_people(region: Region, today: date, random: Random, order: int) -> list[RoleAssignment]:
    """Every person of the region's cast with user, assignment, seats and, for some, a button."""
    places = Places(region, today)
    parts = [*CASTS.get(region.code, ()), *_elsewhere(places)]
    return [_make(part, places, random, order * 1000 + number) for number, part in enumerate(parts)]


def _elsewhere(places: Places) -> list[Part]:
    """The other areas that have districts with social services of their own."""
    parts: list[Part] = []
    for code, area in places.areas.items():
        if code == HOME:
            continue
        rows = [row.district for row in area.district_rows.select_related("district").order_by("district__code")]
        units = {row.code: places.social_unit_of(row) for row in rows if row.code in places.districts}
        districts = tuple(key for key, unit in units.items() if unit)
        forum = Forum.objects.filter(region=places.region, area=area, kind="steering_group").exists()
        if districts and forum:
            parts += others(code, districts, units)
    return parts


def _make(part: Part, places: Places, random: Random, number: int) -> RoleAssignment:
    given, family = names.person(random)
    email = f"{part.role.replace('_', '-')}-{number}@demo.example"
    user = User.objects.create_user(email, None)
    person = Person(region=places.region, given_name=given, family_name=family, title=part.title, email=email)
    person.save(force_insert=True)
    assignment = RoleAssignment(
        region=places.region,
        user=user,
        person=person,
        role=part.role,
        unit=places.unit(part.unit),
        area=places.area(part.area),
        district=places.districts.get(part.district),
        principal=places.principal_of(part.principal),
        valid_from=SINCE,
        has_mandate=part.has_mandate,
    )
    assignment.save(force_insert=True)
    _seat(part, assignment, places.area(part.seated) or assignment.area)
    if part.button:
        DemoSignIn.objects.create(
            user=user,
            assignment=assignment,
            title=part.button,
            note=part.note,
            region_name=places.region.name,
            order=number,
        )
    return assignment


def _seat(part: Part, assignment: RoleAssignment, area: Area | None) -> None:
    for kind in part.forums:
        for forum in Forum.objects.filter(region_id=assignment.region_id, area=area, kind=kind):
            Membership(
                region_id=assignment.region_id,
                forum=forum,
                assignment=assignment,
                seat_label=str(Role(part.role).label),
                mandate_level="unit" if part.has_mandate else "unknown",
                valid_from=SINCE,
            ).save(force_insert=True)


def acting_for(assignment: RoleAssignment) -> Acting:
    """The one who acts under an assignment of the demo."""
    unit = assignment.unit
    return Acting(
        kind="user",
        region_id=assignment.region_id,
        region_code=assignment.region.code,
        region_name=assignment.region.name,
        user_id=assignment.user_id,
        assignment_id=assignment.pk,
        person_id=assignment.person_id,
        person_name=str(assignment.person),
        role=assignment.role,
        role_label=str(Role(assignment.role).label),
        unit_id=assignment.unit_id,
        unit_name=unit.name if unit else "",
        unit_type=unit.unit_type if unit else "",
        principal_id=unit.principal_id if unit else assignment.principal_id,
        area_id=assignment.area_id,
        district_id=assignment.district_id,
    )
