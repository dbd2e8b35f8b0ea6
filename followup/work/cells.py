"""The numbers of the groups' work that are told as they are: of meetings, seats and papers, not of people. Pure.

Of a survey that few have answered it is told that they are few."""

from collections.abc import Mapping
from typing import Any

from followup.published import FEW, HIDDEN, Mark

WORK = "arbete"  # stands in an address where an indicator's code does
SURVEYS = ("members", "spider", "groups")  # keys of cfg.group_surveys that indicators ask for. [I-16, I-30, I-45]


def told_openly(context: Mapping[str, Any]) -> dict[str, Mark]:
    """By cell, of what was frozen. A year frozen before this was counted has none."""
    work = context.get("work")
    if work is None:
        return {}
    groups = context["groups"]
    found = {
        **work["counts"],
        "seats_asked": sum(one["asked"] for one in groups),
        "seats_filled": sum(one["filled"] for one in groups),
    }
    for kind in SURVEYS:
        rounds = rounds_of(context, kind)
        found |= {f"{kind}_asked": sum(one["asked"] for one in rounds), f"{kind}_answers": _answers(rounds)}
    return found


def _answers(rounds: list[dict[str, Any]]) -> Mark:
    """Of all rounds; a round that few have answered hides the sum of several."""
    answers = [one["answers"] for one in rounds]
    if FEW in answers:
        return FEW if len(answers) == 1 else HIDDEN
    return sum(answers)


def rounds_of(context: Mapping[str, Any], kind: str) -> list[dict[str, Any]]:
    """The closed rounds of one survey."""
    work = context.get("work") or {}
    return [one for one in work.get("surveys", ()) if one["kind"] == kind]
