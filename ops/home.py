"""A home: the folder with one portal's data, and what is written there about the portal that runs."""

import fcntl
import json
import os
from pathlib import Path
from typing import IO

from ops import places
from ops.paths import AS_ROOT
from ops.say import Trouble

OURS = (
    "postgres",
    "valkey",
    "secrets",
    "mail",
    "files",
    "logs",
    "jobs",
    "seals.log",
    "deleted.log",
    "sign-ins.txt",
    "portal.json",
)


class Home:
    """The folder given by --home."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.expanduser().resolve()
        self._lock: IO[str] | None = None

    def __truediv__(self, name: str) -> Path:
        return self.folder / name

    def claim(self) -> None:
        """Make the folder and hold it until this process ends; Trouble when another portal does, or it cannot be."""
        try:
            self._claim()
        except OSError as refusal:
            raise Trouble(
                f"{self.folder} cannot be used ({refusal.strerror}): choose a folder of your own with --home."
            ) from None

    def _claim(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        if not (self / "lock").exists() and any(self.folder.iterdir()):
            raise Trouble(f"{self.folder} holds other things: choose a new or empty folder with --home.")
        self.folder.chmod(0o711 if AS_ROOT else 0o700)
        self._lock = (self / "lock").open("w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            record = self.record() or {}
            where = record.get("address", "it is still starting")
            raise Trouble(
                f"A portal already runs in {self.folder} ({where}): stop that one first, or choose another --home."
            ) from None
        self.make_folders()

    def make_folders(self) -> None:
        """What the processes write (logs, mail, files, the beat's memory), and a place for the database."""
        for name in ("logs", "mail", "files", "jobs"):
            (self / name).mkdir(mode=0o700, exist_ok=True)
        places.reachable(self / "postgres")

    def empty(self) -> None:
        """Remove the portal's data, and nothing that somebody else put here."""
        for name in OURS:
            places.remove(self / name)

    def record(self) -> dict | None:
        """What portal.json says, or None."""
        try:
            return json.loads((self / "portal.json").read_text())
        except (FileNotFoundError, ValueError):
            return None

    def write_record(self, record: dict) -> None:
        draft = self / "portal.json.new"
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(record, indent=2) + "\n")
        os.replace(draft, self / "portal.json")

    def forget(self) -> None:
        (self / "portal.json").unlink(missing_ok=True)
