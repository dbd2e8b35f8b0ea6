"""The portal does not start with a folder for files that it cannot write or that the web hands out. [security 12]"""

import pytest

from core.files import checks


def said() -> list[str]:
    return [
        fault.msg for check in (checks.files_have_a_place, checks.the_scanner_can_be_asked) for fault in check(None)
    ]


def test_a_folder_of_its_own_is_made_for_its_owner_alone(own_folder):
    assert said() == []
    assert own_folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("inside", ["", "files", "../above"])
def test_nothing_lies_where_the_web_hands_files_out(settings, tmp_path, inside):
    settings.STATIC_ROOT = tmp_path / "static"
    settings.FILES_DIR = str(tmp_path if inside == "../above" else tmp_path / "static" / inside)

    assert said() == ["The folder of files (BUS_FILES) lies where the web hands files out."]


def test_a_link_into_the_static_folder_is_seen_through(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    (tmp_path / "static").mkdir()
    (tmp_path / "files").symlink_to(tmp_path / "static")
    settings.FILES_DIR = str(tmp_path / "files")

    assert said() == ["The folder of files (BUS_FILES) lies where the web hands files out."]


def test_a_folder_that_cannot_be_made_or_named(settings):
    settings.FILES_DIR = "/proc/nowhere"
    assert said() == ["The folder of files (BUS_FILES) cannot be made."]
    settings.FILES_DIR = "files"
    assert said() == ["BUS_FILES must be a whole path."]


def test_a_folder_that_cannot_be_written(settings):
    settings.FILES_DIR = "/proc"  # there, and not even root writes in it

    assert said() == ["The folder of files (BUS_FILES) cannot be written."]


@pytest.mark.parametrize("url", ["clamd:3310", "http://clamd:3310", "tcp://", "unix://"])
def test_an_address_that_is_none_does_not_pass_for_a_scanner_that_is_away(settings, url):
    settings.SCANNER = url

    assert said() == ["BUS_SCANNER must be tcp://host:port or unix:///path of clamd's socket."]


@pytest.mark.parametrize("url", ["", "tcp://clamd:3310", "tcp://clamd", "unix:///run/clamav/clamd.ctl"])
def test_an_address_that_can_be_asked(settings, url):
    settings.SCANNER = url

    assert said() == []
