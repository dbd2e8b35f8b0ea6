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
from sip.family.presenting import SECTION_HEADINGS
from sip.family.readers import CHILD, Reader, reader_of, readers_of_child
from sip.family.texts import SWEDISH
from sip.plans.answers_page import answers_to, newest_answers
from sip.plans.choices import Doer, FamilyAnswer, PlanPart, Result, Voice
from sip.plans.models import PlanAnswer, PlanMeasure, PlanVersion
from sip.plans.one_page import DONE, MEASURE, ROOMS, Room, short_enough, words_that_fit
from sip.plans.pictures import picture_of
from sip.plans.sorting import Sieve
from sip.plans.told import told

ENDED = (Result.DONE, Result.DROPPED)
MANY_LETTERS = 300  # of the child's own words; more are set smaller
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
    doers = {row["id"]: row["doer"] for row in content["measures"]}
    measures = [measure for goal in shown["goals"] for measure in goal["measures"]] + shown["other_measures"]
    sections = [*shown["before"], *shown["after"]]
    answers = [row for row in newest_answers(answers_to(version))[0] if row.answer != FamilyAnswer.NOT_ASKED]
    mine = [row for row in answers if reader.may_have_all or _is_own(row, reader)]
    return {
        "voices": [_voice(voice) for voice in shown["voices"] if voice["words"] and sieve.lets(voice["words"])],
        "sections": [
            {**section, "title": SECTION_HEADINGS.get(section["key"], "")}
            for section in sections
            if sieve.lets(section["text"])
        ],
        "answers": [_answer(row) for row in mine],
        "goals": [goal["text"] for goal in shown["goals"] if sieve.lets(goal["text"])],
        "measures": [
            _measure(measure, due, doers[measure["id"]], reader) for measure in measures if sieve.lets(measure["text"])
        ],
        "principal": "" if reader.hides_places else shown["principal"],
        "people": [] if reader.hides_places else [_person(*row) for row in content["people"]],
        "valid_from": None if reader.hides_times else version.agreed_on,  # as a rule where one met
        "next_meeting": "" if reader.hides_times else _day(content["next_follow_up_on"]),
        "hides_times": reader.hides_times,
        "left_out": sieve.left_out or len(mine) < len(answers),
    }


def _is_own(row: PlanAnswer, reader: Reader) -> bool:
    """One's own words nobody keeps from one; what the others said may tell what one may not know."""
    return reader.key == CHILD if row.whose == Voice.CHILD else reader.key != CHILD and row.name == reader.name


def _answer(row: PlanAnswer) -> dict[str, str]:
    return {"who": row.name, "key": f"plan.answer_{row.answer}", "words": row.words}


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None


# What the family's texts call those who have no name: who speaks, and who does something. A unit has its name.
WHO = {Voice.CHILD: "plan.person_child", Voice.GUARDIAN: "plan.person_guardian", Voice.RELATED: "plan.person_related"}
BY = {Doer.CHILD: "plan.person_child", Doer.FAMILY: "plan.by_guardians", Doer.NETWORK: "plan.by_network"}


def _voice(voice: dict[str, Any]) -> dict[str, Any]:
    """`key` says in the family's language who it is, where no name does."""
    has_name = voice["who"] != voice["kind"]
    return {**voice, "who": voice["who"] if has_name else "", "key": WHO[Voice(voice["whose"])]}


def _person(part: str, name: str, unit: str) -> dict[str, str]:
    return {"name": name, "unit": unit, "part": f"plan.part_{part}"}


def _measure(measure: dict[str, Any], due: dict[str, date | None], doer: str, reader: Reader) -> dict[str, Any]:
    """`who` are names, `by` says in the family's language what somebody is that is no unit."""
    names = [measure["person"], measure["who"] if doer == Doer.UNIT else ""]
    who, by = ", ".join(filter(None, names)), BY.get(Doer(doer), "")
    if reader.hides_places:
        who = by = ""
    return {"text": measure["text"], "who": who, "by": by, "when": due[measure["id"]]}


def child_paper(version: PlanVersion, reader: Reader, room: Room = ROOMS[0]) -> dict[str, Any]:
    """The child's own page: own words first, what happens next, who does it and when, whom to ask; with pictures.

    On one page: what comes first of what happens next, and smaller letters where the own words are many. `too_long`
    tells the worker of each text that has no room. The same rule of texts as in the plan.
    """
    content, sieve, (most_next, most_done) = version.content, Sieve(version, reader), room
    words = [voice["words"] for voice in content["voices"] if voice["whose"] == Voice.CHILD and voice["words"]]
    words, told_words = words_that_fit([one for one in words if sieve.lets(one)])
    with translation.override(SWEDISH):
        shown = told(content)
    rows = [measure for goal in shown["goals"] for measure in goal["measures"]] + shown["other_measures"]
    rows = [row for row in rows if sieve.lets(row["text"])]
    by_id = {row["id"]: row for row in content["measures"]}
    ahead = [row for row in rows if by_id[row["id"]]["result"] not in ENDED]
    done = [row["text"] for row in rows if by_id[row["id"]]["result"] == Result.DONE]
    ahead, told_ahead = short_enough(ahead, lambda row: row["text"], MEASURE)
    done, told_done = short_enough(done, str, DONE)
    ahead.sort(key=lambda row: by_id[row["id"]]["due"] or "9999")
    kinds = _unit_types([row["id"] for row in ahead[:most_next]])
    helpers = [name for part, name, _unit in content["people"] if part in HELPERS]
    too_long = [*told_words, *told_ahead, *told_done]
    return {
        "words": words,
        "next": [_next(row, by_id[row["id"]], kinds.get(row["id"], ""), reader) for row in ahead[:most_next]],
        "has_more": bool(too_long) or len(ahead) > most_next or len(done) > most_done,
        "too_long": too_long,
        "is_long": sum(map(len, words)) > MANY_LETTERS,
        "done": done[:most_done],
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
    if doer != Doer.UNIT or reader.hides_places:
        who = ""
    picture = picture_of(doer, unit_type, hides_places=reader.hides_places)
    alt = f"child.picture_{picture}"
    by = "child.picture_me" if doer == Doer.CHILD else BY.get(Doer(doer), "")
    return {"text": row["text"], "who": who, "by": by, "when": _day(measure["due"]), "picture": picture, "alt": alt}
