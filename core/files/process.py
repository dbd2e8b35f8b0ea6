"""Starts the child process for one file and turns how it ended into the file to keep, or a fault."""

import subprocess
import sys

from core.documents.kinds import MB
from core.documents.process import ROOT, surroundings
from core.files.faults import Fault, FileFault
from core.files.kinds import FileKind

SECONDS = 20  # of processor time; twice that on the clock, where the machine has much to do
MEMORY = 768 * MB  # forty million points four times over
OK, ERROR = b"ok:", b"error:"


def opened(content: bytes, kind: FileKind) -> bytes:
    """The file as it is to be kept. Raises FileFault; the child is gone when this returns."""
    command = [sys.executable, "-E", "-s", "-m", "core.files.child", kind.value, str(SECONDS), str(MEMORY)]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=surroundings(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as child:
        try:
            out, _nothing = child.communicate(content, timeout=2 * SECONDS)
        except subprocess.TimeoutExpired:
            raise FileFault(Fault.TOO_HEAVY) from None
        finally:
            child.kill()
    if child.returncode == 0 and out.startswith(OK):
        return out.removeprefix(OK)
    word = out.removeprefix(ERROR).decode("ascii", "replace")
    known = child.returncode == 1 and word in set(Fault)
    raise FileFault(Fault(word) if known else Fault.TOO_HEAVY)  # killed: by the limits, or by the machine
