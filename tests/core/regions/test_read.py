"""What a region may say is read by some behaviour: no key of a profile is validated, edited and then forgotten."""

import re
from pathlib import Path

import pytest

from core.obligations.catalogue import catalogue
from core.regions.keys import KEYS, LENGTHS

HOME = Path(__file__).parents[3]
APPS = ("core", "groups", "sip", "deviations", "followup", "bus_portal")
# What no code outside core/regions asks by name, and why it still decides something.
OTHERWISE = {
    "look": "loading makes it the colours of the region's row, which the pages' theme reads",
    "aliases": "Profile.label leads an older name to today's, and is what pages ask",
    "principal_kinds": "says which rows `retention_classes` must hold, when the profile is read",
    "follow_up_period": "one value can be written",
}


@pytest.fixture(scope="module")
def code() -> str:
    """Everything that may act on a profile."""
    files = (file for app in APPS for file in (HOME / app).rglob("*.py") if "migrations" not in file.parts)
    outside = (file for file in files if file.parts[-3:-1] != ("core", "regions"))
    return "\n".join(file.read_text(encoding="utf-8") for file in outside)


def test_every_key_is_read_outside_the_profiles_own_package(code):
    read = set(re.findall(r"\.([a-z_]+)\b", code))
    assert {key.name for key in KEYS} - read == set(OTHERWISE)


def test_every_length_is_of_a_clock_that_the_portal_starts():
    assert {key.code for key in LENGTHS if not catalogue()[key.code]["wired"]} == set()
