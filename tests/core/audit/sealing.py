"""True logins, writers and tamperers for the tests of seals."""

import threading
import uuid

import psycopg
from django.db import connection

from ops import testing
from tests.database import folder

APPEND = """SELECT access.audit_append('login.failed', 'people.user', ARRAY[%s]::uuid[], NULL, NULL, NULL,
            '', '', 'refused', '', '', '')"""


def connect(role="bus_app", database="") -> psycopg.Connection:
    cluster = testing.servers_in(folder()).cluster
    return psycopg.connect(cluster.url(role, database or connection.settings_dict["NAME"]), autocommit=True)


def write(server, count=1) -> None:
    for _ in range(count):
        server.execute(APPEND, [uuid.uuid4()])


def txid(server) -> int:
    return int(server.execute("SELECT pg_current_xact_id()::text").fetchone()[0])


def seal_until_quiet() -> list[int]:
    """Seal until no row waits; the server's own analysis may hold the oldest number back for a moment."""
    made = []
    with connect("bus_worker") as server:
        for _ in range(600):
            made += [number for (number,) in server.execute("SELECT access.audit_seal()")]
            if server.execute("SELECT waiting FROM access.audit_pending()").fetchone()[0] == 0:
                return made
            server.execute("SELECT pg_sleep(0.05)")
    raise AssertionError("Rows waited thirty seconds for a seal.")


def tamper(sql, *params) -> int:
    """Change the log as only the server's superuser can: with every trigger asleep. Rolled back with the test."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL SESSION AUTHORIZATION postgres; SET LOCAL session_replication_role = replica")
        cursor.execute(sql, params)
        changed = cursor.rowcount
        cursor.execute("SET LOCAL session_replication_role = origin; SET LOCAL SESSION AUTHORIZATION bus_worker")
    return changed


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
