"""The questions, as versioned data: what a region asks of whom, and from which day. [I-12, I-13, I-40, facts 9.21]

A version's number is the region's. What stands behind it is one of the portal's versions (questionnaires.yaml) or
questions of the region's own, in its profile; a question of its own without words is one of the portal's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from uuid import UUID

import yaml

from core import clock
from core.regions.profile import Profile, profile_of
from core.regions.shapes import SurveyQuestion, SurveyVersion
from sip.family.texts import SWEDISH, Language
from sip.surveys.models import Respondent

FILE = Path(__file__).with_name("questionnaires.yaml")
SCALE = (1, 2, 3, 4, 5)
NO_ANSWER = 0
FIRST = SurveyVersion(version=1, valid_from=date.min, standard=1)  # of a profile stored before the key was thought of


@dataclass(frozen=True)
class Question:
    """One statement. `key` names the portal's words in sip.family.texts; `words` are the region's own, by language."""

    item: str
    key: str
    words: Mapping[str, str] = field(default_factory=dict)

    def said(self, language: Language) -> str:
        """In the language, or in Swedish where the region has no translation."""
        return self.words.get(language.code) or self.words[SWEDISH] if self.words else language.plain(self.key)

    def is_translated(self, language: Language) -> bool:
        return not self.words or language.code in self.words


@dataclass(frozen=True)
class Questionnaire:
    """One version as one kind of respondent meets it: the questions in the order they are asked."""

    version: int
    kind: str
    questions: tuple[Question, ...]

    @property
    def intro(self) -> str:
        return f"survey.{self.kind}_intro"

    @property
    def items(self) -> tuple[str, ...]:
        return tuple(question.item for question in self.questions)


@cache
def standard() -> dict[tuple[int, str], tuple[Question, ...]]:
    """The portal's own, all versions there have been, by number and kind."""
    found = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {
        (one["version"], kind): tuple(Question(item, f"survey.{kind}_{item}") for item in one[kind])
        for one in found
        for kind in Respondent.values
    }


def made_of(row: SurveyVersion, kind: str) -> Questionnaire:
    """What a region's version asks of a kind of respondent. Raises KeyError for a version the portal never had."""
    if row.standard is not None:
        return Questionnaire(row.version, kind, standard()[row.standard, kind])
    return Questionnaire(row.version, kind, tuple(_own(kind, one) for one in row.questions[kind]))


def _own(kind: str, one: SurveyQuestion) -> Question:
    return Question(one.key, f"survey.{kind}_{one.key}", one.words)


def versions_of(profile: Profile) -> tuple[SurveyVersion, ...]:
    """The region's versions, the earliest first."""
    return profile.sip_survey_versions or (FIRST,)


def questionnaires(region_id: UUID) -> dict[tuple[int, str], Questionnaire]:
    """All that the region asks and has asked, by number and kind."""
    rows = versions_of(profile_of(region_id, clock.today()))
    return {(row.version, kind): made_of(row, kind) for row in rows for kind in Respondent.values}


def version_in_force(region_id: UUID, on: date) -> int:
    """What the region hands out that day; of days before its first version, that one."""
    return begun(versions_of(profile_of(region_id, clock.today())), on).version


def begun(rows: Iterable[SurveyVersion], on: date) -> SurveyVersion:
    first, *later = rows
    return next((row for row in reversed(later) if row.valid_from <= on), first)
