"""Two regions: a county with two areas, and another that must see nothing of it."""

from datetime import date
from functools import cache
from types import SimpleNamespace

import pytest

from core.organisations.models import (
    Area,
    AreaDistrict,
    AreaService,
    District,
    Principal,
    SchoolArea,
    SchoolAreaDistrict,
    Unit,
)
from core.regions import cache as profiles
from core.regions import files
from core.regions.models import RegionProfile
from tests.core.organisations.pages import browser
from tests.core.people import build as people
from tests.database import as_loader
from tests.kept import kept

LONG_AGO = date(2015, 1, 1)


@pytest.fixture(autouse=True)
def _nothing_kept():
    profiles.forget()


@cache
def declared() -> dict:
    return files.read("core/regions/profiles/stockholm.yaml").data


def _give_profile(region, declared) -> None:
    RegionProfile.objects.create(
        region=region,
        version=1,
        valid_from=LONG_AGO,
        data=declared,
        source_sha256="0" * 64,
        source_files=[{"name": "provlan.yaml", "sha256": "0" * 64, "keys": sorted(declared)}],
    )


def make_county(code: str, declared: dict) -> SimpleNamespace:
    """East (two districts) and west (one), a clinic that serves both, a school in the east."""
    made = SimpleNamespace(region=people.region(code))
    dated = {"region": made.region, "valid_from": LONG_AGO}
    with as_loader():
        _give_profile(made.region, declared)
        made.town, made.care = (
            Principal.objects.create(region=made.region, code=kind, kind=kind, name=name, short_name=name)
            for kind, name in (("municipality", "Staden"), ("region", "Regionen"))
        )
        made.one, made.two, made.three = (
            District.objects.create(**dated, code=name, name=name.capitalize(), principal=made.town)
            for name in ("ett", "tva", "tre")
        )
        made.east, made.west = (
            Area.objects.create(**dated, code=name, name=name.capitalize()) for name in ("oster", "vaster")
        )
        for area, district in ((made.east, made.one), (made.east, made.two), (made.west, made.three)):
            AreaDistrict.objects.create(**dated, area=area, district=district)
        made.clinic = Unit.objects.create(
            **dated, code="bup", name="BUP", unit_type="bup", principal=made.care, age_from=0, age_to=17
        )
        made.school = Unit.objects.create(
            **dated, code="skola", name="Skolan", unit_type="school", principal=made.town, district=made.one
        )
        for area, unit in ((made.east, made.clinic), (made.west, made.clinic), (made.east, made.school)):
            AreaService.objects.create(**dated, area=area, unit=unit)
        schools = SchoolArea.objects.create(**dated, number=1, name="Ett och tre")
        for district in (made.one, made.three):
            SchoolAreaDistrict.objects.create(**dated, school_area=schools, district=district)
    return made


def staff(region, role: str, given: str, **scope):
    """An assignment whose user has no passphrase: making one takes half a second."""
    person = people.person(region, given, "Rydberg")
    return people.assignment(region, role, who=people.user(passphrase=None), person=person, **scope)


@kept
def county() -> SimpleNamespace:
    """With `ada` and `bo` who administer it, and `maj` who works at the school."""
    made = make_county("provlan", declared())
    made.ada, made.bo = (staff(made.region, "region_admin", name) for name in ("Ada", "Bo"))
    made.maj = staff(made.region, "caseworker", "Maj", unit=made.school)
    return made


@kept
def other() -> SimpleNamespace:
    made = make_county("grannlan", declared())
    made.ada = staff(made.region, "region_admin", "Ture")
    return made


@pytest.fixture
def maj(county):
    return browser(county.maj)


@pytest.fixture
def ada(county):
    return browser(county.ada)


@pytest.fixture
def bo(county):
    return browser(county.bo)
