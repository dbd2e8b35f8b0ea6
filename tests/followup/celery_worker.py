"""A Celery worker of its own, on a queue of its own in the test's broker; killed with everything it started."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from bus_portal.celery import app

READY = 60  # seconds a worker may take to answer


class Workers:
    """Workers of one queue. `urls` are their true logins."""

    def __init__(self, urls: dict[str, str], queue: str) -> None:
        login = {"BUS_PROCESS": "test", "DATABASE_URL": urls["WORKER_DATABASE_URL"]}  # test keys: no other process may
        self.env = {**os.environ, **urls, **login, "BUS_DEMO": "1"}
        self.queue, self.running = queue, []

    def start(self) -> subprocess.Popen:
        """A worker that has said it is ready."""
        command = [sys.executable, "-W", "ignore", "-m", "celery", "-A", "bus_portal", "worker", "--pool", "prefork"]
        command += ["--concurrency", "1", "-Q", self.queue, "-n", f"{self.queue}-{len(self.running)}@test"]
        options = ["--without-gossip", "--without-mingle", "--loglevel", "INFO"]
        worker = subprocess.Popen(
            [*command, *options], env=self.env, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
            start_new_session=True,
        )  # fmt: skip
        self.running.append(worker)
        said = []
        deadline = time.monotonic() + READY
        for line in worker.stderr:
            said.append(line)
            if " ready." in line:
                return worker
            assert time.monotonic() < deadline, said
        raise AssertionError("".join(said)[-2000:])

    def kill(self, worker: subprocess.Popen) -> None:
        """No last words: the worker, its pool and what it draws with."""
        os.killpg(worker.pid, signal.SIGKILL)
        assert worker.wait(timeout=20) == -signal.SIGKILL

    @contextmanager
    def held(self, worker: subprocess.Popen) -> Iterator[None]:
        """The worker and its pool stand still where they are, and go on afterwards."""
        os.killpg(worker.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.killpg(worker.pid, signal.SIGCONT)

    def stop(self) -> None:
        for worker in self.running:
            if worker.poll() is None:
                os.killpg(worker.pid, signal.SIGTERM)
                try:
                    worker.wait(timeout=15)
                except subprocess.TimeoutExpired:
                    self.kill(worker)
            worker.stderr.close()


@contextmanager
def workers_on(urls: dict[str, str], queue: str) -> Iterator[Workers]:
    """Tasks sent by this process go to the queue while it lasts, and to nobody else's worker."""
    before = app.conf.task_default_queue
    _send_to(queue)
    made = Workers(urls, queue)
    try:
        yield made
    finally:
        made.stop()
        _send_to(before)


def _send_to(queue: str) -> None:
    app.conf.task_default_queue = queue
    app.__dict__.pop("amqp", None)  # remembers the queue it began with
