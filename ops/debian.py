"""Debian's and Ubuntu's packages without root: fetched by apt, unpacked in .local, nothing installed."""

import os
import platform
import shutil
import subprocess
from pathlib import Path

from ops.paths import LOCAL
from ops.say import Trouble, say

TRIES = 3


def unpack(name: str, *packages: str) -> Path:
    """The folder `.local/<name>` with the packages and what they need; made once."""
    target = LOCAL / name
    stamp = target / ".packages"
    if stamp.exists() and stamp.read_text() == " ".join(packages):
        return target
    if not (shutil.which("apt-get") and shutil.which("dpkg")):
        raise Trouble(f"{name} is missing and this machine has no apt to fetch it with: install {' '.join(packages)}.")
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    archives = _download(target / ".apt", packages)
    for archive in archives:
        subprocess.run(["dpkg", "-x", str(archive), str(target)], check=True)
    shutil.rmtree(target / ".apt")
    stamp.write_text(" ".join(packages))
    say(f"{name}: {len(archives)} Debian packages unpacked in .local/{name}")
    return target


def _download(apt: Path, packages: tuple[str, ...]) -> list[Path]:
    (apt / "lists" / "partial").mkdir(parents=True)
    (apt / "archives" / "partial").mkdir(parents=True)
    options = ["-qq"]
    for option in (
        f"Dir::State::lists={apt}/lists",
        f"Dir::Cache={apt}",
        f"Dir::Cache::archives={apt}/archives",
        "Debug::NoLocking=1",
        "APT::Sandbox::User=",
        "Acquire::Languages=none",
        "APT::Update::Error-Mode=any",
    ):
        options += ["-o", option]
    install = ["install", "-y", "--no-install-recommends", "--reinstall", "--download-only", *packages]
    said = ""
    for _ in range(TRIES):  # a fetch may fail by chance, and what lacks in a list is seen only when it is wanted
        said = _complaint(["apt-get", *options, "update"]) or _complaint(["apt-get", *options, *install])
        if not said:
            return sorted((apt / "archives").glob("*.deb"))
    raise Trouble(f"apt could not fetch {' '.join(packages)} ({said}): sudo apt-get install {' '.join(packages)}")


def _complaint(command: list[str]) -> str:
    """The last that apt said, when it failed."""
    done = subprocess.run(command, capture_output=True, text=True)
    return (done.stderr.strip().splitlines() or ["no reason given"])[-1] if done.returncode else ""


def library_folders(unpacked: Path) -> list[str]:
    """Where an unpacked tree keeps its shared libraries."""
    triplet = f"{platform.machine()}-linux-gnu"
    return [str(unpacked / "usr/lib" / triplet), str(unpacked / "lib" / triplet)]


def with_libraries(env: dict[str, str], folders: list[str]) -> dict[str, str]:
    """`env` with `folders` first on the loader's path."""
    known = env.get("LD_LIBRARY_PATH") or os.environ.get("LD_LIBRARY_PATH", "")
    return {**env, "LD_LIBRARY_PATH": ":".join([*folders, known]).strip(":")}
