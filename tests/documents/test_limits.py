"""A document that is too long, too large or breaks the renderer ends in a sentence, and nobody waits for ever."""

import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from core.documents import process
from core.documents.checks import bundled_fonts
from core.documents.errors import BY_FAILURE, RendererCrashed, TooLong, TooManyPages, TooMuchMemory
from core.documents.failures import Failure
from core.documents.kinds import IN_JOB, MB, ON_REQUEST, DocumentKind, Limits, usual_limits
from core.documents.typefaces import NEEDED, missing_fonts
from core.papers import hand_out, says_why_not
from tests.documents import raw

MARKER = "Hemlighetsmarkören"


@pytest.mark.slow
def test_more_pages_than_allowed_make_no_document():
    with pytest.raises(TooManyPages):
        raw.make("<h1>A</h1>" + raw.TABLE * 3, Limits(20, 512 * MB, 2))


@pytest.mark.slow
def test_a_document_that_takes_too_long_is_ended_in_time():
    begun = time.monotonic()

    with pytest.raises(TooLong):
        raw.make("<h1>A</h1>" + raw.TABLE * 60, Limits(3, 512 * MB, 60))
    assert time.monotonic() - begun < 6


@pytest.mark.slow
def test_a_document_that_takes_too_much_memory_is_ended():
    with pytest.raises(TooMuchMemory):
        raw.make("<h1>A</h1>" + raw.TABLE * 20, Limits(20, 80 * MB, 60))


def _child_of_this_process() -> int:
    for _ in range(200):
        tasks = Path("/proc/self/task").glob("*/children")
        for pid in " ".join(task.read_text() for task in tasks).split():
            if b"core.documents.child" in Path(f"/proc/{pid}/cmdline").read_bytes():
                return int(pid)
        time.sleep(0.02)
    raise AssertionError("no child process")


def _environment(pid: int) -> bytes:
    """A process that closes itself to its own user shows it to root alone."""
    try:
        return Path(f"/proc/{pid}/environ").read_bytes()
    except PermissionError:
        return b""


@pytest.mark.slow
def test_nothing_of_a_document_is_seen_from_outside_and_a_crash_is_told_in_words(caplog):
    with ThreadPoolExecutor(1) as pool:
        document = pool.submit(raw.make, f"<h1>{MARKER}</h1>" + raw.TABLE * 40)
        child = _child_of_this_process()
        time.sleep(0.5)
        seen = Path(f"/proc/{child}/cmdline").read_bytes() + _environment(child)
        os.kill(child, signal.SIGSEGV)

        with pytest.raises(RendererCrashed) as crash:
            document.result(timeout=30)

    assert MARKER.encode() not in seen
    assert b"BUS_SECRET_KEY" not in seen
    assert b"DATABASE_URL" not in seen
    assert str(crash.value).startswith("Dokumentet kunde inte göras.")
    assert MARKER not in caplog.text


@pytest.mark.slow
def test_the_renderer_dies_with_the_one_who_asked():
    asker = subprocess.Popen([sys.executable, "-c", _ASK], cwd=process.ROOT, stdout=subprocess.PIPE, text=True)
    child = int(asker.stdout.readline())
    asker.kill()
    asker.wait()

    for _ in range(100):
        if not _is_alive(child):
            break
        time.sleep(0.05)
    assert not _is_alive(child)


_ASK = """
import threading, time
from tests.documents import raw
from tests.documents.test_limits import _child_of_this_process

def tell():
    child = _child_of_this_process()
    time.sleep(1)  # until the child has put up its walls
    print(child, flush=True)

threading.Thread(target=tell).start()
raw.make("<h1>A</h1>" + raw.TABLE * 60)
"""


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def _elsewhere(place: Path) -> subprocess.CompletedProcess:
    """The child in a checkout of its own, whose fonts the test has spoilt."""
    shutil.copytree(process.ROOT / "core" / "documents", place / "core" / "documents")
    (place / "core" / "__init__.py").touch()
    shutil.copytree(process.ROOT / "static" / "documents", place / "static" / "documents")
    command = [sys.executable, "-m", "core.documents.child", "20", str(512 * MB), "60"]
    return subprocess.run(command, cwd=place, input=b"{}", capture_output=True, timeout=60)


@pytest.mark.slow
@pytest.mark.parametrize("content", [None, b"wOF2 ...", b"\x00\x01\x00\x00 not a font"])
def test_without_a_usable_font_there_is_a_word_and_no_crash(tmp_path, content):
    fonts = tmp_path / "static" / "fonts"
    fonts.mkdir(parents=True)
    if content is not None:
        for name in NEEDED:
            (fonts / name).write_bytes(content)

    done = _elsewhere(tmp_path)

    assert (done.returncode, done.stdout) == (1, b"error:no_font\n")


def test_the_portal_says_at_start_which_font_is_missing(tmp_path):
    shutil.copy(process.ROOT / "static" / "fonts" / NEEDED[0], tmp_path)

    assert missing_fonts(tmp_path) == list(NEEDED[1:])
    assert bundled_fonts(None) == []


def test_a_report_may_take_more_than_a_document_somebody_waits_for():
    assert usual_limits(DocumentKind.CASE) == ON_REQUEST == Limits(20, 512 * MB, 60)
    assert usual_limits(DocumentKind.REPORT) == IN_JOB == Limits(120, 1024 * MB, 200)


def test_every_failure_has_its_sentence():
    assert set(BY_FAILURE) == set(Failure)
    assert all(str(error()).startswith("Dokumentet ") for error in BY_FAILURE.values())


@pytest.mark.slow
def test_where_somebody_waits_for_a_document_that_cannot_be_made_the_page_says_why(rf):
    def printed(request):
        return hand_out(raw.make("<h1>A</h1>" + raw.TABLE * 3, Limits(20, 512 * MB, 2)), "lista.pdf")

    answer = says_why_not(printed)(rf.get("/lista.pdf"))

    assert answer.status_code == 422
    assert str(TooManyPages.sentence) in answer.content.decode()
    assert "Content-Disposition" not in answer.headers


def test_a_document_is_handed_out_to_be_saved_under_its_name():
    answer = hand_out(b"%PDF-", "plan-k7m2.pdf")

    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "application/pdf",
        'attachment; filename="plan-k7m2.pdf"',
    )
