"""Call a page as gunicorn would, without gunicorn: WSGI in this process, with time, CPU and the database's own time."""

import io
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import cycle
from statistics import median
from typing import Any, NamedTuple
from urllib.parse import urlencode

import psycopg

# The superuser's own questions are not counted: only what bus_app said in this database, statements of functions apart.
SPENT = """
SELECT coalesce(sum(total_exec_time + total_plan_time), 0), coalesce(sum(calls), 0) FROM pg_stat_statements
WHERE toplevel AND userid = 'bus_app'::regrole
  AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


@dataclass(frozen=True)
class Cost:
    """Of one call: milliseconds on the wall, of this process, of PostgreSQL; statements; bytes of the answer."""

    wall: float
    cpu: float
    postgres: float
    statements: float
    size: int

    def as_line(self) -> dict[str, Any]:
        return {name: round(value, 4) for name, value in asdict(self).items()}


class Posted(NamedTuple):
    """A form that is sent: where, and what it says."""

    address: str
    says: dict[str, str]


Address = str | Posted
TOKEN = "bench" * 6 + "ab"  # any 32 letters: cookie and form need only say the same


class Caller:
    """The application, a signed-in person's cookie, and the superuser's eye on the database."""

    def __init__(self, application: Any, cookie: str, watch: psycopg.Connection) -> None:
        self.application, self.cookie, self.watch = application, cookie, watch

    def get(self, address: Address) -> tuple[int, bytes]:
        """Status and body."""
        sent = (
            urlencode({**address.says, "csrfmiddlewaretoken": TOKEN}).encode() if isinstance(address, Posted) else b""
        )
        path, _mark, query = (address.address if isinstance(address, Posted) else address).partition("?")
        answered: list[str] = []
        environ = {
            "REMOTE_ADDR": "127.0.0.1",
            "REQUEST_METHOD": "POST" if sent else "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(sent)),
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "localhost:8000",
            "HTTP_COOKIE": f"{self.cookie}; csrf={TOKEN}",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(sent),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        response = self.application(environ, lambda status, headers, *rest: answered.append(status))
        try:
            body = b"".join(response)
        finally:
            response.close()
        return int(answered[0][:3]), body

    def measure(self, addresses: Sequence[Address], calls: int) -> Cost:
        """The middle one of so many calls, the addresses in turn; CPU and database as their mean.

        Raises RuntimeError unless each answers 200.
        """
        self.watch.execute("SELECT pg_stat_statements_reset()")
        walls, began = [], time.process_time()
        for address, _ in zip(cycle(addresses), range(calls), strict=False):
            start = time.perf_counter()
            status, body = self.get(address)
            walls.append(time.perf_counter() - start)
            if status != 200:
                raise RuntimeError(f"{address} answered {status}.")
        cpu = (time.process_time() - began) / calls
        spent, statements = self.watch.execute(SPENT).fetchone() or (0, 0)
        return Cost(median(walls) * 1e3, cpu * 1e3, spent / calls, float(statements) / calls, len(body))
