"""An ODT: a text document; no macro, script, event, object or frame inside it, nothing fetched from elsewhere."""

import re

from core.files.faults import Fault, FileFault
from core.files.packages import only, read_xml, unpack

ENDINGS = set("xml rdf png jpg jpeg gif bmp emf wmf svm ttf otf mimetype layout-cache".split())
MIMETYPE = b"application/vnd.oasis.opendocument.text"
SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, DRAW, SCRIPT, MANIFEST = (f"{SPACE}{name}:1.0 " for name in ("office", "drawing", "script", "manifest"))
HREF = "http://www.w3.org/1999/xlink href"
PROGRAMS = re.compile(r"(?:basic|scripts|dialogs)/|meta-inf/macrosignatures\.xml", re.IGNORECASE)
INSIDE = {f"{DRAW}{name}" for name in ("object", "object-ole", "plugin", "applet", "floating-frame")}
LINKS = {f"{SPACE}text:1.0 a", f"{DRAW}a"}  # followed by the reader, not by the document
ELSEWHERE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|//|\.\./)", re.IGNORECASE)


def checked(content: bytes) -> bytes:
    """The same bytes. Raises FileFault."""
    parts = unpack(content)
    if parts.get("mimetype") != MIMETYPE or "content.xml" not in parts:
        raise FileFault(Fault.OTHER_CONTENT)
    if any(PROGRAMS.match(name) for name in parts):
        raise FileFault(Fault.PROGRAM)
    only(parts, ENDINGS)
    for name, part in parts.items():
        if name.endswith((".xml", ".rdf")) and part:
            read_xml(part, _ask)
    return content


def _ask(name: str, attributes: dict[str, str]) -> None:
    if name == f"{MANIFEST}encryption-data":
        raise FileFault(Fault.ENCRYPTED)
    if name.startswith(SCRIPT) or name in (f"{OFFICE}script", f"{OFFICE}event-listeners"):
        raise FileFault(Fault.PROGRAM)
    if name in INSIDE:
        raise FileFault(Fault.FILES_INSIDE)
    if name not in LINKS and ELSEWHERE.match(attributes.get(HREF, "")):
        raise FileFault(Fault.FETCHES)
