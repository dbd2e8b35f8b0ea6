"""`./bus cover`, `./bus mutants`: not a line, not a branch and not a change of what decides about consents is untried.
[SM-4, security 13]
"""

import os
import subprocess

from ops import developing, install, testing
from ops.paths import PYTHON, ROOT
from ops.say import Trouble, say

PACKAGES = (
    "sip.consent", "sip.disclosures", "sip.signatures", "sip.plans.services.consenting",
    "sip.transfers.consenting", "sip.transfers.receiving", "sip.transfers.stopping",
)  # fmt: skip
# The tests that are about them; a story that only passes through proves nothing of a branch.
TESTS = (
    "test_consent.py test_consent_logic.py test_consent_verbs.py test_consents_end.py test_signatories.py consent "
    "test_changed_sittings.py test_replacing.py test_later_answers.py test_calls_go.py test_escalation.py "
    "test_grown_up.py test_taken_back.py test_first_line.py plans/test_consenting.py transfers disclosures signatures"
).split()
MUTATED = "tests/sip/test_consent_mutants.py"


def cover(words: list[str]) -> int:
    """The exit code says whether all of it is passed; below a hundred per cent each line and branch is named."""
    if words:
        raise Trouble("Usage: ./bus cover")
    install.ensure("test")
    with testing.servers(developing.running()) as folder:
        testing.ensure_template(folder)
        say(f"Tests of {', '.join(PACKAGES)}, with every line and branch noted")
        return subprocess.run(_command(), cwd=ROOT, env={**os.environ, **testing.environment(folder)}).returncode


def mutants(words: list[str]) -> int:
    """Change it in every way and see that a test turns red; `words` name parts of it, none means all. Each is timed."""
    install.ensure("test")
    some = ["-k", " or ".join(words)] if words else []
    with testing.servers(developing.running()) as folder:
        testing.ensure_template(folder)
        say("Changing what decides about consents, and asking the tests each time; this is long")
        command = [str(PYTHON), "-m", "pytest", "-v", "-n0", "--durations=0", "--durations-min=1", MUTATED, *some]
        around = {**os.environ, **testing.environment(folder), "BUS_FULL": "1"}
        return subprocess.run(command, cwd=ROOT, env=around).returncode


def _command() -> list[str]:
    measured = [f"--cov={package}" for package in PACKAGES]
    tests = [f"tests/sip/{name}" for name in TESTS]
    wanted = ["--cov-branch", "--cov-report=term-missing", "--cov-fail-under=100"]
    return [str(PYTHON), "-m", "pytest", "-q", "-n0", "-m", "not slow and not full", *measured, *wanted, *tests]
