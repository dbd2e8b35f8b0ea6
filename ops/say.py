"""How the door speaks: one line at a time, and one sentence when it cannot go on."""

import sys
import time

_started = time.monotonic()


class Trouble(Exception):
    """The door cannot go on. The text is one sentence for the person at the keyboard, with what mends it."""


def say(text: str) -> None:
    """A line about progress, with seconds since the start."""
    print(f"[bus {time.monotonic() - _started:5.1f}s] {text}", file=sys.stderr, flush=True)


def show(text: str = "") -> None:
    """A line that is the command's answer."""
    print(text, flush=True)
