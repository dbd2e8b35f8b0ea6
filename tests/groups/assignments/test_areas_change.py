"""When areas split and merge, their groups end and begin with them, and nothing planned is left hanging. [S-04, F6]"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core import clock
from core.access import acting_as
from core.errors import Refused
from core.organisations.models import Area, ChangeKind, ProfileOverride
from core.organisations.restructuring.services import approve_change, propose_change, try_out
from core.roles import Role
from groups.models import Forum, Meeting, Membership, SeatRequirement
from groups.queries import chairs_of
from tests.database import as_loader
from tests.groups import build as b
from tests.groups.assignments import walk
from tests.groups.meetings import table as t


def day(days=30) -> date:
    return clock.today() + timedelta(days=days)


def fresh(assignment):
    return replace(b.acting_for(assignment), logged_in_at=clock.now())


def split_of(town):
    return {"area": str(town.area.pk), "into": {str(town.east.pk): "Ö", str(town.west.pk): "V"}}


def decide(town, kind, on, **said):
    with as_loader():
        second = b.make_assignment(town.region, Role.REGION_ADMIN, "Bo Andra")
    with acting_as(fresh(town.people["admin"])) as by:
        change = propose_change(kind, said, on=on, reason="Delas", by=by)
    with acting_as(fresh(second)) as by:
        return approve_change(change, by=by)


def refusal(town, kind, on, **said):
    with acting_as(fresh(town.people["admin"])) as by, pytest.raises(Refused) as refused:
        try_out(kind, said, on, by=by)
    return str(refused.value)


def standing(town, on):
    with as_loader():
        rows = Forum.objects.on(on).filter(region=town.region, area__isnull=False).select_related("area", "parent")
        return {(row.kind, row.area.name): row for row in rows if row.kind in ("steering_group", "working_group")}


def test_the_groups_of_a_split_area_end_and_those_of_its_parts_begin(town):
    decide(town, ChangeKind.SPLIT_AREA, day(), **split_of(town))

    before, after = standing(town, day(29)), standing(town, day())
    assert {area for _kind, area in before} == {"Öster och Väster", "Söder"}
    assert {area for _kind, area in after} == {"Ö", "V", "Söder"}
    assert {kind for kind, area in after if area == "Ö"} == {"steering_group", "working_group"}
    assert after["working_group", "Ö"].parent == after["steering_group", "Ö"]
    with as_loader():
        forums = Forum.objects.on(day()).filter(kind="individual_forum", area__name__in=["Ö", "V"])
        assert sorted(forum.district.name for forum in forums) == ["Väster", "Öster"]
        assert Forum.objects.get(pk=town.steering.pk).valid_to == day(29)


def test_whoever_sat_in_a_group_that_ends_leaves_with_it(town):
    with as_loader():
        sitting = set(Membership.objects.filter(forum=town.steering).values_list("pk", flat=True))

    change = decide(town, ChangeKind.SPLIT_AREA, day(), **split_of(town))

    with as_loader():
        left = Membership.objects.filter(pk__in=sitting).values_list("valid_to", flat=True)
        assert set(left) == {day(29)}
        assert not Membership.objects.on(day()).filter(forum__area__name__in=["Ö", "V"]).exists()
    counts = {line["code"]: line["n"] for line in change.said["lines"]}
    assert counts["seats_end"] == len(sitting) + 2  # and the two of the working group


def test_what_an_area_asks_of_its_seats_goes_on_in_its_parts(town):
    with as_loader():
        seats = [{"forum_kind": "steering_group", "label": "Egen plats", "unit_types": ["bup"], "per": "forum"}]
        ProfileOverride.objects.create(
            region=town.region, area=town.area, key="seat_requirements", value=seats, valid_from=b.START,
            status="approved", from_file=True,
        )  # fmt: skip

    decide(town, ChangeKind.SPLIT_AREA, day(), **split_of(town))

    with as_loader():
        rows = SeatRequirement.objects.filter(label="Egen plats").values_list("area__name", "valid_from")
        assert set(rows) >= {("Ö", day()), ("V", day())}


def test_an_area_with_a_meeting_planned_after_its_last_day_is_left_first(town):
    meeting = t.planned(town, when=t.ahead(40))

    assert "1 möte är planerat efter den sista dagen." in refusal(town, ChangeKind.SPLIT_AREA, day(), **split_of(town))
    with as_loader():
        Meeting.objects.filter(pk=meeting.pk).update(starts_at=clock.now() + timedelta(days=20))
    decide(town, ChangeKind.SPLIT_AREA, day(), **split_of(town))


def test_an_assignment_between_groups_that_is_not_finished_stands_in_the_way(town):
    walk.proposed(town)

    said = refusal(town, ChangeKind.SPLIT_AREA, day(), **split_of(town))

    assert said == ("1 uppdrag till eller från grupper som upphör är inte avslutat. Avsluta eller ta tillbaka det.")


def test_a_merge_gives_one_group_of_each_kind(town):
    areas = [str(town.area.pk), str(town.other.pk)]
    decide(town, ChangeKind.MERGE_AREAS, day(), areas=areas, name="Hela")

    assert set(standing(town, day())) == {("steering_group", "Hela"), ("working_group", "Hela")}


def test_what_is_open_in_an_area_that_has_ended_still_has_its_chair(town):
    decide(town, ChangeKind.SPLIT_AREA, clock.today(), **split_of(town))

    with as_loader():
        assert [one.pk for one in chairs_of(town.area.pk, clock.today())] == [town.people["chair"].pk]
        new = Area.objects.get(name="Ö")
        assert list(chairs_of(new.pk, clock.today())) == []
