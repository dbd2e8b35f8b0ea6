"""What answers come to together, when nobody's can be told from the others'. Pure. [ADR 12]"""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from core.ui import numbers

Scores = Mapping[str, Sequence[int]]  # by question how many chose 1, 2, and so on
LONGEST = 300  # of the line that one may add


def mean(counts: Sequence[int]) -> float | None:
    """Of all answers to a question; None when nobody was asked it."""
    total = sum(counts)
    return sum(step * n for step, n in enumerate(counts, start=1)) / total if total else None


def added(many: Iterable[Scores]) -> dict[str, list[int]]:
    """Several sums as one."""
    found: dict[str, list[int]] = {}
    for scores in many:
        for key, counts in scores.items():
            before = found.get(key, [0] * len(counts))
            found[key] = [a + b for a, b in zip(before, counts, strict=True)]
    return found


def figure(value: float | None) -> str:
    return "–" if value is None else numbers.number(value, 1)


def how_many(answers: int, asked: int) -> str:
    return _("%(n)d av %(asked)d har svarat.") % {"n": answers, "asked": asked}
