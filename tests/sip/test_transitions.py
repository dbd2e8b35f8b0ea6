"""Transitions: found by a job, planned, met, handed over; and the law of the eighteenth birthday. [SM-8, P-70..P-72]"""

from contextlib import nullcontext
from datetime import UTC, datetime, time, timedelta
from functools import partial

import pytest

from core import clock
from core.access import acting_as
from core.errors import PermissionDenied, Refused, WrongState
from core.obligations.models import Obligation
from core.obligations.sweeping import sweep
from core.roles import Role
from sip import tasks
from sip.models import Contact, Transition, TransitionUnit
from sip.transitions import finding, services
from sip.transitions.states import BY_BIRTHDAY
from tests.database import as_loader
from tests.sip import placing as p
from tests.sip import town as t
from tests.sip.ages import DAY, acts, find, kinds, stored

# Found by the job


@pytest.mark.parametrize(("ahead", "expected"), [(366, set()), (365, {"adult_18"}), (0, {"adult_18"}), (-1, set())])
def test_a_placed_childs_eighteenth_birthday_is_found_within_the_regions_lead_time(town, ahead, expected):
    p.with_rules(town)
    with p.day(DAY):
        child = p.child_of(town, birth_date=p.born(DAY + timedelta(days=ahead), 18))
        p.placed(town, child=child)

    find(DAY)

    assert set(kinds(child)) == expected


def test_only_a_placed_child_has_the_ceiling_of_21_and_nobody_is_found_for_whom_nothing_goes_on(town):
    p.with_rules(town)
    with p.day(DAY):
        at_21 = p.born(DAY + timedelta(days=100), 21)
        placed, free = (p.child_of(town, birth_date=at_21) for _number in range(2))
        p.placed(town, child=placed)
        unknown = p.child_of(town, birth_date=None)
        p.placed(town, child=unknown)

    assert find(DAY) == 1
    assert kinds(placed) == {"placed_21": DAY + timedelta(days=100)}
    assert kinds(free) == kinds(unknown) == {}


def test_an_open_case_is_enough_and_its_raiser_holds_the_transition_together(town):
    p.with_rules(town)
    with p.day(DAY):
        child = t.child_of(town, birth_date=p.born(DAY + timedelta(days=50), 18))
        case = t.raised(town, child=child)

    assert find(DAY) == 1
    with as_loader():
        transition = Transition.objects.get(child=child)
    assert (transition.unit_id, transition.case_id, transition.created_by_id) == (town.school.pk, case.pk, None)
    assert p.clocks(transition)["DL-42"].owner_role == Role.SCHOOL_PRINCIPAL_HEAD  # a school has no other manager


def test_habilitation_changes_at_16_when_it_takes_part(town):
    p.with_rules(town)
    unit, hanna = p.habilitation(town)
    with p.day(DAY):
        at_16 = p.born(DAY + timedelta(days=90), 16)
        with_it, without = (p.child_of(town, birth_date=at_16) for _number in range(2))
        for child in (with_it, without):
            p.placed(town, child=child)
        with as_loader():
            from sip.models import Contact

            Contact.objects.create(region=town.region, child=with_it, assignment_id=hanna.assignment_id, unit=unit)

    find(DAY)

    assert (set(kinds(with_it)), kinds(without)) == ({"habilitation_16"}, {})
    with as_loader():
        assert Transition.objects.get(child=with_it).unit_id == unit.pk


def test_found_twice_is_found_once_with_one_clock_that_names_no_child(town):
    p.with_rules(town)
    with p.day(DAY):
        child = p.child_of(town, birth_date=p.born(DAY + timedelta(days=200), 18), family_name="Märkesson")
        p.placed(town, child=child)

    assert (find(DAY), find(DAY), find(DAY + timedelta(days=1))) == (1, 0, 0)

    with as_loader():
        transition = Transition.objects.get(child=child)
        clock_ = Obligation.objects.get(subject_id=transition.pk)
    assert (clock_.code, clock_.due_on, clock_.subject_code) == ("DL-42", DAY + timedelta(days=199), transition.code)
    assert (clock_.unit_id, clock_.owner_role) == (town.social.pk, "unit_manager")
    assert "Märkesson" not in str(vars(clock_))
    assert acts(transition) == ["transition.found"]


def test_a_region_that_looks_not_so_far_ahead_finds_them_later(town):
    p.with_rules(town)
    with as_loader():
        from core.regions import cache
        from core.regions.models import RegionProfile

        profile = RegionProfile.objects.get(region=town.region)
        deadlines = profile.data.setdefault("deadlines", {})
        deadlines["DL-42"] = {**deadlines.get("DL-42", {}), "warn_offsets": [-30, -10]}
        profile.save(update_fields=["data"])
    cache.forget()
    with p.day(DAY):
        child = p.child_of(town, birth_date=p.born(DAY + timedelta(days=31), 18))
        p.placed(town, child=child)

    assert (find(DAY), find(DAY + timedelta(days=1))) == (0, 1)


def test_the_job_reads_no_child(town):
    p.with_rules(town)
    p.placed(town)

    def look(_at):
        from django.db import connection
        from django.db.utils import ProgrammingError

        refused = []
        with acting_as(job="transitions", region_id=town.region.pk):
            for table in ("sip_child", "sip_placement", "sip_transition", "sip_consent"):
                try:
                    with acting_as(job="transitions", region_id=town.region.pk), connection.cursor() as cursor:
                        cursor.execute(f"SELECT id FROM {table}")
                except ProgrammingError:
                    refused.append(table)
        return refused

    assert len(p.in_worker(look)) == 4


def test_a_person_is_answered_nothing_by_the_jobs_questions(town):
    from django.db import connection
    from django.db.utils import ProgrammingError

    p.with_rules(town)
    with pytest.raises(ProgrammingError), acting_as(town.social_worker), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM access.transitions_due(%s, 365)", [DAY])


# Planned, met, handed over


def test_a_transition_is_planned_met_handed_over_and_closed(town):
    p.with_rules(town)
    transition = p.found(town)
    with acting_as(town.social_worker) as by:
        services.note_wish(transition, by=by, wish="not_involved")
        services.plan_transition(transition, by=by, sending=[town.bup], receiving=[town.school])
        services.note_meeting(transition, by=by, on=clock.today(), came=[town.bup.pk, town.school.pk])
        rows = list(TransitionUnit.objects.filter(transition=transition, part="sending").select_related("unit"))
        for row in rows:
            row.transition = transition
            services.confirm_transfer(row, by=by)
        assert Transition.objects.get(pk=transition.pk).status == "handed_over"
        services.close_transition(transition, by=by)

    done = stored(transition)
    assert (done.status, done.guardian_wish) == ("closed", "not_involved")
    assert {row.unit_id for row in rows} == {town.social.pk, town.bup.pk}
    assert p.clocks(transition)["DL-42"].status == "met"
    assert acts(transition) == [
        "transition.found", "transition.wish_noted", "transition.planned", "transition.met", "transition.handed_over",
        "transition.closed",
    ]  # fmt: skip


@pytest.mark.parametrize("sees", [True, False])
def test_it_is_handed_over_first_when_each_sending_unit_has_confirmed(town, sees):
    """The same principal's school says it for itself, or by the unit that holds it where nobody there sees it."""
    p.with_rules(town)
    transition = p.found(town)
    if sees:
        with as_loader():
            teacher = town.assignments["teacher"]
            Contact.objects.create(
                region=town.region, child_id=transition.child_id, assignment=teacher, unit=town.school
            )
    with acting_as(town.social_worker) as by:
        services.note_wish(transition, by=by, wish="involved")
        services.plan_transition(transition, by=by, sending=[town.school], receiving=[town.bup])
        services.note_meeting(transition, by=by, on=clock.today(), came=[town.social.pk, town.bup.pk])
        own = TransitionUnit.objects.get(transition=transition, unit=town.social)
        school = TransitionUnit.objects.get(transition=transition, unit=town.school)
        services.confirm_transfer(own, by=by)
        with pytest.raises(PermissionDenied) if sees else nullcontext():
            services.confirm_transfer(school, by=by)

    assert stored(transition).status == ("meeting_held" if sees else "handed_over")


def test_it_is_not_planned_without_receivers_nor_before_the_young_person_was_asked(town):
    p.with_rules(town)
    transition = p.found(town)
    with acting_as(town.social_worker) as by:
        with pytest.raises(Refused, match="tar emot"):
            services.plan_transition(transition, by=by, sending=[], receiving=[])
        with pytest.raises(Refused, match="Fråga först"):
            services.plan_transition(transition, by=by, sending=[], receiving=[town.bup])
        with pytest.raises(WrongState):
            services.note_meeting(transition, by=by, on=clock.today(), came=[])

    assert stored(transition).status == "upcoming"
    assert acts(transition) == ["transition.found"]


def test_planned_anew_the_units_left_out_are_ended_not_deleted(town):
    p.with_rules(town)
    transition = p.found(town)
    with acting_as(town.social_worker) as by:
        services.note_wish(transition, by=by, wish="involved")
        services.plan_transition(transition, by=by, sending=[], receiving=[town.bup])
        services.plan_transition(transition, by=by, sending=[], receiving=[town.school])
        rows = TransitionUnit.objects.filter(transition=transition, part="receiving").order_by("created_at")
        found = [(row.unit_id, row.removed_on is None) for row in rows]
    assert found == [(town.bup.pk, False), (town.school.pk, True)]


def side_of(transition, unit) -> list[Obligation]:
    with as_loader():
        return [*Obligation.objects.filter(subject_code=transition.code, unit=unit).order_by("created_at")]


def test_both_sides_owe_the_meeting_and_both_hear_when_it_has_not_been_held(town):
    from core.notices.models import Notice

    p.with_rules(town)
    transition = p.found(town)
    with acting_as(town.social_worker) as by:
        services.note_wish(transition, by=by, wish="involved")
        services.plan_transition(transition, by=by, sending=[town.school], receiving=[town.bup])
        services.plan_transition(transition, by=by, sending=[], receiving=[town.bup])
    [bup], [school], [own] = (side_of(transition, unit) for unit in (town.bup, town.school, town.social))
    assert (bup.code, bup.due_on, bup.status) == ("DL-42", own.due_on, "pending")
    assert (school.owner_role, school.status) == ("school_principal_head", "waived")  # left out when planned anew

    late = datetime.combine(own.due_on + timedelta(days=1), time(10), UTC)
    p.in_worker(partial(sweep, wake=False), at=late)

    with as_loader():
        told = {*Notice.objects.filter(kind="deadline_breached").values_list("recipient_id", flat=True)}
    assert told == {town.assignments[who].pk for who in ("bup_manager", "social_manager")}
    with clock.moved_to(late), acting_as(town.social_worker) as by:
        services.note_meeting(transition, by=by, on=own.due_on, came=[town.social.pk, town.bup.pk])
    assert {one.status for one in (*side_of(transition, town.bup), *side_of(transition, town.social))} == {"met"}


def test_that_it_is_not_needed_takes_a_reason_and_lets_the_clock_go(town):
    p.with_rules(town)
    transition = p.found(town)
    with acting_as(town.social_worker) as by:
        with pytest.raises(Refused, match="Skriv varför"):
            services.drop_transition(transition, by=by, reason="moved", words=" ")
        services.drop_transition(transition, by=by, reason="moved", words="Flyttat till annan kommun.")

    assert stored(transition).status == "not_needed"
    assert p.clocks(transition)["DL-42"].status == "waived"
    with acting_as(town.social_worker) as by, pytest.raises(WrongState):
        services.plan_transition(transition, by=by, sending=[], receiving=[town.bup])


def test_a_meeting_that_was_never_held_is_late_on_the_birthday_and_nothing_lapses(town):
    p.with_rules(town)
    transition = p.found(town)
    with p.day(transition.on - timedelta(days=1)):
        p.in_worker(sweep)
        assert p.clocks(transition)["DL-42"].status == "due_soon"
    with p.day(transition.on):
        p.in_worker(sweep)
    assert p.clocks(transition)["DL-42"].status == "breached"
    assert stored(transition).status == "upcoming"


def test_by_hand_only_between_services_and_school_stages(town):
    p.with_rules(town)
    child = t.child_of(town)
    with acting_as(town.teacher) as by:
        made = services.add_transition(child, by=by, kind="school_stage", on=clock.today())
        with pytest.raises(Refused):
            services.add_transition(child, by=by, kind="adult_18", on=clock.today())
        with pytest.raises(Refused):
            services.add_transition(child, by=by, kind="services", on=clock.today() - timedelta(days=1))
        services.plan_transition(made, by=by, sending=[], receiving=[town.bup])
    with acting_as(town.colleague) as by, pytest.raises(PermissionDenied):
        services.add_transition(child, by=by, kind="services", on=clock.today())
    assert (stored(made).status, set(p.clocks(made))) == ("planned", {"DL-42B"})


def test_a_change_between_services_is_owed_by_both_sides_until_the_meeting_is_held_or_it_is_not_needed(town):
    p.with_rules(town)
    change, day_before = clock.today() + timedelta(days=40), clock.today() + timedelta(days=39)
    child = t.child_of(town)
    with acting_as(town.teacher) as by:
        made, other = (services.add_transition(child, by=by, kind="services", on=change) for _twice in range(2))
        services.plan_transition(made, by=by, sending=[], receiving=[town.bup])
    owed = p.clocks(made)["DL-42B"]
    assert (owed.due_on, owed.owner_role, owed.unit_id) == (day_before, Role.SCHOOL_PRINCIPAL_HEAD, town.school.pk)
    with as_loader():
        receiving = TransitionUnit.objects.get(transition=made, unit=town.bup)
    assert (p.clocks(receiving)["DL-42B"].owner_role, p.clocks(receiving)["DL-42B"].due_on) == (
        "unit_manager",
        day_before,
    )
    with p.day(day_before):
        p.in_worker(sweep)
    assert p.clocks(made)["DL-42B"].status == "due_soon"
    with acting_as(town.teacher) as by:
        came = [row.unit_id for row in made.units.all()]
        services.note_meeting(made, by=by, on=clock.today(), came=came)
        services.drop_transition(other, by=by, reason="declined", words="Det blir inget byte.")
    assert (p.clocks(made)["DL-42B"].status, p.clocks(receiving)["DL-42B"].status) == ("met", "met")
    assert p.clocks(other)["DL-42B"].status == "waived"


def test_a_meeting_that_was_held_before_the_change_was_entered_is_noted_on_its_own_day(town):
    p.with_rules(town)
    child, today = t.child_of(town), clock.today()
    with acting_as(town.teacher) as by:
        made = services.add_transition(child, by=by, kind="services", on=today + timedelta(days=40))
        services.plan_transition(made, by=by, sending=[], receiving=[town.bup])
        came = [row.unit_id for row in made.units.all()]
        services.note_meeting(made, by=by, on=today - timedelta(days=3), came=came)

    assert stored(made).met_on == today - timedelta(days=3)
    with as_loader():
        receiving = TransitionUnit.objects.get(transition=made, unit=town.bup)
    for owed in (p.clocks(made)["DL-42B"], p.clocks(receiving)["DL-42B"]):
        assert (owed.status, owed.ended_on) == ("met", today)


def test_one_regions_fault_keeps_no_other_region_waiting(town, other_town):
    """The other region has no rule to start a clock by."""
    p.with_rules(town)
    with p.day(DAY):
        broken = t.child_of(other_town, birth_date=p.born(DAY + timedelta(days=50), 18))
        t.raised(other_town, child=broken)
        child = p.child_of(town, birth_date=p.born(DAY + timedelta(days=50), 18))
        p.placed(town, child=child)

    def caught(at):
        with pytest.raises(LookupError):
            finding.find_all(at)

    with p.day(DAY):
        p.in_worker(caught)
    assert (set(kinds(child)), kinds(broken)) == ({"adult_18"}, {})


def test_the_tasks_knock_and_every_age_has_its_clock(town):
    p.with_rules(town)
    p.in_worker(lambda _at: (tasks.find_transitions(), tasks.expire_on_birthdays()))
    assert {kind.value for kind in BY_BIRTHDAY} == {"adult_18", "placed_21", "habilitation_16"}
