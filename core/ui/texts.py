"""Text on its way in: one form of each letter, one kind of line end, and what cannot be text refused. [security 10]"""

import unicodedata
from typing import Any

from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

NUL, UNREADABLE = "\x00", "\ufffd"


def clean_text(value: Any) -> Any:
    """NFC with plain line ends. Raises BadRequest (400) for NUL and for bytes that were not UTF-8."""
    if not isinstance(value, str):
        return value
    if NUL in value or UNREADABLE in value:
        raise BadRequest("text that cannot be read")
    return unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))


def clean_data(data: Any) -> Any:
    """What a form was sent, each value cleaned; a plain dict (tests, services) as well as a QueryDict."""
    if data is None:
        return None
    if isinstance(data, MultiValueDict):
        cleaned = QueryDict(mutable=True)
        for name, values in data.lists():
            cleaned.setlist(clean_text(name), [clean_text(value) for value in values])
        return cleaned
    return {
        name: [clean_text(v) for v in value] if isinstance(value, list) else clean_text(value)
        for name, value in data.items()
    }
