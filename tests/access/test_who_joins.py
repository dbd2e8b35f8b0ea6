"""Inside a case the database itself says who lets whom in. [security 1-3]"""

from tests.access.beside_joining import wrong_beside
from tests.access.extract_joining import wrong_extracts
from tests.access.joining import TRIES, wrong_joins
from tests.access.plan_joining import wrong_plans
from tests.access.plan_reading import wrong_turns
from tests.access.world import PHASES, World, make_world
from tests.kept import kept


@kept
def worlds() -> dict[str, World]:
    return {phase: make_world(phase) for phase in PHASES}


def test_nobody_lets_anybody_into_a_case_by_plain_sql_but_as_the_services_do(worlds):
    assert {one.phase for one in TRIES} <= set(worlds)
    assert list(wrong_joins(worlds)) == []


def test_nobody_lets_anybody_into_a_plan_nor_moves_it_by_plain_sql_but_as_the_services_do(worlds):
    assert list(wrong_plans(worlds)) == []


def test_a_plan_is_read_by_whom_the_consent_covers_and_for_as_long(worlds):
    assert list(wrong_turns(worlds["raised"])) == []


def test_nobody_writes_beside_a_case_by_plain_sql_but_as_the_services_do(worlds):
    assert list(wrong_beside(worlds)) == []


def test_nobody_builds_or_hands_out_an_extract_by_plain_sql_but_as_the_services_do(worlds):
    assert list(wrong_extracts(worlds)) == []
