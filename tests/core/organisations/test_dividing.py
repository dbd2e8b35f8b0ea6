"""Areas change and history stays. [S-04]"""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from core import access
from core.errors import Refused
from core.organisations import queries
from core.organisations.models import Area, AreaDistrict, AreaLink, AreaService, LinkKind, ProfileOverride, SchoolArea
from core.organisations.restructuring.areas import NewArea, merge_areas, split_area
from tests.core.people.build import acting
from tests.database import as_loader, as_role

pytestmark = pytest.mark.django_db
BEFORE, DAY = date(2026, 12, 31), date(2027, 1, 1)


@pytest.fixture
def command(county):
    """As an operator's command in the county."""
    with as_role("bus_owner"), access.acting_as(command="structure", region_id=county.region.pk) as by:
        yield by


def test_a_split_keeps_what_was_under_the_old_area(county, command):
    one, two = split_area(
        county.east, into=[NewArea("Ost ett", [county.one]), NewArea("Ost två", [county.two])], on=DAY, by=command
    ).new_areas

    assert queries.area_of_district(county.one.pk, BEFORE).pk == county.east.pk
    assert queries.area_of_district(county.one.pk, DAY).pk == one.pk
    assert queries.area_of_district(county.two.pk, DAY).pk == two.pk
    assert {unit.name for unit in queries.units_serving(county.east.pk, BEFORE)} == {"BUP", "Skolan"}
    assert {unit.name for unit in queries.units_serving(one.pk, DAY)} == {"BUP", "Skolan"}
    assert {unit.name for unit in queries.units_serving(two.pk, DAY)} == {"BUP"}  # the school lies in Ett
    assert list(queries.units_serving(county.east.pk, DAY)) == []
    assert Area.objects.get(pk=county.east.pk).valid_to == BEFORE
    links = AreaLink.objects.filter(predecessor=county.east).order_by("successor__name")
    assert [(link.successor.name, link.kind, link.on) for link in links] == [
        ("Ost ett", LinkKind.SPLIT, DAY),
        ("Ost två", LinkKind.SPLIT, DAY),
    ]


def test_an_areas_own_values_go_on_in_its_parts(county, command):
    ProfileOverride.objects.create(
        region=county.region, area=county.east, key="has_working_group", value=False, valid_from=date(2020, 1, 1),
        status="approved", from_file=True,
    )  # fmt: skip
    parts = [NewArea("A", [county.one]), NewArea("B", [county.two])]

    split_area(county.east, into=parts, on=DAY, by=command)

    days = ProfileOverride.objects.order_by("area__name").values_list("area__name", "valid_from", "valid_to", "value")
    assert list(days) == [
        ("A", DAY, None, False),
        ("B", DAY, None, False),
        ("Oster", date(2020, 1, 1), BEFORE, False),
    ]


def test_a_merge_keeps_both_histories(county, command):
    whole = merge_areas([county.east, county.west], name="Hela staden", on=DAY, by=command).new_areas[0]

    assert [queries.area_of_district(d.pk, DAY).pk for d in (county.one, county.two, county.three)] == [whole.pk] * 3
    assert queries.area_of_district(county.three.pk, BEFORE).pk == county.west.pk
    assert [unit.name for unit in queries.units_serving(whole.pk, DAY).order_by("name")] == ["BUP", "Skolan"]
    assert [link.predecessor.name for link in queries.came_from(whole.pk)] == ["Oster", "Vaster"]
    assert [link.successor.pk for link in queries.became(county.west.pk)] == [whole.pk]


@pytest.mark.parametrize(
    "parts",
    [
        [],
        [["one", "two"]],
        [["one"], ["two", "three"]],
        [["one"], ["one", "two"]],
        [["one"], []],
    ],
)
def test_parts_that_do_not_take_over_exactly_the_districts_are_refused(county, command, parts):
    into = [NewArea(f"P{n}", [getattr(county, d) for d in part]) for n, part in enumerate(parts)]

    with pytest.raises(Refused) as refusal:
        split_area(county.east, into=into, on=DAY, by=command)

    assert refusal.value.field == "into"
    assert Area.objects.get(pk=county.east.pk).valid_to is None


def test_an_area_that_is_not_there_around_the_day_cannot_be_split(county, command):
    parts = [NewArea("A", [county.one]), NewArea("B", [county.two])]
    with pytest.raises(Refused):
        split_area(county.east, into=parts, on=county.east.valid_from, by=command)
    with pytest.raises(Refused):
        merge_areas([county.east, county.east], name="X", on=DAY, by=command)


def test_nobody_but_an_administrator_splits_or_merges(county):
    parts = [NewArea("A", [county.one]), NewArea("B", [county.two])]
    with as_role("bus_owner"), access.acting_as(acting(county.maj)) as by:
        with pytest.raises(PermissionDenied):
            split_area(county.east, into=parts, on=DAY, by=by)
        with pytest.raises(PermissionDenied):
            merge_areas([county.east, county.west], name="X", on=DAY, by=by)


def refused_by_database(constraint, model, **values):
    with as_loader(), pytest.raises(IntegrityError) as error, transaction.atomic():
        model.objects.create(**values)
    return constraint in str(error.value)


@pytest.mark.parametrize("first", [date(2015, 1, 1), date(2030, 1, 1)])
def test_the_database_refuses_a_district_in_two_areas_on_one_day(county, first):
    values = {"region": county.region, "area": county.west, "district": county.one, "valid_from": first}

    assert refused_by_database("district_in_one_area_at_a_time", AreaDistrict, **values)


def test_the_database_refuses_what_else_may_not_overlap(county):
    dated = {"region": county.region, "valid_from": date(2026, 1, 1)}
    override = {"area": county.east, "key": "spider_enabled", "value": True, "status": "approved", "from_file": True}

    assert refused_by_database("unit_serves_area_once", AreaService, **dated, area=county.east, unit=county.clinic)
    assert refused_by_database("school_area_number_once", SchoolArea, **dated, number=1, name="Annat")
    with as_loader():
        ProfileOverride.objects.create(**dated, **override)
    assert refused_by_database("override_once_a_day", ProfileOverride, **dated, **override)


def test_the_database_takes_what_follows_the_day_after(county):
    with as_loader():
        AreaDistrict.objects.filter(district=county.one).update(valid_to=BEFORE)
        AreaDistrict.objects.create(region=county.region, area=county.west, district=county.one, valid_from=DAY)

        assert queries.area_of_district(county.one.pk, DAY).pk == county.west.pk


def test_the_database_refuses_a_last_day_before_the_first(county):
    with as_loader(), pytest.raises(IntegrityError, match="area_ends_after_it_starts"), transaction.atomic():
        Area.objects.filter(pk=county.east.pk).update(valid_to=date(2014, 12, 31))


def test_what_lies_where(county):
    with access.acting_as(acting(county.maj)):
        today = date(2026, 5, 1)
        assert [one.name for one in queries.districts_of(county.east.pk, today)] == ["Ett", "Tva"]
        assert [one.name for one in queries.municipalities_of(county.east.pk, today)] == ["Staden"]
        assert [one.number for one in queries.school_areas_of(county.west.pk, today)] == [1]
        assert [one.name for one in queries.areas_served(county.clinic.pk, today)] == ["Oster", "Vaster"]
        assert [one.name for one in queries.areas_on(county.region.pk, today)] == ["Oster", "Vaster"]
        assert queries.area_of_district(county.one.pk, date(2014, 1, 1)) is None
