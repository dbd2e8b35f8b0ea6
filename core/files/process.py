"""Starts the child process for one file and turns how it ended into the file to keep, or a fault."""

import subprocess
import sys

from core.documents.kinds import MB
from core.documents.process import ROOT, surroundings
from core.files.faults import Fault, FileFault

SECONDS = 20  # of processor time; twice that on the clock, where the machine has much to do
MEMORY = 768 * MB  # forty million points four times over
CHILD = "core.files.child"
OK, ERROR = b"ok:", b"error:"


def opened(content: bytes, kind: str, *, child: str = CHILD) -> bytes:
    """The file as it is to be kept, or what `child` reads out of it. Raises FileFault; the child is gone then."""
    command = [sys.executable, "-E", "-s", "-m", child, str(kind), str(SECONDS), str(MEMORY)]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=surroundings(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as running:
        try:
            out, _nothing = running.communicate(content, timeout=2 * SECONDS)
        except subprocess.TimeoutExpired:
            raise FileFault(Fault.TOO_HEAVY) from None
        finally:
            running.kill()
    if running.returncode == 0 and out.startswith(OK):
        return out.removeprefix(OK)
    word = out.removeprefix(ERROR).decode("ascii", "replace")
    known = running.returncode == 1 and word in set(Fault)
    raise FileFault(Fault(word) if known else Fault.TOO_HEAVY)  # killed: by the limits, or by the machine
