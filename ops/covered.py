"""`./bus cover`: not a line and not a branch of what decides about consents is left untried. [SM-4, security 13]"""

import os
import subprocess

from ops import developing, install, testing
from ops.paths import PYTHON, ROOT
from ops.say import Trouble, say

PACKAGES = ("sip.consent", "sip.disclosures", "sip.signatures")
# The tests that are about them; a story that only passes through proves nothing of a branch.
TESTS = (
    "test_consent.py test_consent_logic.py test_consent_verbs.py test_consents_end.py test_signatories.py "
    "test_replacing.py test_later_answers.py test_calls_go.py test_escalation.py transfers disclosures signatures"
).split()


def cover(words: list[str]) -> int:
    """The exit code says whether all of it is passed; below a hundred per cent each line and branch is named."""
    if words:
        raise Trouble("Usage: ./bus cover")
    install.ensure("test")
    with testing.servers(developing.running()) as folder:
        testing.ensure_template(folder)
        say(f"Tests of {', '.join(PACKAGES)}, with every line and branch noted")
        return subprocess.run(_command(), cwd=ROOT, env={**os.environ, **testing.environment(folder)}).returncode


def _command() -> list[str]:
    measured = [f"--cov={package}" for package in PACKAGES]
    tests = [f"tests/sip/{name}" for name in TESTS]
    wanted = ["--cov-branch", "--cov-report=term-missing", "--cov-fail-under=100"]
    return [str(PYTHON), "-m", "pytest", "-q", "-n0", "-m", "not slow and not full", *measured, *wanted, *tests]
