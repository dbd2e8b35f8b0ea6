"""A report is PDF/UA-1 and PDF/A-3a at once and carries its figures; a case document is PDF/UA-1 alone."""

from xml.etree import ElementTree

import pytest

from core.documents.attachments import Attachment, figure_attachments
from core.documents.kinds import DocumentKind
from core.documents.render import render_pdf
from core.documents.themes import Theme
from tests.documents import reading, samples
from tests.documents.conftest import make_case, make_report

pytestmark = pytest.mark.slow
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
PDFUA = "{http://www.aiim.org/pdfua/ns/id/}"
SCHEMAS = "{http://www.aiim.org/pdfa/ns/extension/}schemas"


def told(pdf):
    """All attributes of the metadata, and how many RDF parts it has."""
    packet = ElementTree.fromstring(pdf.Root.Metadata.read_bytes())
    attributes = {}
    for element in packet.iter(f"{RDF}Description"):
        attributes |= element.attrib
    return attributes, len(list(packet.iter(f"{RDF}RDF"))), packet


def test_a_report_tells_both_standards_in_one_packet(report_pdf):
    attributes, parts, packet = told(reading.opened(report_pdf))

    assert parts == 1
    assert (attributes[f"{PDFA}part"], attributes[f"{PDFA}conformance"]) == ("3", "A")
    assert attributes[f"{PDFUA}part"] == "1"
    assert len(list(packet.iter(SCHEMAS))) == 1


def test_a_report_has_its_colour_space_and_an_open_packet(report_pdf):
    pdf = reading.opened(report_pdf)

    assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
    assert "/Filter" not in pdf.Root.Metadata
    assert pdf.pdf_version == "1.7"
    assert "/ID" in pdf.trailer


def test_a_case_document_claims_nothing_but_accessibility(minutes_pdf):
    attributes, parts, _ = told(reading.opened(minutes_pdf))

    assert parts == 1
    assert attributes[f"{PDFUA}part"] == "1"
    assert f"{PDFA}part" not in attributes


def test_the_figures_lie_in_the_report_as_data(report_pdf):
    pdf = reading.opened(report_pdf)
    csv, data = figure_attachments(samples.figures())

    assert [(str(file.UF), str(file.AFRelationship)) for file in pdf.Root.AF] == [
        ("figurer.csv", "/Data"),
        ("figurer.json", "/Source"),
    ]
    assert [pdf.attachments[name].get_file().read_bytes() for name in ("figurer.csv", "figurer.json")] == [
        csv.content,
        data.content,
    ]
    for file in pdf.Root.AF:
        assert str(file.EF.F.Params.ModDate) == "D:20260310050000Z"
        assert str(file.EF.F.Subtype) in {"/text/csv", "/application/json"}
        assert str(file.Desc)


def test_the_same_frozen_figures_give_the_same_bytes(report_pdf, minutes_pdf):
    assert make_report() == report_pdf
    assert make_case("documents/_minutes.html", samples.minutes(), "Protokoll, ärende K7M2-X4QD") == minutes_pdf


def test_a_region_prints_in_its_own_colour(report_pdf):
    green = make_report(theme=Theme(accent="#00594c"))

    assert b"0 0.34902 0.298039" in _pages(green)
    assert b"0 0.34902 0.298039" not in _pages(report_pdf)


def _pages(pdf: bytes) -> bytes:
    return b"\n".join(page.Contents.read_bytes() for page in reading.opened(pdf).pages)


def test_a_case_document_takes_no_attachments():
    with pytest.raises(ValueError, match="only a report"):
        render_pdf(
            "documents/_minutes.html",
            samples.minutes(),
            kind=DocumentKind.CASE,
            title="Protokoll",
            created_at=samples.CREATED_AT,
            attachments=[Attachment("a.csv", b"1", "a")],
        )


def test_a_moment_without_zone_is_refused():
    with pytest.raises(ValueError, match="aware"):
        render_pdf(
            "documents/_minutes.html",
            samples.minutes(),
            kind=DocumentKind.CASE,
            title="Protokoll",
            created_at=samples.CREATED_AT.replace(tzinfo=None),
        )
