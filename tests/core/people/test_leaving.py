"""What stands with nobody when somebody leaves a role is said before it ends. [F10]"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.access import acting_as
from core.people import leaving
from core.roles import Role
from tests.core.people import build

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
ALONE = "Ingen har rollen Handläggare efter det (Barnenheten). Föreslå någon."
UNLED = "Verksamheten har sedan ingen chef som kan lämna över det som är öppet. Föreslå en först."
LED = "Det som är öppet lämnar verksamhetens chef över, på sin sida Utan ansvarig."


def told(town, *assignments, last=TODAY):
    with acting_as(build.acting(town.ada)) as acting:
        found = leaving.left_by([(one, last) for one in assignments], acting)
    return [[line.text for line in found[one.pk]] for one in assignments]


def test_the_last_of_a_unit_leaves_nobody(town):
    assert told(town, town.maj) == [[ALONE, UNLED]]


def test_a_colleague_and_a_leader_take_over(town):
    build.assignment(town.region, unit=town.unit)
    build.assignment(town.region, Role.UNIT_MANAGER, unit=town.unit)

    assert told(town, town.maj) == [[LED]]


def test_who_leaves_too_or_has_left_by_then_takes_nothing_over(town):
    colleague = build.assignment(town.region, unit=town.unit)
    build.assignment(town.region, unit=town.unit, valid_to=TODAY)
    build.assignment(town.region, unit=town.unit, valid_from=TODAY + timedelta(days=9))
    build.assignment(town.region, unit=build.unit(town.region))
    assert told(town, town.maj, colleague) == [[ALONE, UNLED]] * 2
    assert told(town, town.maj) == [[UNLED]]
    assert told(town, town.maj, last=TODAY + timedelta(days=9)) == [[UNLED]]


def test_ones_own_other_role_of_the_same_kind_is_nobody_else(town):
    build.assignment(town.region, unit=town.unit, person=town.maj.person, who=town.maj.user)

    assert told(town, town.maj) == [[ALONE, UNLED]]


def test_a_role_of_the_whole_region_has_no_work_to_hand_over(town):
    (said,) = told(town, build.assignment(town.region, Role.SECRETARIAT_OFFICER))

    assert said == ["Ingen har rollen Handläggare vid sekretariatet efter det (hela regionen). Föreslå någon."]


def test_what_is_read_does_not_grow_with_how_many_leave(town):
    def statements(*assignments) -> int:
        with acting_as(build.acting(town.ada)) as acting, CaptureQueriesContext(connection) as said:
            leaving.left_by([(one, TODAY) for one in assignments], acting)
        return len(said)

    others = [build.assignment(town.region, unit=town.unit) for _one in range(3)]
    assert statements(town.maj) == statements(town.maj, *others)
    assert statements() == 0


def test_the_page_that_ends_a_role_says_it_first(town, client):
    build.sign_in(client, town.ada)

    assert ALONE in client.get(reverse("people:assignment_end", args=[town.maj.pk])).content.decode()
