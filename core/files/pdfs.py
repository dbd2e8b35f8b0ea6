"""A PDF is kept as it is, or not at all: no program, no file inside, no lock, nothing that reaches out by itself."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from core.files.faults import Fault, FileFault

KEYS = {
    "/JS": Fault.PROGRAM,
    "/JavaScript": Fault.PROGRAM,
    "/XFA": Fault.PROGRAM,
    "/EF": Fault.FILES_INSIDE,
    "/RichMediaContent": Fault.FILES_INSIDE,
}
# Actions (/S), annotations (/Subtype) and streams (/Type) by what they do. A link that the reader follows may stand.
SAID = {
    "/S": {
        "/JavaScript": Fault.PROGRAM,
        "/Launch": Fault.PROGRAM,
        "/ImportData": Fault.PROGRAM,
        "/Rendition": Fault.PROGRAM,
        "/RichMediaExecute": Fault.PROGRAM,
        "/SubmitForm": Fault.FETCHES,
        "/GoToR": Fault.FETCHES,
        "/GoToE": Fault.FILES_INSIDE,
    },
    "/Subtype": {
        "/FileAttachment": Fault.FILES_INSIDE,
        "/RichMedia": Fault.FILES_INSIDE,
        "/Movie": Fault.FILES_INSIDE,
        "/Sound": Fault.FILES_INSIDE,
        "/Screen": Fault.FILES_INSIDE,
        "/3D": Fault.FILES_INSIDE,
    },
    "/Type": {"/EmbeddedFile": Fault.FILES_INSIDE},
}


def checked(content: bytes) -> bytes:
    """The same bytes. Raises FileFault."""
    try:
        with pikepdf.open(BytesIO(content), attempt_recovery=False) as pdf:
            if pdf.is_encrypted:
                raise FileFault(Fault.ENCRYPTED)
            for dictionary in _dictionaries(pdf):
                _ask(dictionary)
            if not len(pdf.pages):
                raise FileFault(Fault.DAMAGED)
    except pikepdf.PasswordError:
        raise FileFault(Fault.ENCRYPTED) from None
    except (pikepdf.PdfError, ValueError, TypeError):
        raise FileFault(Fault.DAMAGED) from None
    return content


def _dictionaries(pdf: Any) -> Iterator[Any]:
    """Every dictionary of the file, those of streams and those that lie within others too."""
    waiting = [pdf.trailer, *pdf.objects]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Stream):
            one = one.stream_dict
        if isinstance(one, pikepdf.Dictionary):
            yield one
            waiting += [value for _key, value in one.items() if _lies_here(value)]
        elif isinstance(one, pikepdf.Array):
            waiting += [value for value in one if _lies_here(value)]


def _lies_here(value: Any) -> bool:
    """What is pointed to stands among the file's objects already."""
    return isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect


def _ask(dictionary: Any) -> None:
    for key, value in dictionary.items():
        fault = KEYS.get(key)
        if key in SAID and isinstance(value, pikepdf.Name):
            fault = SAID[key].get(str(value))
        if fault:
            raise FileFault(fault)
