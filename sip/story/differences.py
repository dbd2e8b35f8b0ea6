"""What is new, changed and gone from one version of a plan to the next, counted and never told. [SM-1]"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import ngettext

# What is noted of a goal or a measure afterwards is no change of what was agreed.
NOTED = frozenset({"reached", "result", "result_text"})


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """«1 nytt mål», «2 ändrade insatser»; empty where both versions have the same goals and measures."""
    goals, measures = (_counts(before.get(key, []), after.get(key, [])) for key in ("goals", "measures"))
    said = [
        (goals[0], ngettext("%(n)d nytt mål", "%(n)d nya mål", goals[0])),
        (goals[1], ngettext("%(n)d ändrat mål", "%(n)d ändrade mål", goals[1])),
        (goals[2], ngettext("%(n)d borttaget mål", "%(n)d borttagna mål", goals[2])),
        (measures[0], ngettext("%(n)d ny insats", "%(n)d nya insatser", measures[0])),
        (measures[1], ngettext("%(n)d ändrad insats", "%(n)d ändrade insatser", measures[1])),
        (measures[2], ngettext("%(n)d borttagen insats", "%(n)d borttagna insatser", measures[2])),
    ]
    return [text % {"n": number} for number, text in said if number]


def _counts(before: list[dict], after: list[dict]) -> tuple[int, int, int]:
    """(new, changed, gone)."""
    was, stands = ({row["id"]: _agreed(row) for row in rows} for rows in (before, after))
    both = was.keys() & stands.keys()
    return len(stands.keys() - was), sum(was[key] != stands[key] for key in both), len(was.keys() - stands)


def _agreed(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in NOTED}
