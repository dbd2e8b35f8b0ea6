"""A PostgreSQL server of its own, to be killed, and on it the portal's web and worker as `./bus up` starts them."""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
from django.db import connections

from core.access.management.commands.install_context_key import pads
from core.notices.models import Notice
from deviations.models import DeviationCounterpart, DeviationReport, DeviationStep
from ops import assets, libraries, portal, roles, testing
from ops.cluster import CLEAN, Cluster, binaries
from ops.process import Child, working_in
from ops.servers import new_socket_folder
from tests.database import as_loader
from tests.ops.running import clean, free_port, wait_for
from tests.trouble.hurting import READY, SLOW, Hurt
from tests.trouble.writing import Writers

DATABASE = "bus"
MANY = 20  # late clocks in each town and round: a sweep long enough to be met, and mails enough
OF_DATABASE = "FROM pg_stat_activity WHERE datname = %s AND state <> 'idle' AND "
# The work in whose middle the server is killed: a person's request, the clock's sweep, the outbox on its way.
WORK = {
    "write": "usename = 'bus_app'",
    "sweep": "usename = 'bus_worker' AND query LIKE '%%obligations_obligation%%'",
    "send": "usename = 'bus_worker' AND query LIKE '%%notices_notice%%' AND query NOT LIKE '%%obligation%%'",
}


class OwnServers:
    """Thrown away at the end, yet a server that dies keeps its word: the system holds what was acknowledged."""

    def __init__(self) -> None:
        self.folder = new_socket_folder()
        self.folder.chmod(0o711)
        self.servers = testing.servers_in(self.folder)
        self.keys = {name: secrets.token_hex(32) for name in ("SECRET_KEY", "CONTEXT_KEY", "FIELD_KEY")}

    @property
    def cluster(self) -> Cluster:
        return self.servers.cluster

    def start(self, standing: Path) -> None:
        """With a copy of the test servers' migrated template, and the home's own key in it."""
        self.servers.start()
        roles.prepare_roles(self.cluster)
        self.cluster.run(f'CREATE DATABASE "{DATABASE}" OWNER bus_owner TEMPLATE template0')
        roles.admit(self.cluster, DATABASE)
        self._copy(testing.servers_in(standing).cluster, testing.ensure_template(standing))
        inner, outer = pads(bytes.fromhex(self.keys["CONTEXT_KEY"]))
        self.cluster.run(f'ALTER DATABASE "{DATABASE}" SET synchronous_commit = on')
        with psycopg.connect(self.cluster.url("postgres", DATABASE)) as server:
            server.execute("UPDATE access.context_key SET inner_pad = %s, outer_pad = %s", [inner, outer])

    def _copy(self, source: Cluster, template: str) -> None:
        dump = [binaries() / "pg_dump", "-h", source.sockets, "-U", "postgres", template]
        fill = [binaries() / "psql", "-XAtq1", "-v", "ON_ERROR_STOP=1", "-h", self.cluster.sockets, "-U", "postgres"]
        content = subprocess.run(dump, env=CLEAN, check=True, capture_output=True).stdout
        subprocess.run([*fill, "-d", DATABASE], env=CLEAN, check=True, input=content, stdout=subprocess.DEVNULL)

    def stop(self) -> None:
        """Nothing here is wanted again."""
        for child in (self.servers.broker.child, self.cluster.child):
            if child:
                child.stop(patience=0)
        shutil.rmtree(self.folder, ignore_errors=True)


class HurtServer(Hurt):
    """The portal's own web and worker, started as `./bus up` starts them, on a server that is killed under them."""

    def __init__(self, towns: list[Any], own: OwnServers, mail: Path) -> None:
        self.own, self.port = own, free_port()
        self.children: list[Child] = []
        served = own.servers.addresses(DATABASE)
        super().__init__(towns, served, DATABASE, mail, own.cluster)
        ours = {name: value for name, value in self.env.items() if name in ("BUS_MAIL_DIR", "BUS_SEAL_FILE")}
        fixed = {"BUS_HOME": str(mail.parent), "BUS_DEMO": "1", "BUS_BEAT_FILE": str(mail.parent / "beat")}
        fixed |= {"BUS_BASE_URL": f"http://localhost:{self.port}", "BUS_ALLOWED_HOSTS": "localhost,127.0.0.1"}
        fixed |= {"BUS_STATIC_ROOT": str(assets.STATIC), "DJANGO_SETTINGS_MODULE": "bus_portal.settings"}
        keys = {f"BUS_{name}": key for name, key in own.keys.items()}
        self.env = clean() | served | keys | libraries.environment() | ours | fixed

    # --- The parts ----------------------------------------------------------------

    def start(self) -> None:
        assets.ensure_static(self.env)
        logs = self.mail.parent
        for child in (portal.start_worker(self.env, self.log), portal.start_web(self.env, self.port, logs / "web.log")):
            self.children.append(child)
        self.ask()
        wait_for(lambda: self._serves() or not all(child.is_running for child in self.children), READY)
        assert self._serves(), self.log.read_text()[-1000:] + (logs / "web.log").read_text()[-1000:]

    def _serves(self) -> bool:
        """The worker has taken what waited, the web answers."""
        with socket.socket() as trial:
            return not self.queue() and trial.connect_ex(("127.0.0.1", self.port)) == 0

    def queue(self) -> int:
        """Messages that no worker has taken."""
        return self.broker.default_channel.client.llen("celery")

    def stop(self) -> None:
        for child in self.children:
            child.stop(patience=0)
        self.close()

    # --- Harm ---------------------------------------------------------------------

    def fell(self, kind: str, work: str, writers: Writers) -> None:
        """While people write and the clock works: the server is killed in the middle of `work`, and started again."""
        self.give(MANY)
        connections.close_all()
        with writers.at_work():
            self.ask()
            victim = self._wait_for(work)
            self.met[work] += bool(victim)
            writers.fell()
            getattr(self, kind)(victim)
            self.done[kind] += 1
            if kind != "kill_backend":
                refused = writers.refused
                wait_for(lambda: writers.refused > refused, 30)
                self._start_again()
            wait_for(self._answers, 30)
            writers.stands()

    def _wait_for(self, work: str) -> int:
        """A process of the server in the middle of such work; 0 when none was seen."""
        deadline = time.monotonic() + SLOW
        while time.monotonic() < deadline:
            if found := self.look(f"SELECT min(pid) {OF_DATABASE} {WORK[work]}")[0]:
                return found
        return 0

    def kill_server(self, _victim: int) -> None:
        """kill -9 of the server and of every process it has."""
        for pid in [self.cluster.child.process.pid, *working_in(self.cluster.data)]:
            with suppress(ProcessLookupError):  # some end by themselves at once
                os.kill(pid, signal.SIGKILL)

    def kill_postmaster(self, _victim: int) -> None:
        """kill -9 of the process that admits others; they end when they notice."""
        os.kill(self.cluster.child.process.pid, signal.SIGKILL)

    def kill_backend(self, victim: int) -> None:
        """kill -9 of one connection's process, as when memory runs out: the server ends all and begins anew itself."""
        anybody = "SELECT min(pid) FROM pg_stat_activity WHERE datname = %s OR pid = pg_backend_pid()"
        try:
            os.kill(victim or self.look(anybody)[0], signal.SIGKILL)
        except ProcessLookupError:  # its work was done, and it left
            os.kill(self.look(anybody)[0], signal.SIGKILL)
        with suppress(psycopg.OperationalError):
            while True:
                self.watch.execute("SELECT pg_sleep(0.01)")

    def _start_again(self) -> None:
        """As `./bus up` does when it sees that a process has ended."""
        self.cluster.child.process.wait(10)
        self.cluster.child.clear()
        self.cluster.start()

    def _answers(self) -> bool:
        with suppress(psycopg.OperationalError):
            return bool(self.look("SELECT count(*) FROM pg_database WHERE datname = %s"))
        return False

    # --- Afterwards ---------------------------------------------------------------

    def losses_of(self, writers: Writers) -> list[str]:
        """What people were promised and does not stand, or stands twice or in part."""
        with as_loader():
            found = Counter(DeviationReport.objects.values_list("description", flat=True))
            parts = {
                "step": Counter(DeviationStep.objects.values_list("report_id", flat=True)),
                "counterpart": Counter(DeviationCounterpart.objects.values_list("report_id", flat=True)),
            }
            told = set(Notice.objects.filter(kind="deviation_received").values_list("about_id", "channel"))
            reports = set(DeviationReport.objects.values_list("pk", flat=True))
        wrong = [f"{found[text]} times: {text}" for text in {*writers.sent, *found} if found[text] != 1]
        wrong += [f"not taken: {text}" for text in writers.sent if writers.taken[text] != 1]
        for name, numbers in parts.items():
            wrong += [f"{numbers[pk]} {name} of {pk}" for pk in {*numbers, *reports} if numbers[pk] != 1]
        wrong += [f"nobody told of {pk}" for pk in reports if {(pk, "in_app"), (pk, "mail")} - told]
        wrong += [] if writers.shown_draft() == writers.draft else ["the draft is not the one that was saved last"]
        return wrong + writers.wrong
