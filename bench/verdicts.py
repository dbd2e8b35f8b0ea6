"""From the lines of the rounds to the verdicts of the gates. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bench import gates
from bench.gates import Verdict, judge

Line = Mapping[str, Any]
LISTS = ("case list", "plans", "children", "search", "found")
OF_FIFTY = ("case list", "plans")  # with fifty rows, as the floor has
RECORDS = ("plan", "child", "shared")
PAGES = (
    "case list",
    "case",
    "plans",
    "plan",
    "children",
    "child",
    "search",
    "shared",
    "start",
    "messages",
    "groups",
    "deviations",
)


def of_pages(lines: Iterable[Line]) -> list[Verdict]:
    """Gates 1, 2, 4 and 10 to 16, and the PDFs'. A ratio is taken within a round, never between two."""
    lines = list(lines)
    by = _by_target(lines)
    plain, raw = by["(c) plain list"], by["(f) raw list"]
    found = [
        judge(gates.LIST_TO_PLAIN, ratios(by["case list"], plain, "wall"), "wall"),
        judge(gates.LIST_TO_PLAIN, ratios(by["case list"], plain, "cpu"), "CPU"),
        judge(gates.LIST_TO_RAW, ratios(by["case list"], raw, "wall"), "wall"),
        judge(gates.LIST_TO_RAW, ratios(by["case list"], raw, "cpu"), "CPU"),
        judge(gates.WALL, ratios(by["list, policies on"], by["list, policies off"], "wall"), "wall"),
    ]
    guarded = by["(e1) guardian, generic"]
    found += [judge(gates.GUARDIAN, ratios(by["case list"], guarded, kind), kind) for kind in ("wall", "postgres")]
    there = [page for page in PAGES if page in by]
    for kind in ("wall", "cpu"):
        note = "CPU" if kind == "cpu" else kind
        found += [
            judge(gates.RECORD_TO_PLAIN, ratios(by[page], by["(D) detail"], kind), f"{page}, {note}")
            for page in RECORDS
            if page in by
        ]
    for gate, pages in ((gates.STATEMENTS_LIST, LISTS), (gates.STATEMENTS_RECORD, RECORDS)):
        found += [judge(gate, [line["statements"] for line in by[page].values()], page) for page in pages if page in by]
    fifty = [page for page in OF_FIFTY if page in by]
    found += [judge(gates.BYTES_TO_PLAIN, ratios(by[page], plain, "size"), page) for page in fifty]
    found += [
        judge(gates.BYTES_TO_PEER, [line["size"] / gates.PEER_BYTES for line in by[page].values()], f"{page}, peer")
        for page in fifty
    ]
    found += [judge(gates.DATABASE, ratios(by[page], by[f"{page}, policies off"], "postgres"), page) for page in there]
    found += [judge(gates.DATABASE_TO_RAW, ratios(by[page], raw, "postgres"), page) for page in there]
    grown = [(by[f"{page}, many cases"], by[f"{page}, few cases"], page) for page in there]
    found += [judge(gates.GROWTH, ratios(many, few, "wall"), page) for many, few, page in grown]
    if "found" in by:
        kinds = ("wall", "cpu", "postgres")
        sought, floor = by["found"], by["(g) raw words"]
        found += [judge(gates.FOUND_TO_RAW, ratios(sought, floor, kind), kind) for kind in kinds]
    plans = [line for line in lines if "plan" in line]
    found += [judge(gates.READING, [line["greed"]], line["plan"]) for line in plans]
    return found + [
        judge(gates.PAPER, line["seconds"], f"{line['paper']}, {line['pages']} pages")
        for line in lines
        if "paper" in line
    ]


def of_sweeps(rounds: Sequence[Line]) -> list[Verdict]:
    """Gates 21 to 23; each round made, swept and timed its floors in a database of its own."""

    def of(gate: gates.Gate, above: str, below: str, note: str = "") -> Verdict:
        return judge(gate, [one[above] / one[below] for one in rounds], note)

    return [
        of(gates.SWEEP_NEW, "all_new", "write_floor"),
        of(gates.SWEEP_NOTHING, "nothing_new", "scan_floor"),
        of(gates.SWEEP_DAY, "one_day", "scan_floor"),
        of(gates.SWEEP_LOOP, "all_new", "row_by_row"),
    ]


def ratios(above: Mapping[int, Line], below: Mapping[int, Line], what: str) -> list[float]:
    """Round by round, of those rounds that have both."""
    return [above[number][what] / below[number][what] for number in above if number in below]


def _by_target(lines: Iterable[Line]) -> dict[str, dict[int, Line]]:
    found: dict[str, dict[int, Line]] = defaultdict(dict)
    for line in lines:
        if "target" in line:
            found[line["target"]][line["round"]] = line
    return found
