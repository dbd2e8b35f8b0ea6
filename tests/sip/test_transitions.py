"""Transitions: found by a job, planned, met, handed over; and the law of the eighteenth birthday. [SM-8, P-70..P-72]"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from core import clock
from core.access import acting_as
from core.audit.models import AuditEvent
from core.errors import PermissionDenied, Refused, WrongState
from core.obligations.models import Obligation
from core.obligations.sweeping import sweep
from sip import tasks
from sip.cases.policies import visible_identities
from sip.children.ages import birthday, is_adult
from sip.children.models import Guardian
from sip.consent.models import Consent
from sip.models import Transition, TransitionUnit
from sip.transitions import finding, services
from sip.transitions.states import BY_BIRTHDAY
from tests.database import as_loader
from tests.sip import placing as p
from tests.sip import town as t

DAY = date(2026, 2, 2)


def kinds(child) -> dict[str, date]:
    with as_loader():
        return dict(Transition.objects.filter(child=child).values_list("kind", "on"))


def stored(row):
    with as_loader():
        return type(row).objects.get(pk=row.pk)


def acts(obj) -> list[str]:
    with as_loader():
        return list(
            AuditEvent.objects.filter(object_id=obj.pk, net=False).order_by("number").values_list("act", flat=True)
        )


def find(on: date) -> int:
    with p.day(on):
        return p.in_worker(finding.find_all)


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
        services.note_meeting(transition, by=by, on=clock.today())
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


def test_it_is_handed_over_first_when_each_sending_unit_has_confirmed(town):
    p.with_rules(town)
    transition = p.found(town)
    with acting_as(town.social_worker) as by:
        services.note_wish(transition, by=by, wish="involved")
        services.plan_transition(transition, by=by, sending=[town.school], receiving=[town.bup])
        services.note_meeting(transition, by=by, on=clock.today())
        own = TransitionUnit.objects.get(transition=transition, unit=town.social)
        school = TransitionUnit.objects.get(transition=transition, unit=town.school)
        services.confirm_transfer(own, by=by)
        with pytest.raises(PermissionDenied):  # the same principal's school says it for itself
            services.confirm_transfer(school, by=by)

    assert stored(transition).status == "meeting_held"


def test_it_is_not_planned_without_receivers_nor_before_the_young_person_was_asked(town):
    p.with_rules(town)
    transition = p.found(town)
    with acting_as(town.social_worker) as by:
        with pytest.raises(Refused, match="tar emot"):
            services.plan_transition(transition, by=by, sending=[], receiving=[])
        with pytest.raises(Refused, match="Fråga först"):
            services.plan_transition(transition, by=by, sending=[], receiving=[town.bup])
        with pytest.raises(WrongState):
            services.note_meeting(transition, by=by, on=clock.today())

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
    assert (stored(made).status, p.clocks(made)) == ("planned", {})


# The eighteenth birthday


def grown(town, on: date, **facts):
    """A case with the guardians' consent, whose child comes of age on `on`; told on the day before a month earlier."""
    with p.day(on - timedelta(days=30)):
        child = t.child_of(town, birth_date=facts.pop("birth_date", p.born(on, 18)))
        case = t.raised(town, child=child)
        consent = t.consented(town, case, **facts)
    return child, case, consent


def expire(at: datetime) -> int:
    with clock.moved_to(at):
        return p.in_worker(finding.expire_on_birthdays)


def noon(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, 12, tzinfo=ZoneInfo("Europe/Stockholm"))


def names_the_child(town, case, on: date) -> bool:
    with p.day(on), acting_as(town.convenor):
        return visible_identities(town.convenor).filter(pk=case.pk).exists()


def test_what_guardians_gave_is_closed_by_the_day_itself_before_any_job(town):
    _child, case, consent = grown(town, DAY)

    assert stored(consent).valid_to == DAY - timedelta(days=1)
    assert names_the_child(town, case, DAY - timedelta(days=1))
    assert not names_the_child(town, case, DAY)


def test_on_the_birthday_the_consent_expires_and_custody_ends_once(town):
    child, case, consent = grown(town, DAY)

    assert expire(noon(DAY - timedelta(days=1))) == 0
    assert stored(consent).status == "given"
    assert expire(noon(DAY)) == 3
    assert expire(noon(DAY)) == expire(noon(DAY + timedelta(days=1))) == 0

    with as_loader():
        guardians = list(Guardian.objects.filter(child=child))
        assert {guardian.valid_to for guardian in guardians} == {DAY}
        assert not Consent.objects.filter(case_id=case.pk, status="given").exists()
    assert stored(consent).status == "expired"
    assert acts(consent) == ["consent.given", "consent.expired"]
    assert [acts(guardian)[-1] for guardian in guardians] == ["guardian.ended"] * 2


@pytest.mark.parametrize("hour", ["2026-03-29", "2026-10-25"])
def test_it_is_the_local_midnight_also_when_the_clocks_change(town, hour):
    on = date.fromisoformat(hour)
    _child, _case, consent = grown(town, on)
    midnight = datetime(on.year, on.month, on.day, tzinfo=ZoneInfo("Europe/Stockholm"))

    assert expire(midnight - timedelta(seconds=1)) == 0
    assert expire(midnight) == 3
    assert stored(consent).status == "expired"


def test_one_born_on_the_leap_day_comes_of_age_on_the_28th(town):
    _child, _case, consent = grown(town, date(2026, 2, 28), birth_date=date(2008, 2, 29))

    assert stored(consent).valid_to == date(2026, 2, 27)
    assert (expire(noon(date(2026, 2, 27))), expire(noon(date(2026, 2, 28)))) == (0, 3)


@pytest.mark.parametrize(
    ("born_on", "years", "expected"),
    [
        (date(2008, 2, 29), 18, date(2026, 2, 28)),
        (date(2008, 2, 29), 16, date(2024, 2, 29)),
        (date(2008, 2, 28), 18, date(2026, 2, 28)),
        (date(2008, 12, 31), 21, date(2029, 12, 31)),
    ],
)
def test_the_portal_and_the_database_count_birthdays_alike(db, born_on, years, expected):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT (%s::date + make_interval(years => %s))::date", [born_on, years])
        assert cursor.fetchone()[0] == birthday(born_on, years) == expected
    assert (is_adult(born_on, birthday(born_on, 18) - timedelta(days=1)), is_adult(None, DAY)) == (False, False)


def test_what_the_young_person_gave_alone_stands(town):
    from sip.consent.states import Signatories

    _child, _case, consent = grown(
        town, DAY, signatories=Signatories.CHILD_ALONE, signatories_reason="Bedömd mognad, sjutton år.",
        maturity_judgement="Förstår vad som delas och vad det leder till.",
    )  # fmt: skip

    assert expire(noon(DAY)) == 2  # the guardians alone
    assert stored(consent).status == "given"
    assert stored(consent).valid_to > DAY


def test_guardians_give_nothing_after_the_birthday(town):
    with p.day(DAY):
        case = t.raised(town, child=t.child_of(town, birth_date=p.born(DAY, 18)))
        with pytest.raises(Refused, match="fyllt 18"):
            t.consented(town, case)
        own = t.consented(town, case, signatories="individual")
    assert own.status == "given"
    assert expire(noon(DAY)) == 2  # the guardians alone
    assert stored(own).status == "given"


def test_guardians_stay_when_the_young_person_allows_it_and_leave_when_it_changes(town):
    p.with_rules(town)
    transition = p.found(town)
    with acting_as(town.social_worker) as by:
        services.note_wish(transition, by=by, wish="involved")

    assert expire(noon(transition.on)) == 0
    with p.day(transition.on + timedelta(days=1)), acting_as(town.social_worker) as by:
        services.note_wish(transition, by=by, wish="not_involved")
        ended = set(Guardian.objects.filter(child_id=transition.child_id).values_list("valid_to", flat=True))
    assert ended == {transition.on + timedelta(days=1)}


def test_guardians_come_back_when_the_young_person_allows_it_afterwards(town):
    p.with_rules(town)
    transition = p.found(town)
    assert expire(noon(transition.on)) == 2
    with p.day(transition.on + timedelta(days=1)), acting_as(town.social_worker) as by:
        services.note_wish(transition, by=by, wish="involved")

    with as_loader():
        assert set(Guardian.objects.filter(child_id=transition.child_id).values_list("valid_to", flat=True)) == {None}
    assert expire(noon(transition.on + timedelta(days=2))) == 0


def test_another_regions_children_are_not_touched(town, other_town):
    p.with_rules(town)
    p.with_rules(other_town)
    theirs = p.found(other_town)
    _child, _case, consent = grown(town, theirs.on + timedelta(days=400))

    assert expire(noon(theirs.on)) == 2
    assert stored(consent).status == "given"


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
