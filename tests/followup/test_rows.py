"""A number opens exactly the rows it counts, or says how many of them one may not see. [security 7]"""

import pytest
from django.urls import reverse

from core.audit.models import AuditEvent
from followup.indicators.formulas import FORMULAS
from tests.database import as_loader
from tests.followup import town as t
from tests.followup.people import many_cases, page, see_all_cases


def test_small_numbers_are_marked_and_open_nothing(client, town):
    for sex in ("girl", "girl", "boy"):
        t.held(town, sex=sex)
    t.collected(town)

    text = page(client, town, "chair").content.decode()
    rows = page(client, town, "head", "followup:rows", "I-01")
    rows_of_chair = page(client, town, "chair", "followup:rows", "I-01").content.decode()

    assert "<b>Färre än 5</b> ärenden togs upp i individforum." in text
    assert reverse("followup:rows", args=[town.area.pk, t.YEAR, "I-01"]) not in text
    assert rows.status_code == 404  # the head follows no area's figures
    assert "öppnas inga rader" in rows_of_chair
    assert "till får du inte se" not in rows_of_chair


@pytest.mark.parametrize("code", ["I-01", "I-02", "I-04"])
def test_the_number_and_its_rows_are_the_same_for_a_reader_who_sees_all(client, town, code):
    from followup.indicators.year import area_year
    from followup.presenting.cells import Cells

    see_all_cases(town, many_cases(town))
    kept = t.collected_counting(town)
    with as_loader():
        figure = kept.figures.get(code=code)
    with t.job(town):
        year = area_year(town.area, t.YEAR, t.COUNTED_ON)
    for cell in FORMULAS[code].opens(year):
        number = Cells(figure, kept)[cell]
        text = page(client, town, "steering_bup", "followup:rows", code, tal=cell, antal=50).content.decode()

        assert text.count('<th scope="row">') == number > 0, cell
        assert "till får du inte se" not in text


def test_reports_are_opened_the_same_way(client, town):
    for _number in range(6):
        t.deviation(town)
    t.collected(town)

    text = page(client, town, "chair", "followup:rows", "I-03").content.decode()

    assert text.count('<th scope="row">') == 6
    assert "till får du inte se" not in text
    assert "MÄRKE-TEXT" not in text


@pytest.mark.parametrize(
    ("seen", "more"),
    [
        (0, "Talet räknar 18 rader. Du får inte se någon av dem i det här uppdraget."),
        (13, "5 till"),
        (14, "Färre än 5 till får du inte se."),
    ],
)
def test_rows_one_may_not_see_are_counted_under_the_same_rule(client, town, seen, more):
    cases = many_cases(town)
    see_all_cases(town, cases[:seen])
    t.collected(town)

    text = page(client, town, "steering_bup", "followup:rows", "I-01").content.decode()

    assert text.count('<th scope="row">') == seen
    assert more in text
    assert "MÄRKE-FRÅGA" not in text


def test_each_row_shown_is_a_line_of_the_log(client, town):
    cases = many_cases(town)
    see_all_cases(town, cases[:3])
    t.collected(town)

    page(client, town, "steering_bup", "followup:rows", "I-01")

    with as_loader():
        logged = list(AuditEvent.objects.filter(act="figures.rows_listed"))
    assert sorted(str(row.case_id) for row in logged) == sorted(str(case.pk) for case in cases[:3])


@pytest.mark.parametrize(
    ("code", "cell"), [("I-99", ""), ("I-01", "escalated"), ("I-01", "held.girl"), ("I-03", "~sent")]
)
def test_numbers_that_nobody_shows_open_no_page(client, town, code, cell):
    many_cases(town)
    t.collected(town)

    assert page(client, town, "chair", "followup:rows", code, tal=cell).status_code == 404


def test_the_figures_are_fetched_as_they_are_shown(client, town):
    for sex in ("girl",) * 6 + ("boy",) * 2:
        t.held(town, sex=sex)
    t.collected(town)

    file = page(client, town, "chair", "followup:figures_csv")
    lines = file.content.decode("utf-8-sig").splitlines()

    assert file["Content-Type"] == "text/csv; charset=utf-8"
    assert '"nyckeltal";"rubrik"' in lines[0]
    assert any('"Pojkar";"2025";"<5"' in line for line in lines)
    assert any('"Flickor";"2025";"–"' in line for line in lines)
    assert any('"Alla";"2025";"8"' in line for line in lines)
