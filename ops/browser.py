"""Chromium for the tests that look at pages: the machine's own, else Debian's unpacked, else Playwright's download."""

import ctypes.util
import os
import shutil
import subprocess
from pathlib import Path

from ops import debian
from ops.paths import LOCAL, PYTHON
from ops.say import Trouble, say

SHELL = "chromium-headless-shell"  # what draws pages without a window costs a third less than the whole browser
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DOWNLOADS = LOCAL / "browsers"


def environment() -> dict[str, str]:
    """CHROMIUM, and libatomic for Playwright's node where the machine lacks it."""
    env = {}
    if not ctypes.util.find_library("atomic"):
        env = debian.with_libraries(env, debian.library_folders(debian.unpack("atomic", "libatomic1")))
    return {**env, "CHROMIUM": os.environ.get("CHROMIUM") or _chromium(env)}


def _chromium(env: dict[str, str]) -> str:
    for name in NAMES:
        if (found := shutil.which(name)) and not _is_snap(found):
            return found
    if found := _downloaded():
        return found
    try:
        return str(_unpacked())
    except Trouble:  # Ubuntu has Chromium as a snap only
        return _download(env)


def _is_snap(program: str) -> bool:
    """Ubuntu's package of that name is only a door to snap, which cannot run in a container."""
    return Path(program).resolve().name == "snap" or b"/snap/" in Path(program).read_bytes()[:4096]


def _unpacked() -> Path:
    tree = debian.unpack("chromium", SHELL)
    folders = debian.library_folders(tree)
    path = ":".join([*folders, f"{folders[0]}/pulseaudio"])
    program = LOCAL / "chromium-run"
    program.write_text(f'#!/bin/sh\nexport LD_LIBRARY_PATH="{path}"\nexec "{tree}/usr/lib/chromium/{SHELL}" "$@"\n')
    program.chmod(0o755)
    return program


def _downloaded() -> str | None:
    found = [path for path in DOWNLOADS.glob("chromium_headless_shell-*/*/*headless?shell") if path.is_file()]
    return str(found[-1]) if found else None


def _download(env: dict[str, str]) -> str:
    say("Playwright fetches its Chromium")
    command = [str(PYTHON), "-m", "playwright", "install", "--only-shell", "chromium"]
    surroundings = {**os.environ, **env, "PLAYWRIGHT_BROWSERS_PATH": str(DOWNLOADS)}
    subprocess.run(command, env=surroundings, capture_output=True)
    if found := _downloaded():
        return found
    raise Trouble(
        "The tests look at pages in Chromium, which is missing: sudo apt-get install chromium, or CHROMIUM=PATH"
    )
