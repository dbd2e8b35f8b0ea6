"""Take row security of a table, a trigger or a condition of the wall away, and a test turns red. [security 13]

Not each condition yet: `NOT_YET` names the functions that nothing weakens here, and a new one must stand in a list.
Each weakening is made inside the test's own transaction and rolled back; what must notice it is the compact proof of
`scenes` and `doors` together with the catalogue's tests.
"""

import inspect
from contextlib import closing

import pytest
from django.db import Error, connection, transaction

from tests import tally
from tests.access import doors, gates, mutants, test_catalogue
from tests.access.asking import wrong_answers
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

# Weakened by tests of their own: the rule of consents (test_deciding_mutants), the sign-in's level (test_below).
ELSEWHERE = (
    "consent_breaks consent_follows_rule consent_is_decided consent_is_enough child_level_row child_level_region_id "
    "verified_context"
).split()
# Whose conditions nothing takes away one by one; they are tried as they stand, by the matrix and by services' tests.
NOT_YET = (
    "acting_row action_plan_held acts_after_participation acts_of_namesakes agreement_chapter_held "
    "agreement_consulted_held agreement_file_held agreement_held agreement_party_held answer_survey "
    "answered_routine_ids answering_for answering_forum_ids appointed_agreement_ids approving_meeting_ids "
    "asked_case_relations asked_question_ids asked_visible_child_ids asked_visible_consent_case_ids "
    "asked_visible_identity_case_ids asked_visible_log_case_ids asked_visible_minutes_case_ids asked_visible_piece_ids "
    "assignments_of_session calendar_feed calendar_feed_is_open case_relations closed_item_ids consents_ending "
    "deviation_guest deviation_guest_tells disclosure_by_owner evaluate_meeting expectation_ends expire_consents "
    "expire_on_birthdays extract_found extract_log extract_people extract_rows follow_up_stands_still forum_children "
    "found_action_ids found_agreement_ids found_decision_ids found_forum_ids found_lifted_ids found_meeting_ids "
    "found_routine_version_ids found_task_ids found_unit_ids give_back invitation_region invited_meeting_ids "
    "involved_agreement_ids job_regions keep_text leaders_to_let_in led_agreement_ids led_forum_ids "
    "led_routine_version_ids left_by_people left_in_groups left_to_hand_over lifted_question_ids link_needs_consent "
    "meeting_locked meeting_needs_consent minutes_are_locked minutes_locked minutes_take_two obstacle_held "
    "old_drafts_go open_item_count opened_item_ids own_invitation_ids partaking_forum_ids plan_activity_held "
    "plan_children plan_focus_held proof_of public_routine_ids recalled_text receipt_held refuse_change_but_retention "
    "retention_case retention_counts retention_due retention_entries retention_execute retention_go retention_lapse "
    "retention_ledger retention_replay retention_scope retention_subjects reviewed_principal_id routine_part_held "
    "routine_version_held secret_stay_child_ids session_actor shared_about signed_agreement_ids sip_refusals "
    "sitting_needs_consent staff_sign_ins survey_answer survey_asked survey_code survey_figures take_over "
    "transitions_due unled_obligation_ids value_goes_on visible_action_plan_ids visible_agreement_ids "
    "visible_filed_piece_ids visible_forum_ids visible_routine_version_ids writable_case_ids writable_child_ids "
    "writers_stay written_agreement_ids written_meeting_ids written_routine_version_ids"
).split()
# Conditions that say again what another wall already holds; each by the reason why nothing can turn red.
SAID_TWICE = (
    ("follow_up_area_ids 1: me.area_id IS NOT NULL", "an area that is none is no row's"),
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


def unseen_of(weakenings: list[Mutant], worlds: dict[str, World], *, by: list | None = None) -> list[str]:
    """The weakenings that no proof notices, or none of those named, counted for the run's report."""
    checks = {reading: by or list(proofs(worlds, reading=reading)) for reading in (True, False)}
    unseen = []
    for mutant in weakenings:
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
    assert unseen_of([*of_functions(mutants.CALLING), *of_triggers(), *of_tables()], worlds) == []


@pytest.mark.full
def test_no_condition_on_what_carries_a_piece_is_taken_away_unseen(worlds):
    assert unseen_of([*of_functions(mutants.CARRYING)], worlds) == []


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
    assert unseen_of([*of_functions(mutants.FOLLOWING)], worlds) == []


@pytest.mark.full
def test_no_condition_on_what_is_passed_on_is_taken_away_unseen(worlds):
    assert unseen_of([*of_functions(mutants.PASSING_ON)], worlds) == []


@pytest.mark.full
def test_no_condition_on_who_is_answered_with_a_report_or_a_year_is_taken_away_unseen(worlds):
    proof = [lambda: wrong_answers(worlds["escalated"])]

    assert [red for check in proof for red in check()] == []
    assert unseen_of([*of_functions(mutants.ANSWERING)], worlds, by=proof) == []


@pytest.mark.full
def test_each_function_of_the_wall_is_weakened_by_the_full_run_or_named_as_not_yet(db):
    assert mutants.with_conditions() == {*mutants.FUNCTIONS, *ELSEWHERE, *NOT_YET}
