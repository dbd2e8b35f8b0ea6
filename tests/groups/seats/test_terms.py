"""A term against others: who stands in keeps to the holder, what was to come goes, and no day is beyond reckoning."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from core import clock
from core.access.expressions import within
from core.audit.models import AuditEvent
from core.errors import Refused
from core.notices.models import Notice
from core.people.models import RoleAssignment
from core.roles import Role
from groups.composition import Part
from groups.models import Forum, Meeting, Membership
from groups.seats import policies, services
from groups.seats.services import Mandate
from tests.database import as_loader
from tests.groups import build as b
from tests.groups.meetings import table as t

FAR = date(9999, 12, 31)


def ahead(days: int) -> date:
    return clock.today() + timedelta(days=days)


def seat_of(town, name: str) -> Membership:
    with as_loader():
        return Membership.objects.get(assignment=town.people[name], forum=town.steering)


def changed(member: Membership, **values) -> Membership:
    with as_loader():
        Membership.objects.filter(pk=member.pk).update(**values)
        return Membership.objects.get(pk=member.pk)


def terms_of(town, name: str) -> list[tuple]:
    with as_loader():
        rows = Membership.objects.filter(assignment=town.people[name]).order_by("valid_from")
        return [*rows.values_list("valid_from", "valid_to")]


def acts() -> list[str]:
    with as_loader():
        return [*AuditEvent.objects.order_by("number").values_list("act", flat=True)]


def told() -> set[tuple]:
    with as_loader():
        return set(Notice.objects.values_list("kind", "recipient"))


def refused_field(act) -> str | None:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.field


def test_a_last_day_beyond_fifty_years_is_refused_wherever_it_is_given(town):
    seat = seat_of(town, "bup_head")
    with t.as_(town, "chair") as me:
        who = town.people["unit_head"]
        given = {"person": who, "valid_from": clock.today(), "valid_to": FAR}
        assert refused_field(lambda: services.seat_member(town.steering, by=me, **given)) == "valid_to"
        assert refused_field(lambda: services.give_substitute(seat, by=me, **given)) == "valid_to"
        assert refused_field(lambda: services.end_membership(seat, by=me, on=FAR)) == "on"
    endless = changed(seat, valid_to=FAR)
    with t.as_(town, "chair") as me:
        assert refused_field(lambda: services.renew_membership(endless, by=me, valid_to=None)) == "valid_to"
    assert acts() == []


def test_whoever_stands_in_begins_no_earlier_and_stays_no_longer_than_the_holder(town):
    seat = changed(seat_of(town, "bup_head"), valid_from=ahead(-10), valid_to=ahead(40))
    with t.as_(town, "chair") as me:
        person = {"by": me, "person": town.people["unit_head"]}
        for day in (ahead(-11), ahead(41)):
            assert refused_field(lambda day=day: services.give_substitute(seat, valid_from=day, **person)) == (
                "valid_from"
            )
        deputy = services.give_substitute(seat, valid_from=ahead(-10), **person)
        assert deputy.valid_to == ahead(40)
        services.end_membership(deputy, by=me, on=ahead(20))
        later = services.renew_membership(deputy, by=me, valid_to=ahead(90))
    assert later.valid_to == ahead(40)
    assert terms_of(town, "unit_head") == [(ahead(-10), ahead(20)), (ahead(21), ahead(40))]


def test_a_holder_whose_mandate_changes_goes_on_with_the_same_substitute(town):
    seat = changed(seat_of(town, "bup_head"), valid_from=ahead(-10), valid_to=ahead(40))
    with t.as_(town, "chair") as me:
        later = services.note_mandate(seat, by=me, from_on=ahead(10), mandate=Mandate("principal"))
        first = services.give_substitute(seat, by=me, person=town.people["unit_head"], valid_from=ahead(0))
        second = services.give_substitute(later, by=me, person=town.people["colleague"], valid_from=ahead(-5))
    assert (first.valid_to, second.valid_to) == (ahead(40), ahead(40))


def test_whoever_stands_in_reads_while_the_holder_sits_there_in_any_term(town):
    meeting, seat = t.planned(town), seat_of(town, "bup_head")
    with as_loader():
        one = b.make_assignment(town.region, Role.CASEWORKER, "Stina Stand", unit=town.bumm)
        b.make_member(town.steering, one, is_substitute_for=seat)
    town.acting["stand_in"] = b.acting_for(one)

    def readers() -> list[str]:
        found = []
        for name in ("stand_in", "bumm_head"):  # and who leads the unit
            with t.as_(town, name):
                found += [name] if Meeting.objects.filter(pk=meeting.pk).exists() else []
        return found

    def takes_part() -> bool:
        with t.as_(town, "stand_in"):
            return Forum.objects.filter(within("id", "partaking_forum_ids"), pk=town.steering.pk).exists()

    assert (readers(), takes_part()) == (["stand_in", "bumm_head"], True)
    changed(seat, valid_to=ahead(-1))
    assert (readers(), takes_part()) == ([], False)
    with as_loader():
        again = b.make_member(town.steering, town.people["bup_head"], valid_from=clock.today())
    assert (readers(), takes_part()) == (["stand_in", "bumm_head"], True)
    with as_loader():
        RoleAssignment.objects.filter(pk=again.assignment_id).update(valid_to=ahead(-1))
    assert (readers(), takes_part()) == ([], False)


def test_with_the_last_day_goes_what_was_to_come_of_the_person_and_of_whoever_stands_in(town):
    seat = seat_of(town, "bup_head")
    with t.as_(town, "chair") as me:
        later = services.note_mandate(seat, by=me, from_on=ahead(30), mandate=Mandate("principal"))
        services.give_substitute(later, by=me, person=town.people["unit_head"], valid_from=ahead(35))
    before = len(acts())
    with t.as_(town, "chair") as me:
        services.end_membership(seat, by=me, on=ahead(10))
    assert terms_of(town, "bup_head") == [(b.START, ahead(10))]
    assert terms_of(town, "deputy") == [(b.START, ahead(10))]
    assert terms_of(town, "unit_head") == []
    assert sorted(acts()[before:]) == ["membership.ended"] * 2 + ["membership.withdrawn"] * 2
    assert {one for one in told() if one[0] != "seat_given"} == {
        ("seat_ended", town.people["bup_head"].pk),
        ("seat_ended", town.people["deputy"].pk),
        ("seat_withdrawn", town.people["unit_head"].pk),
    }


def test_a_last_day_that_has_been_leaves_what_is_over_and_ends_what_began_after_it(town):
    over, seat = changed(seat_of(town, "deputy"), valid_to=ahead(-1)), seat_of(town, "bup_head")
    with as_loader():
        begun = b.make_member(town.steering, town.people["unit_head"], is_substitute_for=seat, valid_from=ahead(-2))
    with t.as_(town, "chair") as me:
        services.end_membership(seat, by=me, on=ahead(-5))
    assert terms_of(town, "bup_head") == [(b.START, ahead(-5))]
    assert terms_of(town, "deputy") == [(b.START, over.valid_to)]
    assert terms_of(town, "unit_head") == [(begun.valid_from, begun.valid_from)]
    assert {person for kind, person in told() if kind == "seat_ended"} == {
        town.people["bup_head"].pk,
        town.people["unit_head"].pk,
    }


def test_a_later_term_that_a_call_hangs_on_is_left_with_its_first_day(town):
    seat = changed(seat_of(town, "bup_head"), valid_to=ahead(2))
    with as_loader():
        b.make_member(town.steering, town.people["bup_head"], valid_from=ahead(3))
    t.called(town)
    with t.as_(town, "admin") as me:  # who reads no calls
        services.end_membership(seat, by=me, on=ahead(1))
    assert terms_of(town, "bup_head") == [(b.START, ahead(1)), (ahead(3), ahead(3))]


def test_a_term_that_has_not_begun_is_taken_away_with_whoever_stands_in(town):
    with t.as_(town, "chair") as me:
        coming = services.seat_member(town.steering, by=me, person=town.people["bumm_head"], valid_from=ahead(20))
        services.give_substitute(coming, by=me, person=town.people["unit_head"], valid_from=ahead(20))
        services.withdraw_membership(coming, by=me)
    assert (terms_of(town, "bumm_head"), terms_of(town, "unit_head")) == ([], [])
    assert acts()[-2:] == ["membership.withdrawn"] * 2
    assert ("seat_withdrawn", town.people["bumm_head"].pk) in told()


@pytest.mark.parametrize("who", ["chair", "admin"])
def test_a_term_that_a_call_hangs_on_is_not_taken_away(town, who):
    with as_loader():
        coming = b.make_member(town.steering, town.people["bumm_head"], valid_from=ahead(3))
    t.called(town)
    before = acts()
    with t.as_(town, who) as me:
        assert refused_field(lambda: services.withdraw_membership(coming, by=me)) is None
    assert terms_of(town, "bumm_head") == [(ahead(3), None)]
    assert acts() == before


def test_what_has_begun_is_never_taken_away_nor_by_anybody_else(town):
    seat, deputy = seat_of(town, "bup_head"), seat_of(town, "deputy")
    with as_loader():
        coming = b.make_member(town.steering, town.people["bumm_head"], valid_from=ahead(3))
    with t.as_(town, "chair") as me:
        with pytest.raises(PermissionDenied):
            services.withdraw_membership(seat, by=me)
        assert Membership.objects.filter(pk=deputy.pk).delete()[0] == 0
    for name in ("bup_head", "other_chair", "secretariat"):
        with t.as_(town, name) as me:
            with pytest.raises(PermissionDenied):
                services.withdraw_membership(coming, by=me)
            assert Membership.objects.filter(pk=coming.pk).delete()[0] == 0
    assert terms_of(town, "bumm_head") == [(ahead(3), None)]


def test_a_seat_that_somebody_else_has_is_not_prolonged_over_it(town):
    seat = changed(seat_of(town, "bup_head"), valid_to=ahead(2), sole_seat="BUP")
    with as_loader():
        b.make_member(town.steering, town.people["unit_head"], valid_from=ahead(10), sole_seat="BUP")
    with t.as_(town, "chair") as me:
        with pytest.raises(Refused) as refused:
            services.renew_membership(seat, by=me, valid_to=ahead(10))
        assert services.renew_membership(seat, by=me, valid_to=ahead(9)).valid_from == ahead(3)
    assert (str(refused.value), refused.value.field) == ("Någon annan har platsen de dagarna.", "valid_to")


@pytest.mark.parametrize("role_ends", [1, 2])
def test_a_term_is_not_prolonged_past_the_persons_role(town, role_ends):
    seat = changed(seat_of(town, "bup_head"), valid_to=ahead(2))
    with as_loader():
        RoleAssignment.objects.filter(pk=town.people["bup_head"].pk).update(valid_to=ahead(role_ends))
    with t.as_(town, "chair") as me, pytest.raises(Refused) as refused:
        services.renew_membership(seat, by=me, valid_to=ahead(30))
    assert str(refused.value).startswith("Personens roll slutar samma dag eller tidigare.")
    assert refused.value.field == "valid_to"


def test_what_a_person_represents_names_no_child(town):
    with t.as_(town, "chair") as me:
        given = {"person": town.people["bumm_head"], "valid_from": clock.today(), "represents": "Gäller 121212-1212"}
        assert refused_field(lambda: services.seat_member(town.steering, by=me, **given)) == "represents"
    assert terms_of(town, "bumm_head") == []


def test_a_seat_by_role_in_a_group_without_an_area_is_for_everybody_with_the_role(town):
    with as_loader():
        asked = b.make_requirement(town.region, "regional_group", "Ordförande", role="group_chair")
    part = Part(asked)
    with t.as_(town, "admin"):
        found = policies.candidates(town.bussam, part, clock.today())
        assert {one.pk for one in found} == {town.chair.pk, town.people["other_chair"].pk}
        of_area = policies.candidates(town.elsewhere, part, clock.today())
        assert [one.pk for one in of_area] == [town.people["other_chair"].pk]
