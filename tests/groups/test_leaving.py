"""Seats that stand empty when somebody leaves a role are named to whoever ends it. [G-104]"""

from datetime import date

import pytest
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.people import leaving
from core.roles import Role
from groups.leaving import held, seats
from groups.meetings.services import writing
from groups.models import (
    ActionItem,
    AgendaItem,
    AgreementParty,
    Obstacle,
    PlanActivity,
    Routine,
    RoutineVersion,
)
from groups.year.services import drafting, registering
from tests.database import as_loader
from tests.groups import build as b
from tests.groups.agreements import walk as agreements
from tests.groups.meetings import table as t
from tests.groups.routines import walk as routines
from tests.groups.year import walk as year
from tests.groups.year.test_registers import noted

LAST = date(2026, 3, 10)
HERE = "Öster och Väster"


@pytest.mark.parametrize(
    ("valid_to", "expected"),
    [
        (None, [f"2 platser blir tomma: Arbetsgrupp {HERE}, Styrgrupp {HERE}."]),
        (LAST, [f"1 plats blir tom: Styrgrupp {HERE}."]),
    ],
)
def test_the_groups_with_a_seat_past_the_last_day_are_named(north, valid_to, expected):
    with as_loader():
        b.make_member(north.working, north.chair, valid_to=valid_to)
        admin = b.make_assignment(north.region, Role.REGION_ADMIN, "Ada Admin")

    with acting_as(b.acting_for(admin)) as acting:
        assert [said for _pk, said in seats([(north.chair, LAST)], acting)] == expected
        assert list(seats([(north.convenor, LAST)], acting)) == []
        found = leaving.left_by([(north.chair, LAST)], acting)[north.chair.pk]
        assert set(expected) <= {one.text for one in found}


def answers_for_one_of_each(town, who) -> None:
    """By name: an action of a meeting, an activity, an obstacle, a routine, and to sign an agreement."""
    meeting, plan, one = t.begun(t.called(town)), year.drafted(town), noted(town)
    routine, agreement = routines.drafted(town), agreements.drafted(town)
    with t.as_(town, "chair") as me:
        item = AgendaItem.objects.get(meeting=meeting)
        due = agreements.later()
        writing.take_on(item, by=me, text="Ring.", responsible=who, due_on=due)
        registering.take_on(one, by=me, owner=who, measure="En tid hålls fri", due_on=due)
        drafting.add_activity(plan, by=me, doing=year.doing(town, answers=f"person:{who.pk}"))
    with as_loader():
        Routine.objects.filter(pk=routine.routine_id).update(responsible=who)
        AgreementParty.objects.filter(agreement=agreement).update(signatory=who)


ENDED = {
    ActionItem: {"struck_at": clock.now},
    PlanActivity: {"removed_at": clock.now},
    Obstacle: {"status": "solved", "result": "Löst.", "ended_on": clock.today},
    RoutineVersion: {"status": "abandoned", "end_reason": "Annan väg."},
    AgreementParty: {"removed_at": clock.now},
}


def test_what_one_answers_for_by_name_is_said_by_group_with_the_way_there_to_whoever_ends_the_role(db):
    town = agreements.make_town()
    with as_loader():
        town.acting["admin"] = b.acting_for(town.people["admin"])
    who = town.people["bup_head"]
    answers_for_one_of_each(town, who)

    def told(by: str, *people) -> list:
        with t.as_(town, by) as me:
            return list(held([(one, LAST) for one in people], me))

    ((pk, line),) = told("admin", who, town.people["school_head"])
    assert (pk, line.url) == (who.pk, reverse("groups:forum_detail", args=[town.steering.pk]))
    assert line.text == (
        f"{town.steering.name}: 1 åtgärd från möten, 1 aktivitet i handlingsplanen, 1 hinder, 1 rutin, "
        "2 underskrifter som väntar. Be gruppen ge det till någon annan."
    )
    assert (told("chair", who), told("bup_head", who)) == ([], [])
    with as_loader():
        for model, ended in ENDED.items():
            model.objects.update(**{name: value() if callable(value) else value for name, value in ended.items()})
    assert told("admin", who) == []
