"""Two people on connections of their own, each step of theirs in an order that is forced, without any waiting by time.

A lane runs what it is given in one transaction and holds it open until it is let go. The other's statement is known to
stand behind a lock because the database says so.
"""

import queue
import threading
from collections.abc import Callable
from contextlib import nullcontext

from django.db import connection

from core.access import Acting, acting_as


class Lane:
    """One person's connection, kept from round to round."""

    def __init__(self):
        self.tasks: queue.Queue = queue.Queue()
        self.outcomes: queue.Queue = queue.Queue()
        self.has_done, self.may_end = threading.Event(), threading.Event()
        self.pid = 0
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()
        self.pid = self.outcomes.get()

    def _run(self) -> None:
        connection.ensure_connection()
        self.outcomes.put(connection.connection.info.backend_pid)
        while (task := self.tasks.get()) is not None:
            try:
                with acting_as(task[0]) if task[0] else nullcontext():
                    outcome = task[1]()
                    self.has_done.set()
                    self.may_end.wait()
            except Exception as error:  # noqa: BLE001  (the outcome is what is asked for)
                outcome = error
            self.has_done.set()
            self.outcomes.put(outcome)
        connection.close()

    def start(self, acting: Acting | None, call: Callable, *, held: bool = False) -> None:
        """Begin; with `held` the transaction stays open until `finish`."""
        self.has_done.clear()
        self.may_end.clear() if held else self.may_end.set()
        self.tasks.put((acting, call))

    def finish(self):
        """Let the transaction end; what the call gave or raised."""
        self.may_end.set()
        return self.outcomes.get()

    def close(self) -> None:
        self.tasks.put(None)
        self.thread.join()


def waits_or_is_done(lane: Lane) -> bool:
    """Until the lane's statement stands behind another's lock, or the lane is done; True when it waits."""
    with connection.cursor() as cursor:
        while not lane.has_done.wait(0.0005):
            cursor.execute("SELECT cardinality(pg_blocking_pids(%s)) > 0", [lane.pid])
            if cursor.fetchone()[0]:
                return True
    return False


def one_after(first: tuple[Lane, Acting, Callable], second: tuple[Lane, Acting, Callable]) -> tuple:
    """The first has done everything but commit when the second begins: (outcome, the other's, if it waited)."""
    (lane, acting, call), (other, other_acting, other_call) = first, second
    lane.start(acting, call, held=True)
    lane.has_done.wait()
    other.start(other_acting, other_call)
    waited = waits_or_is_done(other)
    return lane.finish(), other.finish(), waited
