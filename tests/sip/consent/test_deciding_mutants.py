"""Take a condition of what the database asks of a consent away, or turn it, and a test is red. [security 13]

What is asked is `access.consent_breaks`, `consent_is_enough`, `consent_follows_rule` and `consent_is_decided`
(`sip/access/deciding_sql.py`). Each changed function stands inside the test's own transaction.
"""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection

from tests import tally
from tests.access.mutants import Mutant, of_functions, turned
from tests.access.test_mutation import is_seen
from tests.sip import town as t
from tests.sip.consent import enough, ruling

# Conditions that say again what another holds; each by the reason why nothing can turn red.
SAID_TWICE = {
    "consent_is_enough 52: p.relation = 'representative'": "who is appointed is a representative: a constraint",
}
# Tried by every run; the others by the whole one.
FEW = ("consent_is_decided ", "consent_follows_rule 0:", "consent_is_enough 0:", "consent_is_enough 1:")

Proof = Callable[[], Iterator[str]]


@pytest.fixture
def proofs(town) -> dict[str, Proof]:
    """By function, what must turn red."""
    like = t.consented(town, t.raised(town), answers=None)
    told, ruled = enough.told_in(town, like), ruling.make_ruled(town)
    connection.check_constraints()  # nothing waits, so that functions can be changed
    return {
        "consent_is_enough": lambda: enough.wrong_enough(told),
        "consent_follows_rule": lambda: ruling.wrong_in(ruling.RULED, town, ruled),
        "consent_is_decided": lambda: ruling.wrong_in(ruling.DECISIONS, town, ruled),
        "consent_breaks": ruling.wrong_breaks,
    }


def unseen(proofs: dict[str, Proof], mutants: Iterator[Mutant]) -> list[str]:
    found = []
    for mutant in mutants:
        if mutant.name in SAID_TWICE:
            continue
        seen = is_seen(mutant, [proofs[mutant.name.split()[0]]])
        tally.add("mutants", int(seen is not None))
        if seen is False:
            found.append(mutant.name)
    tally.add("survivors", len(found))
    return found


def test_the_database_counts_as_the_law_does(proofs):
    assert [red for proof in proofs.values() for red in proof()] == []


def test_no_condition_of_a_few_is_changed_unseen(proofs):
    few = [mutant for mutant in of_functions([*proofs], turned) if mutant.name.startswith(FEW)]

    assert len(few) > 8
    assert unseen(proofs, iter(few)) == []


@pytest.mark.full
@pytest.mark.parametrize("name", ["consent_is_enough", "consent_follows_rule", "consent_is_decided", "consent_breaks"])
def test_no_condition_of_what_a_consent_asks_is_changed_unseen(proofs, name):
    assert unseen(proofs, of_functions([name], turned)) == []


@pytest.mark.full
def test_what_is_excused_is_a_change_that_can_be_made(db):
    made = {mutant.name for mutant in of_functions([key.split()[0] for key in SAID_TWICE], turned)}

    assert set(SAID_TWICE) <= made
