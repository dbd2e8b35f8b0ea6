"""`./bus up`: from an empty checkout to a running portal, and down again."""

import argparse
import datetime
import errno
import os
import shutil
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from ops import addresses, assets, healthy, install, keys, libraries, portal, roles
from ops.home import Home
from ops.paths import default_home
from ops.process import Child
from ops.say import Trouble, say, show
from ops.servers import Servers, new_socket_folder
from ops.supervisor import Stopped, Supervisor, ignore_signals, stop_on_signals

DATABASE = "bus"
PATIENCE = 90.0


def _options(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./bus up", description="Start the portal, here, until Ctrl-C.")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--home", type=Path, default=default_home(), help="folder for its data")
    parser.add_argument("--fresh", action="store_true", help="throw away the home's data first")
    return parser.parse_args(words)


def up(words: list[str]) -> int:
    """Start everything, wait for the portal to answer, say where it is, stop everything on Ctrl-C."""
    options = _options(words)
    real = addresses.given()
    home = Home(options.home)
    stop_on_signals()
    try:
        home.claim()
        _check_port(options.port)
        _Run(home, options.port, real).go(fresh=options.fresh)
    except Stopped:
        show("Stopped.")
    return 0


def _check_port(port: int) -> None:
    """Trouble when the port cannot be had."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as refusal:
            if getattr(refusal, "errno", None) == errno.EADDRINUSE:
                raise Trouble(f"Port {port} is taken by another program: ./bus up --port {port + 1}") from None
            raise Trouble(f"Port {port} cannot be used here: ./bus up --port 8000") from None


class _Run:
    """One run of the portal, from start to stop."""

    def __init__(self, home: Home, port: int, real: dict[str, str] | None) -> None:
        self.home, self.port, self.real = home, port, real
        self.started_at = datetime.datetime.now(datetime.UTC)
        self.address = f"http://localhost:{port}"
        self.env: dict[str, str] = {}
        self.servers: Servers | None = None
        self.processes = Supervisor(changed=self._record)

    def go(self, *, fresh: bool) -> None:
        try:
            self._prepare(fresh)
            self._start()
            self._tell()
            self.processes.watch()
        finally:
            ignore_signals()
            self.home.forget()
            self.processes.stop()
            if self.servers:
                shutil.rmtree(self.servers.sockets, ignore_errors=True)

    def _prepare(self, fresh: bool) -> None:
        self._forget_last_run()
        if fresh:
            self.home.empty()
            self.home.make_folders()
        install.ensure("runtime" if self.real else "demo")
        assets.ensure_translations()
        served = self.real or self._start_servers()
        self.env = portal.environment(self.home, self.port, served, is_demo=not self.real)
        self.env |= keys.environment(self.home.folder) | libraries.environment()
        with ThreadPoolExecutor(1) as beside:
            static = beside.submit(assets.ensure_static, self.env)
            portal.bring_up_to_date(self.env, self.servers, DATABASE, self.home)
            static.result()

    def _forget_last_run(self) -> None:
        """A door that was killed leaves its record and its socket folder."""
        if (record := self.home.record()) and record.get("sockets"):
            shutil.rmtree(record["sockets"], ignore_errors=True)
        self.home.forget()

    def _start_servers(self) -> dict[str, str]:
        self.servers = Servers.in_folder(self.home.folder, new_socket_folder())
        self.servers.open()
        self.processes.start("postgres", self.servers.cluster.start)
        self.processes.start("valkey", self.servers.broker.start)
        roles.prepare_roles(self.servers.cluster)
        say("PostgreSQL and Valkey answer")
        return self.servers.addresses(DATABASE)

    def _start(self) -> None:
        logs = self.home / "logs"
        _check_port(self.port)  # a first start takes minutes: somebody may have come in between
        self.processes.start("web", lambda: portal.start_web(self.env, self.port, logs / "web.log"))
        self._wait_until_healthy(self.processes.children["web"], logs / "web.log")
        self.processes.start("worker", lambda: portal.start_worker(self.env, logs / "worker.log"))
        self._record()

    def _wait_until_healthy(self, web: Child, log: Path) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and web.is_running:
            if healthy.is_well(self.port, self.env["BUS_ALLOWED_HOSTS"]):
                return
            time.sleep(0.1)
        raise Trouble(f"The portal did not answer; the end of {log}:\n{_tail(log)}")

    def _record(self) -> None:
        """portal.json, for whoever operates this portal."""
        self.home.write_record(
            {
                "address": self.address,
                "started_at": self.started_at.isoformat(timespec="seconds"),
                "processes": {"door": os.getpid(), **self.processes.ids()},
                "database": {name: url for name, url in self.env.items() if name.endswith("DATABASE_URL")},
                "broker": {name: self.env[name] for name in ("REDIS_URL", "CELERY_BROKER_URL") if name in self.env},
                "sockets": str(self.servers.sockets) if self.servers else None,
                "environment": self.env,
            }
        )

    def _tell(self) -> None:
        if portal.is_demo(self.env):
            show(f"\nThe portal is at {self.address}\n")
            show(portal.sign_ins(self.env, self.home))
        else:
            show(f"\nThe portal answers a TLS proxy at {self.address} (X-Forwarded-Proto: https)\n")
        show("Ctrl-C stops it; its data stays in " + str(self.home.folder))


def _tail(log: Path, lines: int = 15) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:]) if log.exists() else ""
