"""The fonts of the printed documents: bundled ones and no others, so that every machine draws alike.

Without a single usable font the text library does not fail but takes the whole process down; therefore the fonts
are looked at first, and a document is refused in words instead.
"""

import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from core.documents.failures import DocumentFailure, Failure

# By the family's name, as style sheets name it. What a script lacks of weights is drawn in the nearest it has.
FAMILIES = {
    "Inter": ("Inter-Regular.ttf", "Inter-SemiBold.ttf", "Inter-Bold.ttf"),
    "Inter Cyrillic": ("InterCyrillic-Regular.ttf", "InterCyrillic-SemiBold.ttf", "InterCyrillic-Bold.ttf"),
    "Noto Sans Arabic": ("NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf"),
    "Noto Sans Ethiopic": ("NotoSansEthiopic-Regular.ttf", "NotoSansEthiopic-Bold.ttf"),
}
NEEDED = tuple(name for weights in FAMILIES.values() for name in weights)
SIGNATURES = (b"\x00\x01\x00\x00", b"OTTO", b"true")
CONFIGURATION = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>/dev/null/none</cachedir><config><rescan><int>0</int></rescan></config>
</fontconfig>"""


def missing_fonts(folder: Path) -> list[str]:
    """The needed font files that are not there or are no fonts at all."""
    return [name for name in NEEDED if not _looks_like_font(folder / name)]


def _looks_like_font(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(4) in SIGNATURES
    except OSError:
        return False


@contextmanager
def only_bundled(folder: Path) -> Iterator[Any]:
    """WeasyPrint's font configuration with the fonts of `folder` and nothing of the machine's.

    Raises DocumentFailure(NO_FONT). WeasyPrint is imported here, when the configuration is in place.
    """
    if missing_fonts(folder):
        raise DocumentFailure(Failure.NO_FONT)
    with tempfile.TemporaryDirectory(prefix="fonts-") as place:
        configuration = Path(place) / "fonts.conf"
        configuration.write_text(CONFIGURATION.format(folder=escape(str(folder))), encoding="utf-8")
        os.environ["FONTCONFIG_FILE"] = str(configuration)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            try:
                from weasyprint.text.fonts import FontConfiguration
            except UserWarning as warning:  # "No fonts configured in FontConfig"
                raise DocumentFailure(Failure.NO_FONT) from warning
        yield FontConfiguration()


def drawable_characters(folder: Path) -> frozenset[int]:
    """The code points that every weight of some family can draw."""
    return frozenset().union(*(_of_every_weight(folder, weights) for weights in FAMILIES.values()))


def _of_every_weight(folder: Path, weights: tuple[str, ...]) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    sets = [frozenset(TTFont(folder / name, lazy=True).getBestCmap()) for name in weights]
    return frozenset.intersection(*sets)
