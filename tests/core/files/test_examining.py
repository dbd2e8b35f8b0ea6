"""What is taken in and what is not, and what is left of it. Each file goes through the real child process."""

import time
from io import BytesIO

import pytest
from PIL import Image

from core.files import process
from core.files.examining import examine
from core.files.faults import Fault, FileFault
from core.files.kinds import FileKind
from core.files.states import FileStatus
from tests.core.files import hostile as h

pytestmark = pytest.mark.usefixtures("no_scanner")


@pytest.fixture
def no_scanner(settings):
    settings.SCANNER = ""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Blankett.PDF", h.pdf(text="Vi samtycker")),
        ("länkad.pdf", h.pdf(h.link)),
        ("brev.docx", h.docx()),
        ("brev.docx", h.docx({"word/_rels/document.xml.rels": h.relation("hyperlink", "https://x.se", outside=True)})),
        ("brev.docx", h.docx(body=h.field(" TOC \\o "))),
        ("brev.odt", h.odt({"Thumbnails/thumbnail.png": b"\x89PNG", "Configurations2/accelerator/": b""})),
        ("brev.odt", h.odt(body='<text:a xlink:href="https://x.se">x</text:a>')),
    ],
)  # fmt: skip
def test_a_document_without_harm_is_kept_as_it_is(name, content):
    examined = examine(name, content)

    assert (examined.content, examined.status) == (content, FileStatus.UNSCANNED)


JPEG, PNG = ("foto.jpg", "JPEG"), ("skannat.png", "PNG")


@pytest.mark.parametrize(
    ("name", "kind", "mode"),
    [
        *((*JPEG, mode) for mode in ("RGB", "L", "CMYK")),
        *((*PNG, mode) for mode in ("RGB", "RGBA", "L", "LA", "1", "P")),
    ],
)
def test_a_picture_is_drawn_anew_upright_and_without_what_it_said_of_itself(name, kind, mode):
    sent = h.picture(kind, mode=mode)
    assert h.PLACE in sent

    examined = examine(name, sent)

    assert h.PLACE not in examined.content
    with Image.open(BytesIO(examined.content)) as kept:
        assert (kept.format, kept.size) == (kind, (30, 60))
        assert not kept.getexif()
        assert set(kept.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


HOSTILE = {
    "no ending": ("blankett", h.pdf(), Fault.UNKNOWN_KIND),
    "a program": ("program.exe", b"MZ", Fault.UNKNOWN_KIND),
    "two endings": ("blankett.pdf.exe", b"MZ", Fault.UNKNOWN_KIND),
    "a page": ("blankett.html", b"<script>", Fault.UNKNOWN_KIND),
    "nothing": ("blankett.pdf", b"", Fault.EMPTY),
    "too large": ("blankett.pdf", b"%PDF-" + b" " * 10 * 1024 * 1024, Fault.TOO_LARGE),
    "a renamed program": ("blankett.pdf", b"MZ\x90\x00" * 50, Fault.OTHER_CONTENT),
    "SVG as PNG": ("foto.png", b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', Fault.OTHER_CONTENT),
    "JPEG as PNG": ("foto.png", h.picture("JPEG"), Fault.OTHER_CONTENT),
    "ODT as DOCX": ("brev.docx", h.odt(), Fault.OTHER_CONTENT),
    "DOCX as ODT": ("brev.odt", h.docx(), Fault.OTHER_CONTENT),
    "PDF after junk": ("blankett.pdf", b"MZ\n" + h.pdf(), Fault.OTHER_CONTENT),
    "a start only": ("blankett.pdf", b"%PDF-1.7\n", Fault.DAMAGED),
    "half a PDF": ("blankett.pdf", h.pdf(text="x" * 4000)[:2000], Fault.DAMAGED),
    "half a JPEG": ("foto.jpg", h.picture("JPEG", (400, 300))[:1200], Fault.DAMAGED),
    "half a PNG": ("foto.png", h.picture("PNG", (400, 300))[:-40], Fault.DAMAGED),
    "half a DOCX": ("brev.docx", h.docx()[:-30], Fault.DAMAGED),
    "49 million points": ("foto.png", h.huge_png(), Fault.TOO_MANY_PIXELS),
    "PDF with JavaScript": ("x.pdf", h.pdf(h.action("/JavaScript", JS="app.alert(1)")), Fault.PROGRAM),
    "PDF with a script deep down": ("x.pdf", h.pdf(h.script_in_a_button), Fault.PROGRAM),
    "PDF that starts a program": ("x.pdf", h.pdf(h.action("/Launch", F="cmd.exe")), Fault.PROGRAM),
    "PDF that sends a form": ("x.pdf", h.pdf(h.action("/SubmitForm", F="https://x.se")), Fault.FETCHES),
    "PDF with a file inside": ("x.pdf", h.pdf(h.attached), Fault.FILES_INSIDE),
    "locked PDF": ("x.pdf", h.pdf(encryption=h.pikepdf.Encryption(owner="o", user="u")), Fault.ENCRYPTED),
    "PDF locked for changes": ("x.pdf", h.pdf(encryption=h.pikepdf.Encryption(owner="o", user="")), Fault.ENCRYPTED),
    "DOCX with macros": ("x.docx", h.docx({"word/vbaProject.bin": b"x"}), Fault.PROGRAM),
    "DOCM as DOCX": ("x.docx", h.docx(main=h.WITH_MACROS), Fault.PROGRAM),
    "macros under another name": (
        "x.docx", h.docx({"word/_rels/document.xml.rels": h.relation("vbaProject", "x.xml")}), Fault.PROGRAM
    ),
    "DDE": ("x.docx", h.docx(body=h.field(" DD", "EAUTO c:\\x.exe ")), Fault.PROGRAM),
    "DTD": ("x.docx", h.docx({"word/document.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}), Fault.PROGRAM),
    "a template from elsewhere": (
        "x.docx",
        h.docx({"word/_rels/settings.xml.rels": h.relation("attachedTemplate", "https://x.se/t.dotm", outside=True)}),
        Fault.FETCHES,
    ),
    "an object": ("x.docx", h.docx({"word/embeddings/oleObject1.bin": b"x"}), Fault.FILES_INSIDE),
    "a program as a picture": ("x.docx", h.docx({"word/media/image1.png": b"MZ\x90"}), Fault.FILES_INSIDE),
    "a page within": (
        "x.docx", h.docx({"word/_rels/document.xml.rels": h.relation("aFChunk", "a.xml")}), Fault.FILES_INSIDE
    ),
    "a way out": ("x.docx", h.docx({"../../etc/x.xml": "<x/>"}), Fault.DAMAGED),
    "zip bomb": ("x.docx", h.bomb, Fault.UNPACKS_TOO_MUCH),
    "zip bomb that lies": ("x.docx", h.lying_bomb, Fault.DAMAGED),
    "too many entries": ("x.docx", h.many_entries, Fault.UNPACKS_TOO_MUCH),
    "another file before": ("x.docx", b"PK\x03\x04" + h.docx(), Fault.OTHER_CONTENT),
    "ODT with macros": ("x.odt", h.odt({"Basic/Standard/Module1.xml": "<x/>"}), Fault.PROGRAM),
    "ODT with events": ("x.odt", h.odt(body='<script:event-listener script:language="x"/>'), Fault.PROGRAM),
    "ODT with an object": ("x.odt", h.odt(body="<draw:object/>"), Fault.FILES_INSIDE),
    "ODT that fetches": ("x.odt", h.odt(body='<draw:image xlink:href="https://x.se/x.png"/>'), Fault.FETCHES),
    "locked ODT": ("x.odt", h.locked_odt(), Fault.ENCRYPTED),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_what_could_do_harm_is_not_taken_in(what):
    name, content, fault = HOSTILE[what]

    with pytest.raises(FileFault) as refused:
        examine(name, content() if callable(content) else content)

    assert refused.value.fault == fault


def test_a_file_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(process, "SECONDS", 1)
    sent = h.picture("PNG", (8_000, 5_000), "RGBA")
    begun = time.monotonic()

    with pytest.raises(FileFault) as refused:
        process.opened(sent, FileKind.PNG)

    assert refused.value.fault == Fault.TOO_HEAVY
    assert time.monotonic() - begun < 10


def test_a_file_that_needs_too_much_memory_is_given_up(monkeypatch):
    monkeypatch.setattr(process, "MEMORY", 96 * 1024 * 1024)

    with pytest.raises(FileFault) as refused:
        process.opened(h.picture("PNG", (6_000, 6_000)), FileKind.PNG)

    assert refused.value.fault == Fault.TOO_HEAVY


def test_forty_million_points_of_a_telephone_are_taken_in():
    examined = examine("foto.jpg", h.picture("JPEG", (8_000, 5_000)))

    with Image.open(BytesIO(examined.content)) as kept:
        assert kept.size == (5_000, 8_000)
