"""A list fetched as a file: the same rows in the same order, said which they are, and no cell a formula."""

import csv
import io
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree as Tree
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import resolve, reverse

from core import clock
from core.audit.models import AuditEvent
from core.finding import lists
from core.finding.spreadsheets import FIRST_DAY, ods, xlsx
from groups.models import Agreement, Meeting
from tests.browsers import WIDTHS
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.groups.meetings import table as t
from tests.groups.test_found import made_town, town  # noqa: F401  (a fixture)

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TABLE, TEXT, OFFICE = (f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("table", "text", "office"))
FORMULA = '=HYPERLINK("http://ond.example";"Klicka")'
LISTS = {
    "groups:meeting_list": ({"time": "all"}, lambda row: f"{row['meeting'].number}/{row['meeting'].year}"),
    "groups:agreement_list": ({"show": "all"}, lambda row: row["title"]),
    "groups:routine_list": ({"show": "all"}, lambda row: row["title"]),
    "groups:task_list": ({"state": "all"}, lambda row: row["title"]),
    "groups:lift_list": ({"state": "all"}, lambda row: row["title"]),
}


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def read_xlsx(content: bytes) -> list[list[str]]:
    sheet = Tree.fromstring(ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml"))
    assert list(sheet.iter(f"{SHEET}f")) == []
    return [[_xlsx(cell) for cell in row] for row in sheet.iter(f"{SHEET}row")]


def _xlsx(cell) -> str:
    text = "".join(cell.itertext())
    return str(FIRST_DAY + timedelta(days=int(text))) if cell.get("s") == "1" else text


def read_ods(content: bytes) -> list[list[str]]:
    file = ZipFile(io.BytesIO(content))
    first = file.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", 0)
    sheet = Tree.fromstring(file.read("content.xml"))
    assert not [cell for cell in sheet.iter() if f"{TABLE}formula" in cell.attrib]
    rows = sheet.iter(f"{TABLE}table-row")
    return [["\n".join("".join(p.itertext()) for p in cell.iter(f"{TEXT}p")) for cell in row] for row in rows]


READERS = {"csv": read_csv, "xlsx": read_xlsx, "ods": read_ods}


@pytest.fixture
def client(town):  # noqa: F811
    """The chair, whose lists are longer than a page and hold what would be a formula."""
    with as_loader():
        for number in range(2, 32):
            starts = clock.now() + timedelta(days=number)
            Meeting.objects.create(
                region=town.region, forum=town.steering, year=2026, number=number + 100, starts_at=starts,
                ends_at=starts + t.HOUR, place=f"Rum {number}\nvåning 2", planned_by=town.chair,
            )  # fmt: skip
        Agreement.objects.update(title=FORMULA, target_group="-1+2")
    client = Client()
    sign_in(client, town.people["chair"])
    return client


def shown(client, name: str, asked: dict, told) -> list[str]:
    """What the list's pages show, one after another."""
    found: list[str] = []
    for number in range(1, 10):
        page = client.get(reverse(name), {**asked, "sida": number}).context["page"]
        found += [told(row) for row in page.rows]
        if number >= page.pages:
            assert len(found) == page.count
            return found
    raise AssertionError("a list without end")


def fetched(client, name: str, asked: dict, kind: str) -> list[list[str]]:
    answer = client.get(reverse(name), {**asked, "fil": kind})
    assert answer.status_code == 200
    assert f".{kind}" in answer["Content-Disposition"]
    return READERS[kind](answer.content)


@pytest.mark.parametrize("name", LISTS)
def test_every_file_equals_the_list_and_says_which_rows_it_holds(client, name):
    everything, told = LISTS[name]
    for asked in ({}, everything):
        expected = shown(client, name, asked, told)
        files = {kind: fetched(client, name, asked, kind) for kind in READERS}
        for kind, lines in files.items():
            assert [row[0].removeprefix("'") for row in lines[7:]] == expected, kind
            assert lines[4] == ["Antal rader", str(len(expected))]
            assert lines[2] == ["Det som syns för", "norr, Ordförande i styrgruppen, Socialtjänsten Öster"]
        assert files["xlsx"][:3] == files["ods"][:3] == files["csv"][:3]
        assert files["xlsx"][6:] == files["ods"][6:]
    assert len(expected) >= 1


def test_every_list_that_is_fetched_as_a_file_is_tried():
    """Those whose rows are made elsewhere are tried there: tests/groups/{county,news,trainings,voices}."""
    apps = ("core", "groups", "sip", "deviations", "followup")
    files = [path for app in apps for path in Path(app).rglob("*.py")]
    found = {
        str(path.parent) for path in files if "from core.finding.lists import list_page" in path.read_text("utf-8")
    }
    tried = {resolve(reverse(name)).func.__module__ for name in LISTS} | {
        "groups.county.views",
        "groups.news.views",
        "groups.trainings.views",
        "groups.voices.views",
    }
    assert found == {module.removesuffix(".views").replace(".", "/") for module in tried}


def test_the_filter_stands_in_words_also_where_it_was_left_alone(client):
    assert fetched(client, "groups:meeting_list", {}, "csv")[1] == ["Urval", "Visa: Kommande; Grupp: Alla"]
    lines = fetched(client, "groups:meeting_list", {"time": "earlier"}, "csv")
    assert lines[1] == ["Urval", "Visa: Tidigare; Grupp: Alla"]


def test_what_looks_like_a_formula_is_text(client):
    title, group = (fetched(client, "groups:agreement_list", {}, "csv")[7][column] for column in (0, 3))
    assert (title, group) == (f"'{FORMULA}", "'-1+2")
    for kind in ("xlsx", "ods"):
        assert fetched(client, "groups:agreement_list", {}, kind)[7][0] == FORMULA


def test_who_sees_nothing_fetches_nothing_and_is_told_so_in_the_file(town):  # noqa: F811
    client = Client()
    sign_in(client, town.people["other_chair"])
    lines = fetched(client, "groups:meeting_list", {"time": "all"}, "csv")
    assert (lines[4], lines[7:]) == (["Antal rader", "0"], [])


def test_that_a_list_was_fetched_stands_in_the_log(client, town):  # noqa: F811
    fetched(client, "groups:task_list", {}, "ods")
    with as_loader():
        logged = AuditEvent.objects.filter(act="list.exported").values_list("object_kind", flat=True)
        assert list(logged) == ["groups.task"]


def test_a_list_too_long_for_a_file_is_refused_with_its_filter_kept(client, monkeypatch):
    monkeypatch.setattr(lists, "MOST", 5)
    answer = client.get(reverse("groups:meeting_list"), {"time": "all", "fil": "csv"}, follow=True)
    assert answer.redirect_chain == [(f"{reverse('groups:meeting_list')}?time=all", 302)]
    assert "Listan är för lång för en fil." in answer.content.decode()


def test_a_day_is_a_day_and_what_no_file_may_hold_is_left_out():
    lines = [["Rad\x00", 5, date(2026, 11, 30), None, "<&>"]]
    assert read_xlsx(xlsx(lines)) == [["Rad", "5", "2026-11-30", "", "<&>"]]
    assert read_ods(ods(lines)) == [["Rad", "5", "2026-11-30", "", "<&>"]]
    assert b'office:date-value="2026-11-30"' in ZipFile(io.BytesIO(ods(lines))).read("content.xml")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_list_is_fetched_from_its_page_with_the_filter_that_was_chosen(town, browser_of, faultless, width):  # noqa: F811
    page = browser_of(town.people["chair"], width=width)
    page.goto(reverse("groups:meeting_list"))
    page.get_by_label("Visa", exact=True).select_option("all")
    page.wait_for_url("**time=all*")
    faultless(page)
    with page.expect_download() as fetching:
        page.get_by_role("link", name="Hämta hela listan som ODS").click()
    lines = read_ods(fetching.value.path().read_bytes())
    assert (lines[1], lines[4]) == (["Urval", "Visa: Alla; Grupp: Alla"], ["Antal rader", "1"])
