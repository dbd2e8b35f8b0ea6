"""What a reader of the file hears: text from right to left in the order it is read, words of another language as such.

The renderer draws Arabic letters in the order they stand on the paper and tags no language but the document's own.
"""

import unicodedata
from collections.abc import Iterator
from typing import Any

import pydyf
from weasyprint.document import Document
from weasyprint.formatting_structure.boxes import MarginBox, TextBox

BACKWARDS = {"R", "AL"}


def give_texts_their_words(document: Document, elements: list[pydyf.Dictionary]) -> None:
    """`elements` are the linked ones in reading order; each piece of text is an element of its own.

    Pieces and elements are matched by their order; should a layout ever tag otherwise, they go without.
    """
    texts = [box for page in document.pages for box in _texts(page._page_box)]
    spans = [element for element in elements if element["S"] != "/Figure" for kid in element["K"] if _is_content(kid)]
    if len(texts) != len(spans):
        return
    for box, span in zip(texts, spans, strict=True):
        if span["S"] == "/Link":  # several pieces in one element; its words stand in the annotation
            continue
        if any(unicodedata.bidirectional(letter) in BACKWARDS for letter in box.text):
            span["ActualText"] = pydyf.String(box.text)
        if box.style["lang"] and box.style["lang"] != document.metadata.lang:
            span["Lang"] = pydyf.String(box.style["lang"])


def _is_content(kid: Any) -> bool:
    return isinstance(kid, int)


def _texts(box: Any) -> Iterator[TextBox]:
    """The pieces of text in the order in which they are tagged; running headers are no part of the text."""
    box = getattr(box, "_box", box)
    if isinstance(box, TextBox):
        yield box
    if not isinstance(box, MarginBox):
        for child in getattr(box, "children", ()):
            yield from _texts(child)
