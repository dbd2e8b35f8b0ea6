"""What each number counts, by the rules of domain 7: first transitions, the year's edges, in time or not."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext

from core.access import acting_as
from sip.cases.models import ForumCase
from tests.database import as_loader, as_role
from tests.followup import town as t

JAN, DEC = date(2025, 1, 1), date(2025, 12, 31)


def forum(town, **options):
    return t.reading(town, **options)[1]


def deviations(town, **options):
    return t.reading(town, **options)[2]


def test_a_case_with_two_sittings_is_one_case(town):
    t.held(town, sittings=2)
    t.held(town, sex="boy")

    counts = forum(town)

    assert (counts.total["held"], counts.total["sittings"]) == (2, 3)
    assert counts.split["held"] == {"boy": 1, "girl": 1}


@pytest.mark.parametrize(("first", "year"), [(DEC, 2025), (DEC + timedelta(days=1), 2026), (JAN, 2025)])
def test_a_case_belongs_to_the_year_of_its_first_sitting(town, first, year):
    t.held(town, first, sittings=2)  # the second sitting is thirty days later

    assert {y: forum(town, year=y, as_of=date(2027, 1, 9)).total["held"] for y in (2024, 2025, 2026)} == {
        **dict.fromkeys((2024, 2025, 2026), 0),
        year: 1,
    }


def test_a_case_escalated_and_then_taken_back_still_counts(town):
    t.held(
        town,
        outcome_on=date(2025, 4, 9),
        first_outcome="unresolved",
        escalated_on=date(2025, 4, 10),
        status="withdrawn",
        withdraw_reason="party",
        ended_on=date(2025, 4, 12),
    )
    t.held(town, outcome_on=date(2025, 4, 9), first_outcome="resolved", status="resolved")

    counts = forum(town)

    assert (counts.total["escalated"], counts.total["outcome"]) == (1, 2)
    assert (counts.total["resolved"], counts.total["unresolved"], counts.total["decided"]) == (1, 1, 0)


def test_reports_taken_back_before_any_reaction_are_not_counted(town):
    t.deviation(town)
    t.deviation(town, status="withdrawn", withdrawn_on=date(2025, 5, 9), withdraw_reason="mistake")
    t.deviation(
        town,
        status="withdrawn",
        withdrawn_on=date(2025, 5, 9),
        withdraw_reason="settled",
        reacted_on=date(2025, 5, 7),
    )
    t.deviation(town, date(2024, 12, 31))

    assert deviations(town).total["sent"] == 2


def test_reports_are_split_by_level_kind_and_principals(town):
    t.deviation(town, level="secretariat", is_principled=True, principled_reason="x", submitted_on=date(2025, 6, 1))
    t.deviation(town, category="mandate")
    t.deviation(town, status="closed", closed_on=date(2025, 5, 15))

    counts = deviations(town)

    assert counts.total == {"sent": 3, "submitted": 1, "closed": 1}
    assert counts.split["sent.level"] == {"line_manager": 2, "secretariat": 1}
    assert counts.split["sent.category"] == {"absence": 2, "mandate": 1}
    assert counts.split["sent.principal"] == {str(town.city.pk): 3}
    assert counts.split["sent.counterpart"] == {str(town.care.pk): 3}
    assert counts.days["closed"] == {"median": 10, "longest": 10}


@pytest.mark.parametrize(
    ("wait", "in_time", "late"),
    [(14, 1, 0), (15, 0, 1)],  # domain 12.1
)
def test_the_fourteenth_day_is_in_time(town, wait, in_time, late):
    t.held(town, wait=wait)

    total = forum(town).total

    assert (total["called_in_time"], total["called_late"], total["called_counted"]) == (in_time, late, 1)


@pytest.mark.parametrize(
    ("noticed_ago", "counted", "late"),
    [(13, 0, 0), (14, 0, 0), (15, 1, 1)],
)
def test_an_open_case_counts_as_missed_first_when_its_last_day_has_passed(town, noticed_ago, counted, late):
    today = date(2025, 6, 30)
    t.forum_case(town, raised_on=today - timedelta(days=5), noticed=noticed_ago - 5)

    total = forum(town, as_of=today).total

    assert (total["raised"], total["called_counted"], total["called_late"]) == (1, counted, late)
    assert total["called_waiting"] == 1 - counted


@pytest.mark.parametrize(("ended_after", "late"), [(10, 0), (14, 0), (15, 1)])
def test_a_case_that_ended_uncalled_is_missed_only_when_its_time_had_run_out(town, ended_after, late):
    noticed = date(2025, 3, 1)
    t.forum_case(
        town,
        raised_on=noticed,
        noticed=0,
        status="returned",
        return_reason="not_tried",
        ended_on=noticed + timedelta(days=ended_after),
    )

    total = forum(town).total

    assert (total["raised"], total["called_counted"], total["called_late"]) == (1, late, late)


def test_called_and_held_in_time_stand_beside_each_other(town):
    raised = date(2025, 3, 3)
    t.held(town, raised + timedelta(days=9), raised_on=raised, noticed=0, wait=5)
    t.held(town, raised + timedelta(days=20), raised_on=raised, noticed=0, wait=5)

    total = forum(town).total

    assert (total["called_in_time"], total["sat_in_time"], total["sat_late"]) == (2, 1, 1)
    assert forum(town).days == {"called": {"median": 5, "longest": 5}, "sat": {"median": 14.5, "longest": 20}}


def test_an_event_belongs_to_the_area_its_district_lay_in_that_day(town):
    from core.organisations.models import AreaDistrict

    t.held(town, date(2025, 3, 1))
    t.held(town, date(2025, 10, 1), raised_on=date(2025, 5, 1))
    with as_loader():
        AreaDistrict.objects.filter(district=town.east).update(valid_to=date(2025, 6, 30))
        AreaDistrict.objects.create(
            region=town.region, area=town.other_area, district=town.east, valid_from=date(2025, 7, 1)
        )

    assert forum(town).total["held"] == 1
    assert forum(town).total["raised"] == 2
    assert forum(town, area=town.other_area).total["held"] == 1


def test_a_need_is_offered_a_plan_by_the_day_of_counting_or_not(town):
    day = date(2025, 5, 5)
    t.plan(town, day, offered_on=day)
    t.plan(town, day, offered_on=t.COUNTED_ON, sex="boy")
    t.plan(town, day, offered_on=t.COUNTED_ON + timedelta(days=1))
    t.plan(town, day)
    t.plan(town, day, status="not_needed")
    t.plan(town, JAN - timedelta(days=1), offered_on=day)

    counts = forum(town)

    assert [counts.total[cell] for cell in ("sip_needs", "sip_offered", "sip_unoffered")] == [4, 2, 2]
    assert counts.split["sip_offered"] == {"boy": 1, "girl": 1}


@pytest.mark.parametrize(("began", "plans"), [(JAN, 1), (DEC, 1), (DEC + timedelta(days=1), 0)])
def test_a_plan_counts_the_year_it_began_to_run_and_its_child_once(town, began, plans):
    child = t.child(town)
    for _number in range(2):
        t.about_plan(town, t.plan(town, date(2024, 12, 1), offered_on=date(2024, 12, 2), activated_on=began), child)

    total = forum(town).total

    assert (total["plans"], total["sip_children"]) == (2 * plans, plans)


def test_another_regions_cases_are_not_counted(town, other_town):
    t.held(town)

    assert forum(other_town).total["held"] == 0


def test_each_source_table_is_asked_once_however_many_cases(town):
    def statements():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            t.reading(town)
        return [q["sql"] for q in asked if 'FROM "sip_' in q["sql"] or 'FROM "deviations_' in q["sql"]]

    t.held(town)
    t.deviation(town)
    few = statements()
    for number in range(5):
        t.held(town, sex=("girl", "boy")[number % 2])
        t.deviation(town)

    assert len(few) == len(statements()) == 5  # cases, sittings, plans, reports, their other sides


def test_the_same_rows_give_the_same_hash_and_others_another(town):
    t.held(town)
    first, again = forum(town).hashes["held"], forum(town).hashes["held"]
    t.held(town)

    assert first == again != forum(town).hashes["held"]


@pytest.mark.django_db
@pytest.mark.parametrize("column", ["question", "raised_by_id"])
def test_the_counting_role_reads_no_text_and_no_person(town, column):
    t.held(town)

    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        as_role("bus_report"),
        acting_as(job="figures", region_id=town.region.pk),
    ):
        list(ForumCase.objects.values_list(column))
