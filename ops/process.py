"""Child processes: they end when the door ends, also when the door is killed."""

import ctypes
import os
import signal
import subprocess
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ops.paths import AS_ROOT, ROOT, server_user

PR_SET_PDEATHSIG = 1


def dies_with_parent(sign: int) -> Callable[[], None]:
    """For preexec_fn: the kernel sends `sign` to the child when its parent is gone. Linux only."""
    prctl = ctypes.CDLL(None).prctl

    def arrange() -> None:
        prctl(PR_SET_PDEATHSIG, sign)

    return arrange


def as_server_user() -> dict:
    """Arguments for subprocess that make root step down to the server user; empty for others."""
    if not AS_ROOT:
        return {}
    user = server_user()
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def give_to_server_user(folder: Path) -> Path:
    """Make `folder` if it is missing: readable by the server user alone."""
    folder.mkdir(parents=True, exist_ok=True)
    if AS_ROOT:
        user = server_user()
        os.chown(folder, user.pw_uid, user.pw_gid)
    folder.chmod(0o700)
    return folder


def working_in(folder: Path) -> list[int]:
    """The processes whose working folder it is, by the kernel's own record."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has just ended, or is somebody else's
            if (process / "cwd").readlink() == folder:
                found.append(int(process.name))
    return found


@dataclass
class Child:
    """A running process of ours and the signal that stops it politely."""

    name: str
    process: subprocess.Popen
    stop_signal: int = signal.SIGTERM

    @classmethod
    def start(
        cls,
        name: str,
        command: list[str],
        *,
        env: Mapping[str, str],
        log: Path | None = None,
        stop_signal: int = signal.SIGTERM,
        cwd: Path = ROOT,
        low: bool = False,
    ) -> "Child":
        """Start `command` in a session of its own (Ctrl-C reaches the door alone); `low` runs it as the server user."""
        out = log.open("ab") if log else None
        try:
            process = subprocess.Popen(
                command,
                env=dict(env),
                cwd=cwd,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
                preexec_fn=dies_with_parent(stop_signal),
                **(as_server_user() if low else {}),
            )
        finally:
            if out:
                out.close()
        return cls(name, process, stop_signal)

    @property
    def is_running(self) -> bool:
        return self.process.poll() is None

    def stop(self, patience: float = 15) -> None:
        """Ask it to end, and after `patience` seconds make it; nothing it started stays behind."""
        if self.is_running:
            self.process.send_signal(self.stop_signal)
            try:
                self.process.wait(patience)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.clear()

    def clear(self) -> None:
        """End what is left of its process group, such as workers whose master was killed."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
