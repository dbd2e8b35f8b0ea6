"""What is let known: sums of finished half-years, where nobody's answer can be worked out; by SQL and on the page."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from core import clock
from core.access import acting_as
from sip.surveys.figures import figures, last_finished
from tests.core.people import build as people
from tests.database import as_loader
from tests.groups import build as b
from tests.kept import kept
from tests.sip.surveys import build as s
from tests.sip.town import make_town
from tests.sip.walk import as_person, page, words

pytestmark = pytest.mark.django_db
URL = reverse("sip:survey_results")


@kept
def town():
    with as_loader():
        return make_town()


@pytest.fixture
def before():
    return last_finished(clock.today())


def another_area(town):
    with as_loader():
        return people.area(town.region)


def seen(acting) -> dict:
    """(area or None) → (answers, high, total) of the one question."""
    with acting_as(acting):
        return {one.area_id: (one.answers, one.high, one.total) for one in figures(acting)}


def test_enough_answers_show_share_and_sum_and_who_would_not_answer_is_not_counted(town, before):
    s.answered(town, town.area, [5, 4, 4, 2, 1, 0, 0], half_year=before)

    assert seen(town.secretary) == {town.area.pk: (5, 3, 16), None: (5, 3, 16)}
    html = words(page(as_person(town, "secretary"), URL))
    assert "60\xa0%" in page(as_person(town, "secretary"), URL) or "60 %" in html
    assert "3,2" in html


def test_four_answers_show_nothing_and_the_page_says_why(town, before):
    s.answered(town, town.area, [5, 4, 4, 2], half_year=before)

    assert seen(town.secretary) == {}
    assert "För få har svarat." in words(page(as_person(town, "secretary"), URL))


def test_a_half_year_that_goes_on_shows_nothing_so_that_two_looks_never_differ_by_one(town):
    s.answered(town, town.area, [5] * 20, half_year=s.this_half_year())

    assert seen(town.secretary) == {}


@pytest.mark.parametrize(
    ("few", "shown"),
    [
        (0, {"large", "middle", "region"}),  # nobody there: nothing to work out
        (1, {"large", "region"}),  # the region less the others would be one person's answer
        (4, {"large", "region"}),
        (5, {"large", "middle", "few", "region"}),
    ],
)
def test_a_small_area_is_not_the_region_less_the_others(town, before, few, shown):
    middle, small = another_area(town), another_area(town)
    places = {town.area.pk: "large", middle.pk: "middle", small.pk: "few", None: "region"}
    s.answered(town, town.area, [4] * 9, half_year=before)
    s.answered(town, middle, [4] * 6, half_year=before)
    s.answered(town, small, [1] * few, half_year=before)

    assert {places[area] for area in seen(town.secretary)} == shown


def test_two_small_areas_that_are_many_together_hide_nobody_else(town, before):
    first, second = another_area(town), another_area(town)
    s.answered(town, town.area, [4] * 9, half_year=before)
    for area in (first, second):
        s.answered(town, area, [1] * 4, half_year=before)

    assert set(seen(town.secretary)) == {town.area.pk, None}


def test_a_chair_sees_the_own_area_and_the_region_and_a_politician_the_region(town, before):
    other = another_area(town)
    for area in (town.area, other):
        s.answered(town, area, [4] * 6, half_year=before)
    with as_loader():
        politician = b.acting_for(b.make_assignment(town.region, "political_member", "Pia Politiker"))

    assert set(seen(town.chair)) == {town.area.pk, None}
    assert set(seen(politician)) == {None}
    assert set(seen(town.secretary)) == {town.area.pk, other.pk, None}


@pytest.mark.parametrize("who", ["teacher", "head", "convenor", "admin", "reviewer"])
def test_who_works_with_the_plans_or_runs_the_portal_sees_no_figures(town, before, who):
    s.answered(town, town.area, [4] * 9, half_year=before)

    assert seen(getattr(town, who)) == {}
    assert as_person(town, who).get(URL).status_code == 404


def test_another_region_is_not_counted_in(town, before):
    s.answered(town, town.area, [4] * 9, half_year=before)
    with as_loader():
        elsewhere = make_town()

    assert seen(elsewhere.secretary) == {}


def test_the_bar_may_be_raised_and_never_lowered(town, before):
    s.answered(town, town.area, [4] * 4, half_year=before)
    s.answered(town, town.area, [4] * 9, half_year=before, kind="guardian")

    def rows(least: int) -> int:
        with acting_as(town.secretary), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM access.survey_figures(%s) WHERE area_id IS NULL", [least])
            return cursor.fetchone()[0]

    assert [rows(least) for least in (0, 1, 5, 9, 10)] == [1, 1, 1, 1, 0]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1 FROM sip_surveytally",
        "UPDATE sip_surveytally SET answers = 0",
        "DELETE FROM sip_surveytally",
        "INSERT INTO sip_surveytally (id) VALUES (gen_random_uuid())",
        "UPDATE sip_surveycode SET answered_on = NULL",
        "DELETE FROM sip_surveycode",
    ],
)
def test_the_web_reaches_no_count_and_changes_no_code(town, before, sql):
    s.answered(town, town.area, [4] * 9, half_year=before)
    with (
        acting_as(town.secretary),
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_the_page_shows_the_chosen_half_year_and_area_and_forgets_nonsense(town, before):
    s.answered(town, town.area, [5] * 6, half_year=before)
    s.answered(town, town.area, [1] * 6, half_year=date(before.year - 1, before.month, 1))
    client = as_person(town, "secretary")

    latest, earlier = (
        words(page(client, f"{URL}?period={day}")) for day in (before, date(before.year - 1, before.month, 1))
    )

    assert ["5,0" in latest, "5,0" in earlier, "1,0" in earlier] == [True, False, True]
    assert "5,0" in words(page(client, f"{URL}?omrade={town.area.pk}"))
    assert client.get(f"{URL}?period=hej&omrade=hej").status_code == 200
