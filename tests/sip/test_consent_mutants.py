"""Whatever is changed in the consent's logic, a test of consents, pieces or plans turns red. [security 13]

`consent_mutation.loop` does it in a process of its own, some minutes long. What survives has to say why here. The
files of `PROVED` have been gone through; the loop tries the others too when it is run by hand:
`BUS_MUTANTS_OUT=FILE ./bus py -m pytest -s -n0 -p tests.sip.consent_mutation.loop TESTS`.
"""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests import tally

TESTS = (
    "tests/sip/test_consent.py tests/sip/test_consent_logic.py tests/sip/test_signatories.py "
    "tests/sip/test_replacing.py tests/sip/test_later_answers.py tests/sip/test_calls_go.py "
    "tests/sip/disclosures/test_grounds.py tests/sip/disclosures/test_services.py tests/sip/disclosures/test_pages.py "
    "tests/sip/plans/test_story.py tests/sip/plans/test_refusals.py"
).split()
PROVED = ["sip/consent/covers.py"]
# Mutants that change nothing anybody can meet; each by the reason.
SAME: dict[str, str] = {}


@pytest.mark.full
@pytest.mark.parametrize("path", PROVED)
def test_nothing_in_the_consents_logic_changes_unseen(tmp_path, path):
    answer = tmp_path / "mutants.json"
    surroundings = {name: value for name, value in os.environ.items() if name != "BUS_FULL"}
    command = [sys.executable, "-m", "pytest", "-q", "-n0", "-p", "tests.sip.consent_mutation.loop", *TESTS]

    done = subprocess.run(
        command,
        cwd=settings.BASE_DIR,
        env={**surroundings, "BUS_MUTANTS_OUT": str(answer), "BUS_MUTANTS": path},
        capture_output=True,
    )

    assert answer.exists(), done.stdout[-2000:]
    found = json.loads(answer.read_text())
    tally.add("mutants", found["tried"])
    assert sorted(set(found["survivors"]) - set(SAME)) == []
    assert found["tried"] > 0
    assert sorted({what for what in SAME if path in what} - set(found["survivors"])) == []


def test_a_function_is_changed_in_every_way_and_each_change_is_another_program():
    from sip.consent.covers import shares
    from tests.sip.consent_mutation.mutants import of_file

    made = [one for one in of_file("sip/consent/covers.py") if one.function == "shares"]

    assert len(made) > 12
    assert all(one.code.co_code != shares.__code__.co_code or one.code.co_consts != shares.__code__.co_consts
               for one in made)  # fmt: skip
