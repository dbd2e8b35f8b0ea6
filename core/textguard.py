"""Texts that must not tell who a child is: numbers are refused, known names too, likely ones asked about. [P-96]"""

import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from core import traces
from core.errors import Refused

numbers_in = traces.personal_numbers
_childless: set[str] = set()


def names_no_child(app: str) -> None:
    """Said by an app of which whatever anybody writes may be read by people who may never see a child."""
    _childless.add(app)


def is_childless(thing: Any) -> bool:
    """Whether the form or row is one of such an app."""
    return type(thing).__module__.partition(".")[0] in _childless


def likely_child(text: str) -> str:
    """A sentence on what in the text may show who a child is; empty where nothing does."""
    found = [f"”{one.text}”" for one in traces.of_a_child(text)[:5]]
    words = ", ".join(dict.fromkeys(found))
    return _("Det här kan visa vem ett barn är: %(words)s. Skriv om det.") % {"words": words} if words else ""


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
