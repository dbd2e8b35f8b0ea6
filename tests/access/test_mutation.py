"""Take row security of a table, a trigger or a condition of the call's gate away, and a test turns red. [security 13]

The other conditions (`mutants.all_mutants`) can be tried by the same means; their survivors are not mended yet.
Each weakening is made inside the test's own transaction and rolled back; what must notice it is the compact proof of
`scenes` and `doors` together with the catalogue's tests.
"""

import inspect
from contextlib import closing

import pytest
from django.db import Error, connection, transaction

from tests import tally
from tests.access import doors, gates, test_catalogue
from tests.access.beside import make_beside
from tests.access.beside_joining import wrong_beside
from tests.access.consequences import wrong_consequences
from tests.access.extract_joining import wrong_extracts
from tests.access.grounds import wrong_grounds, wrong_kinds
from tests.access.joining import wrong_joins
from tests.access.mutants import Mutant, of_beside, of_functions, of_joining, of_plans, of_tables, of_triggers
from tests.access.passing_on import wrong_transfers
from tests.access.plan_joining import wrong_plans
from tests.access.plan_reading import wrong_turns
from tests.access.scenes import SCENES, wrong_in
from tests.access.second_consents import wrong_seconds
from tests.access.trying import WHOLE
from tests.access.world import PHASES, World, make_world
from tests.database import as_role

# Conditions that say again what another wall already holds; each by the reason why nothing can turn red.
SAID_TWICE = (
    ("region_id = me.region_id", "an assignment's rows are of its region: composite keys, and the region's own wall"),
    ("call_needs_consent 6: c.case_id = NEW.case_id", "a sitting's consent is of its case: a composite key"),
    ("sip_participation_insert_app_1 WITH CHECK: (assignment_id IS NOT NULL)", "the unit's person is looked up by it"),
    *(
        (
            f"sip_{name}_insert_app_1 WITH CHECK: (case_id = ANY (ARRAY( SELECT access.visible_plan",
            "its meeting is read",
        )
        for name in ("planinvitation", "surveycode")
    ),
    ("copy_is_the_version 4: v.region_id", "the copy's unit is covered by a consent of the case: composite keys"),
    *(
        (
            f"sip_planmeeting_update_app_2 WITH CHECK: ({said}",
            "only such a meeting may change at all: the policy's USING",
        )
        for said in (
            "case_id = ANY (ARRAY( SELECT access.visible_plan",
            "s.case_id",
            "(s.case_id",
            "(s.status)",
            "EXISTS ( SELECT FROM sip_sipplan",
        )
    ),
    (
        "sip_participation_insert_app_1 WITH CHECK: (case_id = ANY (ARRAY( SELECT access.visible_case",
        "a transfer is read",
    ),
    ("sip_casenoticed_insert_app_1 WITH CHECK: (case_id = ANY (ARRAY( SELECT access.visible_case", "its case is read"),
    ("sip_informationgiven_insert_app_1 WITH CHECK: (child_id = ANY", "the need is read through the child's own door"),
    ("sip_consentsignature_insert_app_1 WITH CHECK: (case_id = ANY (ARRAY( SELECT access.visible_cons", "it is read"),
    *(
        (
            f"sip_consentsignature_insert_app_1 WITH CHECK: {said}case_id = ANY (ARRAY( SELECT access.visible_ident",
            "own child",
        )
        for said in ("(", "((")
    ),
    ("sip_extract_insert_app_1 WITH CHECK: (me.role", "the question whose child it is asks the role once more"),
    *(
        (f"sip_extract{name}_update_app WITH CHECK: {said}", "the policy's USING says it of columns that never change")
        for name, said in (
            ("", "(me.role"),
            ("", "(principal_id"),
            ("item", "((x.status"),
            ("item", "(x.builder_id"),
            ("item", "(((x.status"),
            ("item", "(extract_id"),
        )
    ),
    ("screen_is_signed 0: TG_OP = 'INSERT'", "an update calls the guard only when it becomes given or refused"),
    ("screen_is_signed 2: TG_OP = 'UPDATE'", "an insert has nothing old that could have been requested"),
)


@pytest.fixture
def worlds(db) -> dict[str, World]:
    worlds = {phase: make_world(phase) for phase in PHASES}
    make_beside(worlds["escalated"].town)
    connection.check_constraints()  # nothing waits, so that tables and triggers can be changed
    return worlds


def proofs(worlds: dict[str, World], *, reading: bool = True):
    """Everything that must turn red, the cheapest first; what is read by whom only where that is in question."""
    last = worlds["escalated"]
    rows = doors.copies(last)
    for name, check in vars(test_catalogue).items():
        if name.startswith("test_") and not inspect.signature(check).parameters:
            yield lambda check=check: failed(check)
    yield lambda: doors.wrong_readers(last)
    yield lambda: doors.wrong_keys(last)
    yield lambda: doors.open_inserts(last, rows)
    yield lambda: gates.open_gates(last)
    yield lambda: gates.wrong_bases(worlds["called"])
    yield wrong_grounds
    yield wrong_kinds
    yield lambda: gates.wrong_calls(worlds["called"])
    yield lambda: gates.wrong_filings(worlds["called"])
    yield lambda: wrong_joins(worlds)
    yield lambda: wrong_plans(worlds)
    yield lambda: wrong_beside(worlds)
    yield lambda: wrong_extracts(worlds)
    yield lambda: wrong_seconds(worlds)
    yield lambda: wrong_consequences(worlds)
    yield lambda: wrong_transfers(worlds)
    yield lambda: doors.wrong_writers(last, doors.CHANGES)
    if not reading:
        return
    yield lambda: wrong_turns(worlds["raised"])
    for scene in SCENES.values():
        yield lambda scene=scene: wrong_in(scene, worlds[scene.phase])


def failed(check):
    try:
        check()
    except AssertionError as error:
        yield str(error)[:200] or "red"


def made(mutant: Mutant) -> bool:
    """Whether the weakened wall stands at all; some conditions cannot be left out."""
    try:
        with as_role("bus_owner"), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {mutant.role}")
            cursor.execute(mutant.sql)
            cursor.execute("SET LOCAL ROLE bus_owner")
    except Error:
        return False
    return True


def is_seen(mutant: Mutant, checks: list) -> bool | None:
    """True when some proof turns red, None when the weakened wall cannot stand."""
    before = transaction.savepoint()
    try:
        if not made(mutant):
            return None
        for place, check in enumerate(checks):
            inner = transaction.savepoint()
            try:
                with closing(check()) as differences:
                    red = next(differences, "")
            except Error as error:
                red = str(error)
            transaction.savepoint_rollback(inner)
            if red:
                checks.insert(0, checks.pop(place))  # what found this finds the next of its kind
                return True
        return False
    finally:
        transaction.savepoint_rollback(before)


def test_the_proofs_are_green_as_the_wall_stands(worlds):
    """Who reads what is tried scene by scene in test_scenes; here too by the full run, which weakens it."""
    assert [red for check in proofs(worlds, reading=WHOLE) for red in check()] == []


def unseen_of(mutants: list[Mutant], worlds: dict[str, World]) -> list[str]:
    """The weakenings that no proof notices, counted for the run's report."""
    checks = {reading: list(proofs(worlds, reading=reading)) for reading in (True, False)}
    unseen = []
    for mutant in mutants:
        if any(part in mutant.name for part, _ in SAID_TWICE):
            continue
        seen = is_seen(mutant, checks[mutant.opens_reading])
        tally.add("mutants", int(seen is not None))
        if seen is False:
            unseen.append(mutant.name)
    tally.add("survivors", len(unseen))
    return unseen


@pytest.mark.full
def test_no_table_is_lowered_no_trigger_dropped_and_no_call_gate_weakened_unseen(worlds):
    gate = [mutant for mutant in of_functions() if mutant.name.startswith("call_needs_consent")]

    assert unseen_of([*gate, *of_triggers(), *of_tables()], worlds) == []


@pytest.mark.full
def test_no_condition_on_what_carries_a_piece_is_taken_away_unseen(worlds):
    gates = ("disclosure_needs_consent", "side_of", "kind_of_piece", "may_rest_on", "filed_piece_is_disclosed")

    assert unseen_of([mutant for mutant in of_functions() if mutant.name.startswith(gates)], worlds) == []


@pytest.mark.full
def test_no_condition_on_who_joins_a_case_is_taken_away_unseen(worlds):
    assert unseen_of([*of_joining()], worlds) == []


@pytest.mark.full
def test_no_condition_on_who_stands_in_a_plan_is_taken_away_unseen(worlds):
    assert unseen_of([mutant for mutant in of_plans() if not mutant.is_of_a_door], worlds) == []


@pytest.mark.full
def test_no_condition_on_who_writes_in_a_plan_is_taken_away_unseen(worlds):
    assert unseen_of([mutant for mutant in of_plans() if mutant.is_of_a_door], worlds) == []


@pytest.mark.full
def test_no_condition_on_what_stands_beside_a_case_is_taken_away_unseen(worlds):
    assert unseen_of([*of_beside()], worlds) == []


@pytest.mark.full
def test_no_condition_on_what_follows_a_change_is_taken_away_unseen(worlds):
    follows = "calls_go consent_is_answered screen_is_signed day_is_corrected identity_goes escalation_needs_consent"
    starts = tuple(f"{name} " for name in follows.split())

    assert unseen_of([mutant for mutant in of_functions() if mutant.name.startswith(starts)], worlds) == []


@pytest.mark.full
def test_no_condition_on_what_is_passed_on_is_taken_away_unseen(worlds):
    gates = ("receiver_needs_basis ", "consent_fits_its_case ", "unborn_consent_ends ")

    assert unseen_of([one for one in of_functions() if one.name.startswith(gates)], worlds) == []
