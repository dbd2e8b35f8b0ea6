"""Principals, districts and units begin in the portal. [F4, F5, F7, F8]"""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import InternalError, ProgrammingError, transaction

from core import access
from core.audit.models import AuditEvent
from core.errors import Refused
from core.organisations import queries
from core.organisations.models import Principal, Unit
from core.organisations.restructuring.adding import NewPrincipal, NewUnit, add_district, add_principal, add_unit
from tests.core.people.build import acting
from tests.database import as_loader

pytestmark = pytest.mark.django_db
DAY = date(2027, 1, 1)


@pytest.fixture
def by(county):
    with access.acting_as(acting(county.ada)) as acts:
        yield acts


def new_unit(county, **changes):
    values = {"name": "Hamnen", "unit_type": "youth_clinic", "principal": county.care, "valid_from": DAY}
    return NewUnit(**{**values, **changes})


def test_a_principal_begins_and_the_log_says_so(county, by):
    made = add_principal(NewPrincipal("independent_school", "Friskolan  Ek AB"), by=by)

    assert (made.name, made.short_name, made.code) == ("Friskolan Ek AB", "Friskolan Ek AB", "friskolan-ek-ab")
    with as_loader():
        assert AuditEvent.objects.filter(act="principal.added", object_id=made.pk).count() == 1


def test_a_private_provider_names_whose_agreement_binds_it(county, by):
    made = add_principal(NewPrincipal("private_provider", "Vård AB", contracted_by=county.care), by=by)

    assert made.contracted_by == county.care
    with pytest.raises(Refused) as refusal:
        add_principal(NewPrincipal("municipality", "Grannstad", contracted_by=county.care), by=by)
    assert refusal.value.field == "contracted_by"


def test_a_jointly_run_unit_begins_with_the_areas_it_serves(county, by):
    made = add_unit(new_unit(county, second_principal=county.town, serves=[county.east, county.west]), by=by)

    assert (made.principal, made.second_principal) == (county.care, county.town)
    assert [area.name for area in queries.areas_served(made.pk, DAY)] == ["Oster", "Vaster"]
    assert list(queries.areas_served(made.pk, date(2026, 12, 31))) == []
    assert made not in queries.units_serving(county.east.pk, date(2026, 12, 31))


def test_what_a_unit_does_not_say_is_taken_from_its_type(county, by):
    clinic = add_unit(new_unit(county, unit_type="bup", name="BUP Norr"), by=by)
    own = add_unit(new_unit(county, unit_type="bup", name="BUP Syd", age_from=6, age_to=12, mission="Eget"), by=by)

    assert (clinic.age_from, clinic.age_to) != (None, None)
    assert clinic.mission != ""
    assert (own.age_from, own.age_to, own.mission) == (6, 12, "Eget")


def test_names_that_are_alike_get_codes_of_their_own(county, by):
    first = add_unit(new_unit(county), by=by)
    second = add_unit(new_unit(county, principal=county.town), by=by)

    assert (first.code, second.code) == ("hamnen", "hamnen-2")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "bup"}, "name"),  # the principal has a BUP already, whatever the letters
        ({"name": "Anna 121212-1212"}, "name"),
        ({"age_from": 12, "age_to": 6}, "age_to"),
        ({"mission": "Möter 121212-1212"}, "mission"),
        ({"second_principal": "care"}, "second_principal"),
        ({"valid_from": date(2010, 1, 1), "serves": "east"}, "serves"),
        ({"valid_from": date(2010, 1, 1), "district": "one"}, "district"),
    ],
)
def test_a_unit_that_cannot_be_is_refused_beside_the_field(county, by, changes, field):
    for name in ("second_principal", "district"):
        if name in changes:
            changes = {**changes, name: getattr(county, changes[name])}
    if "serves" in changes:
        changes = {**changes, "serves": [county.east]}
    before = Unit.objects.count()

    with pytest.raises(Refused) as refusal:
        add_unit(new_unit(county, **changes), by=by)

    assert (refusal.value.field, Unit.objects.count()) == (field, before)


def test_a_district_begins_in_an_area(county, by):
    made = add_district("Fyra", principal=county.town, area=county.west, on=DAY, by=by)

    assert queries.area_of_district(made.pk, DAY) == county.west
    assert queries.area_of_district(made.pk, date(2026, 12, 31)) is None
    with pytest.raises(Refused) as refusal:
        add_district("Fem", principal=county.town, area=county.west, on=date(2010, 1, 1), by=by)
    assert refusal.value.field == "area"


def test_nobody_but_an_administrator_begins_anything(county, other):
    with access.acting_as(acting(county.maj)) as maj:
        with pytest.raises(PermissionDenied):
            add_unit(new_unit(county), by=maj)
        with pytest.raises(PermissionDenied):
            add_principal(NewPrincipal("municipality", "Grannstad"), by=maj)
        with pytest.raises(PermissionDenied):
            add_district("Fyra", principal=county.town, area=None, on=DAY, by=maj)


def test_the_database_refuses_who_is_no_administrator(county):
    with access.acting_as(acting(county.maj)):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Principal.objects.create(region=county.region, code="x", kind="municipality", name="X", short_name="X")
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Unit.objects.create(
                region=county.region, code="x", name="X", unit_type="bup", principal=county.care, valid_from=DAY
            )


def test_a_units_manager_neither_names_nor_ends_it(county):
    from tests.core.organisations.conftest import staff

    manager = staff(county.region, "unit_manager", "Mona", unit=county.school)
    with access.acting_as(acting(manager)):
        for changes in ({"name": "Annat"}, {"valid_to": DAY}):
            with pytest.raises((ProgrammingError, InternalError), match="administrators"), transaction.atomic():
                Unit.objects.filter(pk=county.school.pk).update(**changes)
        assert Unit.objects.filter(pk=county.school.pk).update(mission="Undervisa") == 1
