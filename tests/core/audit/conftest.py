"""A small town with two regions, three principals and a few who act, for tests of the log."""

import uuid
from datetime import date
from types import SimpleNamespace

import pytest

from core.access import Acting
from core.audit.models import AuditEvent
from core.organisations.models import Principal, PrincipalKind, Unit, UnitType
from core.people.models import Person, RoleAssignment, User
from core.people.roles import Role
from core.regions.models import Region
from tests.database import as_loader

COLOURS = {"accent": "#0b5fff", "accent_strong": "#0040aa", "accent_tint": "#e6eeff", "on_accent": "#ffffff"}


def make_acting(region, unit, role, name, *, user=None) -> Acting:
    user = user or User.objects.create(email=f"{uuid.uuid4()}@example.se")
    person = Person.objects.create(region=region, given_name=name, family_name="Prov", title="Utredare")
    assignment = RoleAssignment.objects.create(
        region=region, user=user, person=person, role=role, unit=unit, valid_from=date(2020, 1, 1)
    )
    return Acting(
        kind="user",
        region_id=region.pk,
        user_id=user.pk,
        assignment_id=assignment.pk,
        person_id=person.pk,
        person_name=str(person),
        role=role,
        unit_id=unit.pk,
        unit_name=unit.name,
        principal_id=unit.principal_id,
    )


def make_region(code, *, units):
    """A region with a principal for each unit name."""
    region = Region.objects.create(code=f"{code}-{uuid.uuid4().hex[:6]}", name=code, **COLOURS)
    made = []
    for name in units:
        principal = Principal.objects.create(
            region=region, code=name.lower(), kind=PrincipalKind.values[0], name=f"Huvudman {name}", short_name=name
        )
        made.append(
            Unit.objects.create(
                region=region,
                principal=principal,
                code=name.lower(),
                name=name,
                unit_type=UnitType.values[0],
                valid_from=date(2020, 1, 1),
            )
        )
    return region, made


def make_town() -> SimpleNamespace:
    north, (school, clinic) = make_region("norr", units=["Skolan", "Kliniken"])
    south, (office,) = make_region("syd", units=["Kontoret"])
    return SimpleNamespace(
        north=north,
        south=south,
        school=school,
        clinic=clinic,
        teacher=make_acting(north, school, Role.CASEWORKER, "Tora"),
        nurse=make_acting(north, clinic, Role.CASEWORKER, "Nils"),
        reviewer=make_acting(north, school, Role.LOG_REVIEWER, "Greta"),
        stranger=make_acting(south, office, Role.CASEWORKER, "Sven"),
    )


@pytest.fixture
def town(db) -> SimpleNamespace:
    with as_loader():
        return make_town()


def events(**wanted) -> list[AuditEvent]:
    """The log's rows in order, past row security."""
    with as_loader():
        return list(AuditEvent.objects.filter(**wanted).order_by("number"))
