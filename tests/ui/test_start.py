from datetime import date, timedelta

import pytest

from core.ui import start
from core.ui.registry import Duty, StartSection

TODAY = date(2026, 3, 10)


def owed(*offsets):
    return [Duty(f"Sak {n}", "/", "Gör", None if n is None else TODAY + timedelta(n)) for n in offsets]


def test_duties_stand_in_spans_and_empty_spans_are_left_out():
    groups = start.group_duties(owed(-4, -1, 3, 4, None), TODAY)

    assert [(g.key, g.state, [line["title"] for line in g.lines]) for g in groups] == [
        ("forsenat", "late", ["Sak -4", "Sak -1"]),
        ("snart", "now", ["Sak 3"]),
        ("senare", "", ["Sak 4", "Sak None"]),
    ]


def test_one_button_is_filled_and_it_is_the_first():
    groups = start.group_duties(owed(0, 1, 9), TODAY)

    assert [line["primary"] for group in groups for line in group.lines] == [True, False, False]


@pytest.mark.parametrize(
    ("offset", "words"), [(-2, "2 dagar sen"), (0, "I dag"), (36, "Om 5 veckor"), (None, "Ingen tid satt")]
)
def test_a_line_says_when_in_words(offset, words):
    assert start.duty_line(owed(offset)[0], TODAY)["due"] == words


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, "Du har inget att göra just nu"), (1, "Du har en sak att göra"), (7, "Du har sju saker att göra")],
)
def test_the_heading_says_how_much_is_left(count, expected):
    assert start.heading(count) == expected


def test_the_tally_bends_its_word():
    assert [g.tally for g in start.group_duties(owed(-1), TODAY)] == ["försenad"]
    assert [g.tally for g in start.group_duties(owed(-1, -2), TODAY)] == ["försenade"]


def test_the_page_gathers_what_apps_have_put_there_in_due_order(ask, acting, clean_registry):
    clean_registry.duties.add(lambda who, today: [Duty("Sist", "/b/", "Gör", today + timedelta(9), code="K7-4QZ")])
    clean_registry.duties.add(lambda who, today: [Duty("Först", "/a/", "Gör", today)] if who is acting else [])
    clean_registry.start_page.add(
        lambda who, today: [StartSection("Mina möten", "ui/rows.html", {"rows": [{"title": "Möte <1>"}]})]
    )
    clean_registry.start_page.add(lambda who, today: [])
    html = start.start_page(ask()).content.decode()

    assert "Du har två saker att göra" in html
    assert html.index("Först") < html.index("K7-4QZ") < html.index("Mina möten") < html.index("Möte &lt;1&gt;")
    assert html.count("<section") == 3


def test_nothing_owed_says_what_will_come(ask, clean_registry):
    html = start.start_page(ask()).content.decode()

    assert "Du har inget att göra just nu" in html
    assert "Här kommer det du ska göra" in html
