"""What a round's counts come to: means, shares, which areas rose and which are the weakest. Pure. [I-16, I-32, I-33]"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from core.regions.shapes import Axis, GroupQuestion
from groups.answers.sums import Scores, mean

SATISFIED = 2  # so many of the highest steps count as satisfied: 4 and 5 of five


def satisfied(counts: Sequence[int]) -> int:
    """How many chose one of the two highest steps. [I-16]"""
    return sum(counts[-SATISFIED:])


def share(counts: Sequence[int]) -> float | None:
    """How many per cent are satisfied; None when nobody was asked. [I-35]"""
    return 100 * satisfied(counts) / sum(counts) if sum(counts) else None


@dataclass(frozen=True)
class Measure:
    """How an axis is valued: what one question's counts come to, and between which values a chart of it lies."""

    of: Callable[[Sequence[int]], float | None]
    lowest: int
    highest: int


def measure_of(kind: str, steps: int) -> Measure:
    """By the region's scale; all years of a chart are counted by one, from the answers. [I-35, cfg.spider_scale]"""
    return Measure(share, 0, 100) if kind == "share_satisfied" else Measure(mean, 1, steps)


def axis_values(
    scores: Scores,
    questions: Iterable[GroupQuestion],
    axes: Iterable[Axis],
    of: Callable[[Sequence[int]], float | None] = mean,
) -> list[float | None]:
    """The value of each axis, in their order; whoever answers answers all, so questions weigh alike. [I-32]"""
    of_axis: dict[str, list[float]] = {}
    for one in questions:
        value = of(scores.get(one.key, ()))
        if value is not None:
            of_axis.setdefault(one.axis, []).append(value)
    return [fmean(of_axis[one.key]) if one.key in of_axis else None for one in axes]


def mean_of(values: Iterable[float | None]) -> float | None:
    """Of a dimension's axes, or of all. [I-32]"""
    known = [one for one in values if one is not None]
    return fmean(known) if known else None


@dataclass(frozen=True)
class Weak:
    """An axis among the lowest, and how it has changed since the year before."""

    axis: Axis
    value: float
    change: float | None


def lowest(
    axes: Sequence[Axis], now: Sequence[float | None], before: Sequence[float | None] | None, *, most: int = 3
) -> list[Weak]:
    """The weakest first; of two alike the one that stands first. [I-34]"""
    earlier = before or [None] * len(axes)
    found = [
        Weak(axis, value, None if then is None else round(value - then, 1))
        for axis, value, then in zip(axes, now, earlier, strict=True)
        if value is not None
    ]
    return sorted(found, key=lambda one: round(one.value, 1))[:most]


def risen(now: Sequence[float | None], before: Sequence[float | None]) -> tuple[int, int]:
    """How many are higher than the year before, to one decimal, and how many can be compared. [I-33]"""
    pairs = [(a, b) for a, b in zip(now, before, strict=True) if a is not None and b is not None]
    return sum(round(a, 1) > round(b, 1) for a, b in pairs), len(pairs)
