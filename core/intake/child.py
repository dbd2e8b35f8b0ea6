"""The other process: reads one spreadsheet on standard input, answers `ok:` and its rows as JSON, or a fault.

It stands in the same empty room as the one that opens files to keep. [security 10]
"""

import json
import sys

from core.files import child
from core.intake.reading.limits import SheetKind


def _reader(kind: str) -> child.Opener:
    from encodings import cp1252, utf_8_sig  # noqa: F401  the room's door shuts before they are asked for

    if kind == SheetKind.XLSX:
        from core.intake.reading.xlsx import rows
    else:
        from core.intake.reading.csvs import rows
    return lambda content: json.dumps(rows(content)).encode()


if __name__ == "__main__":
    sys.exit(child.main(sys.argv[1:], _reader))
