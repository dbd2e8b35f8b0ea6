"""What the two counties' files make of groups: trees, seats, templates; again and again the same."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from core import clock
from core.access import acting_as
from core.organisations.administration import services as administration
from core.organisations.models import Area, District, ProfileOverride
from core.regions import cache
from core.regions.loading import load_region
from core.roles import Role
from groups import queries
from groups.models import Forum, MinutesTemplate, SeatRequirement
from tests.database import as_loader, as_role
from tests.days import days_on
from tests.groups import build as b
from tests.kept import kept

FILES = Path("core/regions/profiles")
TODAY = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.forget()


def load(name, **values):
    with as_role("bus_owner"):
        return load_region(FILES / f"{name}.yaml", **values).region


@kept
def stockholm():
    return load("stockholm")


def kinds(region, **place):
    with as_loader():
        return sorted(Forum.objects.on(TODAY).filter(region=region, **place).values_list("kind", flat=True))


def test_the_area_of_the_story_has_its_tree(stockholm):
    with as_loader():
        area = Area.objects.get(region=stockholm, code="rinkeby-kista-spanga-tensta")
        steering = Forum.objects.select_related("parent").get(area=area, kind="steering_group")
        forums = list(Forum.objects.filter(area=area, kind="individual_forum").select_related("parent", "district"))
        working = Forum.objects.select_related("parent").get(area=area, kind="working_group")
    assert (steering.parent.kind, steering.parent.label) == ("regional_group", "BUSSAM")
    assert working.parent == steering
    assert sorted(forum.district.name for forum in forums) == ["Rinkeby-Kista", "Spånga-Tensta"]
    assert {forum.parent for forum in forums} == {steering}
    assert steering.name == f"{steering.label} {area.name}"


def test_an_area_without_a_working_group_has_none_and_its_district_still_has_a_forum(stockholm):
    with as_loader():
        rows = ProfileOverride.objects.filter(region=stockholm, key="has_working_group", value=False)
        area = next(row.area for row in rows.select_related("area") if row.area.valid_to is None)
    found = kinds(stockholm, area=area)
    assert ("working_group" in found, "individual_forum" in found) == (False, True)


def test_vastmanland_has_four_groups_and_no_individual_forum(db):
    region = load("vastmanland")
    with as_loader():
        areas = Area.objects.on(TODAY).filter(region=region)
        local = Forum.objects.on(TODAY).filter(region=region, kind="local_group").select_related("parent")
        assert (areas.count(), len(local)) == (4, 4)
        assert {forum.parent.kind for forum in local} == {"preparatory_group"}
        assert not Forum.objects.filter(region=region, district__isnull=False).exists()
        assert not Forum.objects.filter(region=region, kind="working_group").exists()
    assert kinds(region, area__isnull=True) == ["managers_forum", "political_forum", "preparatory_group"]


def test_jamtland_has_a_network_in_each_municipality_under_a_regional_one(db):
    region = load("jamtland")
    with as_loader():
        local = (
            Forum.objects.on(TODAY).filter(region=region, kind="local_group").select_related("parent__parent__parent")
        )
        assert len(local) == 8
        assert {forum.parent.label for forum in local} == {"Regionalt JämtBus-nätverk"}
        assert {forum.parent.parent.label for forum in local} == {"LIFO"}
        assert {forum.parent.parent.parent.label for forum in local} == {"Barnarenan"}
    assert kinds(region, area__isnull=True) == ["managers_forum", "political_forum", "regional_group"]


def everything():
    with as_loader():
        return {
            model: sorted(map(str, model.objects.values_list(*[field.attname for field in model._meta.fields])))
            for model in (Forum, SeatRequirement, MinutesTemplate)
        }


def test_loading_again_changes_nothing(stockholm):
    before = everything()
    load("stockholm", again=True)
    assert everything() == before
    assert all(before.values())


def test_seats_and_templates_are_those_of_the_file(stockholm):
    with as_loader():
        seats = SeatRequirement.objects.on(TODAY).filter(region=stockholm, forum_kind="steering_group", area=None)
        required = [seat.label for seat in seats.filter(minimum__gt=0)]
        template = MinutesTemplate.objects.get(region=stockholm, forum_kind="individual_forum")
    assert len(required) == 5
    assert template.version == 1
    assert all({"key", "heading", "help", "required"} == set(section) for section in template.sections)


def decide(area, key, value, first, last=None):
    with as_loader():
        ProfileOverride.objects.create(
            region=area.region, area=area, key=key, value=value, status="approved", from_file=True,
            valid_from=first, valid_to=last,
        )  # fmt: skip
    cache.forget()


def stretches(area, kind):
    with as_loader():
        rows = Forum.objects.filter(area=area, kind=kind).order_by("valid_from")
        return [(row.valid_from, row.valid_to) for row in rows]


def test_a_pause_in_a_groups_life_is_a_gap_between_two_rows_and_can_be_taken_back(stockholm):
    with as_loader():
        area = Area.objects.select_related("region").get(region=stockholm, code="rinkeby-kista-spanga-tensta")
    ((start, _end),) = stretches(area, "working_group")
    decide(area, "has_working_group", False, date(2027, 1, 1), date(2027, 6, 30))
    load("stockholm", again=True)
    paused = [(start, date(2026, 12, 31)), (date(2027, 7, 1), None)]
    assert stretches(area, "working_group") == paused

    with as_loader():
        ProfileOverride.objects.filter(area=area, valid_from=date(2027, 1, 1)).delete()
    cache.forget()
    load("stockholm", again=True)
    assert stretches(area, "working_group") == [(start, date(2027, 6, 30)), (date(2027, 7, 1), None)]


def test_an_area_with_its_own_seats_keeps_the_old_ones_until_yesterday(stockholm):
    with as_loader():
        area = Area.objects.select_related("region").get(region=stockholm, code="rinkeby-kista-spanga-tensta")
    own = [{"forum_kind": "steering_group", "label": "Bara skolan", "unit_types": ["school"], "minimum": 2}]
    decide(area, "seat_requirements", own, date(2020, 1, 1))
    load("stockholm", again=True)
    own = [{**own[0], "minimum": 3}]
    with as_loader():
        ProfileOverride.objects.filter(area=area, key="seat_requirements").update(value=own)
    cache.forget()
    today = clock.today()
    with days_on(3):
        load("stockholm", again=True)
    with as_loader():
        rows = SeatRequirement.objects.filter(area=area).order_by("valid_from")
        found = [(row.minimum, row.valid_from, row.valid_to) for row in rows]
    assert found == [
        (2, today, today + timedelta(days=2)),
        (3, today + timedelta(days=3), None),
    ]


def test_whoever_works_in_a_region_sees_only_its_groups(stockholm):
    load("vastmanland")
    with acting_as(command="look", region_id=stockholm.pk), as_role("bus_worker"):
        assert set(Forum.objects.values_list("region_id", flat=True)) == {stockholm.pk}
        assert District.objects.filter(forums__isnull=False).exists()


def test_an_administrators_decision_makes_and_ends_groups_the_same_day(stockholm):
    with as_loader():
        area = Area.objects.select_related("region").get(region=stockholm, code="rinkeby-kista-spanga-tensta")
        deciders = [b.make_assignment(stockholm, Role.REGION_ADMIN, f"{name} Admin") for name in ("Ada", "Bo")]
        chair = b.make_assignment(stockholm, Role.GROUP_CHAIR, "Karin Ordförande", area=area)
    proposer, decider = (replace(b.acting_for(one), logged_in_at=clock.now()) for one in deciders)
    today = clock.today()
    with acting_as(proposer):
        override = administration.propose_override(
            area, key="has_individual_forum", value=False, valid_from=today, valid_to=None, reason="Prövas", by=proposer
        )
    with acting_as(decider):
        administration.approve_override(override, by=decider)
    ends = {last for _first, last in stretches(area, "individual_forum")}
    assert ends == {today - timedelta(days=1)}
    with acting_as(b.acting_for(chair)):
        assert queries.forum_for("individual_forum", area.pk, None, today) is None
        assert list(queries.unconvened_districts([area.pk], today)) == []
