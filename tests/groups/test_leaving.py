"""Seats that stand empty when somebody leaves a role are named to whoever ends it. [G-104]"""

from datetime import date

import pytest

from core.access import acting_as
from core.people import leaving
from core.roles import Role
from groups.leaving import seats
from tests.database import as_loader
from tests.groups import build as b

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
        assert set(expected) <= set(leaving.left_by([(north.chair, LAST)], acting)[north.chair.pk])
