"""The Python environment: uv through pip, then the hashed lock. No index is named: the machine's settings decide."""

import fcntl
import hashlib
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from ops import debian
from ops.paths import LOCAL, PYTHON, ROOT, VENV
from ops.say import Trouble, say

STAMP = VENV / ".lock-stamp"
PIP_TO_UV = {"index-url": "UV_DEFAULT_INDEX", "cert": "SSL_CERT_FILE", "proxy": "ALL_PROXY"}
LARGER = {"runtime": ("runtime", "demo", "test"), "demo": ("demo", "test"), "test": ("test",)}


@contextmanager
def alone():
    """One set-up at a time in a checkout; a second waits."""
    LOCAL.mkdir(exist_ok=True)
    with (LOCAL / "install.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def lock_file(kind: str) -> Path:
    return ROOT / "requirements" / f"{kind}.txt"


def _stamp(kind: str) -> str:
    return f"{kind} {hashlib.sha256(lock_file(kind).read_bytes()).hexdigest()}"


def is_ready(kind: str) -> bool:
    """Whether the environment already holds this lock, or a larger one that contains it."""
    return PYTHON.exists() and STAMP.exists() and STAMP.read_text() in {_stamp(larger) for larger in LARGER[kind]}


def ensure(kind: str) -> Path:
    """Make the environment hold `requirements/<kind>.txt`; returns its python."""
    with alone():
        if not is_ready(kind):
            _sync(kind)
    return PYTHON


def _sync(kind: str) -> None:
    env = _surroundings()
    uv = str(ensure_uv())
    if not PYTHON.exists():
        _run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(VENV)], env)
    STAMP.unlink(missing_ok=True)
    _run([uv, "pip", "sync", "--quiet", "--python", str(PYTHON), "--require-hashes", str(lock_file(kind))], env)
    STAMP.write_text(_stamp(kind))
    say(f"Python packages of requirements/{kind}.txt installed")


def ensure_uv() -> Path:
    """uv in `.local/uv`, put there by pip with a pinned hash."""
    target = LOCAL / "uv"
    program = target / "bin" / "uv"
    wanted = ROOT / "requirements" / "uv.txt"
    stamp = target / ".stamp"
    if program.exists() and stamp.exists() and stamp.read_text() == wanted.read_text():
        return program
    command, env = _pip()
    options = ["--quiet", "--disable-pip-version-check", "--root-user-action=ignore", "--no-deps", "--upgrade"]
    _run([*command, "install", *options, "--require-hashes", "--target", str(target), "-r", str(wanted)], env)
    stamp.write_text(wanted.read_text())
    return program


def _pip() -> tuple[list[str], dict[str, str]]:
    """A pip to run: the machine's own, else Debian's pip wheel, unpacked without root."""
    command, env = [sys.executable, "-m", "pip"], dict(os.environ)
    if subprocess.run([*command, "--version"], capture_output=True).returncode == 0:
        return command, env
    wheels = debian.unpack("pip", "python3-pip-whl") / "usr/share/python-wheels"
    return command, {**env, "PYTHONPATH": str(next(wheels.glob("pip-*.whl")))}


def _surroundings() -> dict[str, str]:
    """For uv, which reads neither pip's settings nor the machine's certificates unless told: the owner's choices."""
    env = {**os.environ, "UV_PYTHON_DOWNLOADS": "never"}
    env.setdefault("UV_SYSTEM_CERTS", "true")
    env.setdefault("UV_CACHE_DIR", str(LOCAL / "uv-cache"))
    command, pip_env = _pip()
    asked = subprocess.run([*command, "config", "list"], env=pip_env, capture_output=True, text=True)
    for line in asked.stdout.splitlines():
        name, _, value = line.partition("=")
        if variable := PIP_TO_UV.get(name.rpartition(".")[2]):
            env.setdefault(variable, value.strip("'\""))
    return env


def _run(command: list[str], env: dict[str, str]) -> None:
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        reason = "\n".join((done.stderr or done.stdout).strip().splitlines()[-6:])
        raise Trouble(f"The Python packages could not be installed; check the network and run it again.\n{reason}")


def lock(words: list[str]) -> None:
    """`./bus lock [--upgrade]`: write requirements/*.txt anew from the .in files, each the next one's ground."""
    LOCAL.mkdir(exist_ok=True)
    env = _surroundings()
    below = ""
    for kind in LARGER:
        given = lock_file(kind).relative_to(ROOT)
        command = [str(ensure_uv()), "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"]
        command += ["--generate-hashes", "--custom-compile-command", "./bus lock", *words]
        command += ["--constraint", below] if below else []
        _run([*command, str(given.with_suffix(".in")), "--output-file", str(given)], env)
        below = str(given)
        say(f"{given} written")
