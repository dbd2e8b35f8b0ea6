"""The reviewer's page and the log of a case, as they are asked for."""

import re
import uuid
from datetime import UTC, date, datetime

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import connection
from django.http import Http404
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from core import audit, clock
from core.access import acting_as
from core.audit import review, views
from core.people.models import RoleAssignment
from core.roles import Role
from tests.core.audit.conftest import events, make_acting, take_part
from tests.database import as_loader

PERIOD = {"fran": "2026-11-02", "till": "2026-11-29"}
MONDAY_NOON = datetime(2026, 11, 9, 11, tzinfo=UTC)
MONDAY_NIGHT = datetime(2026, 11, 9, 21, tzinfo=UTC)
SUNDAY = datetime(2026, 11, 15, 11, tzinfo=UTC)
ALL_SAINTS = datetime(2026, 10, 31, 11, tzinfo=UTC)
TODAY = datetime(2026, 11, 29, 12, tzinfo=UTC)


def ask(view, acting, *args, data=None, method="get", htmx=False):
    headers = {"HX-Request": "true"} if htmx else {}
    request = getattr(RequestFactory(headers=headers), method)("/granskning/", data or {})
    request.acting = acting
    request._messages = CookieStorage(request)
    with clock.moved_to(TODAY), acting_as(acting):
        response = view(request, *args)
    response.told = [str(message) for message in get_messages(request)]
    return response


def review_page(acting, **data):
    return ask(views.log_review, acting, data={"syfte": "random_check", **PERIOD, **data})


def at(moment, acting, act="probe.read", **fields):
    with clock.moved_to(moment), acting_as(acting):
        audit.record(act, by=acting, **{"case_id": uuid.uuid4(), **fields})


def rows_of(response) -> int:
    return response.content.decode().count('data-label="När"')


def test_for_all_but_reviewers_the_page_does_not_exist(town):
    with as_loader():
        others = [town.teacher, make_acting(town.north, town.school, Role.REGION_ADMIN, "Ada")]
    for other in others:
        with pytest.raises(Http404):
            ask(views.log_review, other)
        with pytest.raises(Http404):
            ask(views.log_conclude, other, method="post")
    assert events() == []


def test_nothing_is_shown_or_recorded_before_a_purpose_is_stated(town):
    at(MONDAY_NOON, town.teacher)
    response = ask(views.log_review, town.reviewer)
    assert (response.status_code, rows_of(response)) == (200, 0)
    assert "Tora Prov" not in response.content.decode()
    assert [row.act for row in events()] == ["probe.read"]


def test_without_a_purpose_the_form_says_so_and_keeps_the_rest(town):
    at(MONDAY_NOON, town.teacher)
    response = ask(views.log_review, town.reviewer, data={"urval": "random", **PERIOD})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Välj ett svar på ”Varför granskar du?”." in page
    assert 'value="2026-11-02"' in page
    assert re.search(r'value="random"[^>]*checked', page)
    assert [row.act for row in events()] == ["probe.read"]


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ({"fran": "2026-11-20", "till": "2026-11-10"}, "Sista dagen ligger före den första."),
        ({"fran": "2026-01-01", "till": "2026-11-10"}, "Granska högst 92 dagar i taget."),
        ({"fran": "2026-11-20", "till": "2026-12-24"}, "har inte varit än"),
        ({"fran": "i går", "till": "2026-11-10"}, "Skriv dag, månad och år"),
    ],
)
def test_an_impossible_period_is_told(town, days, sentence):
    response = review_page(town.reviewer, urval="random", **days)
    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_a_random_sample_shows_at_most_twenty_five_rows_and_is_recorded(town):
    for _ in range(30):
        at(MONDAY_NOON, town.teacher)
    at(MONDAY_NOON, town.nurse)
    response = review_page(town.reviewer, urval="random")

    assert rows_of(response) == 25
    assert "Tora Prov, Utredare" in response.content.decode()
    assert "Nils Prov" not in response.content.decode()
    last = events()[-1]
    assert (last.act, last.purpose, last.reason) == ("log.reviewed", "random_check", "random")
    assert last.assignment_id == town.reviewer.assignment_id


def test_acts_outside_working_hours_are_picked(town):
    for moment in (MONDAY_NOON, MONDAY_NIGHT, SUNDAY):
        at(moment, town.teacher)
    page = review_page(town.reviewer, urval="outside_hours").content.decode()
    assert page.count('data-label="När"') == 2
    assert "9 november 2026 kl. 22.00" in page
    assert "15 november 2026 kl. 12.00" in page


def test_a_public_holiday_is_no_working_day(town):
    at(ALL_SAINTS, town.teacher)
    response = review_page(town.reviewer, urval="outside_hours", fran="2026-10-30", till="2026-11-01")
    assert rows_of(response) == 1
    assert review.free_days(date(2026, 10, 30), date(2026, 11, 2)) == [date(2026, 10, 31), date(2026, 11, 1)]


def test_many_children_on_one_day_is_one_line_with_the_number(town):
    for _ in range(review.MANY_CHILDREN):
        at(MONDAY_NOON, town.teacher)
    once = uuid.uuid4()
    with as_loader():
        calm = make_acting(town.north, town.school, Role.CASEWORKER, "Lugna")
    for _ in range(review.MANY_CHILDREN + 5):
        at(MONDAY_NOON, calm, case_id=once)
    page = review_page(town.reviewer, urval="many_children").content.decode()

    assert page.count('data-label="När"') == 1
    assert "Öppnade 20 barn eller ärenden" in page
    assert "Lugna Prov" not in page
    assert f"person={town.teacher.assignment_id}" in page
    assert "fran=2026-11-09&amp;till=2026-11-09" in page


def test_one_persons_acts_are_followed_under_the_same_purpose(town):
    with as_loader():
        other = make_acting(town.north, town.school, Role.CASEWORKER, "Annan")
    at(MONDAY_NOON, town.teacher)
    at(MONDAY_NOON, other)
    response = review_page(town.reviewer, urval="all", person=str(town.teacher.assignment_id))
    assert rows_of(response) == 1
    assert events()[-1].object_id == town.teacher.assignment_id


def test_acts_after_the_end_of_participation_are_picked(town):
    with as_loader():
        left = take_part(town.teacher, until=MONDAY_NOON)
        stayed = take_part(town.teacher)
    at(datetime(2026, 11, 8, 11, tzinfo=UTC), town.teacher, case_id=left)
    at(SUNDAY, town.teacher, case_id=left)
    at(SUNDAY, town.teacher, case_id=stayed)
    page = review_page(town.reviewer, urval="after_participation").content.decode()
    assert page.count('data-label="När"') == 1
    assert "15 november 2026 kl. 12.00" in page


def test_a_person_whose_assignment_is_gone_is_told_as_unknown(town):
    at(MONDAY_NOON, town.teacher)
    with as_loader():
        RoleAssignment.objects.filter(pk=town.teacher.assignment_id).delete()
    page = review_page(town.reviewer, urval="all").content.decode()
    assert page.count('data-label="När"') == 1
    assert "Okänd person" in page


def test_refused_attempts_are_picked(town):
    at(MONDAY_NOON, town.teacher)
    at(MONDAY_NOON, town.teacher, act="request.refused", case_id=None, outcome="refused")
    page = review_page(town.reviewer, urval="refused").content.decode()
    assert page.count('data-label="När"') == 1
    assert "Nekat" in page


def test_acts_outside_the_period_are_left_out_and_the_last_day_counts(town):
    at(datetime(2026, 11, 1, 22, 59, tzinfo=UTC), town.teacher)  # still 1 November
    at(datetime(2026, 11, 1, 23, 1, tzinfo=UTC), town.teacher)  # 2 November
    at(datetime(2026, 11, 29, 11, tzinfo=UTC), town.teacher)
    assert rows_of(review_page(town.reviewer, urval="all")) == 2


def test_nothing_found_is_said(town):
    response = review_page(town.reviewer, urval="many_children")
    assert "Inget i loggen stämmer med urvalet" in response.content.decode()
    assert "Avsluta granskningen" in response.content.decode()


def test_the_part_is_that_part_of_the_page(town):
    at(MONDAY_NOON, town.teacher)
    data = {"syfte": "random_check", "urval": "all", **PERIOD}
    whole = ask(views.log_review, town.reviewer, data=data).content.decode()
    part = ask(views.log_review, town.reviewer, data=data, htmx=True).content.decode().strip()
    assert part.startswith('<section class="section" id="results"')
    assert part in whole


@pytest.mark.parametrize("count", [1, 3])
def test_a_review_costs_the_same_for_one_row_and_for_three(town, count):
    for _ in range(count):
        at(MONDAY_NOON, town.teacher)
    with CaptureQueriesContext(connection) as statements:
        review_page(town.reviewer, urval="all")
    asked = [one["sql"] for one in statements if "audit" in one["sql"]]
    assert len(asked) == 3  # recorded; counted and read; earlier reviews


def test_a_conclusion_is_recorded_and_shown_to_other_reviewers_only(town):
    with as_loader():
        second = make_acting(town.north, town.school, Role.LOG_REVIEWER, "Sixten")
    response = ask(
        views.log_conclude,
        town.reviewer,
        method="post",
        data={"syfte": "suspicion", "urval": "outside_hours", "slutsats": "follow_up"},
    )
    assert (response.status_code, response.told) == (302, ["Granskningen är avslutad och står i loggen."])
    (row,) = events()
    assert (row.act, row.purpose, row.reason, row.outcome) == (
        "log.concluded",
        "suspicion",
        "outside_hours",
        "follow_up",
    )

    with acting_as(second):
        (shown,) = review.earlier(second, TODAY.date())
    assert (shown.who, shown.purpose, shown.selection, shown.conclusion) == (
        "Greta Prov, Utredare",
        "Misstanke om obehörig läsning",
        "Utanför arbetstid",
        "Följs upp",
    )
    own, others = (ask(views.log_review, who).content.decode() for who in (town.reviewer, second))
    line = "Misstanke om obehörig läsning: Utanför arbetstid"
    assert (line in own, line in others) == (False, True)


def test_a_conclusion_without_an_answer_is_refused_and_nothing_recorded(town):
    response = ask(views.log_conclude, town.reviewer, method="post", data={"syfte": "suspicion", "urval": "all"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Välj ett svar på ”Vad blev slutsatsen?”." in page
    assert events() == []


def test_the_log_of_a_case_is_shown_to_its_people_and_reading_it_is_logged(town):
    with as_loader():
        case = take_part(town.teacher)
    at(MONDAY_NOON, town.teacher, case_id=case)
    response = ask(views.case_log, town.teacher, case)
    page = response.content.decode()
    assert (response.status_code, "Tora Prov, Utredare" in page, "9 november 2026 kl. 12.00" in page) == (
        200,
        True,
        True,
    )
    last = events()[-1]
    assert (last.act, last.case_id, last.object_id) == ("log.read", case, case)


def test_the_log_of_a_case_one_is_not_in_does_not_exist(town):
    with as_loader():
        case = take_part(town.teacher)
    at(MONDAY_NOON, town.teacher, case_id=case)
    before = len(events())
    for stranger in (town.nurse, town.stranger, town.reviewer):
        for wanted in (case, uuid.uuid4()):
            with pytest.raises(Http404):
                ask(views.case_log, stranger, wanted)
    assert len(events()) == before
