"""The two servers the portal stands on, started and stopped together."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from ops.broker import Broker
from ops.cluster import Cluster
from ops.process import give_to_server_user


@dataclass
class Servers:
    """PostgreSQL and Valkey; both answer only in the folder `sockets`."""

    cluster: Cluster
    broker: Broker
    sockets: Path

    @classmethod
    def in_folder(cls, folder: Path, sockets: Path, *, throw_away: bool = False) -> "Servers":
        cluster = Cluster((folder / "postgres").resolve(), sockets, throw_away=throw_away)
        return cls(cluster, Broker(folder / "valkey", sockets), sockets)

    def open(self) -> None:
        """Make the folder for the sockets."""
        give_to_server_user(self.sockets)

    def start(self) -> None:
        self.open()
        self.cluster.start()
        self.broker.start()

    def stop(self) -> None:
        for child in (self.broker.child, self.cluster.child):
            if child:
                child.stop()
        shutil.rmtree(self.sockets, ignore_errors=True)

    def addresses(self, database: str) -> dict[str, str]:
        """The environment that points the portal's processes at these servers."""
        return {
            "DATABASE_URL": self.cluster.url("bus_app", database),
            "WORKER_DATABASE_URL": self.cluster.url("bus_worker", database),
            "REPORT_DATABASE_URL": self.cluster.url("bus_report", database),
            "RETENTION_DATABASE_URL": self.cluster.url("bus_retention", database),
            "MIGRATE_DATABASE_URL": self.cluster.url("bus_migrate", database),
            "REDIS_URL": self.broker.cache_url,
            "CELERY_BROKER_URL": self.broker.queue_url,
        }


def new_socket_folder() -> Path:
    """A short path (a socket's address holds 107 bytes) that nobody else can enter."""
    return Path(tempfile.mkdtemp(prefix="bus-", dir="/tmp"))
