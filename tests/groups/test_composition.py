"""Who must sit, who does, what is missing: tables 3.4 and 3.5 by one rule."""

from datetime import date

import pytest

from core.access import acting_as
from core.roles import Role
from groups import queries
from tests.database import as_loader
from tests.groups import build as b

TODAY = date(2026, 3, 10)
STOCKHOLM = [
    ("Socialtjänst", ["social_services", "family_services", "district_administration"]),
    ("Utbildning", ["education_administration", "preschool", "school"]),
    ("BUP", ["bup"]),
    ("Habilitering", ["habilitation"]),
    ("BUMM", ["bumm"]),
]


def require_stockholm(region):
    for order, (label, unit_types) in enumerate(STOCKHOLM):
        b.make_requirement(region, "steering_group", label, unit_types, order=order)


def require_vastmanland(region):
    b.make_requirement(region, "local_group", "Samordnare", role="group_coordinator", maximum=1, order=3)
    b.make_requirement(
        region, "local_group", "Socialförvaltning", ["family_services", "lss_services"],
        per="each_municipality", minimum=2, maximum=2,
    )  # fmt: skip
    b.make_requirement(
        region, "local_group", "Utbildning", ["education_administration", "school"],
        per="each_municipality", minimum=1, maximum=2, order=1,
    )  # fmt: skip
    b.make_requirement(
        region, "local_group", "Hälso- och sjukvård", ["first_line_mental_health", "bup", "habilitation"],
        per="each_unit_type", maximum=1, order=2,
    )  # fmt: skip


def seat(forum, unit, role=Role.STEERING_MEMBER, **values):
    assignment = b.make_assignment(forum.region, role, "Lars Ledamot", unit=unit, area=forum.area)
    return b.make_member(forum, assignment, **values)


def gaps(forum, acting, on=TODAY):
    with acting_as(acting):
        return [(gap.label, gap.of, gap.missing, gap.excess) for gap in queries.composition_gaps(forum, on)]


def test_each_of_five_requirement_groups_is_filled_by_any_of_its_kinds(north):
    with as_loader():
        require_stockholm(north.region)
        seat(north.steering, north.school)
        seat(north.steering, north.bup)
    # The chair comes from social services, so two of five are missing. [003:L1746-1784]
    assert gaps(north.steering, b.acting_for(north.chair)) == [("Habilitering", "", 1, 0), ("BUMM", "", 1, 0)]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"valid_to": TODAY}, []),
        ({"valid_to": date(2026, 3, 9)}, ["BUP"]),
        ({"valid_from": date(2026, 3, 11)}, ["BUP"]),
    ],
)
def test_a_seat_is_filled_in_the_days_of_the_membership_only(north, values, expected):
    with as_loader():
        b.make_requirement(north.region, "steering_group", "BUP", ["bup"])
        seat(north.steering, north.bup, **values)
    assert [gap[0] for gap in gaps(north.steering, b.acting_for(north.chair))] == expected


def test_a_member_whose_assignment_has_ended_leaves_the_seat_empty(north):
    with as_loader():
        b.make_requirement(north.region, "steering_group", "BUP", ["bup"])
        member = seat(north.steering, north.bup)
        member.assignment.valid_to = date(2026, 3, 9)
        member.assignment.save()
    assert gaps(north.steering, b.acting_for(north.chair)) == [("BUP", "", 1, 0)]


def test_a_substitute_fills_no_seat_of_its_own(north):
    with as_loader():
        b.make_requirement(north.region, "steering_group", "BUP", ["bup"], minimum=2)
        member = seat(north.steering, north.bup)
        seat(north.steering, north.bup, is_substitute_for=member)
    assert gaps(north.steering, b.acting_for(north.chair)) == [("BUP", "", 1, 0)]


def test_an_areas_own_requirements_stand_instead_of_the_regions(north):
    with as_loader():
        require_stockholm(north.region)
        b.make_requirement(north.region, "steering_group", "Skola", ["school"], area=north.area)
    acting = b.acting_for(north.chair)
    assert gaps(north.steering, acting) == [("Skola", "", 1, 0)]
    assert len(gaps(north.elsewhere, acting)) == 5


def test_three_municipalities_ask_for_six_three_to_six_three_and_one(south):
    with as_loader():
        require_vastmanland(south.region)
        admin = b.make_assignment(south.region, Role.REGION_ADMIN, "Ada Admin")
    with acting_as(b.acting_for(admin)):
        seats = queries.seats_of(south.group, TODAY)
    asked: dict[str, list[int]] = {}
    for one in seats:
        total = asked.setdefault(one.label, [0, 0])
        total[0] += one.minimum
        total[1] += one.maximum
    assert asked == {
        "Socialförvaltning": [6, 6],
        "Utbildning": [3, 6],
        "Hälso- och sjukvård": [3, 3],
        "Samordnare": [1, 1],
    }  # [004:L609-627]
    assert [one.of for one in seats if one.label == "Utbildning"] == ["Alby", "Boby", "Ceby"]


def test_each_municipality_and_each_service_is_counted_for_itself(south):
    with as_loader():
        require_vastmanland(south.region)
        for name in ("IoF ett", "IoF två", "IoF tre"):
            seat(south.group, b.make_unit(south.region, south.towns[0], name, "family_services"))
        coordinating = b.make_unit(south.region, south.towns[1], "Samordningen", "family_services")
        coordinator = seat(south.group, coordinating, role=Role.GROUP_COORDINATOR)
        for name in ("BUP ett", "BUP två"):
            seat(south.group, b.make_unit(south.region, south.care, name, "bup"))
    found = gaps(south.group, b.acting_for(coordinator.assignment))
    assert found == [
        ("Socialförvaltning", "Alby", 0, 1),
        ("Socialförvaltning", "Boby", 2, 0),  # the coordinator fills the coordinator's seat, not this one
        ("Socialförvaltning", "Ceby", 2, 0),
        ("Utbildning", "Alby", 1, 0),
        ("Utbildning", "Boby", 1, 0),
        ("Utbildning", "Ceby", 1, 0),
        ("Hälso- och sjukvård", "Barn- och ungdomshälsan", 1, 0),
        ("Hälso- och sjukvård", "Barn- och ungdomspsykiatri", 0, 1),
        ("Hälso- och sjukvård", "Habilitering", 1, 0),
    ]
