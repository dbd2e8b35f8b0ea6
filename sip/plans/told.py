"""The plan as it is read: from the content that is frozen in a version, or would be if it were frozen now. [C1-C13]"""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from core.ui import dates
from sip.plans.choices import Doer, Heard, Horizon, PlanPart, Result, Voice

FIRST = ("works_well", "situation", "need")  # read before the goals; the others after, in the template's order
BY_RESULT = {Result.DONE: "ok", Result.GOING_ON: "now", Result.NOT_STARTED: "soon", Result.DROPPED: "stopped"}
ORDER = {Voice.CHILD: 0, Voice.GUARDIAN: 1, Voice.RELATED: 2}


def told(content: dict[str, Any], *, today: date | None = None) -> dict[str, Any]:
    """Ready for `sip/_plan_told.html`: the child's own words first. `today` marks what is late, for the living plan."""
    sections = {section["key"]: section for section in content["sections"]}
    measures = [{**_measure(row, today), "goal": row["goal"]} for row in content["measures"]]
    goals = [_goal(row, content["goals"], measures) for row in content["goals"]]
    known = {row["id"] for row in content["goals"]}
    return {
        "voices": sorted(map(_voice, content["voices"]), key=lambda voice: voice["order"]),
        "before": [sections[key] for key in FIRST if key in sections],
        "goals": goals,
        "other_measures": [row for row in measures if row["goal"] not in known],
        "after": [section for key, section in sections.items() if key not in FIRST],
        "follow_up": _day(content["next_follow_up_on"]),
        "principal": content["agreed_principal"],
        "people": [
            {"name": name, "detail": f"{unit}, {PlanPart(part).label.lower()}"}
            for part, name, unit in content["people"]
        ],
    }


def _day(iso: str) -> str:
    return dates.day(date.fromisoformat(iso)) if iso else ""


def _voice(row: dict) -> dict:
    heard = str(Heard(row["heard"]).label)
    kind = str(Voice(row["whose"]).label)
    return {
        "order": ORDER[Voice(row["whose"])],
        "whose": row["whose"],
        "who": row["name"] or kind,
        "kind": kind,
        "words": row["words"],
        "how": f"{heard}, {_day(row['on'])}" if row["on"] else heard,
        "informed": row.get("informed", ""),
        "why_not": row["why_not"],
    }


def _goal(row: dict, goals: list[dict], measures: list[dict]) -> dict:
    served = next((goal["text"] for goal in goals if goal["id"] == row["serves"]), "")
    return {
        "id": row["id"],
        "kind": str(Horizon(row["horizon"]).label),
        "text": row["text"],
        "serves": served,
        "by": _day(row["by"]),
        "reached": row["reached"],
        "measures": [measure for measure in measures if measure["goal"] == row["id"]],
    }


def _measure(row: dict, today: date | None) -> dict:
    is_late = bool(today and row["due"] and row["due"] < today.isoformat() and row["result"] in ("", "not_started"))
    result = str(Result(row["result"]).label)
    return {
        "id": row["id"],
        "text": row["text"],
        "who": row["unit"] or str(Doer(row["doer"]).label),
        "person": row["person"],
        "starts": _day(row["starts"]),
        "due": _day(row["due"]),
        "result": _("Försenad") if is_late and not row["result"] else result,
        "result_is": "late" if is_late else BY_RESULT.get(Result(row["result"]), ""),
        "result_text": row["result_text"],
    }
