"""A document brings in bundled files and nothing else; whoever tries gets no file at all. [security 7]"""

import subprocess
import sys
from xml.etree import ElementTree

import pytest

from core.documents import prepare
from core.documents.child import STATIC
from core.documents.errors import DocumentError, ResourceRefused
from core.documents.failures import DocumentFailure, Failure
from core.documents.process import ROOT
from tests.documents import raw, reading, samples
from tests.documents.conftest import make_case

FOREIGN = [
    "file:///etc/passwd",
    "FILE:/etc/passwd",
    "http://127.0.0.1:9/x.png",
    "https://example.org/x.css",
    "ftp://127.0.0.1/x",
    "data:image/png;base64,iVBORw0KGgo=",
    "//example.org/x.png",
    " javascript:alert(1)",
]


@pytest.mark.parametrize("address", FOREIGN)
@pytest.mark.parametrize(
    "element",
    [
        '<img src="{}"/>',
        '<object data="{}"/>',
        '<iframe src="{}"/>',
        '<link rel="attachment" href="{}"/>',
        '<base href="{}"/>',
    ],
)
def test_no_element_points_out_of_the_portal(element, address):
    page = ElementTree.fromstring(f"<html><body>{element.format(address)}</body></html>")

    with pytest.raises(DocumentFailure) as refusal:
        prepare.refuse_foreign_addresses(page)
    assert refusal.value.failure is Failure.RESOURCE_REFUSED


@pytest.mark.parametrize("address", ["https://www.regionstockholm.se/bus", "mailto:bussam@example.org", "#metod"])
def test_a_reader_may_be_sent_on_by_a_link(address):
    page = ElementTree.fromstring(f'<html><a href="{address}">vidare</a></html>')

    prepare.refuse_foreign_addresses(page)

    assert [link.get("href") for link in page.iter("a")] == [address]


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:alert(1)", "data:text/html,x"])
def test_a_link_leads_to_no_file_and_no_script(address):
    with pytest.raises(DocumentFailure):
        prepare.refuse_foreign_addresses(ElementTree.fromstring(f'<html><a href="{address}">x</a></html>'))


@pytest.mark.parametrize(
    "address",
    [
        *FOREIGN,
        "static:///../manage.py",
        "static:///%2e%2e/manage.py",
        "static:///documents/../../pyproject.toml",
        "static:///documents/none.css",
        "static:///documents",
        "static:///fonts/Inter-Regular.ttf",
        "static://example.org/documents/print.css",
        "static:///documents/print.css?x",
        "documents/print.css",
    ],
)
def test_the_fetcher_serves_nothing_but_bundled_files(address):
    from core.documents.fetch import ResourceRefusal, StaticFetcher

    with pytest.raises(ResourceRefusal):
        StaticFetcher(STATIC).fetch(address)


def test_a_link_in_the_folder_to_a_file_outside_is_refused(tmp_path):
    from core.documents.fetch import ResourceRefusal, StaticFetcher

    (tmp_path / "static").mkdir()
    (tmp_path / "secret.css").write_text("hemligt")
    (tmp_path / "static" / "a.css").symlink_to(tmp_path / "secret.css")

    with pytest.raises(ResourceRefusal):
        StaticFetcher(tmp_path / "static").fetch("static:///a.css")


def test_the_fetcher_serves_bundled_files():
    from core.documents.fetch import StaticFetcher

    answer = StaticFetcher(STATIC).fetch("static:///documents/print.css")

    assert answer.read() == (STATIC / "documents" / "print.css").read_bytes()
    assert answer.content_type == "text/css"


@pytest.mark.slow
@pytest.mark.parametrize(
    "trap",
    [
        '<img alt="a" src="file:///etc/passwd">',
        '<img alt="a" src="../../etc/passwd">',
        "<style>@import url(file:///etc/passwd);</style>",
        '<p style="background: url(http://127.0.0.1:9/x.png)">x</p>',
        "<style>@font-face { font-family: x; src: url(file:///etc/passwd) } p { font-family: x }</style><p>x</p>",
        '<link rel="attachment" href="file:///etc/passwd">',
        '<object data="file:///etc/passwd"></object>',
        '<svg viewBox="0 0 9 9"><title>t</title><image href="file:///etc/passwd" width="9" height="9"/></svg>',
        '<ul style="list-style-image: url(data:image/png;base64,iVBORw0KGgo=)"><li>x</li></ul>',
    ],
)
def test_a_hostile_page_makes_no_document(trap):
    with pytest.raises(ResourceRefused) as refusal:
        raw.make(f"<h1>A</h1>{trap}")
    assert "passwd" not in str(refusal.value)


@pytest.mark.slow
def test_what_somebody_typed_is_text_and_nothing_else():
    trap = '<img src="file:///etc/passwd"><style>@import url(file:///etc/passwd)</style>'
    context = samples.minutes()
    context["minutes"]["sections"] = [{"heading": trap, "text": trap}]

    pdf = reading.opened(make_case("documents/_minutes.html", context, "Protokoll"))

    assert trap.replace(" ", "") in reading.text(pdf).replace(" ", "")
    assert reading.tagged(pdf, "/Figure") == []


@pytest.mark.slow
def test_a_style_sheet_inside_a_drawing_reaches_nothing():
    with pytest.raises(DocumentError):
        raw.make(
            '<svg viewBox="0 0 9 9"><title>t</title><style>@import url(file:///etc/passwd);</style>'
            '<path d="M0 0h9"/></svg>'
        )


@pytest.mark.slow
@pytest.mark.parametrize(
    "reach",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import subprocess; subprocess.run(['/bin/true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
        "open('/etc/passwd').read()",
        "open('/tmp/written', 'w')",
        "import os; os.open('/tmp/written', os.O_WRONLY | os.O_CREAT)",
    ],
)
def test_the_walls_stop_what_gets_past_the_fetcher(reach):
    code = (
        "import sys, socket, subprocess, os\n"
        "from pathlib import Path\n"
        "from core.documents import walls\n"
        "walls.close_in([Path(sys.prefix), Path(sys.base_prefix)])\n"
        f"try:\n    {reach}\n"
        "except walls.WallHit:\n    print('stopped')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=30)

    assert done.stdout == "stopped\n", done.stderr
