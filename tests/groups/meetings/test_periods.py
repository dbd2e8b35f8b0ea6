"""A forum meets so often a term or a year: whose clock runs, what counts, what becomes of a missed one. [F30]"""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import Error, transaction
from django.urls import reverse
from django.utils import timezone

from core import clock
from core.access import acting_as
from core.obligations import sweep_region
from core.obligations.models import DeadlineRule, Obligation, ObligationEvent
from groups.frequency import opening
from groups.frequency.saying import left_to_plan, periods_of
from groups.meetings.services import holding, planning
from groups.models import Forum, ForumPeriod, Meeting
from tests.core.obligations.build import make_rule
from tests.core.people.build import sign_in
from tests.database import as_loader, as_role
from tests.groups import build as b
from tests.groups.conftest import make_south
from tests.groups.evaluation.walk import profile_changed
from tests.groups.meetings import table as t

SPRING, AUTUMN = date(2026, 3, 2), date(2026, 7, 1)


def on(day: date):
    return clock.moved_to(datetime(day.year, day.month, day.day, 9, tzinfo=UTC))


def the_hour(town, day: date) -> int:
    """What the worker does that day: the sweep tells, then the periods are seen to."""
    with on(day), as_role("bus_worker"):
        with acting_as(job="sweep", region_id=town.region.pk):
            sweep_region(town.region.pk, clock.now())
        return opening.open_region(town.region.pk, day)


def clocks(town) -> list[tuple]:
    with as_loader():
        rows = Obligation.objects.filter(region=town.region).exclude(code="DL-24").order_by("due_on", "code")
        return [(one.code, one.started_on, one.due_on, one.status) for one in rows]


def events() -> list[str]:
    with as_loader():
        rows = ObligationEvent.objects.exclude(obligation__code="DL-24")
        return [*rows.order_by("obligation__due_on", "sequence").values_list("kind", flat=True)]


def held_on(town, day: date, *, noted: date | None = None, absent: str = "") -> Meeting:
    with on(day):
        meeting = t.called(town)
    with as_loader():
        starts = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        Meeting.objects.filter(pk=meeting.pk).update(starts_at=starts, ends_at=starts + t.HOUR)
        meeting = Meeting.objects.get(pk=meeting.pk)
    with on((noted or day) + timedelta(days=1)), t.as_(town, "chair") as me:
        stayed_away = {t.invitation(town, meeting, absent).pk: "absent"} if absent else {}
        return holding.hold_meeting(meeting, by=me, attendance=t.everybody_came(meeting) | stayed_away)


@pytest.fixture
def kept(town):
    """Its steering groups meet once a term, the working groups are not followed."""
    with as_loader():
        make_rule(town.region, "DL-04")
        make_rule(town.region, "DL-05", monitored=False)
    return town


def test_each_forum_in_force_has_its_clock_once_where_the_region_keeps_the_rule(kept):
    with as_loader():
        Forum.objects.filter(pk=kept.elsewhere.pk).update(valid_from=SPRING)
    assert [the_hour(kept, SPRING) for _again in range(2)] == [2, 0]
    june = date(2026, 6, 30)
    assert sorted(clocks(kept)) == [
        ("DL-04", date(2026, 1, 1), june, "pending"),
        ("DL-04", SPRING, june, "pending"),  # the group that began in the term
    ]
    with as_loader():
        assert {one.owner_role for one in Obligation.objects.all()} == {"group_chair"}
        assert {one.area_id for one in Obligation.objects.all()} == {kept.area.pk, kept.other.pk}


def test_a_local_group_owes_both_a_term_and_a_year_and_each_meeting_counts_in_both(db):
    with as_loader():
        south = make_south()
        for code in ("DL-08", "DL-09"):
            make_rule(south.region, code)
        coordinator = b.make_assignment(south.region, "group_coordinator", "Kia Samordnar", area=south.area)
        b.make_member(south.group, coordinator)
    the_hour(south, SPRING)
    south.people = {"chair": coordinator}
    south.acting, south.steering = {"chair": b.acting_for(coordinator)}, south.group
    held_on(south, date(2026, 4, 1))

    assert [(code, status) for code, _start, _due, status in clocks(south)] == [("DL-08", "met"), ("DL-09", "pending")]
    the_hour(south, AUTUMN)
    held_on(south, date(2026, 9, 1))
    assert [(code, status) for code, _start, _due, status in clocks(south)] == [
        ("DL-08", "met"),
        ("DL-08", "met"),
        ("DL-09", "met"),
    ]
    assert the_hour(south, date(2026, 9, 2)) == 0  # nothing is counted twice
    assert events().count("met") == 4


def test_what_was_held_before_the_clock_is_counted_and_what_was_cancelled_is_not(kept):
    with on(SPRING):
        cancelled = t.planned(kept)
        with t.as_(kept, "chair") as me:
            planning.cancel_meeting(cancelled, by=me, reason="Snöstorm")
    the_hour(kept, SPRING)
    assert "met" not in events()
    held_on(kept, date(2026, 3, 10))
    assert events().count("met") == 1
    held_on(kept, date(2026, 7, 2))  # before the next term has its clock
    assert events().count("met") == 1
    the_hour(kept, date(2026, 7, 4))
    assert events().count("met") == 2


def test_a_missed_term_is_told_stays_missed_and_is_put_away_while_the_next_has_its_own_clock(kept):
    the_hour(kept, SPRING)
    the_hour(kept, AUTUMN)
    states = {(due, status) for _code, _start, due, status in clocks(kept)}
    assert states == {(date(2026, 6, 30), "breached"), (date(2026, 12, 31), "pending")}

    held_on(kept, date(2026, 6, 29), noted=date(2026, 7, 10))  # in time, noted late
    the_hour(kept, date(2026, 7, 30))
    assert [status for _c, _s, due, status in clocks(kept) if due.month == 6].count("breached") == 1
    the_hour(kept, date(2026, 7, 31))
    june = sorted(status for _c, _s, due, status in clocks(kept) if due.month == 6)
    assert june == ["met", "waived"]
    with as_loader():
        waived = Obligation.objects.get(status="waived")
        assert ObligationEvent.objects.get(obligation=waived, kind="waived").reason_code == "period_over"
        assert ObligationEvent.objects.filter(obligation=waived, kind="breached").count() == 1


def test_a_forum_that_is_no_more_owes_no_meeting(kept):
    the_hour(kept, SPRING)
    with as_loader():
        Forum.objects.filter(pk=kept.elsewhere.pk).update(valid_to=date(2026, 3, 31))
    the_hour(kept, date(2026, 4, 1))
    assert sorted(status for *_rest, status in clocks(kept)) == ["pending", "waived"]


def test_a_period_is_read_by_the_forums_own_people_and_opened_by_the_job_alone(kept, client):
    the_hour(kept, clock.today())
    with as_loader():
        mine = ForumPeriod.objects.get(forum=kept.steering)
    seen = {}
    for name in ("chair", "bup_head", "secretariat", "worker", "other_chair"):
        with t.as_(kept, name):
            seen[name] = ForumPeriod.objects.filter(pk=mine.pk).count()
    assert seen == {"chair": 1, "bup_head": 1, "secretariat": 1, "worker": 0, "other_chair": 0}
    with t.as_(kept, "chair"), pytest.raises(Error), transaction.atomic():
        ForumPeriod(region=kept.region, forum=kept.steering, code="DL-09", starts_on=SPRING, ends_on=AUTUMN).save()

    url = reverse("groups:period", args=[mine.pk])
    sign_in(client, kept.people["chair"])
    assert client.get(url).url == reverse("groups:forum_detail", args=[kept.steering.pk])
    sign_in(client, kept.people["worker"])
    assert client.get(url).status_code == 404


def test_a_forum_is_told_what_is_asked_held_and_planned_and_when_a_meeting_is_lacking(kept):
    def line(day: date) -> dict:
        with on(day), t.as_(kept, "bup_head"):
            (said,) = periods_of(kept.steering, day)
            return said

    with as_loader():
        DeadlineRule.objects.filter(code="DL-04", region=kept.region).update(amount=2)
    the_hour(kept, date(2026, 1, 2))
    held_on(kept, date(2026, 2, 2))
    early = line(date(2026, 2, 4))
    assert early["text"] == "Minst 2 möten 1 januari–30 juni 2026. Hållna: 1. Planerade: 0."
    assert early["warning"] == ""
    late = date(2026, 5, 4)
    the_hour(kept, late)  # sixty per cent have gone
    assert line(late)["warning"] == "Ett möte till behövs senast 30 juni 2026."
    with on(late):
        t.planned(kept)
    assert line(late) == {
        "text": "Minst 2 möten 1 januari–30 juni 2026. Hållna: 1. Planerade: 1.",
        "warning": "",
    }


def test_whoever_plans_the_year_is_told_how_many_are_left(kept):
    with as_loader():
        DeadlineRule.objects.filter(code="DL-04", region=kept.region).update(amount=2)
    day = date(2026, 5, 4)
    the_hour(kept, day)
    left = []
    for _each in range(3):
        with on(day), t.as_(kept, "chair"):
            left.append(left_to_plan(kept.steering, day))
        with on(day):
            t.planned(kept)
    assert left == [
        ["2 möten återstår att planera till och med 30 juni 2026."],
        ["Ett möte återstår att planera till och med 30 juni 2026."],
        [],
    ]


def test_the_page_for_the_year_says_what_is_left(kept, client):
    the_hour(kept, clock.today())
    sign_in(client, kept.people["chair"])
    page = client.get(reverse("groups:meeting_year", args=[kept.steering.pk])).content.decode()
    assert "Ett möte återstår att planera till och med" in page


def faults(answer) -> dict:
    return dict(answer.context["form"].errors)


def test_the_years_meetings_are_planned_at_once_or_not_at_all(town, client):
    url = reverse("groups:meeting_year", args=[town.steering.pk])
    days = [clock.today() + timedelta(days=n) for n in (40, 10, 70)]
    typed = {"starts": "13.00", "ends": "15.00", "place": "Rum 3"}
    sign_in(client, town.people["bup_head"])
    assert client.get(url).status_code == 403
    sign_in(client, town.people["chair"])
    twice = client.post(url, {**typed, "day_1": days[0], "day_2": days[1], "day_3": days[0]})
    assert twice.status_code == 422
    assert faults(twice) == {"day_3": ["Samma dag står två gånger."]}
    more = client.post(url, {**typed, "ends": "12.00", "day_1": days[0], "day_2": days[0], "day_3": "i maj"})
    assert set(faults(more)) == {"ends", "day_2", "day_3"}
    with as_loader():
        assert not Meeting.objects.exists()

    answer = client.post(url, {**typed, "day_1": days[0], "day_2": days[1], "day_3": days[2], "day_4": ""})
    assert answer.url == reverse("groups:forum_detail", args=[town.steering.pk])
    assert "3 möten är planerade." in client.get(answer.url).content.decode()
    with as_loader():
        rows = list(Meeting.objects.order_by("starts_at"))
    assert [timezone.localdate(one.starts_at) for one in rows] == sorted(days)
    by_year = [[one.number for one in rows if one.year == year] for year in sorted({one.year for one in rows})]
    assert by_year == [[*range(1, len(numbers) + 1)] for numbers in by_year]
    assert {(one.place, one.chair_id) for one in rows} == {("Rum 3", town.people["chair"].pk)}


def test_the_forums_page_shows_it_to_those_who_read_its_meetings(kept, client):
    the_hour(kept, clock.today())
    t.planned(kept)
    shown = {}
    for name in ("chair", "worker"):
        sign_in(client, kept.people[name])
        page = client.get(reverse("groups:forum_detail", args=[kept.steering.pk])).content.decode()
        shown[name] = "Minst ett möte" in page
    assert shown == {"chair": True, "worker": False}


def test_where_all_of_a_working_group_must_come_a_meeting_that_one_stayed_away_from_does_not_count(kept):
    with as_loader():
        Forum.objects.filter(area=kept.area, kind="working_group").update(area=kept.other)
        Forum.objects.filter(pk=kept.steering.pk).update(kind="working_group")
        make_rule(kept.region, "DL-05", version=2)
    profile_changed(kept, lambda data: data.update(working_requires_all=True))
    the_hour(kept, SPRING)
    held_on(kept, date(2026, 3, 9), absent="bup_head")
    with on(SPRING), t.as_(kept, "chair"):
        said = [line["text"] for line in periods_of(Forum.objects.get(pk=kept.steering.pk), SPRING)]
    assert "met" not in events()
    assert any("Hållna: 0." in text and "Ett möte räknas när ingen uteblev utan ersättare." in text for text in said)
    held_on(kept, date(2026, 3, 16))
    assert events().count("met") == 1
