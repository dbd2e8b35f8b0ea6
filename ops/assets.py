"""What is made from the checkout before it is served: translations and static files; again only on change."""

import hashlib
import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from ops import install
from ops.paths import LOCAL, PYTHON, ROOT, own_folders
from ops.say import Trouble, say

STATIC = LOCAL / "static"


def _hash(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(str(path).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def ensure_translations() -> None:
    """The .mo files beside the .po files."""
    sources = list((ROOT / "locale").glob("*/LC_MESSAGES/*.po"))
    made = [source.with_suffix(".mo") for source in sources]
    _ensure("translations", sources, made, [str(PYTHON), "-m", "ops.translations"], {})


def ensure_static(env: Mapping[str, str]) -> None:
    """Collected, hashed and compressed files in STATIC."""
    folders = [ROOT / "static", *(path for own in own_folders() for path in own.rglob("static"))]
    sources = [path for path in {path for folder in folders for path in folder.rglob("*")} if path.is_file()]
    command = [str(PYTHON), "manage.py", "collectstatic", "--noinput", "--clear", "--verbosity=0"]
    known = [*sources, install.lock_file("runtime"), ROOT / "bus_portal" / "settings.py"]
    _ensure("static files", known, [STATIC], command, {**env, "BUS_PROCESS": "migrate"})


def _ensure(name: str, sources: list[Path], made: list[Path], command: list[str], env: Mapping[str, str]) -> None:
    """Run `command` unless everything is made and the stamp says it was made of these sources."""
    stamp, found = LOCAL / f"{name.replace(' ', '-')}.stamp", _hash(sources)
    with install.alone():
        if all(path.exists() for path in made) and stamp.exists() and stamp.read_text() == found:
            return
        done = subprocess.run(command, cwd=ROOT, env={**os.environ, **env}, capture_output=True, text=True)
        if done.returncode:
            raise Trouble(f"The {name} could not be made: {done.stderr.strip()[-1500:]}")
        stamp.write_text(found)
        say(f"{name} made")
