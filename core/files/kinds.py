"""Which kinds of file are taken in, and how much one may be. Standard library only. [security 10]"""

from dataclasses import dataclass
from enum import StrEnum

MB = 1024 * 1024
MOST_BYTES = 10 * MB
MOST_PIXELS = 40_000_000
MOST_UNPACKED = 100 * MB
MOST_ENTRIES = 1_000


class FileKind(StrEnum):
    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"
    DOCX = "docx"
    ODT = "odt"


@dataclass(frozen=True)
class Facts:
    """`endings` of the name, the first is given to the file when it leaves; `start` is how the content begins."""

    endings: tuple[str, ...]
    media_type: str
    start: bytes


OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FACTS = {
    FileKind.PDF: Facts((".pdf",), "application/pdf", b"%PDF-"),
    FileKind.PNG: Facts((".png",), "image/png", b"\x89PNG\r\n\x1a\n"),
    FileKind.JPEG: Facts((".jpg", ".jpeg"), "image/jpeg", b"\xff\xd8\xff"),
    FileKind.DOCX: Facts((".docx",), OFFICE, b"PK\x03\x04"),
    FileKind.ODT: Facts((".odt",), "application/vnd.oasis.opendocument.text", b"PK\x03\x04"),
}
# What a file picker offers, a telephone's camera among it.
ACCEPT = ",".join(
    [*(fact.media_type for fact in FACTS.values()), *(end for fact in FACTS.values() for end in fact.endings)]
)


def kind_of_name(name: str) -> FileKind | None:
    """The kind that the name's ending claims, None for one that is not taken in."""
    return next((kind for kind, fact in FACTS.items() if name.lower().endswith(fact.endings)), None)
