"""A dump put back beside what went on: it holds or its faults are said; what was deleted goes again. [security 11]

The dump is taken by the role that backs up, between two approvals and the deletion; log, obligations and wall are real.
"""

import os
import subprocess
import sys
from uuid import uuid4

import psycopg
import pytest
from django.db import connections

from core.audit import tasks
from ops import roles, testing
from ops.cluster import CLEAN, binaries
from sip.retention import executing, ledger
from tests.core.audit.sealing import seal_until_quiet
from tests.database import as_loader, as_role, folder
from tests.sip.retention import town as r

pytestmark = [pytest.mark.full, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def restored(transactional_db, own_places, settings, database_name):
    """The name of a database as it was before the deletion, which has been done since; and the child's id."""
    settings.BUS_SEAL_FILE = str(own_places / "seals.log")
    with as_loader():
        town = r.make_town()
    case = r.written_in(town)
    with as_loader():
        child = case.case.own_children.get().child
    r.pass_years(town, 6)
    (proposal,) = r.proposed(town)
    r.approve(town, proposal)
    seal_until_quiet()
    with as_role("bus_worker"):
        tasks.export()
    name = f"{database_name}_restored"
    put_back(name, database_name)
    assert r.executed(proposal) is True
    with as_role("bus_retention"):
        executing.ledger_kept(town.region.pk, using=r.USING)
    yield name, child.pk
    connections.close_all()
    testing.drop(folder(), name)


def put_back(name, source):
    """Into a new database what a dump by bus_backup says."""
    cluster = testing.servers_in(folder()).cluster
    dump = [binaries() / "pg_dump", "-h", cluster.sockets, "-U", "bus_backup", source]
    fill = [binaries() / "psql", "-XAtq1", "-v", "ON_ERROR_STOP=1", "-h", cluster.sockets, "-U", "postgres", "-d", name]
    content = subprocess.run(dump, env=CLEAN, check=True, capture_output=True).stdout
    testing.drop(folder(), name)
    cluster.run(f'CREATE DATABASE "{name}" OWNER bus_owner TEMPLATE template0')
    roles.admit(cluster, name)
    subprocess.run(fill, env=CLEAN, check=True, input=content, stdout=subprocess.DEVNULL)


def after_restore(name, places):
    """The command as an operator runs it: exit code and what it said."""
    own = {"BUS_PROCESS": "worker", "BUS_DEMO": "1", "BUS_FILES": str(places / "files")}
    own |= {"BUS_LEDGER_FILE": str(ledger.ledger_file()), "BUS_SEAL_FILE": str(places / "seals.log")}
    env = {**os.environ, **testing.servers_in(folder()).addresses(name), **own}
    command = [sys.executable, "manage.py", "after_restore"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=300)
    return done.returncode, done.stdout + done.stderr


def in_it(name, sql, *values):
    """As the server's superuser, with every trigger asleep."""
    with psycopg.connect(testing.servers_in(folder()).cluster.url("postgres", name)) as server:
        server.execute("SET session_replication_role = replica")
        done = server.execute(sql, values)
        return done.fetchall() if done.description else done.rowcount


def test_what_was_deleted_since_the_dump_goes_again_and_what_was_changed_past_the_portal_is_said(restored, own_places):
    name, child = restored
    there = "SELECT count(*) FROM sip_child WHERE id = %s"
    assert in_it(name, there, child) == [(1,)]

    code, said = after_restore(name, own_places)

    assert (code, "The restore holds." in said) == (0, True), said
    assert "1 deleted records had come back and are gone again." in said
    assert in_it(name, there, child) == [(0,)]

    assert (
        in_it(name, "UPDATE audit_event SET user_id = %s WHERE number = (SELECT min(number) FROM audit_event)", uuid4())
        == 1
    )
    assert in_it(name, "UPDATE obligations_obligation SET due_on = due_on + 1") > 0
    in_it(name, "ALTER TABLE sip_child NO FORCE ROW LEVEL SECURITY")
    code, said = after_restore(name, own_places)

    assert code == 1
    assert "sip_child lacks forced row security." in said
    assert "at least one of its" in said
    assert "due_on" in said
    assert "None had come back." in said
    assert "The restore does not hold: the wall, the log, the obligations." in said
