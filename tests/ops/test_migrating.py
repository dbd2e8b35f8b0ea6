"""Migrating in half the time leaves the same database as Django's own way."""

import os
import subprocess
import sys

import pytest

from ops import roles, testing
from ops.paths import ROOT
from tests.database import folder
from tests.trouble.server import binaries

MIGRATE = {
    "django": ["manage.py", "migrate", "--verbosity=0"],
    "ours": ["-m", "ops.commands", "migrate", "--verbosity=0"],
}


@pytest.mark.full
def test_the_schema_is_the_one_that_djangos_own_command_makes(django_db_setup):
    dumps = {way: _dumped(f"bus_test_{way}", command) for way, command in MIGRATE.items()}

    assert any(line.startswith("CREATE POLICY") for line in dumps["ours"])
    assert dumps["ours"] == dumps["django"]


def _dumped(name: str, command: list[str]) -> list[str]:
    """The schema of a new database that `command` has migrated, as PostgreSQL writes it."""
    cluster = testing.servers_in(folder()).cluster
    testing.drop(folder(), name)
    roles.prepare_database(cluster, name)
    surroundings = {**os.environ, **testing.environment(folder(), name), "BUS_PROCESS": "migrate"}
    subprocess.run([sys.executable, *command], cwd=ROOT, env=surroundings, check=True, stdin=subprocess.DEVNULL)
    dump = [binaries() / "pg_dump", "-h", cluster.sockets, "-U", "postgres", "--schema-only", name]
    lines = subprocess.run(dump, check=True, capture_output=True, text=True).stdout.splitlines()
    testing.drop(folder(), name)
    return [line for line in lines if not line.startswith(("\\restrict", "\\unrestrict"))]
