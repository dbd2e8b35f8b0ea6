"""Asking the scanner over a real socket: what each answer means, and when there is none. [security 10]"""

import pytest

from core.files import scanner
from core.files.examining import examine
from core.files.faults import Fault, FileFault
from core.files.states import FileStatus
from tests.core.files import hostile as h
from tests.core.files.clamd import UNSURE, VIRUS, listening


@pytest.mark.parametrize("size", [0, 1, scanner.PIECE, scanner.PIECE + 1, 3 * scanner.PIECE])
def test_the_scanner_gets_every_byte(clamd, size):
    content = bytes(range(256)) * (size // 256 + 1)

    assert scanner.finds_virus(content[:size]) is False
    assert clamd.asked == [content[:size]]


def test_a_scanner_on_a_socket_file_is_asked_the_same_way(settings, tmp_path):
    with listening(tmp_path) as (_clamd, settings.SCANNER):
        assert scanner.finds_virus(b"before " + VIRUS + b" after") is True
        assert scanner.finds_virus(b"harmless") is False


def test_no_judgement_is_neither_clean_nor_infected(clamd):
    with pytest.raises(scanner.ScannerUnsure):
        scanner.finds_virus(UNSURE)


def test_half_an_answer_is_none(clamd):
    clamd.cut = True

    with pytest.raises(scanner.ScannerAway):
        scanner.finds_virus(b"harmless")


def test_nobody_there(settings, tmp_path):
    for url in ("tcp://127.0.0.1:1", f"unix://{tmp_path}/none.sock"):
        settings.SCANNER = url
        with pytest.raises(scanner.ScannerAway):
            scanner.finds_virus(b"harmless")


def test_a_file_with_a_virus_is_not_taken_in(clamd):
    with pytest.raises(FileFault) as refused:
        examine("blankett.pdf", h.pdf(text=VIRUS.decode()))

    assert refused.value.fault == Fault.VIRUS
    assert examine("blankett.pdf", h.pdf()).status == FileStatus.CLEAN


def test_while_the_scanner_is_away_or_unsure_a_file_goes_into_quarantine(clamd, settings):
    assert examine("blankett.pdf", h.pdf(text=UNSURE.decode())).status == FileStatus.QUARANTINED
    settings.SCANNER = "tcp://127.0.0.1:1"
    assert examine("blankett.pdf", h.pdf()).status == FileStatus.QUARANTINED


def test_what_the_scanner_is_asked_is_what_would_be_kept(clamd):
    sent = h.picture("JPEG")
    kept = examine("foto.jpg", sent)

    assert clamd.asked == [kept.content] != [sent]
