"""What the portal says to PostgreSQL, word for word: every statement of the protocol, BEGIN and COMMIT too. [perf 10]

Counted by libpq itself (its trace of the connection), not by Django: what the driver adds is seen, what no server
got is not. Ask outside a test's transaction, else the test's savepoints are counted for the request's own.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile

from django.db import connections
from psycopg.pq import Trace

SENT = re.compile(r"^F\t\d+\t(?:Query|Parse)\t (.*?)(?=\n[BF]\t|\Z)", re.M | re.S)
ANSWERED = re.compile(r"^B\t\d+\t(?:CommandComplete|ErrorResponse|EmptyQueryResponse)\b", re.M)


class Said:
    """`texts` in order once the block has ended, of all connections; `count` as the server answered them."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.count = 0

    def take(self, trace: str) -> None:
        self.texts += [text.strip().strip('"') for text in SENT.findall(trace)]
        self.count += len(ANSWERED.findall(trace))


@contextmanager
def listening() -> Iterator[Said]:
    """Every statement of the block on every connection of this thread."""
    said = Said()
    with TemporaryFile("w+") as kept:
        traced = []
        for connection in connections.all():
            connection.ensure_connection()
            if connection.in_atomic_block:
                raise AssertionError("Statements are counted outside a transaction: mark the test transaction=True.")
            pgconn = connection.connection.pgconn
            pgconn.trace(kept.fileno())
            pgconn.set_trace_flags(Trace.SUPPRESS_TIMESTAMPS)
            traced.append(pgconn)
        try:
            yield said
        finally:
            for pgconn in traced:
                pgconn.untrace()
        kept.seek(0)
        said.take(kept.read())
