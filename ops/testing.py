"""Databases for tests: a throw-away cluster, one migrated template for each fingerprint, a clone for each process."""

import fcntl
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from ops import kept, libraries, roles, schema
from ops.cluster import Cluster
from ops.paths import AS_ROOT
from ops.servers import Servers

# Known to all, good for nothing but tests: outside them the portal refuses to start with such keys.
TEST_KEYS = {
    "BUS_SECRET_KEY": "a-key-for-tests-only-that-opens-nothing-else-0123456789abcdef",
    "BUS_CONTEXT_KEY": "0f" * 32,
    "BUS_FIELD_KEY": "1e" * 32,
}

MEMORY = Path("/dev/shm")
ROOM = 4 * 1024**3


def servers_in(folder: Path) -> Servers:
    """The test servers that live in `folder`, running or not."""
    return Servers.in_folder(folder, folder / "sockets", throw_away=True)


def _roomy() -> str:
    """Memory where there is plenty, else the disk: each test that commits copies a database of two thousand files."""
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK | os.X_OK) and shutil.disk_usage(MEMORY).free >= ROOM:
        return str(MEMORY)
    return "/tmp"


def start_servers(*, keep: bool = False) -> tuple[Path, Servers]:
    """A new folder with running servers and the portal's roles; `keep` takes up the last run's templates."""
    folder = Path(tempfile.mkdtemp(prefix="bus-test-", dir=_roomy()))
    folder.chmod(0o711 if AS_ROOT else 0o700)
    if keep:
        kept.take_up(folder)
    servers = servers_in(folder)
    servers.start()
    roles.prepare_roles(servers.cluster)
    _drop_others(servers.cluster)
    return folder, servers


def _drop_others(cluster: Cluster) -> None:
    """Keep of the last run's databases only today's template, or the one that it can be made from."""
    wanted = {template_name(), _earlier(cluster)}
    for name in cluster.run("SELECT datname FROM pg_database WHERE datname LIKE 'bus_%'").splitlines():
        if name not in wanted:
            cluster.run(f'DROP DATABASE "{name}" WITH (FORCE)')


def _earlier(cluster: Cluster) -> str | None:
    """The template that lacks the fewest of today's migrations and differs in nothing else."""
    now, shapes = schema.shape(), "SELECT datname, shobj_description(oid, 'pg_database') FROM pg_database"
    found: list[tuple[int, str]] = []
    for line in cluster.run(f"{shapes} WHERE datname LIKE 'bus_template_%'").splitlines():
        name, _bar, told = line.partition("|")
        if told and not name.endswith("_draft") and schema.leads_to(before := json.loads(told), now):
            found.append((len(before), name))
    return max(found, default=(0, None))[1]


def template_name() -> str:
    return f"bus_template_{schema.fingerprint()}"


def remove(folder: Path, servers: Servers) -> None:
    """Stop, and throw away all but the templates that the next run may take up."""
    servers.stop()
    kept.put_back(folder, template_name())
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def servers(standing: Path | None) -> Iterator[Path]:
    """The folder of the servers that stand already, else of new ones that are gone afterwards."""
    if standing:
        yield standing
        return
    folder, started = start_servers(keep=True)
    try:
        yield folder
    finally:
        remove(folder, started)


def environment(folder: Path, database: str = "postgres") -> dict[str, str]:
    """What a test process needs to know. `default` signs in as superuser and steps down (tests/database.py)."""
    servers = servers_in(folder)
    return {
        **servers.addresses(database),
        "DATABASE_URL": servers.cluster.url("postgres", database),
        **TEST_KEYS,
        **libraries.environment(),
        "BUS_PROCESS": "test",
        "BUS_TEST_CLUSTER": str(folder),
        "BUS_HOME": str(folder / "home"),
        "BUS_STATIC_ROOT": str(folder / "static"),
        "DJANGO_SETTINGS_MODULE": "bus_portal.settings",
    }


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def ensure_template(folder: Path) -> str:
    """The name of a migrated database that is never written to; built when there is none for today's fingerprint."""
    cluster = servers_in(folder).cluster
    name = template_name()
    with _alone(folder):
        if not cluster.has_database(name):
            _build(folder, name)
    return name


def _build(folder: Path, name: str) -> None:
    """Migrated from nothing, or from an earlier template that only lacks the newest migrations: minutes less."""
    cluster = servers_in(folder).cluster
    draft = f"{name}_draft"
    cluster.run(f'DROP DATABASE IF EXISTS "{draft}" WITH (FORCE)')
    if earlier := _earlier(cluster):
        clone(folder, earlier, draft)
    else:
        roles.prepare_database(cluster, draft)
        roles.prepare_measuring(cluster, draft)
    schema.run_commands(schema.MIGRATE, environment(folder, draft))
    cluster.run(f"COMMENT ON DATABASE \"{draft}\" IS '{json.dumps(schema.shape())}'")
    cluster.run(f'ALTER DATABASE "{draft}" RENAME TO "{name}"')


def clone(folder: Path, template: str, name: str) -> None:
    """A fresh copy of the template under `name`; an older one is dropped."""
    cluster = servers_in(folder).cluster
    cluster.run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    cluster.run(f'CREATE DATABASE "{name}" STRATEGY FILE_COPY TEMPLATE "{template}" OWNER bus_owner')
    roles.admit(cluster, name)


def drop(folder: Path, name: str) -> None:
    servers_in(folder).cluster.run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def drop_orphans(folder: Path) -> None:
    """Remove clones of test runs whose process is gone."""
    cluster = servers_in(folder).cluster
    for name in cluster.run("SELECT datname FROM pg_database").splitlines():
        run = re.fullmatch(r"bus_test_p(\d+)_\w+", name)
        if run and not Path(f"/proc/{run[1]}").exists():
            drop(folder, name)


def clone_name(worker: str, env: Mapping[str, str] = os.environ) -> str:
    """One database for each process of each run: BUS_TEST_DB names the run, else the process id does."""
    run = env.get("BUS_TEST_DB") or f"p{os.getppid() if worker != 'master' else os.getpid()}"
    return f"bus_test_{run}_{worker}"
