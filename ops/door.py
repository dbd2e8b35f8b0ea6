"""Which words `./bus` understands."""

import os
import sys
from collections.abc import Callable
from importlib import import_module

from ops.paths import BYTECODE
from ops.say import Trouble, show

# word -> (module, function, what help says)
WORDS = {
    "up": ("ops.up", "up", "[--port N] [--home DIR] [--fresh]  start the portal, here, until Ctrl-C"),
    "test": ("ops.tests", "test", "[--full] [--fast] [pytest …]  everything that checks the portal"),
    "bench": ("ops.manage", "bench", "[…]  measure against the floors"),
    "manage": ("ops.manage", "manage", "[--home DIR] COMMAND […]  a Django command on the running portal"),
    "py": ("ops.developing", "py", "[…]  the environment's python, for tests and tools"),
    "cluster": ("ops.developing", "cluster", "[--daemon|--stop]  test servers that stay up between runs"),
    "fmt": ("ops.checks", "fmt", "format the code"),
    "check": ("ops.checks", "check", "[pages [--home DIR]]  the checks without the tests; the running portal's HTML"),
    "cover": ("ops.covered", "cover", "every line and branch of the consents' logic is tried, or named"),
    "mutants": (
        "ops.covered",
        "mutants",
        "[GROUP …]  the same logic changed in every way: a test turns red, or it is named",
    ),
    "lock": ("ops.install", "lock", "[--upgrade]  pin requirements/*.in anew, with hashes"),
}


def show_help(words: list[str]) -> None:
    show("BUS-portalen. Two commands are enough: ./bus up and ./bus test.\n")
    for word, (_, _, text) in WORDS.items():
        show(f"  ./bus {word:8} {text}")


def keep_bytecode() -> None:
    """Each module is compiled once for all that is started; a start takes seconds longer where nothing is kept."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix = str(BYTECODE)
    sys.dont_write_bytecode = False


def main(words: list[str]) -> int:
    """Do what the first word says; the answer is the exit code."""
    keep_bytecode()
    word = words[0] if words else "help"
    if word in {"help", "-h", "--help"}:
        show_help(words)
        return 0
    if word not in WORDS:
        print(f"bus: There is no ./bus {word}; ./bus help lists what there is.", file=sys.stderr)
        return 2
    module, function, _ = WORDS[word]
    act: Callable[[list[str]], int | None] = getattr(import_module(module), function)
    try:
        return act(words[1:]) or 0
    except Trouble as trouble:
        print(f"bus: {trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
