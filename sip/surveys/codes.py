"""The codes that families get: twelve digits, the same on every keyboard, made anew from the row's id. [ADR 9, 12]

The database has a keyed hash only, until the code is used. Twelve digits are a million millions: with every code of a
county open and each address held to two hundred tries a day, a guess that hits is not to be expected in a lifetime.
"""

import unicodedata
from collections.abc import Iterator
from uuid import UUID

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

DIGITS, GROUP = 12, 4
MADE, KEPT = "sip.surveys.code", "sip.surveys.hash"


def new_hash(row_id: UUID) -> str:
    """What the row keeps of its code."""
    key = settings.SECRET_KEY
    return _hash(_code(row_id, key), key)


def code_of(row_id: UUID, code_hash: str) -> str:
    """The code, for the paper; "" when it is used or its key is no longer known."""
    for key in _keys():
        code = _code(row_id, key)
        if code_hash and constant_time_compare(_hash(code, key), code_hash):
            return code
    return ""


def hashes_of(code: str) -> list[str]:
    """Under each key that may have made it."""
    return [_hash(code, key) for key in _keys()]


def read(typed: str) -> str:
    """The code in plain digits, whichever digits and spaces it was typed with; "" when it is none."""
    digits = [unicodedata.decimal(sign, None) for sign in typed if not (sign.isspace() or sign in "-\u200e\u200f")]
    if len(digits) != DIGITS or None in digits:
        return ""
    return "".join(map(str, digits))


def spaced(code: str) -> str:
    """As it stands on the paper: in groups of four."""
    return " ".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def _keys() -> Iterator[str]:
    yield from (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


def _code(row_id: UUID, key: str) -> str:
    digest = salted_hmac(MADE, str(row_id), secret=key, algorithm="sha256").digest()
    return str(int.from_bytes(digest, "big") % 10**DIGITS).zfill(DIGITS)


def _hash(code: str, key: str) -> str:
    return salted_hmac(KEPT, code, secret=key, algorithm="sha256").hexdigest()
