"""Starts the child process for one document and turns how it ended into a file or a typed error."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from core.documents.errors import BY_FAILURE, DocumentError, RendererCrashed, TooLong, TooMuchMemory
from core.documents.failures import Failure
from core.documents.kinds import Limits

ROOT = Path(__file__).resolve().parents[2]
CHILD = "core.documents.child"  # the program that draws
INHERITED = ("LD_LIBRARY_PATH", "PATH")  # the text libraries may lie in a folder of our own
ABORTED = {-signal.SIGABRT, -signal.SIGTRAP}  # how the C libraries end when they get no memory or no thread
NO_MEMORY = (b"allocat", b"temporarily unavailable")


def make(order: bytes, limits: Limits) -> bytes:
    """The PDF for an order (JSON). Raises a DocumentError; the child is gone when this returns."""
    command = [sys.executable, "-E", "-s", "-m", CHILD]
    command += [str(limits.seconds), str(limits.memory), str(limits.pages)]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=surroundings(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as child:
        try:
            out, complaints = child.communicate(order, timeout=limits.seconds)
        except subprocess.TimeoutExpired:
            raise TooLong from None
        finally:
            child.kill()
    if child.returncode == 0 and out.startswith(b"%PDF-"):
        return out
    raise _reason(child.returncode, out, complaints)


def surroundings() -> dict[str, str]:
    """No setting, secret or user data reaches the child."""
    return {"LC_ALL": "C.UTF-8", "TZ": "UTC", **{name: os.environ[name] for name in INHERITED if name in os.environ}}


def _reason(code: int, out: bytes, complaints: bytes) -> DocumentError:
    """What went wrong, from the typed error or from how the process died. Complaints are read, never passed on."""
    word = out.decode("ascii", "replace").strip().removeprefix("error:")
    if code == 1 and word in set(Failure):
        return BY_FAILURE[Failure(word)]()
    if code == -signal.SIGXCPU:
        return TooLong()
    if code == -signal.SIGKILL:  # not by us: the machine was out of memory
        return TooMuchMemory()
    if b"MemoryError" in complaints or (code in ABORTED and any(word in complaints for word in NO_MEMORY)):
        return TooMuchMemory()
    return RendererCrashed()
