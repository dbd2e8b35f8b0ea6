"""A gate is failed by an interval, not by an unlucky round; a ratio is taken within a round."""

from math import inf

import pytest

from bench import gates
from bench.gates import LIST_TO_PLAIN, interval, judge, table
from bench.plans import rows_read
from bench.verdicts import of_pages, of_sweeps, ratios


def test_a_gate_is_beyond_only_when_the_whole_interval_is():
    sure, unsure = (
        judge(LIST_TO_PLAIN, [1.5] * 9),
        judge(LIST_TO_PLAIN, [0.9, 1.0, 1.1, 1.35, 1.35, 1.4, 1.4, 1.5, 1.6]),
    )

    assert (sure.is_beyond, sure.word) == (True, "BEYOND")
    assert (unsure.ratio, unsure.is_beyond, unsure.word) == (1.35, False, "unsure")


@pytest.mark.parametrize(("ratio", "word"), [(0.5, "goal"), (1.0, "gate"), (2.0, "BEYOND")])
def test_the_word_says_how_far_it_reached(ratio, word):
    assert judge(LIST_TO_PLAIN, [ratio] * 5).word == word


def test_what_is_only_told_fails_nothing():
    told = judge(gates.DATABASE_TO_RAW, [40.0] * 5)

    assert (told.word, told.is_beyond) == ("told", False)


def test_the_interval_is_the_same_for_the_same_rounds_and_lies_around_the_median():
    rounds = [0.5, 0.6, 0.55, 0.7, 0.65, 0.58, 0.61, 0.9, 0.57]
    low, high = interval(rounds)

    assert (low, high) == interval(rounds)
    assert min(rounds) <= low <= 0.6 <= high <= max(rounds)


def test_no_rounds_no_verdict():
    with pytest.raises(ValueError, match="no rounds"):
        judge(LIST_TO_PLAIN, [])


def test_a_ratio_is_never_taken_between_two_rounds():
    fast, slow = {0: {"wall": 10.0}, 1: {"wall": 30.0}}, {0: {"wall": 20.0}, 2: {"wall": 1.0}}

    assert ratios(fast, slow, "wall") == [0.5]


def _line(number, target, wall):
    return {
        "round": number,
        "target": target,
        "wall": wall,
        "cpu": wall,
        "postgres": wall,
        "statements": 7.0,
        "size": 22_000,
    }


def test_the_pages_lines_become_the_verdicts_of_their_gates():
    targets = {"(c) plain list": 20, "(f) raw list": 5, "case list": 10, "start": 15}
    targets |= {"(e1) guardian, generic": 50}
    targets |= {"list, policies on": 11, "list, policies off": 10, "(D) detail": 4, "plan": 8, "plan, policies off": 4}
    targets |= {"plan, many cases": 8, "plan, few cases": 8, "found": 30, "(g) raw words": 10}
    targets |= {"case list, policies off": 5, "start, policies off": 3}
    targets |= {
        "case list, many cases": 11,
        "start, many cases": 15,
        "case list, few cases": 10,
        "start, few cases": 15,
    }
    lines = [
        {"checked": 200},
        {"plan": "case list", "greed": 1.5},
        {"paper": "sheet", "seconds": [0.5, 0.4, 0.6], "pages": 2},
        *(_line(number, name, wall) for number in range(3) for name, wall in targets.items()),
    ]

    found = {(one.gate.name, one.note): one.ratio for one in of_pages(lines)}

    assert found == {
        ("1", "wall"): 0.5, ("1", "CPU"): 0.5, ("2", "wall"): 2.0, ("2", "CPU"): 2.0, ("12", "wall"): 1.1,
        ("S", "wall"): 3.0, ("S", "cpu"): 3.0, ("S", "postgres"): 3.0, ("10", "found"): 7.0,
        ("13", "wall"): 0.2, ("13", "postgres"): 0.2,
        ("14", "case list"): 2.0, ("14", "start"): 5.0, ("14f", "case list"): 2.0, ("14f", "start"): 3.0,
        ("16", "case list"): 1.0, ("16", "case list, peer"): 0.5,
        ("15", "case list"): 1.5, ("11", "case list"): 1.1, ("11", "start"): 1.0,
        ("4", "plan, wall"): 2.0, ("4", "plan, CPU"): 2.0, ("10", "case list"): 7.0, ("10", "plan"): 7.0,
        ("14", "plan"): 2.0, ("14f", "plan"): 1.6, ("11", "plan"): 1.0, ("PDF", "sheet, 2 pages"): 0.5,
    }  # fmt: skip


def test_the_sweeps_rounds_become_gates_21_to_23():
    seconds = {"all_new": 8, "write_floor": 1, "nothing_new": 2, "one_day": 1, "scan_floor": 1, "row_by_row": 1_600}

    assert [(one.gate.name, one.ratio) for one in of_sweeps([seconds] * 3)] == [
        ("21", 8), ("22", 2), ("22", 1), ("23", 0.005),
    ]  # fmt: skip


def test_the_table_names_ratio_interval_gate_and_goal():
    text = table([judge(LIST_TO_PLAIN, [0.5] * 3, "CPU")])

    assert "case list / plain Django list (c): CPU" in text
    assert "0.500 – 0.500" in text
    assert text.endswith("goal")


def test_rows_read_are_those_given_on_and_those_left():
    scan = {"Node Type": "Index Scan", "Actual Rows": 3, "Rows Removed by Filter": 2, "Actual Loops": 10}
    bitmap = {"Node Type": "Bitmap Index Scan", "Actual Rows": 99, "Actual Loops": 1}
    heap = {"Node Type": "Bitmap Heap Scan", "Actual Rows": 7, "Actual Loops": 1, "Plans": [bitmap]}
    functions = {"Node Type": "Function Scan", "Actual Rows": 50, "Actual Loops": 1}

    assert rows_read({"Node Type": "Nested Loop", "Plans": [scan, heap, functions]}) == 57


def test_every_gate_of_the_plan_that_is_timed_is_wired():
    named = {one.name for one in vars(gates).values() if isinstance(one, gates.Gate) and one.most < inf}

    assert named == {"1", "2", "4", "10", "11", "12", "13", "14", "15", "16", "21", "22", "23", "PDF"}
