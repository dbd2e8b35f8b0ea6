"""Roles and databases, made by the cluster's superuser, which nothing else uses. The SQL is in ops/sql. [security 3]"""

from ops.cluster import Cluster
from ops.paths import ROOT

SQL = ROOT / "ops" / "sql"


def prepare_roles(cluster: Cluster) -> None:
    """The roles of the portal, and the one that writes test and demo data."""
    cluster.run_file(SQL / "roles.sql")
    cluster.run_file(SQL / "loader.sql")


def prepare_database(cluster: Cluster, name: str) -> None:
    """An empty database that bus_owner owns and the login roles may enter; what is there already is kept."""
    if not cluster.has_database(name):
        cluster.run(f'CREATE DATABASE "{name}" OWNER bus_owner TEMPLATE template0')
    admit(cluster, name)
    cluster.run_file(SQL / "database.sql", database=name)


def admit(cluster: Cluster, name: str) -> None:
    """Let the login roles into a database that was cloned: a clone has the template's content, not its admissions."""
    cluster.run_file(SQL / "admit.sql", database=name)


def prepare_measuring(cluster: Cluster, name: str) -> None:
    """Statement counts for the bench (the server must preload pg_stat_statements, and count in its database)."""
    cluster.run_file(SQL / "measure.sql", database=name)


def drop_database(cluster: Cluster, name: str) -> None:
    cluster.run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def note_of(cluster: Cluster, name: str) -> str:
    """What `write_note` left on the database; empty when it was never set up to the end, or is not there."""
    return cluster.run(f"SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '{name}'")


def write_note(cluster: Cluster, name: str, note: str) -> None:
    cluster.run(f"COMMENT ON DATABASE \"{name}\" IS '{note}'")
