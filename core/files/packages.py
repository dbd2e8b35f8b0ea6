"""A document that is a package of files: unpacked within limits, read without trusting what it says of itself."""

import re
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from xml.parsers import expat

from core.files.faults import Fault, FileFault
from core.files.kinds import MOST_ENTRIES, MOST_UNPACKED

# How what must not lie inside begins, whatever it is called: programs, other packages, old office files, PDF, scripts.
FOREIGN = (b"MZ", b"\x7fELF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf", b"#!")
SAFE_NAME = re.compile(r"(?!/)(?!.*(?:^|/)\.\.(?:/|$))[^\\:\x00-\x1f]+")


def unpack(content: bytes) -> dict[str, bytes]:
    """The files of the package by name. Raises FileFault for what is too much, locked, doubled or not whole."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            entries = package.infolist()
            if len(entries) > MOST_ENTRIES:
                raise FileFault(Fault.UNPACKS_TOO_MUCH)
            if package.comment or min((one.header_offset for one in entries), default=1):
                raise FileFault(Fault.OTHER_CONTENT)  # something else stands before or after it
            return _read(package, entries)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, UnicodeError):
        raise FileFault(Fault.DAMAGED) from None


def _read(package: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    left = MOST_UNPACKED
    for one in entries:
        if one.flag_bits & 1:
            raise FileFault(Fault.ENCRYPTED)
        if one.filename in parts or not SAFE_NAME.fullmatch(one.filename):
            raise FileFault(Fault.DAMAGED)
        with package.open(one) as part:
            parts[one.filename] = part.read(left + 1)  # counted as it comes out; what the package says may be untrue
        left -= len(parts[one.filename])
        if left < 0:
            raise FileFault(Fault.UNPACKS_TOO_MUCH)
    return parts


def only(parts: dict[str, bytes], endings: set[str]) -> None:
    """Every file is of a known sort, and none is another one in disguise. Raises FileFault."""
    for name, content in parts.items():
        if name.endswith("/") and not content:
            continue
        last = name.rsplit("/", 1)[-1].lower()
        ending = last.rsplit(".", 1)[-1] if "." in last else last
        if ending not in endings or content.startswith(FOREIGN):
            raise FileFault(Fault.FILES_INSIDE)


def read_xml(
    content: bytes, started: Callable[[str, dict[str, str]], None], text: Callable[[str, str], None] | None = None
) -> None:
    """Tell each element as «namespace name» with its attributes, and its text. Raises FileFault; no DTD is read."""
    inside: list[str] = []

    def begin(name: str, attributes: dict[str, str]) -> None:
        inside.append(name)
        started(name, attributes)

    def refuse(*_declared: object) -> None:
        raise FileFault(Fault.PROGRAM)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda _name: inside.pop()
    if text:
        parser.CharacterDataHandler = lambda data: text(inside[-1], data)
    try:
        parser.Parse(content, True)
    except expat.ExpatError:
        raise FileFault(Fault.DAMAGED) from None
