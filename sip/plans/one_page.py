"""What fits on the child's own page: one sheet of paper. What does not fit stands in the plan, and that is told. [F82]

Letters are counted before the page is made; how many pages it became is counted when it has been.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from typing import Any

import pikepdf
from django.utils.translation import gettext as _

from core.errors import Refused

WORDS, MEASURE, DONE = 600, 120, 60  # letters of the child's words together, of a measure, of what is done
Room = tuple[int, int]  # so many things that happen next, and that are done
ROOMS: tuple[Room, ...] = ((5, 4), (3, 2), (2, 1))  # as many as there is room for
SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
SHOWN = 40  # letters of a text that is told to be too long


def words_that_fit(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The child's words from the first on, ended with a sentence; and what the worker is told of the rest."""
    count = sum(map(len, words))
    if count <= WORDS:
        return list(words), []
    told = _("Barnets egna ord är %(count)d tecken. På sidan står de första %(most)d, resten står i planen.")
    fitting: list[str] = []
    left = WORDS
    for text in words:
        if len(text) > left:
            begun = _beginning(text, left)
            fitting += [f"{begun} …"] if begun else []
            break
        fitting.append(text)
        left -= len(text)
    return fitting, [told % {"count": count, "most": sum(map(len, fitting))}]


def _beginning(text: str, most: int) -> str:
    """Whole sentences, or whole words where the first sentence is too long itself."""
    part = ""
    for sentence in SENTENCE_END.split(text):
        if len(part) + len(sentence) + 1 > most:
            break
        part = f"{part} {sentence}".strip()
    return part or text[:most].rpartition(" ")[0]


def short_enough(rows: Iterable[Any], text: Callable[[Any], str], most: int) -> tuple[list[Any], list[str]]:
    """Those whose text has room, whole; and a sentence about each that has not."""
    fitting, told = [], []
    for row in rows:
        words = text(row)
        if len(words) <= most:
            fitting.append(row)
        else:
            said = {"start": f"{words[:SHOWN].rstrip()} …", "count": len(words), "over": len(words) - most}
            told.append(
                _("”%(start)s” är %(count)d tecken, %(over)d för många för sidan. Texten står bara i planen.") % said
            )
    return fitting, told


def one_page(made: Callable[[Room], bytes]) -> bytes:
    """The page with as many things as fit on one sheet; `made` makes it with that room. Raises Refused."""
    for room in ROOMS:
        pdf = made(room)
        if pages_of(pdf) == 1:
            return pdf
    raise Refused(_("Texterna får inte plats på en sida. Korta barnets ord eller insatserna, eller lämna hela planen."))


def pages_of(pdf: bytes) -> int:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return len(opened.pages)
