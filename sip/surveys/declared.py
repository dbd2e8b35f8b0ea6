"""A region's questions as its profile's files declare them: asked in languages we have, and as they once were asked."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from core import clock
from core.regions.profile import Profile
from core.regions.shapes import SurveyQuestion, SurveyVersion
from sip.family.texts import LABELS, SWEDISH
from sip.surveys.models import Respondent
from sip.surveys.questionnaires import FIRST, standard, versions_of

KEY = "sip_survey_versions"
Found = Iterator[tuple[str, str]]


def check(now: Mapping[str, Any], before: Mapping[str, Any], profile: Profile) -> Found:
    """Questions that have their words; and each version that has begun, as it was. [F134, I-40]"""
    rows = versions_of(profile)
    for number, row in enumerate(rows, start=1):
        place = f"{KEY}[{number}]"
        if row.standard is not None and (row.standard, Respondent.CHILD) not in standard():
            yield f"{place}.standard", _("är ingen av portalens versioner")
        for kind, questions in row.questions.items():
            for at, question in enumerate(questions, start=1):
                yield from _words(f"{place}.{kind}[{at}]", kind, question)
    told = {row.version: row for row in rows}
    for old in _standing(before):
        if old["version"] not in told or not _is_as_it_was(told[old["version"]], old):
            yield KEY, _("ändrar version %(number)d, som redan har gällt; lägg till en ny") % {"number": old["version"]}


def _words(place: str, kind: str, question: SurveyQuestion) -> Found:
    ours = {asked.item for (_version, of), questions in standard().items() if of == kind for asked in questions}
    if not question.words and question.key not in ours:
        yield f"{place}.words", _("saknas; frågan är ingen av portalens egna")
    for code in question.words:
        if code not in LABELS:
            yield f"{place}.words.{code}", _("är inget av portalens språk")


def _standing(before: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The versions that families may have been handed, as they were declared."""
    if not before:
        return []
    rows = before.get(KEY) or [{"version": FIRST.version, "standard": FIRST.standard}]
    today = clock.today()
    return [row for row in rows if date.fromisoformat(row.get("valid_from", "0001-01-01")) <= today]


def _is_as_it_was(row: SurveyVersion, old: Mapping[str, Any]) -> bool:
    """The same questions in the same order and the same Swedish; a translation may come and be corrected."""
    if "valid_from" in old and row.valid_from.isoformat() != old["valid_from"]:
        return False
    asked = {kind: [(one.key, one.words.get(SWEDISH)) for one in rows] for kind, rows in row.questions.items()}
    was = {
        kind: [(one["key"], (one.get("words") or {}).get(SWEDISH)) for one in old.get(kind) or ()]
        for kind in row.questions
    }
    return row.standard == old.get("standard") and asked == was
