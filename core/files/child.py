"""The other process: reads one file on standard input, answers `ok:` and the file as it is to be kept, or a fault.

`python -m core.files.child KIND SECONDS BYTES`. It knows no settings, no database and no Django, and neither writes
nor reaches anything: whoever finds a hole in the libraries that open a file stands in an empty room. [security 10]
"""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from core.documents import walls
from core.documents.kinds import Limits
from core.files.faults import Fault, FileFault
from core.files.kinds import FileKind

Opener = Callable[[bytes], bytes]


def answer(kind: str, limits: Limits, load: Callable[[str], Opener]) -> bytes:
    """Bound the process, load what opens this kind, close the walls, and only then read the file."""
    walls.limit_resources(limits)
    check = load(kind)
    walls.close_in([Path(sys.prefix), Path(sys.base_prefix)])
    return check(sys.stdin.buffer.read())


def _opener(kind: str) -> Opener:
    if kind == FileKind.PDF:
        from core.files import pdfs

        return pdfs.checked
    if kind == FileKind.DOCX:
        from core.files import docx

        return docx.checked
    if kind == FileKind.ODT:
        from core.files import odt

        return odt.checked
    from core.files import pictures

    return partial(pictures.rebuilt, kind=FileKind(kind))


def fault_of(error: BaseException) -> Fault:
    """The one word that is told about an error."""
    if isinstance(error, FileFault):
        return error.fault
    if isinstance(error, MemoryError) or walls.is_nearly_full():
        return Fault.TOO_HEAVY
    return Fault.DAMAGED


def main(arguments: list[str], load: Callable[[str], Opener] = _opener) -> int:
    kind, seconds, memory = arguments
    try:
        result = answer(kind, Limits(int(seconds), int(memory), pages=0), load)
    except BaseException as error:  # noqa: BLE001 - whatever a stranger's file sets off ends here, in one word
        sys.stdout.buffer.write(f"error:{fault_of(error)}".encode())
        return 1
    sys.stdout.buffer.write(b"ok:" + result)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
