"""No hidden number can be worked out from the shown ones: told by trying every table that looks the same."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup.suppress import FEW, HIDDEN, Published, Relation, Table, suppress

THRESHOLD = 4  # keeps the trial of every table short; nothing depends on five
SEXES = ("girl", "boy", "other", "unknown")


def split(total, **parts):
    """A total and its parts, as one table."""
    values = {total: sum(parts.values()), **{f"{total}.{name}": value for name, value in parts.items()}}
    return Table(values, (Relation(total, tuple(f"{total}.{name}" for name in parts)),))


def by_outcome(rows):
    """Sex by outcome with both margins: the shape of «called in time»."""
    values, relations = {}, []
    for column in ("in_time", "missed"):
        values |= {f"{column}.{sex}": pair[column] for sex, pair in rows.items()}
        values[column] = sum(pair[column] for pair in rows.values())
        relations.append(Relation(column, tuple(f"{column}.{sex}" for sex in rows)))
    for sex, pair in rows.items():
        values[f"counted.{sex}"] = pair["in_time"] + pair["missed"]
        relations.append(Relation(f"counted.{sex}", (f"in_time.{sex}", f"missed.{sex}")))
    values["counted"] = values["in_time"] + values["missed"]
    relations += [
        Relation("counted", ("in_time", "missed")),
        Relation("counted", tuple(f"counted.{sex}" for sex in rows)),
    ]
    return Table(values, tuple(relations))


REACH = 2  # how far from the truth other tables are tried; a wider search could only find more of them


def possible(publications):
    """For each hidden cell the numbers it could have, over tables near this one that would show the same.

    The reader knows the legend, and takes a number that was hidden twice for the same when it is.
    """
    allowed = {}
    for one in publications:
        for name in hidden_in(one):
            cell = (name, one.table.values[name])
            near = set(range(max(0, cell[1] - REACH), cell[1] + REACH + 1))
            allowed[cell] = allowed.get(cell, near) & open_to(one, name)
    leaves = sorted(cell for cell in allowed if not _is_total(publications, cell[0]))
    found = {cell: set() for cell in allowed}
    for guess in product(*(allowed[leaf] for leaf in leaves)):
        value = dict(zip(leaves, guess, strict=True))
        if all(_completed(one, value, allowed) for one in publications):
            for cell in found:
                found[cell].add(value[cell])
    return found


def hidden_in(one):
    return [name for name, mark in one.shown.items() if mark in (FEW, HIDDEN)]


def _is_total(publications, name):
    return any(r.total == name for one in publications for r in one.table.relations)


def open_to(one, name):
    """The numbers that the mark of a hidden cell leaves open."""
    value, small = one.table.values[name], range(1, THRESHOLD)
    if one.shown[name] == FEW:
        return set(small)
    if any(one.table.values[r.total] in small for r in one.table.relations if name in r.parts):
        return set(range(THRESHOLD))
    relations = (r for r in one.table.relations if name in (r.total, *r.parts))
    if all(one.shown[cell] != FEW for r in relations for cell in (r.total, *r.parts)):
        return set(range(value + REACH + 1))
    return set(range(THRESHOLD, value + REACH + 1)) if value >= THRESHOLD else {0}


def _completed(one, value, allowed):
    """Totals follow from their parts; False when a total is not what the marks or another way to it say."""
    number = {name: None if mark in (FEW, HIDDEN) else mark for name, mark in one.shown.items()}
    for name in hidden_in(one):
        number[name] = value.get((name, one.table.values[name]))
    waiting = list(one.table.relations)
    while waiting:
        relation = next(r for r in waiting if all(number[part] is not None for part in r.parts))
        total = sum(number[part] for part in relation.parts)
        if number[relation.total] is None:
            cell = (relation.total, one.table.values[relation.total])
            if total not in allowed[cell]:
                return False
            number[relation.total] = value[cell] = total
        if number[relation.total] != total:
            return False
        waiting.remove(relation)
    return True


def assert_nothing_can_be_worked_out(publications):
    for (name, value), numbers in possible(publications).items():
        assert value in numbers, name
        if value:
            assert len(numbers) > 1, (name, value, [one.shown for one in publications])


counts = st.integers(min_value=0, max_value=9)


@settings(max_examples=150, deadline=None)
@given(st.fixed_dictionaries(dict.fromkeys(SEXES, counts)))
def test_no_hidden_part_of_a_total_can_be_worked_out(parts):
    table = split("held", **parts)

    assert_nothing_can_be_worked_out([Published(table, suppress(table, threshold=THRESHOLD))])


small_pairs = st.fixed_dictionaries({"in_time": st.integers(0, 6), "missed": st.integers(0, 6)})


@settings(max_examples=60, deadline=None)
@given(st.fixed_dictionaries({"girl": small_pairs, "boy": small_pairs}))
def test_no_hidden_cell_of_a_table_with_two_margins_can_be_worked_out(rows):
    table = by_outcome(rows)

    assert_nothing_can_be_worked_out([Published(table, suppress(table, threshold=THRESHOLD))])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.fixed_dictionaries(dict.fromkeys(("girl", "boy", "other"), counts)), min_size=2, max_size=2))
def test_no_hidden_number_can_be_worked_out_from_what_was_published_earlier(years):
    published = []
    for parts in years:
        table = split("held", **parts)
        published.append(Published(table, suppress(table, threshold=THRESHOLD, earlier=published)))

    assert_nothing_can_be_worked_out(published)


@settings(max_examples=80, deadline=None)
@given(counts, counts)
def test_what_lies_between_two_cells_gives_no_hidden_number_away(girls, boys):
    """Sittings are at least as many as cases: the cell between them is in no table, and still is no way in."""
    table = split("held", girl=girls, boy=boys)
    values = {**table.values, "sittings": girls + boys, "~more": 0}
    whole = Table(values, (*table.relations, Relation("sittings", ("held", "~more"))), frozenset({"~more"}))

    shown = suppress(whole, threshold=THRESHOLD)

    assert "~more" not in shown
    for name in ("held.girl", "held.boy"):
        if 0 < values[name] < THRESHOLD <= values["held"]:
            assert not (shown["held"] == values["held"] and shown["sittings"] == values["sittings"]) or (
                shown["held.girl"] in (FEW, HIDDEN) and shown["held.boy"] in (FEW, HIDDEN)
            )


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"girl": 10, "boy": 15}, {"held": 25, "held.girl": 10, "held.boy": 15}),
        ({"girl": 0, "boy": 15}, {"held": 15, "held.girl": 0, "held.boy": 15}),
        ({"girl": 0, "boy": 0}, {"held": 0, "held.girl": 0, "held.boy": 0}),
        ({"girl": 2, "boy": 15}, {"held": 17, "held.girl": FEW, "held.boy": HIDDEN}),
        ({"girl": 2, "boy": 15, "other": 8}, {"held": 25, "held.girl": FEW, "held.boy": 15, "held.other": HIDDEN}),
        ({"girl": 2, "boy": 1}, {"held": FEW, "held.girl": HIDDEN, "held.boy": HIDDEN}),
        ({"girl": 2, "boy": 0}, {"held": FEW, "held.girl": HIDDEN, "held.boy": HIDDEN}),
        # Six with a small part and one that is not can only be one and five: neither is said to be the small one.
        ({"girl": 1, "boy": 5}, {"held": 6, "held.girl": HIDDEN, "held.boy": HIDDEN}),
        ({"girl": 4, "boy": 4}, {"held": 8, "held.girl": HIDDEN, "held.boy": HIDDEN}),
        ({"girl": 3, "boy": 4}, {"held": 7, "held.girl": FEW, "held.boy": FEW}),
    ],
)
def test_what_is_shown_of_a_total_and_its_parts(parts, expected):
    assert suppress(split("held", **parts), threshold=5) == expected


def test_a_number_hidden_once_stays_hidden_while_it_is_the_same():
    first = split("held", girl=9, boy=2)
    before = [Published(first, suppress(first, threshold=5))]
    later = split("held", girl=9, boy=7)

    shown = suppress(later, threshold=5, earlier=before)

    assert before[0].shown == {"held": 11, "held.girl": HIDDEN, "held.boy": FEW}
    assert shown["held.girl"] == HIDDEN
    assert HIDDEN in (shown["held"], shown["held.boy"])


def test_a_number_that_was_shown_is_not_hidden_again_as_if_it_were_unknown():
    first = split("held", girl=9, boy=8)
    before = [Published(first, suppress(first, threshold=5))]
    later = split("held", girl=9, boy=2)

    shown = suppress(later, threshold=5, earlier=before)

    assert shown == {"held": HIDDEN, "held.girl": 9, "held.boy": FEW}
