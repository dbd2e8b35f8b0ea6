"""True logins, writers and tamperers for the tests of seals."""

import threading
import uuid

import psycopg
from django.db import connection

from core.audit import seals
from ops import testing
from tests.database import folder

APPEND = """SELECT access.audit_append('login.failed', 'people.user', ARRAY[%s]::uuid[], NULL, NULL, NULL,
            '', '', 'refused', '', '', '')"""


def connect(role="bus_app") -> psycopg.Connection:
    cluster = testing.servers_in(folder()).cluster
    return psycopg.connect(cluster.url(role, connection.settings_dict["NAME"]), autocommit=True)


def write(server, count=1) -> None:
    for _ in range(count):
        server.execute(APPEND, [uuid.uuid4()])


def txid(server) -> int:
    return int(server.execute("SELECT pg_current_xact_id()::text").fetchone()[0])


def seal_until_quiet() -> list[int]:
    """Other test processes' transactions in the same cluster may hold the oldest number back: seal until none waits."""
    made = []
    for _ in range(200):
        number = seals.seal()
        made += [number] if number else []
        with connection.cursor() as cursor:
            cursor.execute("SELECT waiting FROM access.audit_pending()")
            if cursor.fetchone()[0] == 0:
                return made
            cursor.execute("SELECT pg_sleep(0.05)")
    raise AssertionError("Rows waited ten seconds for a seal.")


def tamper(sql, *params) -> int:
    """Change the log as only the server's superuser can: with every trigger asleep."""
    with connect("postgres") as server:
        server.execute("SET session_replication_role = replica")
        return server.execute(sql, params).rowcount


def numbers() -> list[int]:
    with connect("postgres") as server:
        return [number for (number,) in server.execute("SELECT number FROM audit_event ORDER BY number")]


class Busy(threading.Thread):
    """Does `work(server)` over its own connection and keeps what went wrong."""

    def __init__(self, work, role="bus_app"):
        super().__init__()
        self.work, self.role, self.fault = work, role, None

    def run(self):
        try:
            with connect(self.role) as server:
                self.work(server)
        except psycopg.Error as fault:
            self.fault = fault
