"""A child's number, checked and normalised once. [facts 6, security 10]"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from stdnum import luhn
from stdnum.util import clean

from core import clock
from core.errors import Refused
from sip.children.choices import STATE_NUMBERS, IdentifierKind


@dataclass(frozen=True)
class Number:
    """What a child is told apart by: its kind, the number without spaces and hyphens, and who gave a reserve number."""

    kind: str
    digits: str
    issuer: str = ""


NO_NUMBER = Number(kind=IdentifierKind.NONE, digits="")
SHORTEST, LONGEST = 6, 16  # signs of a reserve or LMA number


def read_number(text: str) -> Number:
    """A personal or coordination number as typed, with or without century and hyphen.

    The day may be a nearby one and, in a coordination number, unknown; no date is derived from it. [facts 6]
    Raises Refused when it cannot be a number.
    """
    typed = clean(text, " -+").strip()
    if not typed.isdigit() or len(typed) not in (10, 12):
        raise _wrong()
    if not luhn.is_valid(typed[-10:]):
        raise _wrong()
    digits = typed if len(typed) == 12 else _century(typed) + typed
    month, day = int(digits[4:6]), int(digits[6:8])
    kind = IdentifierKind.COORDINATION_NUMBER if day >= 60 else IdentifierKind.PERSONAL_NUMBER
    lowest = 0 if kind == IdentifierKind.COORDINATION_NUMBER else 1
    if not lowest <= month <= 12 or not lowest <= day - (60 if day >= 60 else 0) <= 31:
        raise _wrong()
    return Number(kind=kind, digits=digits)


def read_other(text: str, kind: str, issuer: str = "") -> Number:
    """A reserve or LMA number: letters and digits, of no one form, since each issuer has its own. [facts 6]

    Raises Refused for what can be none, and for a reserve number without its issuer.
    """
    typed = plain(text)
    if not typed.isalnum() or not typed.isascii() or not SHORTEST <= len(typed) <= LONGEST:
        raise Refused(_("Numret stämmer inte. Skriv det med siffror och bokstäver, som det står."), field="number")
    if kind == IdentifierKind.RESERVE_NUMBER and not issuer.strip():
        raise Refused(_("Skriv vem som har gett reservnumret."), field="issuer")
    return Number(kind=kind, digits=typed, issuer=issuer.strip())


def plain(text: str) -> str:
    """As numbers are kept and looked for."""
    return clean(text, " -+").strip().upper()


def written(kind: str, digits: str) -> str:
    """As people read it."""
    return f"{digits[:8]}-{digits[8:]}" if kind in STATE_NUMBERS else digits


def _century(ten_digits: str) -> str:
    """Children are young: the latest century that does not lie ahead."""
    this_year = clock.today().year
    century = this_year // 100
    return str(century if century * 100 + int(ten_digits[:2]) <= this_year else century - 1)


def _wrong() -> Refused:
    return Refused(_("Numret stämmer inte. Skriv tolv siffror, ÅÅÅÅMMDD-NNNN."), field="number")
