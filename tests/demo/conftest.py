"""The demo as `./bus up` makes it, once for these tests: by its own commands, each in the role that runs it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, connections

from ops import portal, schema, testing
from tests.database import folder


def make(urls: dict[str, str]) -> None:
    """The commands of the door, in processes of their own."""
    env = {**urls, "BUS_DEMO": "1"}
    regions = [["load_region", str(path)] for path in sorted(portal.PROFILES.glob("*.yaml"))]
    schema.run_commands([*regions, ["make_demo_people"], ["make_demo_answers"]], env)
    for process, command in portal.DEMO:
        schema.run_commands([[command]], env, process=process)


@contextmanager
def made(name: str) -> Iterator[None]:
    """The demo in the process's own database; afterwards the database is as new."""
    servers = testing.servers_in(folder())
    try:
        make(servers.addresses(name))
        yield
    finally:
        connections.close_all()
        testing.clone(folder(), testing.ensure_template(folder()), name)


@pytest.fixture(scope="module")
def demo(database_name, django_db_setup, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock(), made(database_name):
        yield


@pytest.fixture
def rows(demo, db):
    """`rows(sql)`: what stands in the demo, read past row security."""

    def read(sql: str, *values) -> list[tuple]:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL SESSION AUTHORIZATION bus_loader")
            cursor.execute(sql, values)
            found = cursor.fetchall()
            cursor.execute("SET LOCAL SESSION AUTHORIZATION bus_app")
        return found

    return read
