"""Text that the bundled fonts can draw: no empty boxes in a document, whatever somebody has typed."""

import re
import unicodedata

NON_JOINER = "\u200c"
# soft hyphen: handled by the layout, drawn by no font; non-joiner: part of how Persian and Dari are spelt
KEPT = frozenset("\t\n\r\u00ad" + NON_JOINER)
ARABIC = "[\u0620-\u06d3]"
ASTRAY = re.compile(f"(?<!{ARABIC}){NON_JOINER}|{NON_JOINER}(?!{ARABIC})")


def legible(text: str, drawable: frozenset[int]) -> str:
    """The text with undrawable characters replaced by a likeness, or by their number in words of Unicode.

    Control, joining and direction marks are dropped, all but a non-joiner between two Arabic letters. "①" becomes "1",
    an emoji becomes "(U+1F60A)", so that the reader sees that something stands there. A document that is locked can
    thus always be printed.
    """
    text = ASTRAY.sub("", unicodedata.normalize("NFC", text))
    strange = {sign for sign in set(text) - KEPT if ord(sign) not in drawable or _is_mark(sign)}
    return text.translate({ord(sign): _likeness(sign, drawable) for sign in strange}) if strange else text


def _is_mark(sign: str) -> bool:
    """Whether it is no letter but an order to whoever draws, such as to turn the direction round."""
    return unicodedata.category(sign) in {"Cc", "Cf"}


def _likeness(sign: str, drawable: frozenset[int]) -> str:
    if _is_mark(sign) or unicodedata.category(sign) == "Mn":
        return ""
    simpler = unicodedata.normalize("NFKC", sign)
    if simpler != sign and all(ord(part) in drawable for part in simpler):
        return simpler
    return " " if unicodedata.category(sign).startswith("Z") else f"(U+{ord(sign):04X})"
