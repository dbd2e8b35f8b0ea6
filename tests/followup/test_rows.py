"""A number opens exactly the rows it counts, or says how many of them one may not see. [security 7]"""

import pytest
from django.urls import reverse

from core.audit.models import AuditEvent
from followup.indicators.rows import has_rows
from followup.suppress import FEW, HIDDEN
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
    see_all_cases(town, many_cases(town))
    shown = t.shown(t.collected_counting(town), code)
    totals = {cell: number for cell, number in shown.items() if "." not in cell and number and has_rows(cell)}

    for cell, number in totals.items():
        text = page(client, town, "steering_bup", "followup:rows", code, tal=cell, antal=50).content.decode()

        assert text.count('<th scope="row">') == number, cell
        assert "till får du inte se" not in text
    assert len(totals) > 3


def test_a_cell_by_sex_opens_only_the_cases_whose_child_one_may_know(client, town):
    """A case tells its readers no sex: that it stands among the girls' would."""
    girls = [t.held(town, sex="girl", status="convened") for _number in range(7)]
    for case in girls[:2]:
        t.named(town, case)
    t.collected(town)

    all_of_them = page(client, town, "convenor", "followup:rows", "I-01").content.decode()
    girls_rows = page(client, town, "convenor", "followup:rows", "I-01", tal="held.girl").content.decode()

    assert all_of_them.count('<th scope="row">') == 7
    assert girls_rows.count('<th scope="row">') == 2
    assert "5 till får du inte se." in girls_rows
    assert "Därför visas bara de ärenden där du ändå får veta vem barnet är." in girls_rows
    assert "vem barnet är" not in all_of_them


def test_each_sitting_is_a_row_of_its_own(client, town):
    cases = [t.held(town, sittings=2) for _number in range(3)]
    see_all_cases(town, cases)
    t.collected(town)

    text = page(client, town, "steering_bup", "followup:rows", "I-01", tal="sittings").content.decode()

    assert text.count('<th scope="row">') == 6
    with as_loader():
        logged = AuditEvent.objects.filter(act="figures.rows_listed", object_kind="sip.occasion")
        assert {row.case_id for row in logged} == {case.pk for case in cases}


def test_the_children_are_counted_by_each_principal_and_open_nothing(client, town):
    """Two principals' rows are two children, for nobody may learn that they are the same one."""
    ours, theirs = t.child(town), t.child(town, town.care)
    cases = [t.held(town) for _number in range(12)]
    for number, case in enumerate(cases[:10]):
        t.about(town, case, (ours, theirs)[number % 2])
    kept = t.collected_counting(town)

    text = page(client, town, "chair").content.decode()

    assert t.reading(town)[1].total["children"] == 2 + 2  # two cases have no child's row and are children of their own
    assert t.shown(kept, "I-01")["children"] == FEW
    assert "Antalet barn öppnar inga rader" in text
    assert "tal=children" not in text
    assert page(client, town, "chair", "followup:rows", "I-01", tal="children").status_code == 404


def test_few_cases_of_a_child_already_counted_hide_the_number_of_children(town):
    one = t.child(town)
    for number in range(12):
        case = t.held(town)
        t.about(town, case, one if number < 2 else t.child(town))

    shown = t.shown(t.collected_counting(town), "I-01")

    assert (shown["held"], shown["children"]) == (12, HIDDEN)


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


@pytest.mark.parametrize("quality", ["level.line_manager", "category.absence", "principal", "counterpart"])
def test_a_part_of_the_reports_opens_its_own(client, town, quality):
    """Six as asked, and five that differ in everything but who reported."""
    for _number in range(6):
        t.deviation(town)
    for _number in range(5):
        t.deviation(town, category="routine", level="forum", status="in_forum", against=town.social)
    t.collected(town)
    of = {"principal": f"principal.{town.city.pk}", "counterpart": f"counterpart.{town.care.pk}"}

    cell = f"sent.{of.get(quality, quality)}"
    text = page(client, town, "chair", "followup:rows", "I-03", tal=cell, antal=50).content.decode()

    assert text.count('<th scope="row">') == (11 if quality == "principal" else 6)


def test_each_row_shown_is_a_line_of_the_log(client, town):
    cases = many_cases(town)
    see_all_cases(town, cases[:3])
    t.collected(town)

    page(client, town, "steering_bup", "followup:rows", "I-01")

    with as_loader():
        logged = list(AuditEvent.objects.filter(act="figures.rows_listed"))
    assert sorted(str(row.case_id) for row in logged) == sorted(str(case.pk) for case in cases[:3])


@pytest.mark.parametrize(
    ("code", "cell"), [("I-99", ""), ("I-01", "escalated"), ("I-01", "held.elf"), ("I-01", "again"), ("I-03", "~sent")]
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
