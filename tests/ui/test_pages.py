import re

import pytest

from core.ui import pages, samples
from core.ui.catalogue import component


def listed(ask, query="", **kwargs):
    return component(ask(f"/komponenter/lista/{query}", **kwargs), "lista")


@pytest.mark.parametrize(
    ("query", "first", "last", "number"),
    [
        ("", 1, 25, 1),
        ("?sida=3", 51, 64, 3),
        ("?sida=99", 51, 64, 3),
        ("?sida=0", 1, 25, 1),
        ("?sida=-1", 1, 25, 1),
        ("?sida=abc", 1, 25, 1),
        ("?antal=50", 1, 50, 1),
        ("?antal=50&sida=2", 51, 64, 2),
        ("?antal=10000", 1, 25, 1),
    ],
)
def test_the_address_says_which_rows(ask, query, first, last, number):
    page = pages.paginate(ask(f"/x/{query}"), list(range(1, 65)))

    assert (page.first, page.last, page.number, page.count) == (first, last, number, 64)
    assert list(page) == list(range(first, last + 1))


def test_turning_a_page_keeps_the_filter_and_the_size(ask):
    page = pages.paginate(ask("/x/?lage=raised&antal=50&sida=2"), list(range(120)))

    assert page.previous_url == "?lage=raised&antal=50"
    assert page.next_url == "?lage=raised&sida=3&antal=50"
    assert [size["url"] for size in page.sizes] == ["?lage=raised", "?lage=raised&antal=50"]


def test_an_empty_list_is_one_page_without_rows(ask):
    page = pages.paginate(ask("/x/?sida=4"), [])

    assert (len(page), page.count, page.previous_url, page.next_url) == (0, 0, "", "")


def test_rows_are_made_ready_for_the_page_alone(ask):
    made = []
    page = pages.paginate(ask("/x/"), list(range(100)), row=lambda n: made.append(n) or f"rad {n}")

    assert page.rows[0] == "rad 0"
    assert len(made) == 25


def test_htmx_gets_exactly_the_part_of_the_whole_page(ask):
    whole, part = listed(ask).content.decode(), listed(ask, part=True).content.decode()

    assert part.strip().startswith('<section id="results"')
    assert part.strip() in whole
    assert "<html" not in part


@pytest.mark.parametrize("header", ["HX-History-Restore-Request", "HX-Boosted"])
def test_a_restored_page_is_the_whole_page(ask, header):
    response = listed(ask, part=True, **{header: "true"})

    assert "<html" in response.content.decode()


def test_a_cache_is_told_that_the_answer_varies(ask):
    assert listed(ask)["Vary"] == "HX-Request"


def test_the_filter_works_by_its_address(ask):
    html = listed(ask, "?lage=resolved").content.decode()

    assert set(re.findall(r'class="badge" data-is="(\w*)"', html)) == {"ok"}
    assert '<option value="resolved" selected>' in html


def test_a_refused_form_answers_422_with_its_summary(ask):
    response = pages.refuse(ask("/x/"), "ui/catalogue_wizard.html", samples.refused_form(), {"step": 3, "of": 5})
    html = response.content.decode()

    assert response.status_code == 422
    assert html.index("Fyra svar behöver rättas") < html.index('<form class="form"')
    assert "Det är bra att ni pratar med varandra." in html


@pytest.mark.parametrize(("value", "expected"), [("1", True), ("0", False), (None, False)])
def test_an_act_is_confirmed_only_by_saying_so(ask, value, expected):
    assert pages.is_confirmed(ask("/x/", "post", {"bekraftat": value} if value else {})) is expected
