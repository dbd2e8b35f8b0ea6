"""`./bus up` on servers that are given: no demo, TLS asked for, and nothing of theirs is stopped with it."""

import urllib.error
import urllib.request

import pytest

from ops.addresses import NAMES
from ops.healthy import is_well
from tests.database import folder
from tests.ops.running import Portal
from tests.trouble.server import DATABASE, OwnServers

pytestmark = [pytest.mark.slow, pytest.mark.full]


@pytest.fixture
def given():
    """PostgreSQL and Valkey as they stand at an operator's: migrated, without the role that writes test data."""
    own = OwnServers()
    try:
        own.start(folder())
        own.cluster.run("DROP OWNED BY bus_loader; DROP ROLE bus_loader", database=DATABASE)
        yield own
    finally:
        own.stop()


def no_redirect(port):
    """The answer of the portal to somebody who comes past the proxy: status, and where one is sent."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_what):
            return None

    question = urllib.request.Request(f"http://127.0.0.1:{port}/healthz", headers={"Host": "portal.example"})
    try:
        urllib.request.build_opener(urllib.request.ProxyHandler({}), Stay).open(question, timeout=10)
    except urllib.error.HTTPError as answer:
        return answer.code, answer.headers["Location"]


def test_it_comes_up_asks_for_tls_and_leaves_the_servers_standing(given, tmp_path):
    addresses = {name: url for name, url in given.servers.addresses(DATABASE).items() if name in NAMES}
    keys = {f"BUS_{name}": key for name, key in given.keys.items()}
    portal = Portal(tmp_path / "home", **addresses, **keys, BUS_ALLOWED_HOSTS="portal.example")
    try:
        record = portal.record
        assert is_well(portal.port, "portal.example")
        assert no_redirect(portal.port) == (301, "https://portal.example/healthz")
        assert record["processes"].keys() == {"door", "web", "worker"}
        assert "BUS_DEMO" not in record["environment"]
        assert "X-Forwarded-Proto: https" in portal.printed()
    finally:
        left = portal.stop()

    assert (left, portal.door.returncode) == ([], 0)
    assert given.cluster.run("SELECT 1") == "1"
    assert given.servers.broker.child.is_running
