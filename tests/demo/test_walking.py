"""What `./bus check pages` follows, and what it makes of the Nu checker's answer."""

import shutil

import pytest
from django.core.management import CommandError, call_command

from demo.management.commands.check_pages import _check
from demo.walking import VISITOR, Page, Walk, _links
from ops.pages import _nu_checker
from ops.paths import ROOT


def page(html: str, address: str = "/barn/arenden/") -> Page:
    return Page(VISITOR, "sv", address, "sip:case_list", 200, html)


def test_only_links_to_the_portals_own_pages_are_followed():
    html = """<a href="?sida=2">2</a><a href="/grupper/#rad">g</a><a href="ett/">1</a><a>none</a><a href="">here</a>
    <a href="/static/js/portal.js">s</a><a href="https://example.org/">e</a><a href="mailto:a@b.se">m</a>"""

    assert list(_links(page(html))) == ["/barn/arenden/?sida=2", "/grupper/", "/barn/arenden/ett/"]


def test_a_route_that_nobody_reached_is_named():
    walk = Walk(1)
    everything = set(walk.missed())
    walk.reached, walk.other = {"sip:case_list"}, {"core:healthz"}

    assert everything - set(walk.missed()) == {"sip:case_list", "core:healthz"}


def test_only_the_demo_is_walked(tmp_path):
    with pytest.raises(CommandError, match="Only the demo's pages"):
        call_command("check_pages", vnu=tmp_path / "vnu.jar")


@pytest.mark.full
@pytest.mark.skipif(not shutil.which("java"), reason="the Nu checker needs Java")
def test_the_checker_sees_an_id_that_stands_twice(tmp_path):
    begun = '<!doctype html><html lang="sv"><head><title>Ett</title></head><body><h1 id="a">Ett</h1>'
    (tmp_path / "00000.html").write_text(f"{begun}</body></html>")
    (tmp_path / "00001.html").write_text(f'{begun}<p id="a">Två</p></body></html>')

    errors = [one for one in _check(_nu_checker(), tmp_path) if one["type"] == "error"]

    assert [(one["url"].rsplit("/")[-1], one["message"]) for one in errors] == [("00001.html", "Duplicate ID “a”.")]


def test_no_template_writes_a_moment_with_more_digits_than_html_knows():
    """`date:'c'` of a stored moment has six digits of a second, and three are allowed."""
    templates = [
        path
        for path in (ROOT / "templates").rglob("*.html")
        if any(c in path.read_text() for c in ("date:'c'", 'date:"c"'))
    ]

    assert templates == []
