"""The test server's data folder, copied between runs so that an unchanged schema is not migrated again.

A run works on its own copy: one that was killed leaves what was kept as it was, and two at once do not share it.
"""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from ops import cluster
from ops.paths import LOCAL

# Made last: a copy that was broken off lacks it, and is not used.
WHOLE = "whole"


def place() -> Path:
    return LOCAL / f"tests-{cluster.version()}"


def take_up(folder: Path) -> None:
    """Give `folder`'s PostgreSQL a copy of the kept data, if there is some."""
    if "PG_BINDIR" not in os.environ and (place() / WHOLE).exists():
        (folder / "postgres").mkdir()
        _copy(place() / "data", folder / "postgres")


def put_back(folder: Path, template: str) -> None:
    """Keep the data of `folder`, whose server has stopped well, unless what is kept holds that template already."""
    data = folder / "postgres" / "data"
    if "PG_BINDIR" in os.environ or not data.exists() or (data / "postmaster.pid").exists() or _holds(template):
        return
    draft = Path(tempfile.mkdtemp(prefix=".tests-", dir=LOCAL))
    _copy(data, draft)
    os.sync()  # the test server itself does not: after a crash of the machine the mark must not stand alone
    (draft / WHOLE).write_text(template)
    shutil.rmtree(place(), ignore_errors=True)
    try:
        draft.rename(place())
    except OSError:  # another run was first
        shutil.rmtree(draft)


def _holds(template: str) -> bool:
    mark = place() / WHOLE
    return mark.exists() and mark.read_text() == template


def _copy(data: Path, into: Path) -> None:
    """With its owners: as root the server's files are the server user's."""
    subprocess.run(["cp", "-a", str(data), str(into)], check=True)
