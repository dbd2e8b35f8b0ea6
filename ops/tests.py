"""`./bus test`: everything that checks the portal, on servers of its own that are thrown away afterwards."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from ops import assets, browser, checks, install, testing
from ops.paths import PYTHON, ROOT
from ops.process import dies_with_parent
from ops.say import say, show

PATIENT = ["-o", "faulthandler_timeout=7200"]  # the long walks take more than an ordinary test
# Each process takes a run of neighbours and the idle one steals: what a file's tests share is made once, as a rule.
SPREAD = ["-n", os.environ.get("BUS_TEST_WORKERS", "2"), "--dist", "worksteal"]


def test(words: list[str]) -> int:
    """`./bus test [--full] [--fast] [pytest …]`.

    --full runs what is long too; --fast leaves out the checks before the tests, and tests marked slow. With words of
    one's own for pytest the checks are left out as well.
    """
    full, fast = "--full" in words, "--fast" in words
    own = [word for word in words if word not in {"--full", "--fast"}]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    install.ensure("test")
    assets.ensure_translations()
    surroundings = browser.environment() | ({"BUS_FULL": "1"} if full else {}) | ({"BUS_FAST": "1"} if fast else {})
    with testing.servers(None) as folder:
        env = testing.environment(folder) | surroundings
        if _failed_beside_the_template(folder, env, is_checked=not own and not fast):
            return 1
        return _pytest(own, env, PATIENT if full else [])


def _failed_beside_the_template(folder: Path, env: dict[str, str], *, is_checked: bool) -> bool:
    """The database is migrated by one process: the checks go on beside it, and are told of when both are done."""
    with ThreadPoolExecutor(1) as beside:
        checked = beside.submit(checks.failures, env) if is_checked else None
        testing.ensure_template(folder)
        say("Test servers and a migrated template are ready")
        failed = checked.result() if checked else []
    if failed:
        show(f"0 passed, {len(failed)} failed")
    return bool(failed)


def _pytest(own: list[str], env: dict[str, str], patience: list[str]) -> int:
    spread = [] if any(word.startswith(("-n", "--pdb")) for word in own) else SPREAD
    slowest = [] if own else ["--durations=25", "--durations-min=1"]
    command = [str(PYTHON), "-m", "pytest", *spread, *slowest, *patience, *own]
    sys.stdout.flush()
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **env}, stdin=None, preexec_fn=dies_with_parent(signal.SIGTERM)
    ).returncode
