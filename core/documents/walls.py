"""The walls round the child process: what it may use, open and reach. Standard library only. [security 7]"""

import ctypes
import os
import resource
import signal
import sys
from collections.abc import Iterable
from pathlib import Path

from core.documents.kinds import Limits

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS = 1, 4, 38
MAPPED_EXTRA = 512 * 1024 * 1024  # libraries mapped from disk, which are not the process's own memory
FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "os.system",
    "os.remove",
    "os.rename",
    "os.mkdir",
    "os.link",
    "os.symlink",
    "pty.spawn",
    "urllib.Request",
    "ftplib.",
    "http.client.",
    "smtplib.",
    "shutil.",
)


class WallHit(BaseException):
    """The document made the renderer reach for something outside. No handler in between may swallow it."""


def limit_resources(limits: Limits) -> None:
    """Bound time and memory, leave no core dump with personal data behind, and die with the parent."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 1))
    resource.setrlimit(resource.RLIMIT_DATA, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory + MAPPED_EXTRA, limits.memory + MAPPED_EXTRA))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def is_nearly_full() -> bool:
    """Whether this process has at some time held nine tenths of the memory it may hold."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return peak >= 0.9 * resource.getrlimit(resource.RLIMIT_DATA)[0]


def close_in(readable: Iterable[Path]) -> None:
    """From here on: no network, no other process, no written file, and reading only below `readable`."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    sys.dont_write_bytecode = True
    folders = tuple(os.path.realpath(folder) + os.sep for folder in readable)

    def refuse(event: str, arguments: tuple) -> None:
        if event.startswith(FORBIDDEN):
            raise WallHit(event)
        if event == "open" and not _may_open(arguments, folders):
            raise WallHit(event)

    sys.addaudithook(refuse)


def _may_open(arguments: tuple, folders: tuple[str, ...]) -> bool:
    path, mode, flags = arguments
    if isinstance(path, int):
        return True
    if (mode and mode != "r" and mode != "rb") or (flags or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        return False
    return os.path.realpath(os.fsdecode(path)).startswith(folders)
