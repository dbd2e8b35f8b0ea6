"""For developers: servers that stay up between test runs, and the environment's python with the right surroundings."""

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

from ops import browser, install, testing
from ops.paths import LOCAL, PYTHON, ROOT
from ops.say import Trouble, say, show

RECORD = LOCAL / "cluster.json"
PATIENCE = 60


def running() -> Path | None:
    """The folder of the standing test servers, when they run: BUS_TEST_CLUSTER's, else this checkout's own."""
    if given := os.environ.get("BUS_TEST_CLUSTER"):
        return Path(given)
    if not RECORD.exists():
        return None
    record = json.loads(RECORD.read_text())
    return Path(record["folder"]) if Path(f"/proc/{record['pid']}").exists() else None


def cluster(words: list[str]) -> None:
    """`./bus cluster [--daemon|--stop]`: throw-away servers for test runs."""
    if words == ["--stop"]:
        _stop()
    elif words == ["--daemon"]:
        _daemon()
    elif not words:
        _foreground()
    else:
        raise Trouble("Usage: ./bus cluster [--daemon | --stop]")


def _foreground() -> None:
    install.ensure("test")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    folder, servers = testing.start_servers()
    try:
        RECORD.write_text(json.dumps({"pid": os.getpid(), "folder": str(folder)}))
        _print_exports(folder)
        say("Test servers are up; Ctrl-C stops them and removes their data")
        while servers.cluster.child and servers.cluster.child.is_running:
            time.sleep(1)
    except KeyboardInterrupt:
        pass
    finally:
        RECORD.unlink(missing_ok=True)
        testing.remove(folder, servers)


def _daemon() -> None:
    install.ensure("test")
    if not running():
        with (LOCAL / "cluster.log").open("ab") as log:
            subprocess.Popen(
                [sys.executable, str(ROOT / "bus"), "cluster"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                env={name: value for name, value in os.environ.items() if name != "BUS_TEST_CLUSTER"},
            )
        deadline = time.monotonic() + PATIENCE
        while not running():
            if time.monotonic() > deadline:
                raise Trouble(f"The test servers did not start; see {LOCAL / 'cluster.log'}.")
            time.sleep(0.1)
    _print_exports(running())


def _stop() -> None:
    if not RECORD.exists():
        return
    pid = json.loads(RECORD.read_text())["pid"]
    if Path(f"/proc/{pid}").exists():
        os.kill(pid, signal.SIGTERM)


def _print_exports(folder: Path | None) -> None:
    for name, value in testing.environment(folder).items() if folder else ():
        show(f"export {name}={shlex.quote(value)}")


def py(words: list[str]) -> None:
    """`./bus py …`: the environment's python; with test servers' addresses when they are up."""
    folder = running()
    if words[:2] == ["-m", "pytest"] and not folder:
        raise Trouble("The tests need their servers: ./bus cluster --daemon first, or ./bus test, which brings its own")
    install.ensure("test")
    env = dict(os.environ)
    if folder:
        env |= testing.environment(folder) | browser.environment()
    os.chdir(ROOT)
    os.execve(PYTHON, [str(PYTHON), *words], env)
