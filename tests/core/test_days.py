"""A moment's day is Stockholm's: read straight off a moment it is London's, and wrong for an hour or two each night."""

import re

from ops.paths import ROOT, own_folders

STRAIGHT = re.compile(r"\w+_at\.date\(\)")


def test_no_day_is_read_straight_off_a_moment():
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for folder in own_folders()
        for path in folder.rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if STRAIGHT.search(line)
    ]

    assert found == []
