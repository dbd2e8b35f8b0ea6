"""The database of a test process: a clone of the migrated template, entered as the portal's own roles.

`default` signs in as the throw-away cluster's superuser and at once steps down to bus_app, so that session_user and
current_user are bus_app, row security binds, and one rolled-back transaction can still write as another role.
"""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, connections, transaction
from django.db.backends.signals import connection_created
from django.test import TransactionTestCase

from ops import testing
from ops.servers import Servers

# Before anything asks for the cache: one that is made keeps its prefix, and the server is shared by all processes.
settings.CACHES["default"]["KEY_PREFIX"] = f"test-{uuid.uuid4().hex}"
ROLES = {"bus_app", "bus_worker", "bus_report", "bus_retention", "bus_owner", "bus_loader"}


def folder() -> Path:
    """Where the test servers of this run live."""
    if "BUS_TEST_CLUSTER" not in os.environ:
        raise pytest.UsageError(
            "No test servers: run `./bus test`, or `./bus cluster --daemon` and `./bus py -m pytest`."
        )
    return Path(os.environ["BUS_TEST_CLUSTER"])


def _step_down(sender, connection, **kwargs) -> None:
    if connection.alias == "default":
        with connection.cursor() as cursor:
            cursor.execute("SET SESSION AUTHORIZATION bus_app")


connection_created.connect(_step_down, dispatch_uid="tests.database.step_down")


@contextmanager
def as_role(role: str) -> Iterator[None]:
    """Be `role` in the test's transaction; what was before comes back afterwards, also after an error."""
    if role not in ROLES:
        raise ValueError(f"{role} is not one of {', '.join(sorted(ROLES))}")
    with transaction.atomic():
        before = _session_user()
        _become(role)
        yield
        _become(before)


def as_loader():
    """Write test data past row security, as make_county does."""
    return as_role("bus_loader")


def _session_user() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_user")
        return cursor.fetchone()[0]


def _become(role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL SESSION AUTHORIZATION {role}")


@pytest.fixture(scope="session")
def database_name(worker_id) -> Iterator[str]:
    """The clone that belongs to this process; dropped at the end unless BUS_TEST_DB gave it a name."""
    testing.drop_orphans(folder())
    name = testing.clone_name(worker_id)
    testing.clone(folder(), testing.ensure_template(folder()), name)
    yield name
    connections.close_all()
    if not os.environ.get("BUS_TEST_DB"):
        testing.drop(folder(), name)


@pytest.fixture(scope="session")
def django_db_setup(database_name, django_db_blocker) -> None:
    """Instead of pytest-django's: point the connections at the clone; no role of ours may create a database."""
    for alias in connections:
        connections[alias].settings_dict["NAME"] = database_name


def _clone_anew(test_case) -> None:
    """After a test that committed: a new clone, since none of our roles may truncate and the seals forbid it."""
    name = connection.settings_dict["NAME"]
    connections.close_all()
    testing.clone(folder(), testing.ensure_template(folder()), name)


TransactionTestCase._fixture_teardown = _clone_anew


@pytest.fixture
def real_urls(database_name, django_db_setup) -> dict[str, str]:
    """True logins to this process's database, for live servers, Celery and tests with several connections."""
    servers: Servers = testing.servers_in(folder())
    return servers.addresses(database_name)
