"""Texts of a report name no case: what is written like a case's or a deviation's code is refused. [domain 7.9]"""

import re

from django.utils.translation import gettext as _

from core.errors import Refused

LETTERS = "23456789BCDFGHJKLMNPQRSTVWXZ"
CODE = re.compile(rf"(?<![\w-])[A{LETTERS}][{LETTERS}]-[{LETTERS}]{{4}}(?![\w-])")
NUMBERS = re.compile(r"\d\d-\d{4}")  # «24-2025» is no code


def codes_in(text: str) -> list[str]:
    return [found for found in CODE.findall(text) if not NUMBERS.fullmatch(found)]


def refuse_case_codes(text: str, *, field: str | None = None) -> None:
    """Raises Refused when the text holds what looks like a code."""
    if found := codes_in(text):
        raise Refused(
            _("Texten innehåller en ärendekod (%(code)s). Skriv utan att peka ut ett ärende.") % {"code": found[0]},
            field=field,
        )
