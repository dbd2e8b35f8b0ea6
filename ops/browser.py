"""Chromium for the tests that look at pages: the machine's own, else unpacked beside the checkout."""

import ctypes.util
import os
import shutil
from pathlib import Path

from ops import debian
from ops.paths import LOCAL

NAMES = ("chromium", "chromium-browser")


def environment() -> dict[str, str]:
    """CHROMIUM, and libatomic for Playwright's node where the machine lacks it."""
    env = {"CHROMIUM": os.environ.get("CHROMIUM") or _chromium()}
    if not ctypes.util.find_library("atomic"):
        env = debian.with_libraries(env, debian.library_folders(debian.unpack("atomic", "libatomic1")))
    return env


def _chromium() -> str:
    for name in NAMES:
        if (found := shutil.which(name)) and not _is_snap(found):
            return found
    return str(_unpacked())


def _is_snap(program: str) -> bool:
    """Ubuntu's package of that name is only a door to snap, which cannot run in a container."""
    return Path(program).resolve().name == "snap" or b"snap" in Path(program).read_bytes()[:4096]


def _unpacked() -> Path:
    tree = debian.unpack("chromium", "chromium")
    folders = debian.library_folders(tree)
    path = ":".join([*folders, f"{folders[0]}/pulseaudio"])
    program = LOCAL / "chromium-run"
    program.write_text(f'#!/bin/sh\nexport LD_LIBRARY_PATH="{path}"\nexec "{tree}/usr/lib/chromium/chromium" "$@"\n')
    program.chmod(0o755)
    return program
