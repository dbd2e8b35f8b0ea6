"""Giving a seat and ending it: what changes, what is logged, what is refused, also by the database."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, connection, transaction

from core.access import acting_as
from core.audit.models import AuditEvent
from core.errors import Refused
from core.roles import Role
from groups import services
from groups.models import Forum, Membership
from tests.database import as_loader
from tests.groups import build as b

TODAY = date(2026, 3, 10)


@pytest.fixture
def newcomer(north):
    with as_loader():
        return b.make_assignment(north.region, Role.STEERING_MEMBER, "Nya Namn", unit=north.bup, area=north.area)


def logged():
    with as_loader():
        return list(AuditEvent.objects.values_list("act", "object_id").order_by("number"))


def test_the_chair_gives_a_seat_which_is_logged(north, newcomer):
    chair = b.acting_for(north.chair)
    with acting_as(chair):
        member = services.seat_member(
            north.steering, newcomer, by=chair, valid_from=TODAY, seat_label="BUP", mandate_level="unit"
        )
    with as_loader():
        kept = Membership.objects.get(pk=member.pk)
    assert (kept.forum_id, kept.assignment_id) == (north.steering.pk, newcomer.pk)
    assert (kept.valid_from, kept.valid_to) == (TODAY, None)
    assert (kept.seat_label, kept.mandate_level, kept.region_id) == ("BUP", "unit", north.region.pk)
    assert logged() == [("membership.started", member.pk)]


def test_a_seat_is_ended_by_its_last_day_and_never_before_its_first(north, newcomer):
    chair = b.acting_for(north.chair)
    with as_loader():
        member = b.make_member(north.steering, newcomer, valid_from=TODAY)
    with acting_as(chair):
        with pytest.raises(Refused) as refused:
            services.end_membership(member, by=chair, on=date(2026, 3, 9))
        services.end_membership(member, by=chair, on=date(2026, 6, 30))
    assert refused.value.field == "on"
    with as_loader():
        assert Membership.objects.get(pk=member.pk).valid_to == date(2026, 6, 30)
    assert logged() == [("membership.ended", member.pk)]


def test_nobody_sits_twice_in_a_forum_on_a_day(north, newcomer):
    chair = b.acting_for(north.chair)
    with acting_as(chair):
        services.seat_member(north.steering, newcomer, by=chair, valid_from=TODAY)
        with pytest.raises(Refused) as refused:
            services.seat_member(north.steering, newcomer, by=chair, valid_from=date(2027, 1, 1))
    assert refused.value.field == "assignment"
    with as_loader():
        assert Membership.objects.filter(assignment=newcomer).count() == 1
    assert len(logged()) == 1


def test_a_substitute_sits_in_the_same_forum(north, newcomer):
    chair = b.acting_for(north.chair)
    with as_loader():
        seat = b.make_member(north.working, north.convenor)
    with acting_as(chair), pytest.raises(Refused) as refused:
        services.seat_member(north.steering, newcomer, by=chair, valid_from=TODAY, substitute_for=seat)
    assert refused.value.field == "substitute_for"
    with as_loader():
        assert _is_refused(north.steering, newcomer, is_substitute_for=seat)


@pytest.mark.parametrize(("role", "place"), [(Role.STEERING_MEMBER, "area"), (Role.GROUP_CHAIR, "other")])
def test_only_the_areas_leader_or_the_administrator_gives_seats(north, newcomer, role, place):
    with as_loader():
        someone = b.make_assignment(north.region, role, "Inte Den", area=getattr(north, place))
    acting = b.acting_for(someone)
    with acting_as(acting):
        with pytest.raises(PermissionDenied):
            services.seat_member(north.steering, newcomer, by=acting, valid_from=TODAY)
        with pytest.raises(ProgrammingError), transaction.atomic():  # the database refuses it too
            b.make_member(north.steering, newcomer)
    with as_loader():
        assert not Membership.objects.filter(assignment=newcomer).exists()
    assert logged() == []


def test_a_seat_cannot_be_held_across_the_regions_wall(north, south):
    with as_loader():
        assert _is_refused(south.group, north.chair, region=south.region)


def test_only_the_administrator_changes_the_structure(north):
    with as_loader():
        admin = b.make_assignment(north.region, Role.REGION_ADMIN, "Ada Admin")
    with acting_as(b.acting_for(north.chair)):
        assert Forum.objects.filter(pk=north.working.pk).update(name="Mitt") == 0
        with pytest.raises(ProgrammingError), transaction.atomic():
            b.make_forum(north.region, "political_presidium")
    with acting_as(b.acting_for(admin)):
        assert Forum.objects.filter(pk=north.working.pk).update(label="Operativ ledningsgrupp") == 1


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        ("regional_group", {}),
        ("steering_group", {"area": "area"}),
        ("individual_forum", {"area": "area", "district": "east"}),
    ],
)
def test_there_is_one_of_a_kind_in_each_place_on_a_day(north, kind, place):
    where = {field: getattr(north, name) for field, name in place.items()}
    with as_loader(), pytest.raises(IntegrityError), transaction.atomic():
        b.make_forum(north.region, kind, **where)
    with as_loader():
        b.make_forum(north.region, "temporary_group")
        b.make_forum(north.region, "temporary_group")  # as many as there are questions


def _is_refused(forum, assignment, **values) -> bool:
    """Whether the database's deferred keys refuse such a member."""
    try:
        with transaction.atomic():
            b.make_member(forum, assignment, **values)
            connection.check_constraints()
    except IntegrityError:
        return True
    return False
