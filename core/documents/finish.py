"""What WeasyPrint leaves out of the tags, put right on the finished PDF objects before they are written.

Running headers and decoration become artifacts, header cells get their scope, lists their numbering, links their
words, text from right to left its order, and a report says in its metadata that it is PDF/UA as well as PDF/A.
"""

from collections.abc import Iterator
from typing import Any

import pydyf
from weasyprint.document import Document
from weasyprint.formatting_structure.boxes import Box, LineBox

from core.documents.failures import DocumentFailure, Failure
from core.documents.metadata import with_pdfua
from core.documents.prepare import DECORATIVE
from core.documents.spoken import give_texts_their_words

ROW_GROUPS = {"/THead": "/Column", "/TBody": "/Row", "/TFoot": "/Row"}
LIST_TAGS = ("dl", "ul", "ol")


def finish(document: Document, pdf: pydyf.PDF, *, both_standards: bool) -> None:
    """Raises DocumentFailure(INCOMPLETE) for a picture without a text alternative."""
    _give_lists_their_numbering(document, pdf)
    _give_links_their_words(document)
    elements = list(_linked(pdf, _object(pdf, pdf.catalog["StructTreeRoot"])))
    decoration = _take_out_decoration(pdf, elements)
    for element in elements:
        if element["S"] == "/Figure" and element.number not in decoration and "Alt" not in element:
            raise DocumentFailure(Failure.INCOMPLETE, "figure without alternative")
        if element["S"] in ROW_GROUPS:
            _give_headers_their_scope(pdf, element, ROW_GROUPS[element["S"]])
    tagged = {element.number for element in elements} - decoration
    give_texts_their_words(document, [element for element in elements if element.number in tagged])
    _make_artifacts(pdf, tagged)
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
    if both_standards:
        _tell_both_standards(pdf)


def _object(pdf: pydyf.PDF, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _kids(pdf: pydyf.PDF, element: pydyf.Dictionary) -> list[pydyf.Dictionary]:
    """The structure elements right below, without content and annotations."""
    kids = [_object(pdf, kid) for kid in element.get("K", ()) if isinstance(kid, bytes)]
    return [kid for kid in kids if kid.get("Type") == "/StructElem"]


def _linked(pdf: pydyf.PDF, element: pydyf.Dictionary) -> Iterator[pydyf.Dictionary]:
    """Every structure element that hangs in the tree, in reading order."""
    for kid in _kids(pdf, element):
        yield kid
        yield from _linked(pdf, kid)


def _give_headers_their_scope(pdf: pydyf.PDF, group: pydyf.Dictionary, scope: str) -> None:
    for cell in _linked(pdf, group):
        if cell["S"] == "/TH":
            cell["A"]["Scope"] = scope


def _take_out_decoration(pdf: pydyf.PDF, elements: list[pydyf.Dictionary]) -> set[int]:
    """Unhook the pictures that carry no meaning; the numbers of their elements."""
    mark = pydyf.String(DECORATIVE).data
    found = {
        element.number
        for element in elements
        if element["S"] == "/Figure" and "Alt" in element and element["Alt"].data == mark
    }
    for element in elements:
        element["K"] = pydyf.Array(kid for kid in element["K"] if not _points_to(kid, found))
    return found


def _points_to(kid: Any, numbers: set[int]) -> bool:
    return isinstance(kid, bytes) and int(kid.split()[0]) in numbers


def _make_artifacts(pdf: pydyf.PDF, tagged: set[int]) -> None:
    """Content whose element hangs nowhere (running headers, decoration) is said to be no part of the text."""
    mapping = _object(pdf, _object(pdf, pdf.catalog["StructTreeRoot"])["ParentTree"])["Nums"]
    pages = [_object(pdf, page) for page in pdf.page_references]
    for number, page in enumerate(pages):
        owners = mapping[2 * number + 1]
        loose = {mcid for mcid, owner in enumerate(owners) if int(owner.split()[0]) not in tagged}
        for mcid in loose:
            _object(pdf, owners[mcid]).clear()
            owners[mcid] = "null"
        _rewrite_marks(_object(pdf, page["Contents"]).stream, loose)


def _rewrite_marks(stream: list, loose: set[int]) -> None:
    for position, part in enumerate(stream):
        if isinstance(part, pydyf.Dictionary) and part.get("MCID") in loose:
            stream[position - 1] = "/Artifact"
            stream[position] = pydyf.Dictionary({"Type": "/Pagination"})


def _boxes(box: Any) -> Iterator[Box]:
    """All boxes of a page in the order in which WeasyPrint tags them; lines themselves get no tag."""
    box = getattr(box, "_box", box)
    if not isinstance(box, LineBox):
        yield box
    for child in getattr(box, "children", ()):
        yield from _boxes(child)


def _all_boxes(document: Document) -> Iterator[Box]:
    for page in document.pages:
        yield from _boxes(page._page_box)


def _give_lists_their_numbering(document: Document, pdf: pydyf.PDF) -> None:
    """Say what kind of list each is: the tag is the same for all three kinds of HTML list.

    Tags and boxes are matched by their order; should a layout ever tag otherwise, lists go without.
    """
    boxes = [box for box in _all_boxes(document) if box.element is not None and box.element_tag in LIST_TAGS]
    lists = [part for part in pdf.objects if isinstance(part, pydyf.Dictionary) and part.get("S") == "/L"]
    if len(boxes) != len(lists):
        return
    for box, element in zip(boxes, lists, strict=True):
        element["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": _numbering(box)})


def _numbering(box: Box) -> str:
    if box.element_tag == "dl" or box.style["list_style_type"] == "none":
        return "/None"
    return "/Decimal" if box.element_tag == "ol" else "/Disc"


def _give_links_their_words(document: Document) -> None:
    for box in _all_boxes(document):
        if getattr(box, "link_annotation", None) and box.element is not None:
            words = " ".join("".join(box.element.itertext()).split())
            box.link_annotation["Contents"] = pydyf.String(words)


def _tell_both_standards(pdf: pydyf.PDF) -> None:
    stream = _object(pdf, pdf.catalog["Metadata"])
    packet = b"".join(part if isinstance(part, bytes) else part.encode() for part in stream.stream)
    stream.stream, stream.compress = [with_pdfua(packet)], False
