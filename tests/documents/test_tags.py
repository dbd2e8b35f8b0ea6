"""What a screen reader meets: checked with pdfua's machine checks and assertions of our own."""

import io
from itertools import pairwise

import pikepdf
import pytest
from pdfua import validate

from core.documents.errors import Incomplete
from tests.documents import raw, reading

pytestmark = pytest.mark.slow
FAULTY = {"UA-14-001"}  # errs out on this pikepdf instead of judging; headings are checked below


def test_the_checker_finds_nothing(any_pdf):
    report = validate(io.BytesIO(any_pdf))

    assert [finding for finding in report.findings if finding.rule_id not in FAULTY] == []
    assert {outcome.rule_id for outcome in report.skipped} <= FAULTY


def test_the_file_names_itself_and_its_language(any_pdf):
    pdf = reading.opened(any_pdf)

    assert str(pdf.Root.Lang) == "sv"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.docinfo.Title).split(",")[0] in {"Årsuppföljning 2025", "Intyg", "Protokoll"}


def test_only_our_typeface_is_used_and_all_of_it_is_inside(any_pdf):
    pdf = reading.opened(any_pdf)

    for font in reading.fonts(pdf).values():
        assert "Inter" in str(font.BaseFont)
        assert len(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()) > 1000


def test_every_header_cell_says_what_it_heads(any_pdf):
    pdf = reading.opened(any_pdf)
    cells = [(cell, above) for cell, above in reading.elements(pdf) if cell.S == "/TH"]

    assert cells
    for cell, above in cells:
        assert cell.A.Scope == ("/Column" if "/THead" in above else "/Row")


def test_every_table_has_a_caption(any_pdf):
    pdf = reading.opened(any_pdf)

    for table in reading.tagged(pdf, "/Table"):
        assert "/Caption" in {str(kid.S) for kid in table.K}


def test_charts_tell_their_finding_and_their_values(report_pdf):
    pdf = reading.opened(report_pdf)
    figures = reading.tagged(pdf, "/Figure")

    assert [str(figure.Alt).split(". ")[0] for figure in figures] == [
        "Rinkeby-Kista tog upp flest ärenden, 25 av 31",
        "Andelen kallade inom två veckor har stigit från 55 till 81 procent på fem år",
    ]
    assert "Spånga-Tensta <5 (2025)" in str(figures[0].Alt)


def test_all_text_is_either_tagged_or_said_to_be_decoration(any_pdf):
    pdf = reading.opened(any_pdf)

    for number, page in enumerate(pdf.pages):
        marks = list(reading.marked_content(page))
        assert marks
        tagged = {int(mcid) for tag, mcid in marks if tag != "/Artifact"}
        assert tagged <= reading.owned_marks(pdf, number)


def test_running_headers_and_page_numbers_are_not_read_aloud(report_pdf):
    pdf = reading.opened(report_pdf)

    assert [mark for mark in reading.marked_content(pdf.pages[0]) if mark[0] == "/Artifact"] == []
    assert len([mark for mark in reading.marked_content(pdf.pages[1]) if mark[0] == "/Artifact"]) >= 3


def test_headings_skip_no_level(any_pdf):
    levels = [
        int(str(element.S)[2:])
        for element, _ in reading.elements(reading.opened(any_pdf))
        if str(element.S) in {"/H1", "/H2", "/H3", "/H4"}
    ]

    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_links_say_where_they_go_in_words(report_pdf):
    pdf = reading.opened(report_pdf)
    links = [link for page in pdf.pages for link in page.get("/Annots", [])]

    assert str(links[0].Contents) == "Året i korthet"
    assert len(links) == len(reading.tagged(pdf, "/Link")) == 10


def test_lists_say_how_they_are_numbered():
    pdf = reading.opened(raw.make("<h1>A</h1><ol><li>ett</li></ol><ul><li>två</li></ul><dl><dt>c</dt><dd>d</dd></dl>"))

    assert [str(one.A.ListNumbering) for one in reading.tagged(pdf, "/L")] == ["/Decimal", "/Disc", "/None"]


def test_a_picture_that_only_decorates_is_no_figure():
    pdf = reading.opened(
        raw.make('<h1>A</h1><img src="ui/favicon.svg" alt=""><svg aria-hidden="true" viewBox="0 0 1 1"/>')
    )

    assert reading.tagged(pdf, "/Figure") == []


@pytest.mark.parametrize(
    "picture",
    [
        '<svg viewBox="0 0 9 9"><path d="M0 0h9"/></svg>',
        '<svg viewBox="0 0 9 9"><title> </title><path d="M0 0h9"/></svg>',
    ],
)
def test_a_picture_without_words_stops_the_document(picture):
    with pytest.raises(Incomplete):
        raw.make(f"<h1>A</h1>{picture}")


def test_the_structure_is_a_file_that_opens_clean(any_pdf):
    assert reading.opened(any_pdf).check_pdf_syntax() == []


def test_a_page_that_is_about_a_case_has_no_name_in_its_metadata(minutes_pdf):
    pdf = reading.opened(minutes_pdf)

    assert set(pdf.docinfo.keys()) == {"/Title", "/Creator", "/Producer", "/CreationDate", "/ModDate"}
    assert str(pdf.docinfo.Title) == "Protokoll, ärende K7M2-X4QD"
    assert b"apek" not in bytes(pdf.Root.Metadata.read_bytes())
    assert isinstance(pdf.Root.get("/Names", pikepdf.Dictionary()).get("/EmbeddedFiles"), type(None))
