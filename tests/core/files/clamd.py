"""A virus scanner that answers as clamd does, over a real socket; it finds what bears a mark of ours."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

VIRUS = b"BUS-PORTALEN-PROVVIRUS-INGEN-FARA"
UNSURE = b"BUS-PORTALEN-PROV-SOM-INTE-KAN-BEDOMAS"


class Clamd(threading.Thread):
    """`asked`: what it was sent, in order. `cut` lets it go away in the middle of its answer."""

    def __init__(self, line: socket.socket) -> None:
        super().__init__(daemon=True)
        self.line, self.asked, self.cut = line, [], False
        line.listen()

    def run(self) -> None:
        while True:
            try:
                asking, _address = self.line.accept()
            except OSError:
                return
            with asking:
                asking.sendall(self._answer(asking.makefile("rb")))

    def _answer(self, sent) -> bytes:
        if sent.read(10) != b"zINSTREAM\0":
            return b"UNKNOWN COMMAND\0"
        content = b""
        while size := struct.unpack("!I", sent.read(4))[0]:
            content += sent.read(size)
        self.asked.append(content)
        if self.cut:
            return b"stream: "
        if VIRUS in content:
            return b"stream: Prov.Virus FOUND\0"
        return b"INSTREAM size limit exceeded. ERROR\0" if UNSURE in content else b"stream: OK\0"


@contextmanager
def listening(folder: Path | None = None) -> Iterator[tuple[Clamd, str]]:
    """A scanner and its address; on a port of its own, or on a socket file in `folder`."""
    if folder:
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.bind(str(folder / "clamd.sock"))
        url = f"unix://{folder / 'clamd.sock'}"
    else:
        line = socket.create_server(("127.0.0.1", 0))
        url = f"tcp://127.0.0.1:{line.getsockname()[1]}"
    clamd = Clamd(line)
    clamd.start()
    try:
        yield clamd, url
    finally:
        line.shutdown(socket.SHUT_RDWR)
        line.close()
        clamd.join(5)
