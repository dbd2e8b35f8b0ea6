"""From code to schema: one fingerprint for all that shapes the database, and the commands that bring it there."""

import hashlib
import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from ops.paths import PYTHON, ROOT, own_folders
from ops.say import Trouble

FILES = (
    *("bus_portal/settings.py", "requirements/runtime.txt", "core/audit/migration_ops.py"),
    *("deviations/questions.py", "followup/questions.py"),
)
FOLDERS = ("core/access", "sip/access", "ops/sql")


def _shaping_files() -> list[Path]:
    """Settings, packages, roles, the access functions, every migration and the SQL that migrations are made of."""
    folders = [ROOT / name for name in FOLDERS]
    folders += [path for own in own_folders() if own.name != "tests" for path in own.rglob("migrations")]
    inside = {path for folder in folders for path in folder.rglob("*") if path.suffix in {".py", ".sql"}}
    sql = {path for own in own_folders() if own.name != "tests" for path in own.rglob("*_sql.py")}
    return sorted(inside | sql | {ROOT / name for name in FILES})


def shape() -> dict[str, str]:
    """The mark of each file that shapes the database."""
    return {
        str(path.relative_to(ROOT)): hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in _shaping_files()
    }


def fingerprint() -> str:
    """Changes when a migration, its SQL, the access functions, the roles or the packages change."""
    return hashlib.sha256(json.dumps(shape(), sort_keys=True).encode()).hexdigest()[:12]


def leads_to(before: Mapping[str, str], now: Mapping[str, str]) -> bool:
    """Whether migrating a database of the earlier shape gives today's: what is new are migrations and their SQL."""
    added = now.keys() - before.keys()
    is_kept = all(now.get(path) == mark for path, mark in before.items())
    return is_kept and all("/migrations/" in path or path.endswith("_sql.py") for path in added)


def run_commands(commands: list[list[str]], env: Mapping[str, str], process: str = "migrate") -> None:
    """Run Django commands, as the role that deploys unless told; Trouble with their last words when one fails."""
    words = [word for command in commands for word in ("--", *command)][1:]
    done = subprocess.run(
        [str(PYTHON), "-m", "ops.commands", *words],
        cwd=ROOT,
        env={**os.environ, **env, "BUS_PROCESS": process},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        names = ", ".join(command[0] for command in commands)
        raise Trouble(f"The portal's own set-up failed ({names}):\n{done.stderr.strip()[-3000:]}")


MIGRATE = [["migrate", "--verbosity=0"], ["install_context_key"]]
