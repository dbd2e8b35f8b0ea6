"""What `./bus` says when it cannot go on: one sentence, with what mends it, and nothing is started."""

import socket

import pytest

from ops import developing
from ops.addresses import NAMES
from ops.door import WORDS
from ops.home import Home
from ops.pages import home_first
from ops.paths import LOCAL, SYSTEM_STATE, default_home
from ops.portal import environment
from ops.say import Trouble
from tests.ops.running import bus


def test_help_names_every_word():
    code, printed, _ = bus("help")

    named = [line.split()[1] for line in printed.splitlines() if line.startswith("  ./bus ")]
    assert (code, named) == (0, list(WORDS))


def test_an_unknown_word_is_answered_with_the_way_to_help():
    assert bus("upp") == (2, "", "bus: There is no ./bus upp; ./bus help lists what there is.\n")


@pytest.mark.parametrize("missing", NAMES)
def test_an_address_that_is_missing_among_the_others_is_named(missing, tmp_path):
    given = {name: "postgres://x@/y" for name in NAMES if name != missing}

    code, printed, sentence = bus("up", "--home", tmp_path / "home", **given)

    assert (code, printed) == (1, "")
    assert sentence.startswith(f"bus: {missing} is missing: set all of ")
    assert not (tmp_path / "home").exists()


def test_a_taken_port_is_answered_with_another(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        refusal = bus("up", "--home", tmp_path / "home", "--port", port)

    assert refusal == (1, "", f"bus: Port {port} is taken by another program: ./bus up --port {port + 1}\n")


@pytest.mark.parametrize("port", [-1, 70000])
def test_an_impossible_port_is_refused(tmp_path, port):
    refusal = bus("up", "--home", tmp_path / "home", "--port", port)

    assert refusal == (1, "", f"bus: Port {port} cannot be used here: ./bus up --port 8000\n")


def test_a_folder_with_other_things_is_not_taken_as_home(tmp_path):
    (tmp_path / "letter.txt").write_text("mine")

    code, _, sentence = bus("up", "--fresh", "--home", tmp_path)

    assert (code, sentence) == (1, f"bus: {tmp_path} holds other things: choose a new or empty folder with --home.\n")
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_home_that_cannot_be_made_is_answered_with_what_to_choose():
    code, printed, sentence = bus("up", "--home", "/proc/home")  # nobody may, root included

    assert (code, printed) == (1, "")
    assert sentence.startswith("bus: /proc/home cannot be used (")
    assert sentence.endswith("): choose a folder of your own with --home.\n")


def test_a_mail_server_that_is_named_is_used_and_no_folder(monkeypatch, tmp_path):
    def told():
        return environment(Home(tmp_path), 8000, {}, is_demo=True).get("BUS_MAIL_DIR")

    assert told() == str(tmp_path / "mail")
    monkeypatch.setenv("BUS_MAIL_HOST", "mail.example")
    assert told() is None
    monkeypatch.setenv("BUS_MAIL_DIR", "/elsewhere")
    assert told() == "/elsewhere"


def test_manage_without_a_portal_says_how_to_start_one(tmp_path):
    code, _, sentence = bus("manage", "--home", tmp_path, "check")

    assert (code, sentence) == (
        1,
        f"bus: No portal runs in {tmp_path}: start it with ./bus up, or name its home: ./bus manage --home DIR …\n",
    )


def test_the_default_home_holds_nothing_but_the_portals_data():
    assert default_home().name in {"home", "state"}
    assert default_home() not in {SYSTEM_STATE, LOCAL}


@pytest.mark.parametrize("words", ["--home x --each 1", "--each 1 --home x", "--each 1 --home=x"])
def test_the_pages_home_is_understood_wherever_it_stands(words):
    assert home_first(words.split()) == (["--home", "x"], ["--each", "1"])


def test_tests_without_servers_are_answered_with_what_starts_them(monkeypatch):
    monkeypatch.setattr(developing, "running", lambda: None)

    with pytest.raises(Trouble, match="bus cluster --daemon"):
        developing.py(["-m", "pytest", "-q"])
