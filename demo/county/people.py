"""A county's people: two at each school, four in each district, three in each area, and the secretariat."""

from datetime import date
from typing import Any
from uuid import UUID, uuid5

from core.organisations.models import Area, District, Unit
from core.people.models import Person, RoleAssignment, User
from core.regions.models import Region
from core.roles import Role
from demo import names
from demo.county.places import DISTRICTS_AN_AREA, Size
from groups.models import Forum, Membership

SPACE = UUID("6b1f5b2e-6f0a-4d2c-9a55-0c0de5e1ec7a")  # every invented person's id is made within it
SINCE = date(2015, 1, 1)


class Staff:
    """Makes assignments one by one and saves them together. `seats` are forums of the assignment's area."""

    def __init__(self, region: Region, seed: int) -> None:
        self.region, self.seed = region, seed
        self.units = {one.code: one for one in Unit.objects.filter(region=region)}
        self.districts = {one.code: one for one in District.objects.filter(region=region)}
        self.areas = {one.code: one for one in Area.objects.filter(region=region)}
        self.made: dict[str, RoleAssignment] = {}

    def hire(self, key: str, role: str, unit: str, *, title: str = "", **scope: Any) -> None:
        """One person with a sign-in and a role; `key` names them within the region."""
        spread = uuid5(SPACE, f"{self.seed}/{self.region.code}/{key}")
        given = names.GIVEN[spread.int % len(names.GIVEN)]
        family = names.FAMILY[(spread.int >> 32) % len(names.FAMILY)]
        email = f"{key}@{self.region.code}.example"
        user = User(id=uuid5(spread, "user"), email=email, password="!")  # noqa: S106  (nobody signs in with it)
        person = Person(
            id=uuid5(spread, "person"),
            region=self.region,
            given_name=given,
            family_name=family,
            title=title or str(Role(role).label),
            email=email,
        )
        self.made[key] = RoleAssignment(
            id=spread, region=self.region, user=user, person=person, role=role, unit=self.units[unit],
            valid_from=SINCE, **scope,
        )  # fmt: skip

    def save(self) -> None:
        made = self.made.values()
        User.objects.bulk_create([one.user for one in made])
        Person.objects.bulk_create([one.person for one in made])
        RoleAssignment.objects.bulk_create(made)


def hire_all(region: Region, size: Size, seed: int) -> dict[str, RoleAssignment]:
    """Everybody of a region, by key (`teacher-0`, `convenor-3`, `chair-1` …), with seats in the steering groups."""
    staff = Staff(region, seed)
    for n in range(size.schools):
        staff.hire(f"teacher-{n}", Role.CASEWORKER, f"skola-{n}", title="Specialpedagog")
        staff.hire(f"head-{n}", Role.SCHOOL_PRINCIPAL_HEAD, f"skola-{n}", has_mandate=True)
    for n in range(size.districts):
        unit, district = f"socialtjanst-{n}", staff.districts[f"stadsdel-{n}"]
        staff.hire(f"convenor-{n}", Role.FORUM_CONVENOR, unit, district=district, has_mandate=True)
        staff.hire(f"manager-{n}", Role.UNIT_MANAGER, unit, has_mandate=True)
        staff.hire(f"worker-{n}", Role.CASEWORKER, unit, title="Socialsekreterare")
    for n in range(size.areas):
        area = staff.areas[f"omrade-{n}"]
        staff.hire(f"chair-{n}", Role.GROUP_CHAIR, f"socialtjanst-{n * DISTRICTS_AN_AREA}", area=area)
        staff.hire(f"steering-{n}", Role.STEERING_MEMBER, f"bup-{n}", area=area, has_mandate=True)
        staff.hire(f"clinic-{n}", Role.UNIT_MANAGER, f"bup-{n}", has_mandate=True)
    staff.hire("secretary", Role.SECRETARIAT_OFFICER, "kansliet")
    staff.hire("admin", Role.REGION_ADMIN, "kansliet")
    staff.save()
    _seat(region, staff.made.values())
    return staff.made


def _seat(region: Region, made: Any) -> None:
    forums = {one.area_id: one for one in Forum.objects.filter(region=region, kind="steering_group")}
    sitting = [one for one in made if one.area_id]
    Membership.objects.bulk_create(
        Membership(
            id=uuid5(one.pk, "seat"),
            region=region,
            forum=forums[one.area_id],
            assignment=one,
            seat_label=str(Role(one.role).label),
            mandate_level="unit" if one.has_mandate else "unknown",
            valid_from=SINCE,
        )
        for one in sitting
    )
