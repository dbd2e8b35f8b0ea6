"""A seat is given, stood in for, changed and ended: what changes, is logged, told and refused, also by the database."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, connection, transaction

from core import clock
from core.access import acting_as
from core.audit.models import AuditEvent
from core.errors import Refused
from core.notices.models import Notice
from core.people.models import RoleAssignment
from core.roles import Role
from groups.models import Forum, Membership
from groups.seats import services
from groups.seats.services import Mandate
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


def told():
    with as_loader():
        return set(Notice.objects.values_list("kind", "recipient"))


def nothing_happened(newcomer):
    with as_loader():
        assert not Membership.objects.filter(assignment=newcomer).exists()
    assert (logged(), told()) == ([], set())


def test_the_chair_gives_a_seat_for_a_term_which_is_logged_and_told(north, newcomer):
    chair = b.acting_for(north.chair)
    with acting_as(chair):
        member = services.seat_member(
            north.steering,
            by=chair,
            person=newcomer,
            valid_from=TODAY,
            valid_to=date(2028, 12, 31),
            seat_label="BUP",
            mandate=Mandate("unit", " Upp till 100 000 kronor "),
        )
    with as_loader():
        kept = Membership.objects.get(pk=member.pk)
    assert (kept.forum_id, kept.assignment_id) == (north.steering.pk, newcomer.pk)
    assert (kept.valid_from, kept.valid_to) == (TODAY, date(2028, 12, 31))
    assert (kept.seat_label, kept.mandate_level, kept.mandate_text) == ("BUP", "unit", "Upp till 100 000 kronor")
    assert logged() == [("membership.started", member.pk)]
    assert told() == {("seat_given", newcomer.pk)}


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"valid_from": date(2019, 12, 31)}, "valid_from"),  # before the group
        ({"valid_to": date(2026, 3, 9)}, "valid_to"),
        ({"mandate": Mandate("unit", "Gäller 121212-1212")}, "mandate_text"),
    ],
)
def test_a_seat_is_refused_beside_the_field(north, newcomer, facts, field):
    chair = b.acting_for(north.chair)
    with acting_as(chair), pytest.raises(Refused) as refused:
        services.seat_member(north.steering, by=chair, person=newcomer, **{"valid_from": TODAY, **facts})
    assert refused.value.field == field
    nothing_happened(newcomer)


def test_a_seat_is_not_given_outside_the_roles_own_days(north, newcomer):
    chair = b.acting_for(north.chair)
    with as_loader():
        RoleAssignment.objects.filter(pk=newcomer.pk).update(valid_to=date(2026, 3, 1))
        newcomer.refresh_from_db()
    with acting_as(chair), pytest.raises(Refused) as refused:
        services.seat_member(north.steering, by=chair, person=newcomer, valid_from=TODAY)
    assert refused.value.field == "valid_from"
    nothing_happened(newcomer)


def test_a_seat_that_holds_one_person_is_held_by_one_at_a_time(north, newcomer):
    chair, sole = b.acting_for(north.chair), {"sole_seat": "Samordnare"}
    with as_loader():
        other = b.make_assignment(north.region, Role.STEERING_MEMBER, "Anna Annan", unit=north.bup, area=north.area)
        b.make_member(north.steering, other, valid_from=TODAY, valid_to=date(2026, 12, 31), **sole)
    with acting_as(chair):
        with pytest.raises(Refused) as refused:
            services.seat_member(north.steering, by=chair, person=newcomer, valid_from=date(2026, 12, 31), **sole)
        member = services.seat_member(north.steering, by=chair, person=newcomer, valid_from=date(2027, 1, 1), **sole)
    assert refused.value.field == "valid_from"
    with as_loader(), pytest.raises(IntegrityError), transaction.atomic():  # and so says the database
        b.make_member(north.steering, north.convenor, valid_from=date(2027, 5, 1), **sole)
    assert logged() == [("membership.started", member.pk)]


def test_nobody_sits_twice_in_a_forum_on_a_day(north, newcomer):
    chair = b.acting_for(north.chair)
    with acting_as(chair):
        services.seat_member(north.steering, by=chair, person=newcomer, valid_from=TODAY)
        with pytest.raises(Refused) as refused:
            services.seat_member(north.steering, by=chair, person=newcomer, valid_from=date(2027, 1, 1))
    assert refused.value.field == "person"
    with as_loader():
        assert Membership.objects.filter(assignment=newcomer).count() == 1
    assert len(logged()) == 1


def test_a_substitute_stands_in_for_a_holder_and_leaves_with_the_holder(north, newcomer):
    chair = b.acting_for(north.chair)
    with as_loader():
        seat = b.make_member(north.steering, north.convenor, mandate_level="none")
    with acting_as(chair):
        deputy = services.give_substitute(seat, by=chair, person=newcomer, valid_from=TODAY)
        renewed = services.note_mandate(seat, by=chair, from_on=date(2026, 4, 1), mandate=Mandate("unit"))
        services.end_membership(renewed, by=chair, on=date(2026, 6, 30))
    with as_loader():
        assert Membership.objects.get(pk=deputy.pk).valid_to == date(2026, 6, 30)
        assert deputy.is_substitute_for_id == seat.pk
    assert [act for act, _pk in logged()] == [
        "membership.substitute_given",
        "membership.mandate_noted",
        "membership.ended",
        "membership.ended",
    ]
    assert {("seat_given", newcomer.pk), ("seat_ended", north.convenor.pk)} <= told()


def test_whoever_stands_in_is_another_and_has_nobody_standing_in(north, newcomer):
    chair = b.acting_for(north.chair)
    with as_loader():
        seat = b.make_member(north.steering, north.convenor)
        deputy = b.make_member(north.steering, newcomer, is_substitute_for=seat)
        self_again = b.make_assignment(north.region, Role.UNIT_MANAGER, "Kim Kallar", unit=north.social)
        RoleAssignment.objects.filter(pk=self_again.pk).update(person=north.convenor.person_id)
        self_again.refresh_from_db()
    with acting_as(chair):
        with pytest.raises(Refused) as refused:
            services.give_substitute(seat, by=chair, person=self_again, valid_from=TODAY)
        with pytest.raises(PermissionDenied):
            services.give_substitute(deputy, by=chair, person=self_again, valid_from=TODAY)
    assert refused.value.field == "person"
    with as_loader():
        other = b.make_member(north.working, north.convenor)
        third = b.make_assignment(north.region, Role.STEERING_MEMBER, "Tredje Person", unit=north.bup)
        assert _is_refused(north.steering, third, is_substitute_for=other)  # in another group


def test_another_mandate_begins_a_term_of_its_own_and_the_old_one_stands(north, newcomer):
    chair, last = b.acting_for(north.chair), date(2028, 12, 31)
    with as_loader():
        member = b.make_member(north.steering, newcomer, valid_from=TODAY, valid_to=last, mandate_level="none")
    with acting_as(chair):
        for day in (TODAY, date(2029, 1, 1)):
            with pytest.raises(Refused) as refused:
                services.note_mandate(member, by=chair, from_on=day, mandate=Mandate("unit"))
            assert refused.value.field == "from_on"
        services.note_mandate(member, by=chair, from_on=date(2027, 1, 1), mandate=Mandate("principal", "Allt"))
    with as_loader():
        terms = Membership.objects.filter(assignment=newcomer).order_by("valid_from")
        assert [*terms.values_list("valid_from", "valid_to", "mandate_level", "mandate_text")] == [
            (TODAY, date(2026, 12, 31), "none", ""),
            (date(2027, 1, 1), last, "principal", "Allt"),
        ]


def test_a_term_is_prolonged_by_the_next_one(north, newcomer):
    chair = b.acting_for(north.chair)
    with as_loader():
        endless = b.make_member(north.steering, north.convenor)
        member = b.make_member(
            north.steering, newcomer, valid_from=TODAY, valid_to=date(2028, 12, 31), seat_label="BUP", sole_seat="BUP"
        )
    with acting_as(chair):
        with pytest.raises(PermissionDenied):
            services.renew_membership(endless, by=chair, valid_to=date(2029, 1, 1))
        with pytest.raises(Refused) as refused:
            services.renew_membership(member, by=chair, valid_to=date(2028, 12, 31))
        following = services.renew_membership(member, by=chair, valid_to=date(2030, 12, 31))
    assert refused.value.field == "valid_to"
    assert (following.valid_from, following.seat_label, following.sole_seat) == (date(2029, 1, 1), "BUP", "BUP")


def test_a_seat_is_ended_by_its_last_day_and_never_before_its_first_or_after_its_last(north, newcomer):
    chair = b.acting_for(north.chair)
    with as_loader():
        member = b.make_member(north.steering, newcomer, valid_from=TODAY, valid_to=date(2028, 12, 31))
    with acting_as(chair):
        for day in (date(2026, 3, 9), date(2029, 1, 1)):
            with pytest.raises(Refused) as refused:
                services.end_membership(member, by=chair, on=day)
            assert refused.value.field == "on"
        services.end_membership(member, by=chair, on=date(2026, 6, 30))
    with as_loader():
        assert Membership.objects.get(pk=member.pk).valid_to == date(2026, 6, 30)
    assert logged() == [("membership.ended", member.pk)]
    assert told() == {("seat_ended", newcomer.pk)}


def test_a_term_that_is_over_and_all_but_the_last_day_stay_as_they_were(north, newcomer):
    chair = b.acting_for(north.chair)
    with as_loader():
        over = b.make_member(north.steering, newcomer, valid_to=clock.today() - timedelta(days=1))
    with acting_as(chair):
        with pytest.raises(PermissionDenied):
            services.end_membership(over, by=chair, on=clock.today())
        assert Membership.objects.filter(pk=over.pk).update(valid_to=None) == 0
        with pytest.raises(ProgrammingError), transaction.atomic():
            Membership.objects.filter(forum=north.steering).update(mandate_level="principal")
    with as_loader():
        assert not Membership.objects.filter(mandate_level="principal").exists()


@pytest.mark.parametrize(("role", "place"), [(Role.STEERING_MEMBER, "area"), (Role.GROUP_CHAIR, "other")])
def test_only_the_areas_leader_or_the_administrator_gives_seats(north, newcomer, role, place):
    with as_loader():
        someone = b.make_assignment(north.region, role, "Inte Den", area=getattr(north, place))
    acting = b.acting_for(someone)
    with acting_as(acting):
        with pytest.raises(PermissionDenied):
            services.seat_member(north.steering, by=acting, person=newcomer, valid_from=TODAY)
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
