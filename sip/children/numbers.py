"""A child's number, checked and normalised once. [facts 6, security 10]"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from stdnum import luhn
from stdnum.util import clean

from core import clock
from core.errors import Refused
from sip.children.choices import IdentifierKind


@dataclass(frozen=True)
class Number:
    """Twelve digits of a personal or coordination number, and which of the two it is."""

    kind: str
    digits: str


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


def _century(ten_digits: str) -> str:
    """Children are young: the latest century that does not lie ahead."""
    this_year = clock.today().year
    century = this_year // 100
    return str(century if century * 100 + int(ten_digits[:2]) <= this_year else century - 1)


def _wrong() -> Refused:
    return Refused(_("Numret stämmer inte. Skriv tolv siffror, ÅÅÅÅMMDD-NNNN."), field="number")
