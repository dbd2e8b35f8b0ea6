"""The test server's data folder, kept between runs so that an unchanged schema is not migrated again."""

import fcntl
import os
import shutil
from pathlib import Path
from typing import IO

from ops import cluster, places
from ops.paths import LOCAL

_held: list[IO[str]] = []  # the lock lives as long as this process


def take_up(folder: Path) -> None:
    """Let `folder`'s PostgreSQL use the kept data, unless another run has it. What was not stopped well is not used."""
    if "PG_BINDIR" in os.environ:
        return
    lock = (LOCAL / "tests.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    _held.append(lock)
    data = places.reachable(LOCAL / f"tests-{cluster.version()}")
    if (data / "stopped").exists():
        (data / "stopped").unlink()
    else:
        shutil.rmtree(data / "data", ignore_errors=True)
    data.mkdir(exist_ok=True)
    (folder / "postgres").symlink_to(data)


def put_back(folder: Path) -> None:
    """Note that the kept data was stopped well. fsync is off: after a crash of the machine it is made anew."""
    link = folder / "postgres"
    if link.is_symlink() and not (link / "data" / "postmaster.pid").exists():
        (link.resolve() / "stopped").touch()
        link.unlink()
