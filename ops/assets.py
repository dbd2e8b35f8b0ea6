"""What is made from the checkout before it is served: translations and static files; again only on change."""

import hashlib
import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from ops import install
from ops.paths import LOCAL, PYTHON, ROOT
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
    made = all(source.with_suffix(".mo").exists() for source in sources)
    _ensure("translations", _hash(sources) if made else "", [str(PYTHON), "-m", "ops.translations"], {}, sources)


def ensure_static(env: Mapping[str, str]) -> None:
    """Collected, hashed and compressed files in STATIC."""
    sources = [path for path in (ROOT / "static").rglob("*") if path.is_file()]
    sources += [path for path in ROOT.glob("*/**/static/**/*") if path.is_file() and ".local" not in path.parts]
    sources.append(install.lock_file("runtime"))
    command = [str(PYTHON), "manage.py", "collectstatic", "--noinput", "--clear", "--verbosity=0"]
    _ensure("static", _hash(sources), command, {**env, "BUS_PROCESS": "migrate"}, sources)


def _ensure(name: str, found: str, command: list[str], env: Mapping[str, str], sources: list[Path]) -> None:
    """Run `command` unless the stamp says it was run on these sources."""
    stamp = LOCAL / f"{name}.stamp"
    with install.alone():
        if found and stamp.exists() and stamp.read_text() == found and (name != "static" or STATIC.exists()):
            return
        done = subprocess.run(command, cwd=ROOT, env={**os.environ, **env}, capture_output=True, text=True)
        if done.returncode:
            raise Trouble(f"The {name} could not be made: {done.stderr.strip()[-1500:]}")
        stamp.write_text(found or _hash(sources))
        say(f"{name} made")
