"""The year: opened by the clock, collected, written, adopted, sent on; each refusal, and what is told. [SM-9]"""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from core import clock
from core.access import acting_as
from core.audit.models import AuditEvent
from core.errors import Refused, WrongState
from core.notices.models import Notice
from core.obligations.models import Obligation
from followup import opening, services
from followup.choices import COMPULSORY, Section
from followup.models import AnnualFollowUp, AnnualFollowUpGrant, Counting, FollowUpSection
from tests.database import as_loader, as_role
from tests.followup import town as t

MET_ON = date(2026, 2, 10)


def sections(follow_up) -> dict[str, FollowUpSection]:
    with as_loader():
        return {section.key: section for section in follow_up.sections.all()}


def write(town, follow_up, *keys, by=None):
    by = by or town.chair
    for key in keys or COMPULSORY:
        with acting_as(by):
            services.save_section(sections(follow_up)[key], by=by, text=f"Text om {key}", version=0)


def act(town, name, follow_up, *, who="chair", on=MET_ON, **facts):
    acting = replace(getattr(town, who), logged_in_at=t.noon(on))
    with clock.moved_to(t.noon(on)), acting_as(acting):
        return getattr(services, name)(follow_up, by=acting, **facts)


def written(town):
    follow_up = t.collected(town)
    write(town, follow_up)
    return follow_up


def drafted(town):
    follow_up = written(town)
    act(town, "finish_texts", follow_up, who="member")
    return follow_up


def adopted(town):
    follow_up = drafted(town)
    act(town, "adopt", follow_up, adopted_on=MET_ON, meeting="Mötet")
    return follow_up


def told(kind) -> set:
    with as_loader():
        return set(Notice.objects.filter(kind=kind, channel="in_app").values_list("recipient_id", flat=True))


def acts(follow_up) -> list[str]:
    with as_loader():
        return list(AuditEvent.objects.filter(object_id=follow_up.pk).order_by("pk").values_list("act", flat=True))


def clock_of(follow_up) -> Obligation | None:
    with as_loader():
        return Obligation.objects.filter(code="DL-12", subject_id=follow_up.pk).first()


def test_the_year_is_opened_when_it_has_ended_with_its_texts_its_clock_and_a_word(town):
    follow_up = t.opened(town, on=date(2026, 1, 1))

    owed = clock_of(follow_up)
    assert (t.row(follow_up).status, follow_up.clock_starts_on) == ("open", date(2025, 12, 31))
    assert list(sections(follow_up)) == list(Section)
    assert (owed.started_on, owed.due_on, owed.subject_code, owed.owner_role) == (
        date(2025, 12, 31),
        date(2026, 12, 31),
        "2025",
        "group_chair",
    )
    assert told("follow_up_opened") == {town.chair.assignment_id}
    assert acts(follow_up) == ["follow_up.opened"]


def test_the_clock_runs_from_the_day_of_the_last_follow_up(town):
    adopted(town)

    next_year = t.opened(town, 2026, on=date(2027, 1, 1))

    assert (clock_of(next_year).started_on, clock_of(next_year).due_on) == (MET_ON, date(2027, 2, 10))


def test_a_year_that_goes_on_is_not_opened(town):
    with clock.moved_to(datetime(2025, 12, 31, 22, 59, tzinfo=UTC)), t.job(town) as by, pytest.raises(Refused):
        services.open_follow_up(town.area, 2025, by=by)


def test_a_year_is_opened_once(town):
    t.opened(town)

    assert t.opened(town) is None
    with as_loader():
        assert AnnualFollowUp.objects.count() == 1


def test_nobody_but_the_clock_opens_a_year(town):
    with clock.moved_to(t.noon(t.COUNTED_ON)), acting_as(town.chair), pytest.raises(PermissionDenied):
        services.open_follow_up(town.area, t.YEAR, by=town.chair)


@pytest.mark.django_db(databases=["default", "report"])
def test_the_hours_job_opens_each_area_that_there_was_and_counts_as_they_stand(town):
    t.held(town)
    at = t.noon(date(2026, 1, 2))

    with clock.moved_to(at), as_role("bus_worker"):
        first = opening.open_region(town.region.pk, at)
        again = opening.open_region(town.region.pk, at)

    with as_loader():
        years = set(AnnualFollowUp.objects.values_list("area__name", "year", "status"))
        counted = sorted(Counting.objects.values_list("area__name", "year", "follow_up"))
    assert (first, again) == (2, 0)
    assert years == {("Öster och Väster", 2025, "open"), ("Söder", 2025, "open")}
    assert counted == [(name, year, None) for name in ("Söder", "Öster och Väster") for year in (2025, 2026)]


@pytest.mark.django_db(databases=["default", "report"])
def test_an_area_that_began_after_the_year_has_no_follow_up_of_it(town):
    with as_loader():
        type(town.area).objects.filter(pk=town.other_area.pk).update(valid_from=date(2026, 1, 1))
    at = t.noon(date(2026, 1, 2))

    with clock.moved_to(at), as_role("bus_worker"):
        assert opening.open_region(town.region.pk, at) == 1


def test_the_compulsory_texts_are_written_before_the_meeting(town):
    follow_up = t.collected(town)
    write(town, follow_up, Section.ANALYSIS, Section.OBSTACLES)

    with pytest.raises(Refused, match="Jämställdhet, Effekter för barnen"):
        act(town, "finish_texts", follow_up)
    assert t.row(follow_up).status == "collecting"


def test_texts_ready_say_who_made_it(town):
    follow_up = drafted(town)

    row = t.row(follow_up)
    assert (row.status, row.made_by_id) == ("drafted", town.member.assignment_id)


def test_what_the_meeting_wants_changed_is_written_and_finished_again(town):
    follow_up = drafted(town)
    act(town, "reopen_texts", follow_up)

    with acting_as(town.member):
        analysis = sections(follow_up)["analysis"]
        services.save_section(analysis, by=town.member, text="Ändrat", version=analysis.version)
    act(town, "finish_texts", follow_up)

    assert t.row(follow_up).status == "drafted"


def test_adopted_texts_stand_still_and_the_years_clock_ends(town):
    follow_up = adopted(town)

    row, owed = t.row(follow_up), clock_of(follow_up)
    assert (row.status, row.adopted_on, row.adopted_at_meeting, row.adopted_by_id) == (
        "adopted_local",
        MET_ON,
        "Mötet",
        town.chair.assignment_id,
    )
    assert (owed.status, owed.ended_on) == ("met", MET_ON)
    with acting_as(town.chair), pytest.raises(WrongState, match="antagen"):
        services.save_section(sections(follow_up)["needs"], by=town.chair, text="Nytt", version=0)
    with pytest.raises(IntegrityError, match="stands still"), as_loader():
        FollowUpSection.objects.filter(follow_up=follow_up).update(text="Nytt")


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"adopted_on": date(2026, 2, 11)}, "framåt i tiden"),
        ({"adopted_on": date(2025, 12, 31)}, "efter årets slut"),
        ({"meeting": "  "}, "vid vilket möte"),
    ],
)
def test_a_meeting_that_cannot_be_adopts_nothing(town, facts, sentence):
    follow_up = drafted(town)

    with pytest.raises(Refused, match=sentence):
        act(town, "adopt", follow_up, **{"adopted_on": MET_ON, "meeting": "Mötet", **facts})
    assert (t.row(follow_up).status, clock_of(follow_up).status) == ("drafted", "pending")


def test_sent_on_it_reaches_those_who_compile(town):
    follow_up = adopted(town)

    act(town, "report", follow_up)

    row = t.row(follow_up)
    assert (row.status, row.reported_by_id) == ("reported", town.chair.assignment_id)
    assert told("follow_up_reported") == {town.secretary.assignment_id, town.support.assignment_id}
    assert acts(follow_up) == ["follow_up.opened", "follow_up.drafted", "follow_up.adopted", "follow_up.reported"]


@pytest.mark.parametrize("name", ["finish_texts", "reopen_texts", "adopt", "report"])
def test_a_step_out_of_turn_is_refused_by_the_state(town, name):
    follow_up = t.opened(town)
    facts = {"adopted_on": MET_ON, "meeting": "Mötet"} if name == "adopt" else {}

    with pytest.raises(WrongState, match="Nuvarande status: Öppen"):
        act(town, name, follow_up, **facts)


@pytest.mark.parametrize(
    ("name", "before", "who"),
    [
        *(("finish_texts", written, who) for who in ("steering_bup", "secretary", "other_chair", "convenor")),
        *(("adopt", drafted, who) for who in ("member", "steering_bup", "secretary", "other_chair", "convenor")),
        *(("report", adopted, who) for who in ("member", "other_chair", "convenor", "head", "regional")),
    ],
)
def test_nobody_takes_a_step_that_is_anothers(town, name, before, who):
    follow_up = before(town)
    status = t.row(follow_up).status
    facts = {"adopted_on": MET_ON, "meeting": "Mötet"} if name == "adopt" else {}

    with pytest.raises(PermissionDenied):
        act(town, name, follow_up, who=who, **facts)
    assert t.row(follow_up).status == status


@pytest.mark.parametrize("who", ["steering_bup", "secretary", "other_chair", "head"])
def test_nobody_but_the_groups_writers_saves_a_text(town, who):
    follow_up = t.collected(town)
    acting = getattr(town, who)

    with acting_as(acting), pytest.raises(PermissionDenied):
        services.save_section(sections(follow_up)["analysis"], by=acting, text="Nej", version=0)


def test_the_working_group_writes_too(town):
    follow_up = t.collected(town)

    write(town, follow_up, Section.ANALYSIS, by=town.member)

    saved = sections(follow_up)["analysis"]
    assert (saved.text, saved.version, saved.saved_by_id) == ("Text om analysis", 1, town.member.assignment_id)


@pytest.mark.django_db(databases=["default", "report"])
def test_collecting_again_counts_anew_until_the_group_has_decided(town):
    t.held(town)
    follow_up = t.collected(town)
    t.held(town)
    at = t.noon(date(2026, 2, 5))

    with clock.moved_to(at), t.job(town) as by:
        counting = services.collect(follow_up, by=by, at=at)  # through the job's own connection: an empty year
    drafted_ = written_again(town, follow_up)
    with clock.moved_to(at), t.job(town) as by, pytest.raises(WrongState):
        services.collect(drafted_, by=by, at=at)

    assert counting.follow_up_id == follow_up.pk


def written_again(town, follow_up):
    write(town, follow_up)
    act(town, "finish_texts", follow_up)
    return follow_up


def test_leave_to_read_is_taken_back_at_once(town):
    from followup import granting
    from followup.policies import visible_follow_ups

    follow_up = t.collected(town)
    with clock.moved_to(t.noon(MET_ON)):
        with acting_as(town.chair):
            given = granting.grant(
                follow_up, by=town.chair, to=town.assignments["head"], reason="Läsa", until=date(2026, 3, 1)
            )
        with acting_as(town.head):
            before = visible_follow_ups(town.head).exists()
    with clock.moved_to(t.noon(date(2026, 2, 11))):
        with acting_as(town.chair):
            granting.end_grant(given, by=town.chair)
        with acting_as(town.head):
            after = visible_follow_ups(town.head).exists()

    assert (before, after) == (True, False)


@pytest.mark.parametrize("who", ["member", "secretary", "other_chair"])
def test_nobody_but_the_leader_gives_leave(town, who):
    from followup import granting

    follow_up = t.collected(town)
    acting = getattr(town, who)
    with clock.moved_to(t.noon(MET_ON)), acting_as(acting), pytest.raises(PermissionDenied):
        granting.grant(follow_up, by=acting, to=town.assignments["head"], reason="Läsa", until=MET_ON)
    with as_loader():
        assert not AnnualFollowUpGrant.objects.exists()
