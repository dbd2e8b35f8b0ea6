"""A small county inside a test: its profile loaded as the owner, its rows written as bus_loader."""

from datetime import date

from core import clock
from core.people.models import RoleAssignment
from demo.county import County, make_county
from demo.county.making import codes
from tests.database import as_loader, as_role


def build(cases: int, *, seed: int = 7, regions: int = 1, on: date | None = None) -> County:
    county = County(cases, seed, on or clock.today(), regions)
    make_county(county, as_owner=lambda: as_role("bus_owner"), as_loader=as_loader)
    return county


def person(county: County, key: str, region: int = 1) -> RoleAssignment:
    """`teacher-0`, `convenor-1`, `chair-0` … of one of its regions."""
    with as_loader():
        found = RoleAssignment.objects.select_related("user", "person", "unit", "region", "district", "area")
        return found.get(user__email=f"{key}@{codes(county)[region - 1]}.example")
