"""Days and moments as the family's languages write them. [facts 9.36]

Swedish and English as on every other page. Others by Django's own formats, which know the months; a language that
Django does not know gets figures alone, since a month guessed wrong is worse than none: «2026-12-03».
"""

from datetime import date, datetime

from django.utils import timezone, translation
from django.utils.dateformat import format as written
from django.utils.formats import get_format

from core.ui import dates

OURS = ("sv", "en")
KNOWN = ("ar", "fa", "uk")  # of those the texts exist in
FIGURES = "Y-m-d"


def in_words(value: date | datetime, tag: str) -> str:
    """The day, and for an aware moment the time of day in Sweden too; `tag` is the language's.

    >>> in_words(date(2026, 12, 3), "ti")
    '2026-12-03'
    """
    with translation.override(tag):
        if isinstance(value, datetime):
            local = timezone.localtime(value)
            return dates.moment(value) if tag in OURS else f"{_day(local, tag)} {written(local, 'H:i')}"
        return dates.day(value) if tag in OURS else _day(value, tag)


def _day(value: date, tag: str) -> str:
    return written(value, get_format("DATE_FORMAT") if tag in KNOWN else FIGURES)
