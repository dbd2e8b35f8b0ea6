"""Texts that must not tell who a child is: numbers are refused, known names too. [P-96, facts 9.23]"""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _
from stdnum import luhn

from core.errors import Refused

NUMBER = re.compile(r"(?<!\d)(\d{2})?(\d{2})(\d{2})(\d{2})[-+ ]?(\d{4})(?!\d)")


def numbers_in(text: str) -> list[str]:
    """What looks like a personal, coordination or test number: a date that may be one and a right check digit."""
    found = []
    for match in NUMBER.finditer(text):
        _century, year, month, day, last = match.groups()
        plain_day = int(day) - 60 if int(day) >= 60 else int(day)
        if int(month) <= 12 and plain_day <= 31 and luhn.is_valid(f"{year}{month}{day}{last}"):
            found.append(match.group())
    return found


def names_in(text: str, names: Iterable[str]) -> list[str]:
    """Which of the known names stand as words in the text, whatever their case and genitive."""
    parts = {part for name in names for part in name.split() if len(part) > 1}
    return sorted(
        part for part in parts if re.search(rf"(?<!\w){re.escape(part)}s?(?!\w)", text, re.IGNORECASE | re.UNICODE)
    )


def refuse_identity(text: str, *, names: Iterable[str] = (), field: str | None = None) -> None:
    """Raises Refused when the text holds a number or one of the names."""
    if numbers_in(text):
        raise Refused(_("Texten innehåller ett personnummer. Skriv utan uppgifter om vem barnet är."), field=field)
    if names_in(text, names):
        raise Refused(_("Texten innehåller barnets namn. Skriv ”barnet” eller ”eleven” i stället."), field=field)


def said_in(field: str, text: str) -> str:
    """Stripped; neither empty nor naming somebody. Raises Refused beside the field."""
    if not text.strip():
        raise Refused(_("Fyll i det här."), field=field)
    refuse_identity(text, field=field)
    return text.strip()
