"""The checks that need no test: style, types, who imports whom, migrations, the pages' HTML."""

import os
import subprocess
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

from ops import developing, install, pages, testing
from ops.paths import PYTHON, ROOT, VENV
from ops.say import Trouble, say, show

CODE = ["."]
APPS = ("groups", "sip", "deviations", "followup")


def _tool(name: str) -> str:
    return str(VENV / "bin" / name)


def _typed() -> list[str]:
    """core and every app's services: where types are demanded."""
    found = [path for app in APPS for path in (ROOT / app).rglob("services*") if path.suffix in {"", ".py"}]
    return ["core", *sorted(str(path.relative_to(ROOT)) for path in found)]


def gates() -> dict[str, list[str]]:
    """Name and command of each check."""
    return {
        "ruff": [_tool("ruff"), "check", "--quiet", *CODE],
        "format": [_tool("ruff"), "format", "--check", "--quiet", *CODE],
        "imports": [_tool("lint-imports"), "--no-cache"],
        "types": [_tool("mypy"), "--no-error-summary", *_typed()],
        "migrations": [str(PYTHON), "manage.py", "makemigrations", "--check", "--dry-run", "--verbosity=1"],
        "migrations linted": [str(PYTHON), "manage.py", "lint_migrations"],
    }


def failures(env: Mapping[str, str]) -> list[str]:
    """Run every gate, two at a time, say what each failing one printed, and name those."""

    def run(command: list[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=ROOT, env={**os.environ, **env}, capture_output=True, text=True)

    failed = []
    with ThreadPoolExecutor(2) as two:
        for name, done in zip(gates(), two.map(run, gates().values()), strict=True):
            if done.returncode:
                failed.append(name)
                show(f"--- {name}: {' '.join(done.args)}\n{done.stdout}{done.stderr}".rstrip())
    say(f"Checks: {', '.join(gates())}" + (f"; failed: {', '.join(failed)}" if failed else ": all good"))
    return failed


def check(words: list[str]) -> int:
    """`./bus check`, `./bus check pages …`."""
    if words[:1] == ["pages"]:
        return pages.check(words[1:])
    if words:
        raise Trouble("Usage: ./bus check [pages …]")
    install.ensure("test")
    with testing.servers(developing.running()) as folder:
        return 1 if failures(testing.environment(folder)) else 0


def fmt(words: list[str]) -> int:
    """`./bus fmt`: what ruff can mend by itself."""
    install.ensure("test")
    subprocess.run([_tool("ruff"), "check", "--fix", "--quiet", *CODE], cwd=ROOT)
    return subprocess.run([_tool("ruff"), "format", *CODE], cwd=ROOT).returncode
