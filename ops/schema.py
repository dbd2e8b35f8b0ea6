"""From code to schema: one fingerprint for all that shapes the database, and the commands that bring it there."""

import hashlib
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


def fingerprint() -> str:
    """Changes when a migration, its SQL, the access functions, the roles or the packages change."""
    digest = hashlib.sha256()
    for path in _shaping_files():
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


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
