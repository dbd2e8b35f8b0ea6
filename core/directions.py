"""Which way a text runs: by its language, or by its first letter where nobody has said the language."""

import unicodedata

# The languages among the most asked for that are written from right to left: Arabic, Dari, Hebrew, Kurdish (Sorani),
# Pashto, Persian, Urdu. Django's own list lacks Dari and Pashto.
RIGHT_TO_LEFT = frozenset({"ar", "ckb", "fa", "he", "prs", "ps", "ur"})
STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}


def language_direction(language: str) -> str:
    """`rtl` or `ltr` for a language tag.

    >>> language_direction("prs")
    'rtl'
    """
    return "rtl" if language.partition("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


def text_direction(text: str) -> str:
    """`rtl` when the first letter is of a script that runs so; `ltr` also for figures, dates and codes alone.

    For names and words put into a sentence of another language, which must not turn the sentence round.
    """
    return next((STRONG[kind] for kind in map(unicodedata.bidirectional, text) if kind in STRONG), "ltr")
