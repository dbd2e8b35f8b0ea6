"""A small town with two regions, three principals and a few who act, for tests of the log."""

import uuid
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.db import connection

from core.access import Acting
from core.audit.models import AuditEvent
from core.organisations.models import Area, District, Principal, PrincipalKind, Unit, UnitType
from core.people.models import Person, RoleAssignment, User
from core.regions.models import Region
from core.roles import Role
from sip.models import Case, Participation
from tests.database import as_loader
from tests.kept import kept

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


@kept
def town() -> SimpleNamespace:
    with as_loader():
        return make_town()


def events(**wanted) -> list[AuditEvent]:
    """The log's rows in order, past row security."""
    with as_loader():
        return list(AuditEvent.objects.filter(**wanted).order_by("number"))


def take_part(acting: Acting, *, case_id=None, until=None) -> uuid.UUID:
    """A case in which the acting assignment takes part (from long ago, until a moment); its id."""
    if case_id is None:
        principal = Principal.objects.get(pk=acting.principal_id)
        shared = {"region_id": acting.region_id, "valid_from": date(2020, 1, 1)}
        area = Area.objects.create(code=uuid.uuid4().hex[:8], name="Området", **shared)
        district = District.objects.create(code=uuid.uuid4().hex[:8], name="Delen", principal=principal, **shared)
        case = Case.objects.create(
            region_id=acting.region_id, kind="forum", area=area, district=district, created_by_id=acting.assignment_id
        )
        case_id = case.pk
    Participation.objects.create(
        region_id=acting.region_id,
        case_id=case_id,
        unit_id=acting.unit_id,
        assignment_id=acting.assignment_id,
        part="raiser",
        valid_from=datetime(2020, 1, 1, tzinfo=UTC),
        valid_to=until,
        added_by_id=acting.assignment_id,
    )
    return case_id


@pytest.fixture
def as_the_worker(transactional_db):
    """All of sealing and verifying runs as the jobs' own role."""
    with connection.cursor() as cursor:
        cursor.execute("SET SESSION AUTHORIZATION bus_worker")
    yield
    connection.close()
