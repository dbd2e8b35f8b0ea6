"""From what a person sent to a file that may be kept: kind, size, content, virus. At the edge, before any lock."""

from dataclasses import dataclass

from core.files import process, scanner
from core.files.faults import Fault, FileFault
from core.files.kinds import FACTS, MOST_BYTES, FileKind, kind_of_name
from core.files.states import FileStatus


@dataclass(frozen=True)
class Examined:
    """Content as it is to be kept; pictures are drawn anew."""

    kind: FileKind
    content: bytes
    status: FileStatus


def examine(name: str, content: bytes, *, size: int | None = None) -> Examined:
    """Take a file apart. `size` is what was sent where less than that was taken in. Raises FileFault."""
    kind = kind_of_name(name)
    if kind is None:
        raise FileFault(Fault.UNKNOWN_KIND)
    if max(size or 0, len(content)) > MOST_BYTES:
        raise FileFault(Fault.TOO_LARGE)
    if not content:
        raise FileFault(Fault.EMPTY)
    if not content.startswith(FACTS[kind].start):
        raise FileFault(Fault.OTHER_CONTENT)
    kept = process.opened(content, kind)
    return Examined(kind, kept, _judged(kept))


def _judged(content: bytes) -> FileStatus:
    """What the scanner says of it now; without an answer it is kept where nobody reaches it."""
    if not scanner.is_connected():
        return FileStatus.UNSCANNED
    try:
        found = scanner.finds_virus(content)
    except (scanner.ScannerAway, scanner.ScannerUnsure):
        return FileStatus.QUARANTINED
    if found:
        raise FileFault(Fault.VIRUS)
    return FileStatus.CLEAN
