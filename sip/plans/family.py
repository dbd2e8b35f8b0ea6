"""What the family gets of an agreed version: the plan, and the child's own page; for whom, without what they may not be
told, in their language. [F82, F87, CS-19, P-62, security 2 rows 13-14]
"""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from core.access import Acting
from core.errors import Refused
from sip.cases.models import ChildCase
from sip.family.readers import Reader, reader_of, readers_of_child
from sip.family.texts import SWEDISH
from sip.plans.choices import Doer, PlanPart, Result, Voice
from sip.plans.models import PlanMeasure, PlanVersion
from sip.plans.pictures import picture_of
from sip.plans.sorting import Sieve
from sip.plans.told import told

ENDED = (Result.DONE, Result.DROPPED)
MOST_NEXT, MOST_DONE, MANY_LETTERS = 5, 4, 300  # what one page holds
HELPERS = (PlanPart.MAIN_RESPONSIBLE, PlanPart.CONTACT, PlanPart.COORDINATOR)


def readers_of(acting: Acting, case_id: UUID) -> list[Reader]:
    """The readers of the child's papers; empty to all who do not have the child's own record and hand no paper out."""
    link = ChildCase.objects.filter(case_id=case_id).select_related("child").order_by("created_at").first()
    return readers_of_child(link.child) if link else []


def plan_reader(readers: list[Reader], key: str) -> Reader:
    """Raises Refused for one who may not have the plan, and for nobody of these."""
    found = reader_of(readers, key)
    if not found.may_have_plan:
        raise Refused(_("%(name)s får inte ta del av planen. Det är antecknat hos barnet.") % {"name": found.name})
    return found


def plan_paper(version: PlanVersion, reader: Reader) -> dict[str, Any]:
    """The plan for the family: what was agreed, without cost, and without what this reader may not be told.

    Of the texts only those that the reader may have: all, or what was sorted for that reader.
    """
    content, sieve = version.content, Sieve(version, reader)
    with translation.override(SWEDISH):
        shown = told(content)
    due = {row["id"]: _day(row["due"]) for row in content["measures"]}
    measures = [measure for goal in shown["goals"] for measure in goal["measures"]] + shown["other_measures"]
    sections = [*shown["before"], *shown["after"]]
    return {
        "voices": [voice for voice in shown["voices"] if voice["words"] and sieve.lets(voice["words"])],
        "sections": [section for section in sections if sieve.lets(section["text"])],
        "goals": [goal["text"] for goal in shown["goals"] if sieve.lets(goal["text"])],
        "measures": [_measure(measure, due, reader) for measure in measures if sieve.lets(measure["text"])],
        "principal": "" if reader.hides_places else shown["principal"],
        "people": [] if reader.hides_places else shown["people"],
        "next_meeting": "" if reader.hides_times else _day(content["next_follow_up_on"]),
        "hides_times": reader.hides_times,
        "left_out": sieve.left_out,
    }


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _measure(measure: dict[str, Any], due: dict[str, date | None], reader: Reader) -> dict[str, Any]:
    who = ", ".join(part for part in (measure["person"], measure["who"]) if part)
    return {"text": measure["text"], "who": "" if reader.hides_places else who, "when": due[measure["id"]]}


def child_paper(version: PlanVersion, reader: Reader) -> dict[str, Any]:
    """The child's own page: own words first, what happens next, who does it and when, whom to ask; with pictures.

    On one page: what comes first of what happens next, and smaller letters where the own words are many.
    The same rule of texts as in the plan.
    """
    content, sieve = version.content, Sieve(version, reader)
    words = [voice["words"] for voice in content["voices"] if voice["whose"] == Voice.CHILD and voice["words"]]
    words = [one for one in words if sieve.lets(one)]
    with translation.override(SWEDISH):
        shown = told(content)
    rows = [measure for goal in shown["goals"] for measure in goal["measures"]] + shown["other_measures"]
    rows = [row for row in rows if sieve.lets(row["text"])]
    by_id = {row["id"]: row for row in content["measures"]}
    ahead = [row for row in rows if by_id[row["id"]]["result"] not in ENDED]
    done = [row["text"] for row in rows if by_id[row["id"]]["result"] == Result.DONE]
    ahead.sort(key=lambda row: by_id[row["id"]]["due"] or "9999")
    kinds = _unit_types([row["id"] for row in ahead[:MOST_NEXT]])
    helpers = [name for part, name, _unit in content["people"] if part in HELPERS]
    return {
        "words": words,
        "next": [_next(row, by_id[row["id"]], kinds.get(row["id"], ""), reader) for row in ahead[:MOST_NEXT]],
        "has_more": len(ahead) > MOST_NEXT or len(done) > MOST_DONE,
        "is_long": sum(map(len, words)) > MANY_LETTERS,
        "done": done[:MOST_DONE],
        "helpers": [] if reader.hides_places else list(dict.fromkeys(helpers)),
        "next_meeting": "" if reader.hides_times else _day(content["next_follow_up_on"]),
        "left_out": sieve.left_out,
    }


def _unit_types(measures: list[str]) -> dict[str, str]:
    """By measure; the version keeps the unit's name alone, and a unit changes its kind no more than its name."""
    found = PlanMeasure.objects.filter(pk__in=measures).values_list("pk", "unit__unit_type")
    return {str(pk): kind or "" for pk, kind in found}


def _next(row: dict[str, Any], measure: dict[str, Any], unit_type: str, reader: Reader) -> dict[str, Any]:
    """`measure`: the same as it is frozen."""
    who, doer = row["person"] or row["who"], measure["doer"]
    if doer != Doer.UNIT:
        who = row["who"]
    elif reader.hides_places:
        who = ""
    picture = picture_of(doer, unit_type, hides_places=reader.hides_places)
    alt = f"child.picture_{picture}"
    return {"text": row["text"], "who": who, "when": _day(measure["due"]), "picture": picture, "alt": alt}
