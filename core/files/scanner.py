"""The virus scanner: clamd, asked over a socket of our own. `BUS_SCANNER` says where it listens. [security 10]

    BUS_SCANNER=tcp://clamd:3310        or        BUS_SCANNER=unix:///run/clamav/clamd.ctl

Its INSTREAM command takes the file in pieces, each with its length in four bytes before it, and a last empty one.
"""

import socket
import struct
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings

SECONDS = 20  # for each thing that is sent or waited for
PIECE = 64 * 1024
LONGEST_REPLY = 1024


class ScannerAway(Exception):
    """Nobody answers: the file waits in quarantine, and so do the others."""


class ScannerUnsure(Exception):
    """The scanner answered, but could not judge this file."""


def is_connected() -> bool:
    """Whether a scanner is set; not whether it answers."""
    return bool(settings.SCANNER)


def is_known(url: str) -> bool:
    """Whether the setting names a place that can be asked."""
    parts = urlsplit(url)
    return (parts.scheme == "tcp" and bool(parts.hostname)) or (parts.scheme == "unix" and bool(parts.path))


def finds_virus(content: bytes) -> bool:
    """True when the file must go to nobody. Raises ScannerAway, ScannerUnsure."""
    try:
        with _connected(settings.SCANNER) as line:
            _send(line.sendall, content)
            reply = _reply(line)
    except OSError:
        raise ScannerAway from None
    if reply.endswith(b"FOUND"):
        return True
    if reply.endswith(b": OK"):
        return False
    raise ScannerUnsure


def _connected(url: str) -> socket.socket:
    parts = urlsplit(url)
    if parts.scheme == "tcp":
        return socket.create_connection((parts.hostname or "", parts.port or 3310), SECONDS)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(SECONDS)
    try:
        line.connect(parts.path)
    except OSError:
        line.close()
        raise
    return line


def _send(send: Callable[[bytes], None], content: bytes) -> None:
    send(b"zINSTREAM\0")
    for start in range(0, len(content), PIECE):
        piece = content[start : start + PIECE]
        send(struct.pack("!I", len(piece)) + piece)
    send(struct.pack("!I", 0))


def _reply(line: socket.socket) -> bytes:
    """One line that ends with a zero byte. Cut short it is no answer: the scanner went away in the middle."""
    said = b""
    while not said.endswith(b"\0"):
        part = line.recv(LONGEST_REPLY)
        if not part or len(said) > LONGEST_REPLY:
            raise OSError("no whole reply")
        said += part
    return said.rstrip(b"\0").strip()
