import itertools
import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from core.ui import charts, samples

NAMES = ("bars", "lines", "spider", "timeline")
SVG = "{http://www.w3.org/2000/svg}"


def parsed(chart):
    return ElementTree.fromstring(chart.svg)


@pytest.fixture
def drawings():
    return samples.drawings()


@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_is_well_formed_and_named_by_its_finding_and_values(drawings, name):
    chart = drawings[name]
    root = parsed(chart)
    texts = {child.tag: child.text for child in root}

    assert root.get("role") == "img"
    assert [child.get("id") for child in root[:2]] == root.get("aria-labelledby").split()
    assert (texts["title"], texts["desc"]) == (chart.title, chart.desc)


@pytest.mark.parametrize("name", [*NAMES, "heat"])
def test_nothing_is_styled_inline(drawings, name):
    chart = drawings[name]

    assert re.findall(r"style|<script|\son\w+=|data:", chart.svg + chart.key + chart.table) == []


def test_the_description_tells_every_value(drawings):
    assert "Norrberga och Sjövik 31 (2025), 27 (2024)" in drawings["bars"].desc
    assert "Lillån <5 (2025), <5 (2024)" in drawings["bars"].desc
    assert "Norrberga och Sjövik: 2021 55, 2022 60, 2023 65, 2024 70, 2025 81." in drawings["lines"].desc
    assert "Tillräckliga resurser 4,4" in drawings["spider"].desc
    assert "Samtycke inhämtades 4 mars–9 mars 2026" in drawings["timeline"].desc
    assert "Sista dag att kalla 13 mars 2026." in drawings["timeline"].desc


def test_the_table_has_the_same_numbers(drawings):
    table = ElementTree.fromstring(drawings["spider"].table)
    rows = [[cell.text for cell in row] for row in table.iter("tr")]

    assert rows[0] == ["Område", "2023", "2024", "2025", "Ändring"]
    assert rows[4] == ["Tillräckliga resurser", "4,8", "4,7", "4,4", "−0,3"]


def test_a_count_too_small_to_show_gives_nothing_away():
    def drawn(value, before):
        rows = [charts.Bar("A", 31, 27), charts.Bar("B", value, before)]
        return charts.bars("t", rows, key="k", now="2025", before="2024")

    hidden = drawn(None, None)

    assert [rect.get("width") for rect in parsed(hidden).iter() if rect.get("class") == "few"] == ["50"]
    assert "<5" in hidden.desc
    assert [cell.text for cell in ElementTree.fromstring(hidden.table).iter("td")][-2:] == ["<5", "<5"]


def test_bars_are_as_long_as_their_values():
    chart = charts.bars("t", [charts.Bar("A", 20, own=True), charts.Bar("B", 5)], key="k", now="2025")
    lengths = {
        rect.get("class"): float(rect.get("width"))
        for rect in parsed(chart).iter()
        if "bar" in (rect.get("class") or "")
    }

    assert lengths["bar own"] == 4 * lengths["bar"]


def test_series_differ_without_colour(drawings):
    dashes = {}
    for element in parsed(drawings["lines"]).iter():
        if element.get("class") in ("s2", "s3"):
            dashes[element.get("class")] = (element.get("stroke-dasharray"), element.get("stroke-width"))

    assert dashes == {"s3": (None, "3"), "s2": ("9 5", "2")}


def test_a_missing_year_is_a_gap_and_not_a_guess():
    chart = charts.lines("t", ["1", "2", "3", "4"], [charts.Series("A", [1, 2, None, 4])], key="k")
    runs = [
        line.get("points").split() for line in parsed(chart).iter() if line.get("class") == "s3" and line.get("points")
    ]

    assert [len(run) for run in runs] == [2]
    assert "3 –" in chart.desc


def test_a_missing_axis_breaks_the_web_of_its_year():
    chart = charts.spider("t", ["A", "B", "C", "D"], [charts.Ring("2025", [5, None, 5, 5])], key="k")
    strokes = [path.get("d") for path in parsed(chart).iter() if path.get("class") == "s3"]

    assert len(strokes) == 2
    assert all("Z" not in stroke for stroke in strokes)


@pytest.mark.parametrize("axes", [["A", "B", "C", "D"], samples.content()["axes"]])
def test_every_label_of_a_spider_lies_inside_the_drawing(axes):
    chart = charts.spider("t", axes, [charts.Ring("2025", [5.0] * len(axes))], key="k")
    _x, _y, width, height = map(float, parsed(chart).get("viewBox").split())

    for text in parsed(chart).iter("text"):
        length = len(text.text) * 7.5
        start = {"end": -length, "middle": -length / 2}.get(text.get("text-anchor"), 0)
        assert float(text.get("x")) + start >= 0
        assert float(text.get("x")) + start + length <= width
        assert 0 <= float(text.get("y")) <= height


def test_no_more_series_than_can_be_told_apart():
    with pytest.raises(ValueError, match="at most three"):
        charts.lines("t", ["1"], [charts.Series(str(n), [1]) for n in range(4)], key="k")
    with pytest.raises(ValueError, match="at most three"):
        charts.spider("t", ["a", "b", "c"], [charts.Ring(str(n), [1, 1, 1]) for n in range(4)], key="k")


def test_what_a_user_wrote_is_escaped_everywhere():
    evil = '<script>alert("1")</script>&'
    chart = charts.bars(evil, [charts.Bar(evil, 1)], key="k", now=evil, before=evil, heading=evil)

    assert "<script" not in chart.svg + chart.key + chart.table
    assert parsed(chart)[0].text == evil


def test_a_row_with_a_hidden_count_has_no_sum_to_subtract_from(drawings):
    table = ElementTree.fromstring(drawings["heat"].table)
    sums = {row[0].findtext("span") or row[0].text: row[-1].text for row in table.iter("tr")}

    assert sums["Socialtjänst"] == "–"
    assert sums["Skola"] == "33"


def test_the_cells_of_a_heat_table_open_the_rows_they_count(drawings):
    links = [link.get("aria-label") for link in ElementTree.fromstring(drawings["heat"].table).iter("a")]

    assert "27: Skola om BUP" in links


def test_a_case_that_was_late_from_its_birth_is_still_drawn():
    chart = charts.timeline(
        "t",
        [charts.Mark("Väckt", date(2026, 3, 20))],
        key="k",
        today=date(2026, 3, 25),
        start=date(2026, 2, 27),
        due=date(2026, 3, 13),
    )
    lefts = [float(e.get("cx")) for e in parsed(chart).iter("circle")]

    assert all(0 <= x <= 780 for x in lefts)


def test_drawings_on_one_page_share_no_ids(drawings):
    ids = list(itertools.chain.from_iterable(re.findall(r'id="([^"]+)"', drawings[name].svg) for name in NAMES))

    assert sorted(ids) == sorted(set(ids))


def test_empty_figures_are_drawn_and_said():
    chart = charts.bars("Inga ärenden", [], key="k", now="2025")
    flat = charts.lines("t", ["2025"], [charts.Series("A", [0])], key="k")

    assert parsed(chart).get("viewBox") == "0 0 500 44"
    assert "A: 2025 0." in flat.desc


@pytest.mark.parametrize("now", [1, 5, 12, 13, 15, 16, 19])
def test_today_and_the_last_day_never_run_into_one_another(now):
    start = date(2026, 11, 1)
    marks = [charts.Mark("Behovet uppmärksammades", start)]
    drawn = charts.timeline(
        "x", marks, key="k", today=start + timedelta(now), start=start, due=start + timedelta(14), due_words="Sista dag"
    ).svg
    spans = []
    for text, length in (("I dag", 36), ("Sista dag", 66)):
        css, x = re.search(rf'<text[^>]*class="([^"]*)"[^>]*x="([\d.]+)"[^>]*>{text}<', drawn).groups()
        left = float(x) - {"end": length, "mid": length / 2}.get(css.split()[-1], 0)
        spans.append((left, left + length))
    (first, second) = sorted(spans)
    assert first[1] < second[0]
    assert second[1] <= 782
