"""`./bus up` from start to stop, as a person runs it: real servers, real processes, a home of its own."""

import os
import re
import signal
import stat
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from ops.addresses import NAMES
from ops.home import OURS, Home
from tests.ops.running import STOP, Portal, bus, is_alive, wait_for

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def home():
    """A home that has been filled once and stopped, in a folder closed to all others, as a person's own may be."""
    with tempfile.TemporaryDirectory(dir="/tmp", prefix="bus-home-") as folder:
        place = Path(folder) / "home"
        Portal(place).stop()
        yield place
        Home(place).empty()


@pytest.fixture(scope="module")
def started(home):
    """The portals that tests started here; what still runs at the end is stopped."""
    portals = []
    yield portals
    for portal in portals:
        portal.stop_if_running()


@pytest.fixture
def portal(home, started):
    """A running portal: the last test's, when that left it running."""
    if not started or started[-1].door.poll() is not None:
        started.append(Portal(home))
    return started[-1]


def ask(portal, sql):
    with psycopg.connect(portal.record["database"]["MIGRATE_DATABASE_URL"]) as connection:
        return connection.execute(sql).fetchone()


def test_portal_json_tells_where_everything_is(portal):
    record = portal.record

    assert record["address"] == f"http://localhost:{portal.port}"
    assert record["processes"].keys() == {"door", "postgres", "valkey", "web", "worker"}
    assert record["processes"]["door"] == portal.door.pid
    assert record["database"].keys() | {"REDIS_URL"} == set(NAMES)
    assert stat.S_IMODE((portal.home / "portal.json").stat().st_mode) == 0o600
    assert portal.get("/healthz") == 200
    assert record["address"] in portal.printed()


def test_secrets_are_in_closed_files_and_not_in_portal_json(portal):
    written = (portal.home / "portal.json").read_text()

    for name in ("secret_key", "context_key", "field_key"):
        path = portal.home / "secrets" / name
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert path.read_text().strip() not in written


def test_the_home_holds_nothing_that_fresh_would_leave_behind(portal):
    assert {path.name for path in portal.home.iterdir()} <= {*OURS, "lock"}


def test_each_person_at_the_demos_door_comes_to_a_start_page_of_their_own(portal):
    _status, door = portal.browser()("/demo/")
    people = re.findall(r'name="person" value="([^"]+)"', door)
    came = []
    for person in people:
        ask = portal.browser()
        (token,) = set(re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', ask("/demo/")[1])[:1])
        came.append(ask("/demo/", person=person, csrfmiddlewaretoken=token))

    assert len(people) >= 20
    assert {status for status, _page in came} == {200}
    assert all("Logga ut" in page for _status, page in came)


def test_a_second_portal_in_the_same_home_is_refused_and_the_first_goes_on(portal):
    code, printed, sentence = bus("up", "--home", portal.home, "--port", portal.port + 1)

    assert (code, printed) == (1, "")
    assert sentence == (
        f"bus: A portal already runs in {portal.home} ({portal.record['address']}): "
        "stop that one first, or choose another --home.\n"
    )
    assert portal.get("/healthz") == 200


def test_manage_reaches_the_running_portals_database(portal):
    code, printed, _ = bus("manage", "--home", portal.home, "showmigrations", "--plan")

    assert code == 0
    assert [line for line in printed.splitlines() if not line.startswith("[X]")] == []


def test_stopping_leaves_no_process_no_record_and_no_socket(portal):
    sockets = Path(portal.record["sockets"])

    left = portal.stop()

    assert (left, portal.door.returncode) == ([], 0)
    assert not (portal.home / "portal.json").exists()
    assert not sockets.exists()


def test_a_killed_door_takes_all_with_it_and_the_data_is_there_at_the_next_start(portal):
    before = ask(portal, "SELECT oid FROM pg_database WHERE datname = 'bus'")

    assert portal.stop(signal.SIGKILL) == []
    again = Portal(portal.home)

    assert ask(again, "SELECT oid FROM pg_database WHERE datname = 'bus'") == before
    assert again.stop() == []


@pytest.mark.parametrize("name", ["web", "worker", "valkey", "postgres"])
def test_a_process_that_dies_is_started_again(portal, name):
    first = portal.record["processes"][name]

    os.kill(first, signal.SIGKILL)
    wait_for(lambda: portal.record["processes"][name] != first, STOP)

    wait_for(lambda: answers(portal), STOP)
    assert f"{name} ended by itself" in portal.printed()


def test_a_database_killed_in_mid_statement_leaves_nobody_who_holds_it_and_is_started_again(portal):
    first = portal.record["processes"]["postgres"]
    connection = psycopg.connect(portal.record["database"]["MIGRATE_DATABASE_URL"])
    connection.pgconn.send_query(b"SELECT count(*) FROM generate_series(1, 1000000000) AS n WHERE n % 7 = n % 11")
    busy = connection.info.backend_pid
    time.sleep(0.2)  # until it is in the middle
    os.kill(first, signal.SIGKILL)
    wait_for(lambda: portal.record["processes"]["postgres"] != first, STOP)
    connection.close()

    wait_for(lambda: answers(portal), STOP)
    assert not is_alive(busy)
    assert portal.door.poll() is None


def answers(portal):
    try:
        return portal.get("/healthz") == 200
    except OSError:
        return False


def test_a_second_start_takes_seconds(portal):
    portal.stop()
    began = time.monotonic()
    again = Portal(portal.home)
    took = time.monotonic() - began
    again.stop()

    assert took < 60  # under ten on two quiet cores; the other half of the tests runs beside


@pytest.mark.full
def test_fresh_throws_the_old_data_away(portal):
    portal.stop()
    key = portal.home / "secrets" / "field_key"
    before = key.read_text()

    Portal(portal.home, "--fresh").stop()

    assert key.read_text() != before
