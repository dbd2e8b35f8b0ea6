"""A DOCX: its main part is a plain document; no macro, control, object or template from elsewhere, no DDE field."""

import re

from core.files.faults import Fault, FileFault
from core.files.packages import only, read_xml, unpack

ENDINGS = set("xml rels png jpg jpeg gif bmp tif tiff emf wmf odttf".split())
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PROGRAMS = ("macroenabled", "vbaproject", "vbadata", "activex", "keymapcustomizations")
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
INSTRUCTION, SIMPLE = f"{WORD} instrText", f"{WORD} fldSimple"
DDE = re.compile(r"\bDDE(?:AUTO)?\b", re.IGNORECASE)
# Relations by the last word of their type.
RELATIONS = {
    "vbaproject": Fault.PROGRAM,
    "control": Fault.PROGRAM,
    "activexcontrolbinary": Fault.PROGRAM,
    "oleobject": Fault.FILES_INSIDE,
    "package": Fault.FILES_INSIDE,
    "afchunk": Fault.FILES_INSIDE,
    "subdocument": Fault.FETCHES,
}


def checked(content: bytes) -> bytes:
    """The same bytes. Raises FileFault."""
    parts = unpack(content)
    for name in parts:
        if any(word in name.lower() for word in PROGRAMS):
            raise FileFault(Fault.PROGRAM)
    _ask_types(parts.get("[Content_Types].xml", b""))
    only(parts, ENDINGS)
    for name, part in parts.items():
        if name.endswith(".rels"):
            read_xml(part, _ask_relation)
        elif name.startswith("word/") and name.endswith(".xml"):
            _ask_fields(part)
    return content


def _ask_types(part: bytes) -> None:
    """The list of contents names a main part that is a document without macros."""
    if not part:
        raise FileFault(Fault.OTHER_CONTENT)
    types: list[str] = []
    read_xml(part, lambda _name, attributes: types.append(attributes.get("ContentType", "")))
    if any(word in one.lower() for one in types for word in PROGRAMS):
        raise FileFault(Fault.PROGRAM)
    if MAIN not in types:
        raise FileFault(Fault.OTHER_CONTENT)


def _ask_relation(_name: str, attributes: dict[str, str]) -> None:
    kind = attributes.get("Type", "").rsplit("/", 1)[-1].lower()
    if fault := RELATIONS.get(kind):
        raise FileFault(fault)
    if attributes.get("TargetMode", "").lower() == "external" and kind != "hyperlink":
        raise FileFault(Fault.FETCHES)


def _ask_fields(part: bytes) -> None:
    """A field that starts another program may be cut into pieces; they are read as one."""
    said: list[str] = []

    def started(name: str, attributes: dict[str, str]) -> None:
        if name == SIMPLE:
            said.append(f" {attributes.get(f'{WORD} instr', '')} ")

    def text(name: str, data: str) -> None:
        if name == INSTRUCTION:
            said.append(data)

    read_xml(part, started, text)
    if DDE.search("".join(said)):
        raise FileFault(Fault.PROGRAM)
