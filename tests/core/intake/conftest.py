"""A region with two administrators, and what is said of the files that one of them reads."""

from types import SimpleNamespace

import pytest

from core import clock
from core.access import acting_as
from core.intake import services
from core.intake.columns import IntakeKind
from core.intake.lines import fingerprint
from core.intake.table import table_of
from tests.core.organisations.conftest import _nothing_kept, declared, make_county, staff  # noqa: F401
from tests.core.people import build
from tests.core.people.conftest import _cheap_passphrases, emptied_cache  # noqa: F401
from tests.kept import kept


@pytest.fixture
def town():
    """`ada` and `bo` administer the region, `maj` (Maj Ek, maj@prov.example) is a caseworker in `unit`."""
    region = build.region()
    owner = build.principal(region)
    unit = build.unit(region, owner)
    return SimpleNamespace(
        region=region,
        owner=owner,
        unit=unit,
        ada=build.administrator(region, "Ada"),
        bo=build.administrator(region, "Bo"),
        maj=build.assignment(region, unit=unit, person=build.person(region, email="maj@prov.example")),
    )


@pytest.fixture
def reading(town):
    """A file of people by one of the administrators: read, told of, taken in."""

    def numbered(rows):
        return [(number, row) for number, row in enumerate(rows, 1)]

    def read(*rows, by=None, kind=IntakeKind.PEOPLE):
        with acting_as(build.acting(by or town.ada)) as acting:
            return services.read_file(kind, table_of(kind, numbered(rows)), by=acting)

    def lines(*rows, by=None, kind=IntakeKind.PEOPLE):
        draft = read(*rows, by=by, kind=kind)
        with acting_as(build.acting(by or town.ada)) as acting:
            return services.lines_of(draft, by=acting, today=clock.today())

    def take_in(draft, *, by=None, acts=None):
        with acting_as(acts or build.acting(by or town.ada)) as acting:
            seen = fingerprint(services.lines_of(draft, by=acting, today=clock.today()))
            return services.take_in(draft, seen=seen, by=acting)

    return SimpleNamespace(read=read, lines=lines, take_in=take_in)


@kept
def county():
    """Two areas, a clinic and a school, with `ada` and `bo` who administer it."""
    made = make_county("enhetslan", declared())
    made.ada, made.bo = (staff(made.region, "region_admin", name) for name in ("Ada", "Bo"))
    return made
