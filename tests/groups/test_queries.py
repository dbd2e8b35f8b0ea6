"""Who leads, who sits, what belongs where, on a day and inside the own region."""

from datetime import date

import pytest

from core.access import acting_as
from core.roles import Role
from groups import policies, queries
from groups.models import Forum, MinutesTemplate
from tests.database import as_loader
from tests.groups import build as b

TODAY = date(2026, 3, 10)


@pytest.fixture
def chair(north):
    return b.acting_for(north.chair)


def test_each_forum_is_found_in_its_own_place(north, chair):
    with acting_as(chair):
        east = queries.forum_for("individual_forum", north.area.pk, north.east.pk, TODAY)
        steering = queries.forum_for("steering_group", north.area.pk, None, TODAY)
        bussam = queries.forum_for("regional_group", north.area.pk, None, TODAY)
        nowhere = queries.forum_for("individual_forum", north.area.pk, None, TODAY)
    assert (east, steering, bussam, nowhere) == (north.forums[0], north.steering, north.bussam, None)


def test_a_forum_is_found_in_its_days_only(north, chair):
    with as_loader():
        Forum.objects.filter(pk=north.working.pk).update(valid_to=date(2026, 3, 9))
    with acting_as(chair):
        assert queries.forum_for("working_group", north.area.pk, None, TODAY) is None
        assert queries.forum_for("working_group", north.area.pk, None, date(2026, 3, 9)) == north.working


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ({"valid_to": TODAY}, True),
        ({"valid_to": date(2026, 3, 9)}, False),
        ({"valid_from": date(2026, 3, 11)}, False),
    ],
)
def test_the_convenor_of_a_district_is_the_one_in_force(north, chair, days, expected):
    with as_loader():
        wanted = b.make_assignment(north.region, Role.FORUM_CONVENOR, "Vera Väst", district=north.west, **days)
    with acting_as(chair):
        assert queries.convenor_of(north.west.pk, TODAY) == (wanted if expected else None)
        assert queries.convenor_of(north.east.pk, TODAY) == north.convenor


def test_of_two_convenors_the_one_appointed_first_convenes(north, chair):
    with as_loader():
        b.make_assignment(north.region, Role.FORUM_CONVENOR, "Ny Kallar", district=north.east, valid_from=TODAY)
    with acting_as(chair):
        assert queries.convenor_of(north.east.pk, TODAY) == north.convenor


def test_districts_without_a_convenor_are_those_with_a_forum_and_nobody_to_call_it(north, chair):
    with acting_as(chair):
        assert list(queries.unconvened_districts([north.area.pk], TODAY)) == [north.west]
        assert list(queries.unconvened_districts(None, TODAY)) == [north.west]  # Söder has no individual forum
        assert list(queries.unconvened_districts([north.other.pk], TODAY)) == []


def test_chairs_hold_the_role_their_forum_is_led_by(north, south, chair):
    with as_loader():
        b.make_assignment(north.region, Role.GROUP_CHAIR, "Annan Ordförande", area=north.other)
        b.make_assignment(north.region, Role.GROUP_COORDINATOR, "Sam Ordnare", area=north.area)
        led = b.make_assignment(south.region, Role.GROUP_COORDINATOR, "Siv Ordnare", area=south.area)
        b.make_assignment(south.region, Role.GROUP_CHAIR, "Fel Roll", area=south.area)
    with acting_as(chair):
        assert list(queries.chairs_of(north.area.pk, TODAY)) == [north.chair]
    with acting_as(b.acting_for(led)):
        assert list(queries.chairs_of(south.area.pk, TODAY)) == [led]


def test_steering_members_sit_today_and_are_nobodys_substitute(north, chair):
    with as_loader():
        member = b.make_assignment(north.region, Role.STEERING_MEMBER, "Mia Medlem", unit=north.bup, area=north.area)
        seat = b.make_member(north.steering, member)
        deputy = b.make_assignment(north.region, Role.STEERING_MEMBER, "Eva Ersätter", unit=north.bup, area=north.area)
        b.make_member(north.steering, deputy, is_substitute_for=seat)
        gone = b.make_assignment(north.region, Role.STEERING_MEMBER, "Gun Gått", unit=north.school, area=north.area)
        b.make_member(north.steering, gone, valid_to=date(2026, 3, 9))
        working = b.make_assignment(north.region, Role.WORKING_MEMBER, "Wil Arbetar", unit=north.school)
        b.make_member(north.working, working)
    with acting_as(chair):
        assert list(queries.steering_members(north.area.pk, TODAY)) == [member, north.chair]


def test_the_template_in_force_is_the_one_for_the_minutes(north, chair):
    with as_loader():
        days = [(1, b.START, date(2025, 12, 31)), (2, date(2026, 1, 1), None)]
        old, new = (
            MinutesTemplate.objects.create(
                region=north.region, forum_kind="individual_forum", version=v, sections=[], valid_from=f, valid_to=t
            )
            for v, f, t in days
        )
    with acting_as(chair):
        assert queries.minutes_template("individual_forum", north.region.pk, date(2025, 12, 31)) == old
        assert queries.minutes_template("individual_forum", north.region.pk, TODAY) == new
        assert queries.minutes_template("working_group", north.region.pk, TODAY) is None


def test_the_areas_of_an_assignment_are_its_own_its_districts_and_those_its_unit_serves(north):
    with as_loader():
        cases = [
            (b.make_assignment(north.region, Role.CASEWORKER, "Bo Bup", unit=north.bup), [north.other, north.area]),
            (b.make_assignment(north.region, Role.CASEWORKER, "Si Skola", unit=north.school), [north.area]),
            (b.make_assignment(north.region, Role.REGION_ADMIN, "Re Gion"), []),
            (north.convenor, [north.area]),
            (north.chair, [north.area]),
        ]
    for assignment, expected in cases:
        acting = b.acting_for(assignment)
        with acting_as(acting):
            assert list(queries.areas_of(acting, TODAY)) == sorted(expected, key=lambda area: area.name)


def test_another_region_sees_no_forum(north, south, chair):
    with acting_as(chair):
        assert set(Forum.objects.all()) == {north.bussam, north.steering, north.working, north.elsewhere, *north.forums}
        assert set(policies.visible_forums(chair)) == set(Forum.objects.all())
        assert queries.convenor_of(south.districts[0].pk, TODAY) is None


def test_vacancies_are_told_to_the_areas_leader_and_the_administrator(north):
    with as_loader():
        admin = b.make_assignment(north.region, Role.REGION_ADMIN, "Ada Admin")
        member = b.make_assignment(north.region, Role.STEERING_MEMBER, "Mia Medlem", area=north.area)
    told = policies.areas_told_of_vacancies
    assert told(b.acting_for(north.chair)) == [north.area.pk]
    assert told(b.acting_for(admin)) is None
    assert told(b.acting_for(member)) == []
