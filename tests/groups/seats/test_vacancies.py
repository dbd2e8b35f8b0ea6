"""What stands empty, since when and whose turn it is; what is about to. By the terms alone. [F24, S-19]"""

from datetime import date, timedelta

import pytest

from core import clock
from core.access import acting_as, side_by_side, together
from core.roles import Role
from groups.models import Forum, Membership, SeatRequirement
from groups.seats import policies, start
from groups.seats.sources import Sources
from groups.seats.vacancies import ending_terms, vacancies
from tests.database import as_loader
from tests.groups import build as b
from tests.groups.meetings import table as t

TODAY = date(2026, 11, 10)


def empty(town, on=TODAY, who="chair") -> dict[str, tuple]:
    """Label of each empty seat of the area → since, whether it was ever held, who names somebody."""
    with t.as_(town, who) as me:
        sources = Sources(policies.watched_forums(me, on), town.region.pk, on)
        together(*sources.asks())
        return {one.seat.label: (one.since, one.is_new, one.fillers) for one in vacancies(sources)}


def test_a_seat_is_empty_from_the_day_after_the_last_term_ended(town):
    with as_loader():
        for first, last in ((b.START, date(2024, 5, 31)), (date(2024, 9, 1), date(2025, 6, 30))):
            who = b.make_assignment(town.region, Role.UNIT_MANAGER, "Förra Chefen", unit=town.bumm)
            b.make_member(town.steering, who, valid_from=first, valid_to=last)
    assert empty(town) == {"BUMM": (date(2025, 7, 1), False, ("Regionen Norr",))}
    assert empty(town, on=date(2024, 7, 1)) == {"BUMM": (date(2024, 6, 1), False, ("Regionen Norr",))}


def test_a_seat_is_empty_when_the_holders_role_has_ended(town):
    with as_loader():
        who = b.make_assignment(
            town.region, Role.UNIT_MANAGER, "Förra Chefen", unit=town.bumm, valid_to=date(2026, 1, 31)
        )
        b.make_member(town.steering, who)
    assert empty(town) == {"BUMM": (date(2026, 2, 1), False, ("Regionen Norr",))}


def test_a_seat_that_nobody_has_held_is_empty_since_it_was_asked_for_without_a_break(town):
    with as_loader():
        SeatRequirement.objects.filter(label="BUMM").update(valid_from=date(2023, 1, 1), severity="breach")
        b.make_requirement(
            town.region, "steering_group", "BUMM", ["bumm"], valid_from=date(2022, 1, 1), valid_to=date(2022, 12, 31)
        )
        b.make_requirement(
            town.region, "steering_group", "BUMM", ["bumm"], valid_from=date(2021, 1, 1), valid_to=date(2021, 12, 30)
        )
    assert empty(town) == {"BUMM": (date(2022, 1, 1), True, ("Regionen Norr",))}


@pytest.mark.parametrize(("minimum", "since"), [(1, b.START), (2, date(2025, 1, 1))])
def test_an_areas_own_row_goes_on_from_the_regions_where_that_asked_for_as_many(town, minimum, since):
    with as_loader():
        b.make_requirement(
            town.region, "steering_group", "BUMM", ["bumm"], area=town.area, valid_from=date(2025, 1, 1),
            minimum=minimum,
        )  # fmt: skip
    assert empty(town) == {"BUMM": (since, True, ("Regionen Norr",))}


def test_a_last_day_beyond_reckoning_leaves_the_list_as_it_is(town):
    with as_loader():
        Membership.objects.filter(assignment=town.people["bup_head"]).update(valid_to=date(9999, 12, 31))
    assert empty(town) == {"BUMM": (b.START, True, ("Regionen Norr",))}


def test_a_substitute_fills_no_seat(town):
    with as_loader():
        b.make_member(town.steering, town.people["bumm_head"], is_substitute_for=town.chair.memberships.get())
    assert set(empty(town)) == {"BUMM"}


def test_a_seat_of_each_municipality_is_named_by_that_municipality(south):
    with as_loader():
        b.make_requirement(
            south.region, "local_group", "Socialförvaltningen", ["social_services"], per="each_municipality",
            minimum=2, maximum=2,
        )  # fmt: skip
        unit = b.make_unit(south.region, south.towns[0], "Socialtjänsten Alby", "social_services")
        half = b.make_assignment(south.region, Role.UNIT_MANAGER, "Half Full", unit=unit)
        b.make_member(south.group, half)
        led = b.make_assignment(south.region, Role.GROUP_COORDINATOR, "Siv Ordnare", area=south.area)
    with acting_as(b.acting_for(led)) as me:
        sources = Sources(policies.watched_forums(me, TODAY), south.region.pk, TODAY)
        together(*sources.asks())
        found = [(one.seat.of, one.seat.missing, one.is_new, one.fillers) for one in vacancies(sources)]
    assert found == [
        ("Alby", 1, False, ("Alby",)),
        ("Boby", 2, True, ("Boby",)),
        ("Ceby", 2, True, ("Ceby",)),
    ]


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("chair", {"steering", "working"}),
        ("secretariat", {"steering", "working", "bussam", "elsewhere"}),
        ("admin", {"steering", "working", "bussam", "elsewhere"}),
        ("other_chair", {"elsewhere"}),
        ("bup_head", set()),
        ("politician", set()),
    ],
)
def test_the_leader_is_told_of_the_own_area_and_the_countys_roles_of_all(town, who, sees):
    with t.as_(town, who) as me:
        found = set(policies.watched_forums(me, clock.today()).values_list("pk", flat=True))
    assert found == {getattr(town, name).pk for name in sees}


def test_terms_that_end_within_sixty_days_and_that_nothing_follows_are_listed(town):
    today = clock.today()
    with as_loader():
        ends = {
            "bup_head": timedelta(days=60),
            "school_head": timedelta(days=61),
            "chair": timedelta(days=3),
            "speaker": -timedelta(days=1),
        }
        for name, left in ends.items():
            mine = Membership.objects.filter(assignment=town.people[name])
            mine.update(valid_to=today + left, seat_label="En plats")
        b.make_member(town.steering, town.people["chair"], valid_from=today + timedelta(days=4), seat_label="En plats")
        leaving = b.make_assignment(town.region, Role.UNIT_MANAGER, "Slutar Snart", unit=town.bumm, valid_to=today)
        b.make_member(town.steering, leaving, seat_label="En plats")
        other = b.make_assignment(town.region, Role.GROUP_CHAIR, "Annan Stans", area=town.other, valid_to=today)
        b.make_member(town.elsewhere, other, seat_label="En plats")
    with t.as_(town, "chair") as me:
        found = ending_terms(policies.watched_forums(me, today), town.region.pk, today)
        assert [(one.assignment_id, one.last) for one in found] == [
            (leaving.pk, today),
            (town.people["bup_head"].pk, today + timedelta(days=60)),
        ]


@pytest.mark.parametrize(("gap", "is_listed"), [(0, False), (1, True)])
def test_a_sole_seat_with_a_successor_from_the_day_after_is_not_about_to_be_empty(town, gap, is_listed):
    today = clock.today()
    with as_loader():
        mine = Membership.objects.filter(assignment=town.people["bup_head"])
        mine.update(valid_to=today, sole_seat="BUP", seat_label="BUP")
        b.make_member(
            town.steering, town.people["unit_head"], valid_from=today + timedelta(days=1 + gap), sole_seat="BUP",
            seat_label="BUP",
        )  # fmt: skip
    with t.as_(town, "chair"):
        found = ending_terms(Forum.objects.filter(pk=town.steering.pk), town.region.pk, today)
        assert [one.assignment_id for one in found] == [town.people["bup_head"].pk] * is_listed


@pytest.mark.parametrize(("gap", "is_listed"), [(0, False), (1, True)])
def test_a_term_is_about_to_end_unless_the_persons_next_one_begins_the_day_after(town, gap, is_listed):
    today = clock.today()
    with as_loader():
        Membership.objects.filter(assignment=town.people["bup_head"]).update(valid_to=today, seat_label="BUP")
        b.make_member(town.steering, town.people["bup_head"], valid_from=today + timedelta(days=1 + gap))
    with t.as_(town, "chair"):
        found = ending_terms(Forum.objects.filter(pk=town.steering.pk), town.region.pk, today)
        assert [one.assignment_id for one in found] == [town.people["bup_head"].pk] * is_listed


@pytest.mark.parametrize(("who", "label"), [("deputy", "BUP"), ("bup_head", "")])
def test_whoever_stands_in_or_sits_beside_the_seats_leaves_none_empty(town, who, label):
    with as_loader():
        Membership.objects.filter(assignment=town.people[who]).update(valid_to=clock.today(), seat_label=label)
    with t.as_(town, "chair"):
        assert not ending_terms(Forum.objects.filter(pk=town.steering.pk), town.region.pk, clock.today())


def test_the_leader_owes_what_stands_empty_and_nobody_else_is_asked(town):
    with as_loader():
        Membership.objects.filter(assignment=town.people["bup_head"]).update(valid_to=clock.today(), seat_label="BUP")
    lines = {}
    for who in ("chair", "secretariat", "bup_head"):
        with t.as_(town, who) as me:
            lines[who] = [duty.title for duty in side_by_side(start.duties(me, clock.today()))[0]]
    assert lines == {"chair": ["Tillsätt en tom plats", "En plats blir snart tom"], "secretariat": [], "bup_head": []}
