"""A number, a small number, a hidden one: in words and in tables. [I-R5]"""

from django.utils.translation import gettext as _

from core.ui.numbers import in_words, number, percent
from followup.suppress import FEW, Mark

DASH = "–"


def text(mark: Mark | None, threshold: int) -> str:
    """A cell of a table: «31», «<5», «–»."""
    if isinstance(mark, int):
        return number(mark)
    return f"<{threshold}" if mark == FEW else DASH


def big(mark: Mark, threshold: int) -> str:
    """The one number of a sentence: «31», «Färre än 5», «–»."""
    return _("Färre än %(n)d") % {"n": threshold} if mark == FEW else text(mark, threshold)


def is_whole_of(part: Mark, whole: Mark) -> bool:
    """Whether «av 31» is said: not when the whole is hidden, nought or not a whole of the part."""
    return isinstance(whole, int) and whole > 0 and not (isinstance(part, int) and part > whole)


def joined(texts: list[str]) -> str:
    """«25 av 31», «Färre än 5 av 31», or the one number alone; also of texts that are links."""
    part, *whole = texts
    return _("%(part)s av %(whole)s") % {"part": part, "whole": whole[0]} if whole else part


def share(part: Mark | None, whole: Mark | None) -> str:
    """«81 %»; a dash when either number is hidden, or there is nothing to take a share of. [I-R7]"""
    if isinstance(part, int) and isinstance(whole, int) and part <= whole:
        return percent(part, whole)
    return DASH


def change(now: Mark, before: Mark | None) -> str:
    """«, fyra fler än året före»; nothing when either is hidden or lacking, or both are nought."""
    if not isinstance(now, int) or not isinstance(before, int):
        return ""
    difference = now - before
    if difference == 0:
        if now == 0:
            return ""
        return _(", lika många som året före")
    words = {"n": in_words(abs(difference))}
    return (_(", %(n)s fler än året före") if difference > 0 else _(", %(n)s färre än året före")) % words


def legend(threshold: int) -> str:
    return _(
        "<%(t)d betyder en till %(most)s. Ett streck betyder att talet är dolt, litet eller stort, för att ett litet "
        "tal annars kan räknas ut."
    ) % {"t": threshold, "most": in_words(threshold - 1)}
