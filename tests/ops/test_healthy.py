"""Who asks whether the portal is well asks as its proxy does: a portal that wants TLS sends all others on."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from ops.healthy import is_well
from tests.ops.running import free_port


class Strict(BaseHTTPRequestHandler):
    """Answers as the portal outside the demo does."""

    def do_GET(self):
        is_known, is_secure = self.headers["Host"] == "portal.example", self.headers["X-Forwarded-Proto"] == "https"
        self.send_response(400 if not is_known else 200 if is_secure else 301)
        self.send_header("Location", "https://portal.example/healthz")
        self.end_headers()

    def log_message(self, *_words):
        """Nothing of it is wanted."""


@pytest.fixture(scope="module")
def port():
    with HTTPServer(("127.0.0.1", 0), Strict) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.mark.parametrize(
    ("hosts", "expected"),
    [("portal.example", True), ("portal.example,other.example", True), (".portal.example", True), ("localhost", False)],
)
def test_the_portal_is_asked_over_its_proxys_header_by_a_name_it_answers_to(port, hosts, expected):
    assert is_well(port, hosts) is expected


def test_nobody_who_answers_is_not_well():
    assert is_well(free_port(), "localhost") is False
