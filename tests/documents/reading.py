"""A finished file read back: its tags, its text and the shapes of its letters."""

import io

import pikepdf
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def elements(pdf: pikepdf.Pdf):
    """Every structure element in reading order, as (element, tags above it)."""
    yield from _below(pdf.Root.StructTreeRoot, ())


def _below(element, above):
    below = element.get("/K", [])
    for kid in below if isinstance(below, pikepdf.Array) else [below]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid, above
            yield from _below(kid, (*above, str(kid.S)))


def tagged(pdf: pikepdf.Pdf, tag: str) -> list:
    return [element for element, _ in elements(pdf) if str(element.S) == tag]


def marked_content(page: pikepdf.Page):
    """Each piece of painted text as (tag, mcid or None): the mark that stands round it, or (None, None)."""
    marks = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BMC", "BDC"):
            properties = operands[1] if len(operands) > 1 else {}
            marks.append((str(operands[0]), properties.get("/MCID")))
        elif name == "EMC":
            marks.pop()
        elif name in ("Tj", "TJ"):
            known = [mark for mark in marks if mark[0] == "/Artifact" or mark[1] is not None]
            yield known[-1] if known else (None, None)


def owned_marks(pdf: pikepdf.Pdf, number: int) -> set[int]:
    """The content numbers of a page that belong to an element in the tree."""
    page = pdf.pages[number].obj.objgen
    found = set()
    for element, _ in elements(pdf):
        if "/Pg" in element and element.Pg.objgen == page:
            found |= {int(kid) for kid in element.K if isinstance(kid, int)}
    return found


def fonts(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Dictionary]:
    found: dict[str, pikepdf.Dictionary] = {}
    for page in pdf.pages:
        found |= {str(name): font for name, font in page.Resources.Font.items()}
    return found


def drawn(pdf: pikepdf.Pdf):
    """(font, glyph number) of every letter on every page."""
    used = fonts(pdf)
    for page in pdf.pages:
        font = None
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "Tf":
                font = used[str(operands[0])]
            elif str(operator) in ("Tj", "TJ"):
                parts = operands[0] if str(operator) == "TJ" else operands
                for part in parts:
                    if isinstance(part, pikepdf.String):
                        raw = bytes(part)
                        for at in range(0, len(raw), 2):
                            yield font, int.from_bytes(raw[at : at + 2], "big")


def to_unicode(font: pikepdf.Dictionary) -> dict[int, str]:
    """Glyph number to text, as a reader or a search hears it."""
    mapping = {}
    for operands, operator in pikepdf.parse_content_stream(font.ToUnicode):
        if str(operator) == "endbfchar":
            for glyph, text in zip(operands[::2], operands[1::2], strict=True):
                mapping[int.from_bytes(bytes(glyph), "big")] = bytes(text).decode("utf-16-be")
    return mapping


def outline(font: TTFont, glyph: str) -> list:
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[glyph].draw(pen)
    return pen.value


def embedded(font: pikepdf.Dictionary) -> TTFont:
    return TTFont(io.BytesIO(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()))


def text(pdf: pikepdf.Pdf) -> str:
    maps: dict = {}
    letters = []
    for font, glyph in drawn(pdf):
        key = font.objgen
        if key not in maps:
            maps[key] = to_unicode(font)
        letters.append(maps[key].get(glyph, ""))
    return "".join(letters)
