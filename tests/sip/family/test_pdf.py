"""The sheets as files: the language said, each script drawn by our own letters, the words in reading order."""

import re
from datetime import UTC, datetime

import pikepdf
import pytest

from core.documents.kinds import DocumentKind
from core.documents.render import render_pdf
from sip.family import texts
from sip.family.presenting import Part
from tests.documents import reading
from tests.documents.test_standards import PDFUA, told

pytestmark = pytest.mark.slow
NAME, PHONE, WHEN = "Åsa Öström-Ängby", "070-123 45 67", "12 mars 2026 kl. 13.00"
FONTS = {"fa": "Noto-Sans-Arabic", "ti": "Noto-Sans-Ethiopic", "uk": "Inter-Cyrillic"}


@pytest.fixture(scope="module", params=FONTS)
def made(request):
    """A page of each script with a Swedish name, number and day inside its sentences: (language, the file)."""
    one = texts.language(request.param)
    parts = [
        Part(one.say("consent.who_heading"), one.say("consent.who"), "Vem säger ja", "Så är det."),
        Part(one.say("plan.next_meeting", when=WHEN), one.say("plan.call_whom", name=NAME, phone=PHONE)),
    ]
    pdf = render_pdf(
        "documents/_family_sheet.html",
        {"language": one, "title": one.say("consent.title"), "parts": parts},
        kind=DocumentKind.CASE,
        title=one.plain("consent.title"),
        language=one.tag,
        created_at=datetime(2026, 3, 10, 5, tzinfo=UTC),
    )
    return one, reading.opened(pdf)


def heard(pdf) -> list[tuple[str, str]]:
    """Each piece of text as a reader hears it, with its language, in reading order."""
    pieces, drawn = [], _by_mark(pdf)
    for element, _above in reading.elements(pdf):
        for kid in element.get("/K", []):
            if isinstance(kid, int):
                words = str(element.ActualText) if "/ActualText" in element else drawn[element.Pg.objgen, int(kid)]
                pieces.append((words, str(element.get("/Lang", pdf.Root.Lang))))
    return pieces


def _by_mark(pdf) -> dict:
    """The letters of each marked piece, in the order in which they are drawn."""
    found: dict = {}
    for page in pdf.pages:
        fonts, font, mark = page.Resources.Font, None, None
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "BDC":
                mark = operands[1].get("/MCID")
            elif str(operator) == "Tf":
                font = reading.to_unicode(fonts[str(operands[0])])
            elif str(operator) in ("Tj", "TJ"):
                for part in operands[0] if str(operator) == "TJ" else operands:
                    if isinstance(part, pikepdf.String):
                        raw = bytes(part)
                        glyphs = [int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2)]
                        key = page.obj.objgen, int(mark) if mark is not None else None
                        found[key] = found.get(key, "") + "".join(font.get(glyph, "") for glyph in glyphs)
    return found


def test_the_file_says_its_language_and_is_tagged(made):
    one, pdf = made

    assert str(pdf.Root.Lang) == one.tag
    assert told(pdf)[0][f"{PDFUA}part"] == "1"
    assert len(reading.tagged(pdf, "/H1")) == 1
    assert len(reading.tagged(pdf, "/H2")) == 2


def test_every_letter_is_drawn_and_by_our_own_font(made):
    one, pdf = made

    assert {glyph for _, glyph in reading.drawn(pdf)}.isdisjoint({0})
    assert FONTS[one.code] in "".join(str(font.BaseFont) for font in reading.fonts(pdf).values())
    assert "(U+" not in "".join(words for words, _ in heard(pdf))


def test_a_reader_hears_the_words_in_the_order_they_are_read(made):
    one, pdf = made
    said = _plain(" ".join(words for words, _ in heard(pdf)))

    for sentence in (
        one.plain("consent.title"),
        one.plain("consent.who"),
        one.plain("plan.call_whom", name=NAME, phone=PHONE),
        one.plain("plan.next_meeting", when=WHEN),
    ):
        assert _plain(sentence) in said


def _plain(text: str) -> str:
    """Without white space: a line ends where the paper does."""
    return re.sub(r"\s+", "", text)


def test_swedish_inside_it_is_said_to_be_swedish_and_stands_unturned(made):
    _one, pdf = made
    swedish = [words for words, language in heard(pdf) if language == "sv"]

    assert [part for part in (NAME, PHONE, WHEN) if part not in swedish] == []
    assert "Så är det." in " ".join(swedish)


MEASURE = {"text": "Samma person möter dig varje morgon vid grinden", "who": NAME, "when": WHEN}
FULL = {
    "words": ["Jag vill gå i skolan men inte när det är så högt. Jag vill slippa berätta allt från början. " * 3],
    "next": [
        {**MEASURE, "picture": name, "alt": f"child.picture_{name}"} for name in "school care talk me help".split()
    ],
    "has_more": True,
    "done": ["Du har fått ett eget skåp", "Du har träffat Samira", "Lugnt rum", "Bilen kör hela vägen"],
    "helpers": [NAME, "Tora Lärare", "Bim Behandlare"],
    "next_meeting": WHEN,
}


@pytest.mark.parametrize("code", ["sv", "ar", "ti"])
def test_the_childs_own_page_is_one_page_and_its_pictures_are_said_in_words(code):
    one = texts.language(code)
    pdf = reading.opened(
        render_pdf(
            "documents/_family_child.html",
            {"language": one, "title": one.say("child.title"), "paper": FULL},
            kind=DocumentKind.CASE,
            title=one.plain("child.title"),
            language=one.tag,
            created_at=datetime(2026, 3, 10, 5, tzinfo=UTC),
        )
    )

    assert len(pdf.pages) == 1
    said = [str(figure.Alt) for figure in reading.tagged(pdf, "/Figure")]
    shown = "words school time care time talk time me time help time meeting done help".split()
    assert said == [one.plain(f"child.picture_{name}") + "." for name in shown]
    assert {glyph for _, glyph in reading.drawn(pdf)}.isdisjoint({0})
