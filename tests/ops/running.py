"""Helpers for tests that start `./bus` as a person would: real processes, bounded waits."""

import json
import os
import signal
import socket
import subprocess
import time
import urllib.parse
import urllib.request
from contextlib import suppress
from pathlib import Path

from ops.paths import ROOT

KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "SSL_CERT_FILE", "PIP_CERT")
START = 600  # the first start migrates and lives the demo, and other tests run beside; less than faulthandler_timeout
STOP = 30


def clean(**more):
    """An environment without anything that this test run set."""
    return {name: os.environ[name] for name in KEPT if name in os.environ} | more


def bus(*words, **env):
    """Run a `./bus` command to its end: exit code, what it printed, what it complained about."""
    command = [str(ROOT / "bus"), *map(str, words)]
    done = subprocess.run(command, env=clean(**env), capture_output=True, text=True, timeout=START, cwd="/")
    return done.returncode, done.stdout, done.stderr


def free_port():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def descendants(pid):
    """The process and all it started, by the kernel's own record; one that ends meanwhile has no more to tell."""
    found = [pid]
    with suppress(FileNotFoundError, ProcessLookupError):
        for task in Path(f"/proc/{pid}/task").glob("*"):
            for child in (task / "children").read_text().split():
                found += descendants(int(child))
    return found


def wait_for(condition, seconds):
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.1)
    return found


class Portal:
    """A portal that `./bus up` runs in `home`."""

    def __init__(self, home, *words, **env):
        self.home, self.port = home, free_port()
        self.log = home.parent / f"{home.name}.log"
        command = [str(ROOT / "bus"), "up", "--home", str(home), "--port", str(self.port), *words]
        with self.log.open("w") as log:
            self.door = subprocess.Popen(command, env=clean(**env), stdout=log, stderr=log, cwd="/")
        try:
            wait_for(lambda: self.door.poll() is not None or "Ctrl-C" in self.printed(), START)
        except AssertionError:
            self.stop()
            raise
        assert self.door.poll() is None, self.printed()

    def printed(self):
        return self.log.read_text()

    @property
    def record(self):
        return json.loads((self.home / "portal.json").read_text())

    def get(self, path):
        return self.browser()(path)[0]

    def browser(self):
        """`ask(path, **form)` keeps its cookies: the status and the text of the page one ends at."""
        cookies = urllib.request.HTTPCookieProcessor()
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), cookies)

        def ask(path, **form):
            sent = urllib.parse.urlencode(form).encode() if form else None
            with opener.open(self.record["address"] + path, sent, timeout=30) as answer:
                return answer.status, answer.read().decode()

        return ask

    def stop_if_running(self):
        if self.door.poll() is None:
            self.stop()

    def stop(self, sign=signal.SIGTERM):
        """Send the signal; the processes that still live when the door is gone and a moment has passed."""
        processes = descendants(self.door.pid)
        self.door.send_signal(sign)
        self.door.wait(STOP)
        deadline = time.monotonic() + (0 if sign == signal.SIGTERM else STOP)
        while (left := [pid for pid in processes if is_alive(pid)]) and time.monotonic() < deadline:
            time.sleep(0.1)
        return left
