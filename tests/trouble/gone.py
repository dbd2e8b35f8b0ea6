"""Ways in which a database goes away under those who use it."""

from contextlib import contextmanager

from django.db import connection

from ops import testing
from tests.database import folder
from tests.ops.running import wait_for


@contextmanager
def closed(database):
    """The server lets nobody into the database, and has ended all who were in it."""
    cluster = testing.servers_in(folder()).cluster
    cluster.run(f'ALTER DATABASE "{database}" ALLOW_CONNECTIONS false')
    try:
        end_all(database)
        yield
    finally:
        cluster.run(f'ALTER DATABASE "{database}" ALLOW_CONNECTIONS true')
        connection.close()


def end_all(database):
    """Every connection to it is ended by the server, which goes on."""
    ask = f"SELECT count(*) FROM pg_stat_activity WHERE datname = '{database}'"
    cluster = testing.servers_in(folder()).cluster
    cluster.run(ask.replace("count(*)", "pg_terminate_backend(pid)"))
    wait_for(lambda: cluster.run(ask) == "0", 10)
