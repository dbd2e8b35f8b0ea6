"""The table of moves against the domain's own, and what each county's ladder picks from it."""

from pathlib import Path

import pytest

from core.errors import WrongState
from core.regions import files
from core.regions.profile import build
from core.states import Transition
from deviations import states
from deviations.ladder import LEVEL_OF_STATUS, ladder_of
from deviations.models import DeviationReport
from deviations.states import DeviationStatus as S

# SM-3 as it stands in the domain, one line a row, then the regional group as a rung [default]; * = every open state.
SM_3 = """
draft > with_line_manager with_managers
with_line_manager > resolved in_forum principled
in_forum > resolved principled
principled > submitted
submitted > received
received > returned under_review
returned > received
under_review > raised_to_bussam answered closed
raised_to_bussam > assignment_created answered
answered > closed
assignment_created > closed
resolved > closed
with_managers > resolved in_local_group
in_local_group > resolved in_preparatory_group
in_preparatory_group > in_managers_forum
in_managers_forum > answered in_political_forum
in_political_forum > answered
in_local_group > in_regional_group
in_preparatory_group > in_regional_group
in_regional_group > in_managers_forum answered
* > withdrawn
"""


def table() -> set[tuple[str, str]]:
    """Every (from, to) that some verb allows."""
    moves = [value for value in vars(states).values() if isinstance(value, Transition)]
    for group in (states.SEND, states.MARK_PRINCIPLED, states.LIFT):
        moves += group.values()
    return {(str(source), str(move.target)) for move in moves for source in move.sources}


def expected() -> set[tuple[str, str]]:
    found = set()
    for line in SM_3.strip().splitlines():
        source, targets = line.split(" > ")
        sources = [str(status) for status in states.OPEN] if source == "*" else [source]
        found |= {(one, target) for one in sources for target in targets.split()}
    return found


def test_the_moves_are_those_of_the_domain_and_no_others():
    assert table() == expected() | {(str(status), "closed") for status in states.OPEN}  # a duplicate ends anywhere


def test_nothing_moves_out_of_an_end():
    assert {source for source, _target in table()} & {str(one) for one in states.ENDED} == set()


def ladder(county):
    return ladder_of(build(files.read(Path("core/regions/profiles") / f"{county}.yaml").data))


def test_each_county_takes_its_own_way():
    north, south = ladder("stockholm"), ladder("vastmanland")
    assert [step.key for step in north.steps] == ["line_manager", "individual_forum", "secretariat"]
    assert [step.key for step in south.steps] == [
        "responsible_managers", "local_group", "preparatory_group", "managers_forum", "political_forum",
    ]  # fmt: skip
    assert (north.send().target, south.send().target) == (S.WITH_LINE_MANAGER, S.WITH_MANAGERS)
    assert (north.mark_principled().target, south.mark_principled().target) == (S.PRINCIPLED, S.IN_LOCAL_GROUP)
    assert (north.refers_to_forum, south.refers_to_forum) == (True, False)
    assert (north.submitters, south.submitters) == ({"group_chair"}, {"group_coordinator"})
    assert (north.copies_all, south.copies_all) == (False, False)


@pytest.mark.parametrize(
    ("status", "target"),
    [
        (S.IN_LOCAL_GROUP, S.IN_PREPARATORY_GROUP),
        (S.IN_PREPARATORY_GROUP, S.IN_MANAGERS_FORUM),
        (S.IN_MANAGERS_FORUM, S.IN_POLITICAL_FORUM),
    ],
)
def test_a_question_is_lifted_to_the_next_rung(status, target):
    assert ladder("vastmanland").lift(status).target == target


@pytest.mark.parametrize("county", sorted(path.stem for path in Path("core/regions/profiles").glob("*.yaml")))
def test_every_countys_ladder_can_be_climbed_to_its_end(county):
    """From the two sides, over what is principled, to the last rung: no rung without a way up to it."""
    way = ladder(county)
    status, been = way.mark_principled().target, [way.first_principled.key]
    while step := way.next_after(status):
        status = way.lift(status).target
        been.append(step.key)
    assert been == [step.key for step in way.steps if step.principled]


@pytest.mark.parametrize("status", [S.IN_POLITICAL_FORUM, S.RESOLVED, S.WITH_LINE_MANAGER])
def test_above_the_last_rung_and_outside_the_ladder_there_is_nothing(status):
    with pytest.raises(WrongState):
        ladder("vastmanland").lift(status)


def test_every_open_state_but_the_answers_stands_on_a_rung():
    assert states.OPEN - set(LEVEL_OF_STATUS) == {S.ANSWERED, S.RESOLVED}


def test_a_refused_move_names_the_state_in_words():
    with pytest.raises(WrongState, match="Mottagen av sekretariatet"):
        states.SUBMIT.guard(DeviationReport(status=S.RECEIVED))


def test_no_region_is_named_in_the_code():
    names = ("stockholm", "vastmanland", "västmanland")
    code = [path for app in ("deviations", "groups") for path in Path(app).rglob("*.py")]
    texts = {str(path): path.read_text().lower().replace("europe/stockholm", "") for path in code}  # the time of day
    naming = [path for path, text in texts.items() if any(name in text for name in names)]
    assert naming == []
