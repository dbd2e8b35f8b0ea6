"""Inside a case the database itself says who lets whom in. [security 1-3]"""

from tests.access.joining import TRIES, wrong_joins
from tests.access.world import make_world


def test_nobody_lets_anybody_into_a_case_by_plain_sql_but_as_the_services_do(db):
    worlds = {phase: make_world(phase) for phase in {one.phase for one in TRIES}}

    assert list(wrong_joins(worlds)) == []
