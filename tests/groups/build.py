"""Small pieces of a region for tests of groups and what stands on them; written past row security."""

import uuid
from datetime import date
from functools import lru_cache
from pathlib import Path

from core.access import Acting
from core.organisations.models import Area, AreaDistrict, AreaService, District, Principal, PrincipalKind, Unit
from core.people.models import Person, RoleAssignment, User
from core.regions import files
from core.regions.models import Region, RegionProfile
from core.roles import Role
from groups.models import Forum, Membership, SeatRequirement

START = date(2020, 1, 1)
COLOURS = {"accent": "#1d4f91", "accent_strong": "#123a6d", "accent_tint": "#e8f0fa", "on_accent": "#ffffff"}
TIERS = {"individual_forum": "individual", "steering_group": "local", "working_group": "local", "local_group": "local"}


def make_region(code: str) -> Region:
    return Region.objects.create(code=f"{code}-{uuid.uuid4().hex[:6]}", name=code, **COLOURS)


def make_principal(region, name, kind=PrincipalKind.MUNICIPALITY) -> Principal:
    return Principal.objects.create(
        region=region, code=_code(name), kind=kind, name=name, short_name=name, agreement_status="joined"
    )


def make_district(region, principal, name) -> District:
    return District.objects.create(region=region, principal=principal, code=_code(name), name=name, valid_from=START)


def make_area(region, name, districts, *, valid_to=None) -> Area:
    area = Area.objects.create(region=region, code=_code(name), name=name, valid_from=START, valid_to=valid_to)
    for district in districts:
        AreaDistrict.objects.create(region=region, area=area, district=district, valid_from=START, valid_to=valid_to)
    return area


def make_unit(region, principal, name, unit_type, *, district=None, serves=()) -> Unit:
    unit = Unit.objects.create(
        region=region,
        principal=principal,
        code=_code(name),
        name=name,
        unit_type=unit_type,
        district=district,
        valid_from=START,
    )
    for area in serves:
        AreaService.objects.create(region=region, area=area, unit=unit, valid_from=START)
    return unit


def make_assignment(region, role, name, *, valid_from=START, user=None, **scope) -> RoleAssignment:
    """`name` is «Given Family»; scope: unit, area, district, valid_to, has_mandate."""
    given, _space, family = name.partition(" ")
    user = user or User.objects.create(email=f"{uuid.uuid4()}@example.se")
    person = Person.objects.create(region=region, given_name=given, family_name=family or "Prov")
    return RoleAssignment.objects.create(
        region=region, user=user, person=person, role=role, valid_from=valid_from, **scope
    )


def acting_for(assignment: RoleAssignment) -> Acting:
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


def make_forum(region, kind, *, area=None, district=None, parent=None, label="", led_by="") -> Forum:
    place = district or area
    label = label or kind
    return Forum.objects.create(
        region=region,
        kind=kind,
        tier=TIERS.get(kind, "regional"),
        name=f"{label} {place.name}" if place else label,
        label=label,
        area=area,
        district=district,
        parent=parent,
        led_by=led_by,
        valid_from=START,
    )


def make_member(forum, assignment, **values) -> Membership:
    return Membership.objects.create(
        **{"region": forum.region, "forum": forum, "assignment": assignment, "valid_from": START, **values}
    )


def make_requirement(region, forum_kind, label, unit_types=(), **values) -> SeatRequirement:
    fixed = {"severity": "warning", "valid_from": START, "minimum": 1, "maximum": None}
    return SeatRequirement.objects.create(
        region=region, forum_kind=forum_kind, label=label, unit_types=list(unit_types), **{**fixed, **values}
    )


def _code(name: str) -> str:
    plain = name.lower().replace("å", "a").replace("ä", "a").replace("ö", "o")
    return "".join(letter if letter.isalnum() else "-" for letter in plain)[:80]


def make_profile(region, name: str, **changes) -> RegionProfile:
    """The rules of a county's files for a region of the test's own."""
    data = {**_declared(name), "region_code": region.code, "region_name": region.name, **changes}
    return RegionProfile.objects.create(region=region, version=1, valid_from=START, data=data, source_sha256="0" * 64)


@lru_cache
def _declared(name: str) -> dict:
    return files.read(Path("core/regions/profiles") / f"{name}.yaml").data
