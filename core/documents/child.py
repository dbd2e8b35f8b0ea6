"""The other process: reads one document as JSON on standard input, writes the PDF on standard output.

`python -m core.documents.child SECONDS BYTES PAGES`. On failure it writes `error:<word>` instead of a file; nothing
of the document is written anywhere else. It knows no settings, no database and no Django.
"""

import json
import sys
from pathlib import Path

from core.documents import typefaces, walls
from core.documents.failures import DocumentFailure, Failure
from core.documents.kinds import Limits

STATIC = Path(__file__).resolve().parents[2] / "static"
FONTS = STATIC / "fonts"


def answer(limits: Limits) -> bytes:
    """Bound the process, load what drawing needs, close the walls, and only then read the document."""
    walls.limit_resources(limits)
    with typefaces.only_bundled(FONTS) as font_config:
        from core.documents.drawing import Drawing

        drawing = Drawing(STATIC, font_config, typefaces.drawable_characters(FONTS), limits.pages)
    walls.close_in([STATIC, Path(sys.prefix), Path(sys.base_prefix)])
    return drawing.draw(json.load(sys.stdin.buffer))


def failure_of(error: BaseException) -> Failure:
    """The one word that is told about an error."""
    from weasyprint.urls import FatalURLFetchingError

    if isinstance(error, DocumentFailure):
        return error.failure
    if isinstance(error, FatalURLFetchingError | walls.WallHit):
        return Failure.RESOURCE_REFUSED
    if isinstance(error, MemoryError) or walls.is_nearly_full():  # libraries short of memory fail in ways of their own
        return Failure.TOO_MUCH_MEMORY
    return Failure.CRASHED


def main(arguments: list[str]) -> int:
    try:
        result = answer(Limits(*map(int, arguments)))
    except BaseException as error:  # noqa: BLE001 - refusals are no ordinary exceptions, so that nothing swallows them
        sys.stdout.buffer.write(f"error:{failure_of(error)}\n".encode())
        return 1
    sys.stdout.buffer.write(result)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
