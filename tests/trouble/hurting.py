"""Rounds of work for a real Celery worker, and the ways to hurt it: kill -9, a cut database, an emptied broker."""

import email
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection
from kombu import Connection
from redis import Redis

from bus_portal.celery import app
from core import clock
from core.access import acting_as
from core.audit.verify import verify as verify_audit
from core.notices.models import Notice
from core.obligations.models import Obligation, ObligationEvent
from core.obligations.verifying import verify
from ops.cluster import Cluster
from tests.core.obligations.build import day, make_case, raised
from tests.database import as_loader, as_role
from tests.ops.running import descendants, is_alive, wait_for

READY = 90  # seconds a worker may take to answer on a loaded machine
SLOW = 4  # seconds after which a round's harm comes, whatever the worker does
OF_WORKER = "FROM pg_stat_activity WHERE usename = 'bus_worker' AND datname = %s"
BEATS = ("core.obligations.tasks.sweep", "core.notices.tasks.send_due", "core.audit.tasks.seal")
RULE = "DL-01"
LATE_BY = timedelta(days=16)  # the rule gives fourteen days: late, and not yet to be lifted
COLUMNS = [field.column for field in Obligation._meta.concrete_fields]
MORE = """
WITH pattern AS (SELECT * FROM obligations_obligation WHERE id = %(pattern)s),
made AS (
  INSERT INTO obligations_obligation ({columns})
  SELECT {values} FROM pattern, (SELECT gen_random_uuid() AS new FROM generate_series(1, %(number)s)) AS many
  RETURNING id
)
INSERT INTO obligations_obligationevent
  (obligation_id, sequence, region_id, case_id, kind, on_date, at, by_id, reason_code, data)
SELECT made.id, e.sequence, e.region_id, e.case_id, e.kind, e.on_date, e.at, e.by_id, e.reason_code, e.data
FROM made, obligations_obligationevent e WHERE e.obligation_id = %(pattern)s AND e.sequence = 1
"""


class Hurt:
    """`give` makes work, `ask` wakes the worker as beat does, the other verbs hurt, `settle` lets it finish."""

    def __init__(self, towns: list[Any], urls: dict[str, str], database: str, mail: Path, cluster: Cluster) -> None:
        self.towns, self.database, self.mail, self.cluster = towns, database, mail, cluster
        login = {"BUS_PROCESS": "test", "DATABASE_URL": urls["WORKER_DATABASE_URL"]}  # test keys: no other process may
        self.env = {**os.environ, **urls, **login, "BUS_MAIL_DIR": str(mail), "BUS_DEMO": "1"}
        self.seals, self.log = mail.parent / "seals.log", mail.parent / "worker.log"
        self.env["BUS_SEAL_FILE"] = str(self.seals)
        self.done: Counter[str] = Counter()
        self.met: Counter[str] = Counter()
        self.watch: psycopg.Connection | None = None
        self.chance = random.Random(20261123)
        self.broker = Connection(urls["CELERY_BROKER_URL"])
        self.cache = Redis.from_url(urls["REDIS_URL"])
        self.patterns = [self._first(town) for town in towns]

    # --- The parts ----------------------------------------------------------------

    def start(self) -> None:
        """A worker that has said it is ready: a parent and the one child that works."""
        command = [sys.executable, "-W", "ignore", "-m", "celery", "-A", "bus_portal", "worker", "--pool", "prefork"]
        command += ["--concurrency", "1", "-n", f"{self.database}@trouble", "--loglevel", "INFO"]
        with self.log.open("ab") as log:
            self.worker = subprocess.Popen(
                [*command, "--without-gossip", "--without-mingle"], env=self.env, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip
        before = self.log.read_text().count(" ready.")
        wait_for(lambda: self.log.read_text().count(" ready.") > before or self.worker.poll() is not None, READY)
        assert self.worker.poll() is None, self.log.read_text()[-2000:]

    def stop(self) -> None:
        if self.worker.poll() is None:
            os.killpg(self.worker.pid, signal.SIGKILL)
            self.worker.wait(20)
        self.close()

    def close(self) -> None:
        """The watcher's own connections."""
        self.broker.release()
        self.cache.close()
        if self.watch:
            self.watch.close()

    def look(self, sql: str) -> Any:
        """What the server answers about this database's connections (%s); over a new connection if it was killed."""
        if self.watch is None or self.watch.closed:
            self.watch = psycopg.connect(self.cluster.url("postgres", "postgres"), autocommit=True)
        return self.watch.execute(sql, [self.database]).fetchone()

    # --- Work ---------------------------------------------------------------------

    def _first(self, town: Any) -> Obligation:
        with as_loader():
            case = make_case(town)
        with day(clock.today() - LATE_BY):
            return raised(town, case, clock.today())

    def give(self, number: int) -> None:
        """So many more clocks in each town that are late and have not been told so; its first case, other subjects."""
        replaced = {
            "id": "many.new",
            "subject_id": "many.new",
            "subject_code": "left(many.new::text, 9)",
            "status": "'pending'",
            "sequence": "1",
            "next_warn_on": "pattern.warn_on[1]",
        }
        values = ", ".join(replaced.get(column, f"pattern.{column}") for column in COLUMNS)
        statement = MORE.format(columns=", ".join(COLUMNS), values=values)
        with as_loader(), connection.cursor() as cursor:
            for pattern in self.patterns:
                cursor.execute(statement, {"pattern": pattern.pk, "number": number})

    def ask(self) -> None:
        """What beat says each minute; nobody remembers the last sweep, so it is a whole one: two regions at a time."""
        self.cache.flushdb()
        for name in BEATS:
            app.send_task(name, ignore_result=True, connection=self.broker)

    # --- Harm ---------------------------------------------------------------------

    def _is_busy(self) -> bool:
        """A connection of the worker is in the middle of something, says the server."""
        return self.look(f"SELECT count(*) {OF_WORKER} AND state <> 'idle'")[0] > 0

    def _wait_until_busy(self) -> None:
        deadline = time.monotonic() + SLOW
        while not self._is_busy() and time.monotonic() < deadline:
            time.sleep(0.002)

    def kill_child(self) -> None:
        """The process that does the work dies; its parent makes another."""
        children = [pid for pid in descendants(self.worker.pid) if pid != self.worker.pid]
        for pid in children:
            os.kill(pid, signal.SIGKILL)
        wait_for(lambda: not any(is_alive(pid) for pid in children), 10)

    def kill_worker(self) -> None:
        """All of the worker dies, what it had taken from the broker with it."""
        os.killpg(self.worker.pid, signal.SIGKILL)
        self.worker.wait(20)
        self.start()

    def cut_database(self) -> None:
        """The server ends every connection of the worker."""
        self.look(f"SELECT count(pg_terminate_backend(pid)) {OF_WORKER}")

    def empty_broker(self) -> None:
        """Messages waiting, messages taken, cache: all gone."""
        self.broker.default_channel.client.flushall()

    def harm(self, kind: str, *, within: float) -> None:
        """One round: work, a wake-up, and the harm at some moment of it."""
        self.give(4)
        self.ask()
        self._wait_until_busy()
        time.sleep(self.chance.uniform(0, within))
        self.met[kind] += self._is_busy()
        getattr(self, kind)()
        self.done[kind] += 1

    # --- Afterwards ---------------------------------------------------------------

    def settle(self) -> None:
        """The minutes that follow: leases pass, beat knocks, until nothing is left to say or send."""
        deadline, left = time.monotonic() + READY, self.waiting()
        while left:
            assert time.monotonic() < deadline, (left, self.log.read_text()[-2000:])
            with as_loader():
                held = Notice.objects.filter(lease_until__gt=clock.now(), sent_at=None)
                held.filter(attempts__gte=5).update(attempts=4)
                held.update(lease_until=clock.now())
            self.ask()
            before, until = left, time.monotonic() + 5
            while (left := self.waiting()) and time.monotonic() < until:
                time.sleep(0.1)
            if left != before:
                deadline = time.monotonic() + READY

    def waiting(self) -> tuple[int, int]:
        """Clocks not told, mails not sent; falsy when there are none."""
        with as_loader():
            clocks = Obligation.objects.filter(code=RULE, status="pending").count()
            mails = Notice.objects.outbox().count()
        return (clocks, mails) if clocks or mails else ()

    def losses(self) -> list[str]:
        """What was lost or doubled; nothing, one hopes."""
        with as_loader():
            known = set(Obligation.objects.values_list("pk", flat=True))
            clocks = set(Obligation.objects.filter(code=RULE).values_list("pk", flat=True))
            events = Counter(ObligationEvent.objects.values_list("obligation_id", "kind"))
            notices = list(Notice.objects.values("id", "channel", "recipient_id", "obligation_id", "number", "kind"))
            differing = [row.code for row in self._verified()]
        wrong = [f"event {pk} told {events[pk, 'breached']} times" for pk in clocks if events[pk, "breached"] != 1]
        wrong += [f"event without a clock: {pk}" for pk, _kind in events if pk not in known]
        for channel in ("in_app", "mail"):
            mine = [one for one in notices if one["channel"] == channel]
            full = Counter(one["obligation_id"] for one in mine if one["kind"] == "deadline_breached")
            wrong += [f"{channel}: {pk} told {full[pk]} times" for pk in clocks if full[pk] != 1]
            blind = sum(one["number"] for one in mine if one["kind"] == "district_breached")
            wrong += [] if blind == len(clocks) else [f"{channel}: the chair heard of {blind} of {len(clocks)}"]
        expected = {f"<{one['id']}@example.invalid>" for one in notices if one["channel"] == "mail"}
        wrong += [f"mail missing: {one}" for one in expected - set(self.message_ids())]
        wrong += [f"mail unknown: {one}" for one in set(self.message_ids()) - expected]
        return wrong + [f"differs: {code}" for code in differing] + self._in_the_log()

    def _verified(self) -> list[Any]:
        with as_role("bus_worker"):
            return list(verify())

    def _in_the_log(self) -> list[str]:
        """What `verify_audit` would say, the seals outside the database included."""
        with as_role("bus_worker"), acting_as(command="verify_audit"):
            return verify_audit(self.seals if self.seals.exists() else None).findings

    def message_ids(self) -> list[str]:
        """Of every mail that left, those that left twice twice."""
        found = []
        for path in sorted(self.mail.iterdir()):
            for part in path.read_text().split("-" * 79):
                if identity := email.message_from_string(part.strip())["Message-ID"]:
                    found.append(identity)
        return found
