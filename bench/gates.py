"""The gates of perf.md 6 that the bench times, and whether measured ratios pass them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from random import Random
from statistics import median

RESAMPLES = 2_000


@dataclass(frozen=True)
class Gate:
    """`name` as in perf.md 6; the ratio may be at most `most`, and `goal` is what to reach."""

    name: str
    what: str
    most: float
    goal: float


@dataclass(frozen=True)
class Verdict:
    """The median of the rounds' ratios with its 95 % bootstrap interval; beyond only when all of that is."""

    gate: Gate
    ratio: float
    low: float
    high: float
    note: str = ""

    @property
    def is_beyond(self) -> bool:
        return self.low > self.gate.most

    @property
    def word(self) -> str:
        if self.gate.most == inf:
            return "told"
        if self.is_beyond:
            return "BEYOND"
        if self.ratio > self.gate.most:
            return "unsure"
        return "goal" if self.ratio <= self.gate.goal else "gate"


LIST_TO_PLAIN = Gate("1", "case list / plain Django list (c)", 1.3, 0.6)
LIST_TO_RAW = Gate("2", "case list / raw list (f)", 4.5, 2.1)
RECORD_TO_PLAIN = Gate("4", "record's page / plain detail (D)", 4, 2.5)
STATEMENTS_LIST = Gate("10", "statements of a list", 8, 6)
STATEMENTS_RECORD = Gate("10", "statements of a record's page", 12, 8)
PAPER = Gate("PDF", "seconds of a PDF, ten pages at most", 3, 1.5)
GROWTH = Gate("11", "page's ms among 100 times the cases", 1.2, 1.05)
WALL = Gate("12", "case list / the same with policies off", 1.15, 1.05)
GUARDIAN = Gate("13", "case list / guardian as documented (e1)", 1 / 3, 1 / 6)
DATABASE = Gate("14", "PostgreSQL ms / the same, every policy off", 3, 1.5)
DATABASE_TO_RAW = Gate("14f", "PostgreSQL ms of the page / of (f)", inf, inf)  # told, no gate: ADR 10
FOUND_TO_RAW = Gate("S", "common search / one table's words, raw (g)", inf, inf)  # told: it asks nine kinds, not one
READING = Gate("15", "rows read by a plan / rows one may see", 10, 2)
PLAIN_BYTES, PEER_BYTES = 15_000, 44_000  # of (c), and of the smallest peer's list: 50 rows [perf 2]
BYTES_TO_PLAIN = Gate("16", "HTML bytes of a list of 50 / plain list (c)", 2.7, 1.8)
BYTES_TO_PEER = Gate("16", "HTML bytes of a list of 50 / smallest peer's", 0.9, 0.6)
SWEEP_NEW = Gate("21", "sweep, all due new / write floor", 10, 4)
SWEEP_NOTHING = Gate("22", "sweep, nothing new / one seq scan", 6, 2)
SWEEP_DAY = Gate("22", "sweep, one more day / one seq scan", 3, 1.5)
SWEEP_LOOP = Gate("23", "sweep / row-by-row loop", 1 / 100, 1 / 200)


def judge(gate: Gate, ratios: Sequence[float], note: str = "") -> Verdict:
    """Raises ValueError without any round."""
    if not ratios:
        raise ValueError(f"Gate {gate.name} has no rounds.")
    low, high = interval(ratios)
    return Verdict(gate, median(ratios), low, high, note)


def interval(ratios: Sequence[float], seed: int = 1) -> tuple[float, float]:
    """95 % bootstrap interval of the median; the same for the same rounds."""
    random = Random(seed)  # noqa: S311  (resampling)
    medians = sorted(median(random.choices(ratios, k=len(ratios))) for _ in range(RESAMPLES))
    return medians[RESAMPLES // 40], medians[-RESAMPLES // 40 - 1]


def table(verdicts: Sequence[Verdict]) -> str:
    """Ratio, interval, gate and goal; never milliseconds without their reference."""
    head = f"{'gate':>4}  {'measure':<44} {'ratio':>8}  {'95 % interval':<19} {'gate':>7} {'goal':>7}  verdict"
    lines = [head, "-" * len(head)]
    for one in verdicts:
        what = f"{one.gate.what}{f': {one.note}' if one.note else ''}"
        span = f"{one.low:.3f} – {one.high:.3f}"
        numbers = f"{one.ratio:8.3f}  {span:<19} {one.gate.most:7.3f} {one.gate.goal:7.3f}"
        lines.append(f"{one.gate.name:>4}  {what:<44} {numbers}  {one.word}")
    return "\n".join(lines)
