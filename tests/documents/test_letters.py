"""What is drawn is what was written: the letters themselves, not only the text layer behind them."""

import pytest
from fontTools.ttLib import TTFont

from core.documents.child import FONTS
from core.documents.legible import legible
from core.documents.typefaces import NEEDED, drawable_characters
from tests.documents import raw, reading

WORDS = "Åsa Ängby Österlen Łódź Čapek Žižka 1–4 «citat» 50 % ≥ √"


@pytest.fixture(scope="module")
def drawable():
    return drawable_characters(FONTS)


@pytest.mark.slow
def test_swedish_and_polish_letters_are_drawn_with_their_own_shapes():
    pdf = reading.opened(raw.make(f"<h1>{WORDS}</h1><p>{WORDS}</p><p><b>{WORDS}</b></p>"))
    sources = {_weight(name): TTFont(FONTS / name) for name in NEEDED}
    seen = set()

    for font in {font.objgen: font for font, _ in reading.drawn(pdf)}.values():
        source, inside = sources[_weight(str(font.BaseFont))], reading.embedded(font)
        texts = reading.to_unicode(font)
        for glyph in {glyph for used, glyph in reading.drawn(pdf) if used.objgen == font.objgen}:
            letter = texts[glyph]
            if not letter.isalpha():  # dashes between figures are drawn higher, as they should be
                continue
            expected = reading.outline(source, source.getBestCmap()[ord(letter)])
            assert reading.outline(inside, inside.getGlyphName(glyph)) == expected, letter
            seen.add(letter)

    assert {letter for letter in WORDS if letter.isalpha()} == seen


def _weight(name: str) -> str:
    return name.split("Inter")[-1].replace("-", "").removesuffix(".ttf").replace("Regular", "")


@pytest.mark.slow
def test_no_empty_box_is_drawn_for_what_the_typeface_lacks():
    pdf = reading.opened(raw.make("<h1>Så här 😊 säger جمال och 张</h1>"))

    assert {glyph for _, glyph in reading.drawn(pdf)}.isdisjoint({0})
    assert "(U+1F60A)" in reading.text(pdf)
    assert "(U+5F20)" in reading.text(pdf)
    assert "Noto-Sans-Arabic" in "".join(str(font.BaseFont) for font, _ in reading.drawn(pdf))


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Åsa Čapek", "Åsa Čapek"),
        ("A\u030asa", "Åsa"),  # typed as A and ring
        ("ﬁn ①", "fin 1"),
        ("😊", "(U+1F60A)"),
        ("till\u200b\u202esammans\x07", "tillsammans"),
        ("av\u00adstava\tord\n", "av\u00adstava\tord\n"),
        ("❤\ufe0f", "(U+2764)"),
        ("می\u200cشود", "می\u200cشود"),  # the spelling of Persian
        ("\u200cمی\u200c شود a\u200cb", "می شود ab"),
        ("ትግርኛ Київ", "ትግርኛ Київ"),
    ],
)
def test_every_sign_gets_a_likeness(drawable, written, printed):
    assert legible(written, drawable) == printed


def test_the_typeface_has_what_templates_use(drawable):
    assert set("åäöÅÄÖéüŁłČčŽž–—…•→✓≥≤−×\u00a0«»”’<>§€%½") <= {chr(point) for point in drawable}
