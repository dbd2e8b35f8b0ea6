"""Keep the portal's processes running, in order, and stop them in the opposite order."""

import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from ops.process import Child
from ops.say import Trouble, say

PAUSE = 0.5
WINDOW = 120.0  # a web that never comes up needs a quarter of a minute for each fall on a busy machine
TOO_OFTEN = 5


class Stopped(Exception):
    """Somebody asked the door to stop."""


def stop_on_signals() -> None:
    """Ctrl-C, SIGTERM and a closed terminal all become Stopped."""

    def stop(*_: object) -> None:
        ignore_signals()
        raise Stopped

    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, stop)


def ignore_signals() -> None:
    """While stopping, an impatient second Ctrl-C changes nothing."""
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, signal.SIG_IGN)


@dataclass
class Supervisor:
    """Processes by name, each with the function that starts it; `changed` is called when a process id is new."""

    changed: Callable[[], None] = lambda: None
    starts: dict[str, Callable[[], Child]] = field(default_factory=dict)
    children: dict[str, Child] = field(default_factory=dict)
    falls: list[float] = field(default_factory=list)

    def start(self, name: str, start: Callable[[], Child]) -> None:
        self.starts[name] = start
        self.children[name] = start()

    def ids(self) -> dict[str, int]:
        return {name: child.process.pid for name, child in self.children.items()}

    def watch(self) -> None:
        """Until Stopped: start again what ends by itself, and give up when that happens all the time."""
        while True:
            for name, child in list(self.children.items()):
                if not child.is_running:
                    self._restart(name, child)
            time.sleep(PAUSE)

    def _restart(self, name: str, child: Child) -> None:
        now = time.monotonic()
        self.falls = [fall for fall in self.falls if now - fall < WINDOW] + [now]
        if len(self.falls) > TOO_OFTEN:
            raise Trouble(f"{name} ends again and again (last with {child.process.returncode}); its log is in logs/.")
        say(f"{name} ended by itself ({child.process.returncode}) and is started again")
        child.clear()
        self.children[name] = self.starts[name]()
        self.changed()

    def stop(self) -> None:
        for child in reversed(self.children.values()):
            child.stop()
