"""Whatever is changed in the consent's logic, a test of consents, pieces or plans turns red. [security 13]

`consent_mutation.loop` does it in a process of its own; what survives has to say why in `consent_mutation.same`.
`./bus mutants` tries all of it and says how long each part took. One change by hand:
`BUS_MUTANTS_OUT=FILE BUS_MUTANTS=PART ./bus py -m pytest -s -n0 -p tests.sip.consent_mutation.loop TESTS`.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence

import pytest
from django.conf import settings

from tests import tally
from tests.sip.consent_mutation import loop, mutants
from tests.sip.consent_mutation.same import PIECES, RECORDING, SAME

TABLES = ("sip/consent/covers.py", "sip/disclosures/grounds.py", "sip/disclosures/kinds.py")
TABLE_TESTS = (
    "tests/sip/test_consent.py::test_a_consent_covers_its_unit_kind_sitting_and_days_only "
    "tests/sip/disclosures/test_grounds.py"
)
# How a consent is recorded, answered, taken back and ended, and how a piece is written, given and taken in.
RECORDED = "record_consent answer_on_screen answered _closed _take_effect _status _replace_earlier".split()
SERVICES = (
    "sip/consent/signing.py",
    *(f"{RECORDING} {name}:" for name in RECORDED),
    "sip/consent/services/withdrawing.py",
    "sip/consent/ending.py",
    *(f"{PIECES} {name}:" for name in ("write_piece", "disclose_piece", "file_piece")),
)
# What a consent opens and closes as it is given, and the pieces that go with it.
OPENED = [f"{RECORDING} {name}:" for name in "_asked_of _left_out _tell_left_out _save _save_givers _open".split()]
OPENED_TESTS = (
    "tests/sip/consent/test_recording.py "
    "tests/sip/test_replacing.py::test_a_narrower_consent_for_a_sitting_that_nobody_is_called_to_is_noted_by_unit "
    "tests/sip/test_later_answers.py::test_the_last_yes_gives_it_from_its_day_and_opens_what_it_covers "
    "tests/sip/test_consent_verbs.py::"
    "test_a_unit_that_was_taken_out_while_it_was_asked_for_is_left_out_when_it_is_given "
    "tests/sip/test_consent_verbs.py::test_a_consent_given_the_day_the_need_was_noticed_and_ending_today_is_whole "
    "tests/sip/test_consent_verbs.py::test_where_one_is_prevented_the_first_yes_gives_it_and_two_noes_refuse_it"
)
PIECED = "_held_consent _check_decided _disclosure disclose_own_pieces _keep _rule_of _match".split()
PIECED_TESTS = (
    "tests/sip/disclosures/test_giving.py tests/sip/disclosures/test_services.py "
    "tests/sip/disclosures/test_filing_races.py "
    "tests/sip/test_consent_logic.py::test_the_own_child_is_linked_to_a_plan_once_whatever_is_taken_in"
)
OWED = ("sip/consent/deadlines.py", f"{RECORDING} _answer_lapsed:")
OWED_TESTS = (
    "tests/sip/consent/test_lapsed.py "
    "tests/sip/test_consent_verbs.py::test_a_consent_that_its_sitting_has_used_owes_no_new_one "
    "tests/sip/test_consents_end.py::test_what_is_owed_ends_with_a_new_consent_or_with_what_the_old_one_carried"
)
SERVICE_TESTS = (
    "tests/sip/test_consent_verbs.py tests/sip/test_consent.py tests/sip/test_consent_logic.py "
    "tests/sip/consent/test_rules.py tests/sip/consent/test_deciders.py "
    "tests/sip/test_signatories.py tests/sip/test_replacing.py tests/sip/test_later_answers.py "
    "tests/sip/test_calls_go.py tests/sip/test_consents_end.py tests/sip/test_grown_up.py "
    "tests/sip/test_escalation.py tests/sip/signatures/test_signing.py tests/sip/test_taken_back.py "
    "tests/sip/disclosures/test_services.py tests/sip/transfers/test_transfers.py"
)
CHECKING_TESTS = (
    "tests/sip/consent/test_checking.py tests/sip/consent/test_deciders.py "
    "tests/sip/test_grown_up.py::test_what_guardians_gave_is_closed_by_the_day_itself_before_any_job "
    "tests/sip/test_grown_up.py::test_what_the_young_person_gave_alone_stands "
    "tests/sip/test_signatories.py::test_what_guardians_said_of_a_child_is_not_recorded_when_the_child_has_grown_up"
)
ANSWERING_TESTS = (
    "tests/sip/test_later_answers.py::test_the_last_yes_gives_it_from_its_day_and_opens_what_it_covers "
    "tests/sip/test_later_answers.py::test_one_no_refuses_what_all_must_give_and_leaves_what_was_given_before "
    "tests/sip/test_later_answers.py::test_a_plan_begins_with_the_answer_that_completes_its_consent "
    "tests/sip/test_later_answers.py::"
    "test_an_answer_that_cannot_be_is_refused_beside_its_field_and_changes_nothing "
    "tests/sip/test_consent_verbs.py::test_each_verb_takes_the_case_first_and_then_the_consent"
)
RULED_TESTS = (
    "tests/sip/consent/test_ruled.py "
    "tests/sip/consent/test_rules.py::test_a_stored_profile_that_says_nothing_of_it_yet_asks_as_before "
    "tests/sip/consent/test_rules.py::test_nobody_asks_a_child_that_is_not_born "
    "tests/sip/consent/test_rules.py::test_with_the_child_asked_its_own_yes_is_needed_and_may_come_later "
    "tests/sip/consent/test_deciders.py::test_one_who_is_appointed_decides_in_the_place_of_others_while_it_holds "
    "tests/sip/consent/test_deciders.py::test_a_representative_without_an_appointment_decides_nothing "
    "tests/sip/consent/test_deciders.py::test_who_no_longer_represents_the_child_decides_no_more"
)
TRANSFERRED = [f"sip/transfers/{name}.py" for name in ("consenting", "stopping", "receiving")]
TRANSFERRED_TESTS = (
    "tests/sip/transfers/test_transfers.py tests/sip/transfers/test_letting_in.py "
    "tests/sip/transfers/test_unborn.py::test_before_the_birth_it_is_theirs_and_afterwards_no_more "
    "tests/sip/test_first_line.py::test_nobody_learns_of_it_before_the_family_has_said_yes_and_then_the_clock_starts "
    "tests/sip/test_first_line.py::test_what_the_family_takes_back_need_not_be_answered"
)
FOUND = (
    *(f"sip/consent/{name}.py" for name in ("policies", "queries", "calls", "found", "asked")),
    "sip/cases/subjects.py",
    "sip/signatures/policies.py",
)
# What else decides, by the tests that state it: few and quick, for each change is tried on all that come to its line.
GROUPS = {
    "ruled": (("sip/consent/rules.py", "sip/consent/deciders.py"), RULED_TESTS),
    "transferred": (TRANSFERRED, TRANSFERRED_TESTS),
    "recorded": (SERVICES, SERVICE_TESTS),
    "checked": (("sip/consent/checking.py",), CHECKING_TESTS),
    "found": (FOUND, "tests/sip/consent/test_policies.py tests/sip/consent/test_queries.py"),
    "answered": (("sip/consent/answering.py",), ANSWERING_TESTS),
    "begun": (("sip/plans/services/consenting.py",), "tests/sip/plans/test_consenting.py"),
    "pieces": (("sip/disclosures/policies.py",), "tests/sip/disclosures/test_policies.py"),
    "drawn": (("sip/signatures/strokes.py",), "tests/sip/signatures/test_readers.py"),
    "opened": (OPENED, OPENED_TESTS),
    "given": ([f"{PIECES} {name}:" for name in PIECED], PIECED_TESTS),
    "owed": (OWED, OWED_TESTS),
    "signed": (
        ("sip/signatures/readers.py", "sip/signatures/services.py"),
        "tests/sip/signatures/test_readers.py tests/sip/signatures/test_signing.py",
    ),
}


def unseen(folder, parts: Sequence[str], tests: str) -> list[str]:
    """The changes named so that no test notices and nothing excuses; how many were tried is counted."""
    answer = folder / "mutants.json"
    surroundings = {name: value for name, value in os.environ.items() if name != "BUS_FULL"}
    given = {"BUS_MUTANTS_OUT": str(answer), "BUS_MUTANTS": "\n".join(parts), "BUS_MUTANTS_SAME": json.dumps([*SAME])}
    command = [sys.executable, "-m", "pytest", "-q", "-n0", "-p", "tests.sip.consent_mutation.loop", *tests.split()]

    done = subprocess.run(command, cwd=settings.BASE_DIR, env={**surroundings, **given}, capture_output=True)

    assert answer.exists(), done.stdout[-2000:]
    found = json.loads(answer.read_text())
    assert found["tried"] > 0
    tally.add("mutants", found["tried"])
    tally.add("survivors", len(found["survivors"]))
    return found["survivors"]


@pytest.mark.full
def test_nothing_in_the_tables_of_what_a_consent_and_a_ground_carry_changes_unseen(tmp_path):
    assert unseen(tmp_path, TABLES, TABLE_TESTS) == []


@pytest.mark.full
@pytest.mark.parametrize("group", GROUPS)
def test_nothing_that_decides_about_a_consent_changes_unseen(tmp_path, group):
    assert unseen(tmp_path, *GROUPS[group]) == []


# What of the same packages only shows, asks on a page, names or lists: their pages have tests of their own.
SHOWN = (
    "acts choices forms kinds models routes rows states tables urls views family family_views others shared_sql "
    "sorting shown tables_sql"
).split()
FINDS_A_PAGE = {"sip/signatures/found.py"}


def test_no_file_that_decides_about_a_consent_is_left_out():
    """What records, asks or ends one lies in its packages, or is called so."""
    root = settings.BASE_DIR
    packages = ("sip/consent", "sip/disclosures", "sip/signatures")
    held = {path for package in packages for path in (root / package).rglob("*.py") if path.read_text().strip()}
    called = {*(root / "sip").rglob("consenting.py")}
    deciding = [path for path in held | called if not {*path.parts, path.stem} & {*SHOWN, "__init__"}]
    ours = {str(path.relative_to(root)) for path in deciding}

    assert ours - {*loop.LOGIC} == FINDS_A_PAGE


@pytest.mark.parametrize("group", GROUPS)
def test_each_group_changes_something(group):
    """A part that names no function that is walked would try nothing, and pass only where nobody looks."""
    ours = [f"{path} {name}:" for path, name, _line in loop.functions()]
    parts, _tests = GROUPS[group]

    assert [part for part in parts if not any(part in one for one in ours)] == []


def test_no_function_of_the_logic_is_left_out():
    tried = [*TABLES, *(part for parts, _tests in GROUPS.values() for part in parts)]

    ours = [f"{path} {name}:" for path, name, _line in loop.functions() if "<locals>" not in name]

    assert [one for one in ours if not any(part in one for part in tried)] == []


@pytest.mark.full
def test_what_is_excused_is_a_change_that_can_be_made():
    made = {one.what for path in {what.partition(" ")[0] for what in SAME} for one in mutants.of_file(path)}

    assert set(SAME) <= made
    assert all(SAME.values())


def test_a_function_is_changed_in_every_way_and_each_change_is_another_program():
    from sip.consent.covers import shares

    made = [one for one in mutants.of_file("sip/consent/covers.py") if one.function == "shares"]

    assert len(made) > 12
    assert all(one.code.co_code != shares.__code__.co_code or one.code.co_consts != shares.__code__.co_consts
               for one in made)  # fmt: skip
