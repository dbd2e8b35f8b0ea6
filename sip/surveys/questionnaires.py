"""The questions, as versioned data: what is asked of whom. [I-12, I-13, I-40, facts 9.21]"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from sip.surveys.models import Respondent

FILE = Path(__file__).with_name("questionnaires.yaml")
SCALE = (1, 2, 3, 4, 5)
NO_ANSWER = 0


@dataclass(frozen=True)
class Questionnaire:
    """One version as one kind of respondent meets it: `items` in the order they are asked."""

    version: int
    kind: str
    items: tuple[str, ...]

    @property
    def intro(self) -> str:
        return f"survey.{self.kind}_intro"

    def text_of(self, item: str) -> str:
        """The key of the question's words in sip.family.texts."""
        return f"survey.{self.kind}_{item}"


@cache
def questionnaires() -> dict[tuple[int, str], Questionnaire]:
    """All versions there have been, by number and kind."""
    found = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {
        (one["version"], kind): Questionnaire(one["version"], kind, tuple(one[kind]))
        for one in found
        for kind in Respondent.values
    }


def questionnaire(version: int, kind: str) -> Questionnaire:
    """Raises KeyError for a version that has never been."""
    return questionnaires()[version, kind]


def current_version() -> int:
    """What is handed out now."""
    return max(version for version, _kind in questionnaires())
