"""The catalogue of rules (`rules.yaml`) and what a region's profile makes of it on a day. Pure. [domain 5, 3.9]"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from core.regions.profile import Profile

PER = {"per_term": "term", "per_year": "year"}
MEETINGS = "meetings_min."
OF_THE_PROFILE = ("monitored", "valid_from", "valid_to", "legal_reference")


@dataclass(frozen=True)
class Wanted:
    """What a rule shall say from a day on. `law` is the code of a legal reference, "" for none."""

    code: str
    valid_from: date
    values: Mapping[str, Any]
    law: str = ""


@cache
def catalogue() -> dict[str, dict[str, Any]]:
    """The rows by code, with every field of a rule."""
    text = (Path(__file__).parent / "rules.yaml").read_text(encoding="utf-8")
    data = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  (a SafeLoader, in C: each start reads it)
    return {row["code"]: _row(row) for row in (*data["rules"], *data["further"])}


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title": row["title"],
        "trigger": row["trigger"],
        "amount": row.get("amount"),
        "unit": row.get("unit", "none"),
        "calendar": row.get("calendar", "calendar"),
        "owner_role": row.get("owner_role", ""),
        "fallback_role": row.get("fallback_role", ""),
        "warn_offsets": row.get("warn", []),
        "on_breach_roles": row.get("on_breach", []),
        "escalate_after": row.get("escalate_after"),
        "escalate_roles": row.get("escalate_roles", []),
        "pausable": row.get("pausable", False),
        "wired": row.get("wired", False),
        "note": row.get("note", ""),
        "source": row.get("source", ""),
        "profile_key": row.get("profile_key", ""),
    }


def wanted(profile: Profile, since: date) -> Iterator[Wanted]:
    """Every rule of the region from a day on, a new entry for each day on which the profile says another."""
    for code, row in catalogue().items():
        last = None
        for day in _days(profile, code, row, since):
            values, law = _on(profile, code, row, day)
            if (values, law) != last:
                yield Wanted(code, day, values, law)
                last = (values, law)


def _days(profile: Profile, code: str, row: Mapping[str, Any], since: date) -> list[date]:
    """The days on which what holds for the code may change: the first, and where a dated part begins or ends."""
    dated: list[Any] = list(profile.meetings_min.get(row["profile_key"].removeprefix(MEETINGS), ()))
    dated += [profile.deadlines[code]] if code in profile.deadlines else []
    turns = {one.valid_from for one in dated if one.valid_from}
    turns |= {one.valid_to + timedelta(days=1) for one in dated if one.valid_to}
    return [since, *sorted(day for day in turns if day > since)]


def _on(profile: Profile, code: str, row: Mapping[str, Any], day: date) -> tuple[dict[str, Any], str]:
    said = profile.deadlines.get(code)
    if said and ((said.valid_from and day < said.valid_from) or (said.valid_to and day > said.valid_to)):
        said = None
    values = {name: value for name, value in row.items() if name != "profile_key"}
    values |= {"monitored": _kept(profile, row, values, day), "term_boundaries": list(profile.term_boundaries)}
    if said:
        values |= {name: _listed(value) for name, value in said.given().items() if name not in OF_THE_PROFILE}
        values["monitored"] = said.monitored and (values["monitored"] or said.amount is not None)
    return values, (said.legal_reference or "") if said else ""


def _kept(profile: Profile, row: Mapping[str, Any], values: dict[str, Any], day: date) -> bool:
    """A meeting is counted where the profile says how often; its number becomes the rule's."""
    if not row["profile_key"].startswith(MEETINGS):
        return True
    rows = profile.frequency(row["profile_key"].removeprefix(MEETINGS), day)
    count = max((one.count for one in rows if one.per == PER[row["unit"]]), default=None)
    values["amount"] = count or row["amount"]
    return count is not None


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
