"""Django's commands and the bench, on the portal that runs."""

import os
import sys
from pathlib import Path

from ops import install
from ops.addresses import given
from ops.home import Home
from ops.paths import PYTHON, ROOT, default_home
from ops.say import Trouble

# What only the jobs' role sees; any other would find nothing and say that all is well.
OF_THE_WORKER = {
    *("sweep", "verify_obligations", "verify_audit", "seal_audit", "old_audit_months"),
    *("replay_deletions", "after_restore"),
}


def manage(words: list[str]) -> int:
    """`./bus manage [--home DIR] COMMAND …`, as the role that the command is for unless BUS_PROCESS says another."""
    folder, words = _home_of(words)
    env = {**os.environ, **_surroundings(folder)}
    env.setdefault("BUS_PROCESS", "worker" if OF_THE_WORKER & {*words[:1]} else "migrate")
    _become([str(PYTHON), "manage.py", *words], env)
    return 1


def bench(words: list[str]) -> int:
    """`./bus bench …`: the program in bench/, which makes its own servers."""
    if not (ROOT / "bench" / "__main__.py").exists():
        raise Trouble("This checkout has no bench/ to run.")
    install.ensure("test")
    _become([str(PYTHON), "-m", "bench", *words], dict(os.environ))
    return 1


def _home_of(words: list[str]) -> tuple[Path, list[str]]:
    if words[:1] == ["--home"] and len(words) > 1:
        return Path(words[1]), words[2:]
    return Path(os.environ.get("BUS_HOME") or default_home()), words


def _surroundings(folder: Path) -> dict[str, str]:
    """The running portal's environment, or the real servers that the surroundings name."""
    if record := Home(folder).record():
        return record["environment"]
    if given():
        return {}
    raise Trouble(f"No portal runs in {folder}: start it with ./bus up, or name its home: ./bus manage --home DIR …")


def _become(command: list[str], env: dict[str, str]) -> None:
    """Replace this process, so that signals and the answer are the command's own."""
    sys.stdout.flush()
    os.chdir(ROOT)
    os.execve(command[0], command, env)
