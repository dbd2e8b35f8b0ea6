"""The built-in glossary: words of the trade with an explanation in plain Swedish. [domain 1]"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("glossary.yaml")
SIDES = Path(__file__).with_name("sides.yaml")
LETTERS = str.maketrans("åäöé", "{|}e")  # Swedish order: å, ä, ö after z


@dataclass(frozen=True)
class Term:
    """`id` is the domain's (G-098); `key` its anchor on the page; `of` the forum without which it is not told."""

    id: str
    word: str
    meaning: str
    english: str
    english_meaning: str
    also: tuple[str, ...] = ()
    of: str = ""

    @property
    def key(self) -> str:
        return self.id.lower()

    def told(self, language: str) -> tuple[str, str]:
        """The word and its meaning."""
        return (self.english, self.english_meaning) if language == "en" else (self.word, self.meaning)


@cache
def terms() -> tuple[Term, ...]:
    """All terms in Swedish order. Raises KeyError or TypeError at once when the file lacks something."""
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    found = [Term(**{**row, "also": tuple(row.get("also", ()))}) for row in rows]
    return tuple(sorted(found, key=lambda term: term.word.lower().translate(LETTERS)))


@dataclass(frozen=True)
class Said:
    """The same thing in the words of school, social services and health care; `english` in the same order. [W-12]"""

    what: str
    school: str
    social: str
    care: str
    english: tuple[str, str, str, str]

    def words(self, language: str) -> tuple[str, str, str, str]:
        return self.english if language == "en" else (self.what, self.school, self.social, self.care)


@cache
def sides() -> tuple[Said, ...]:
    """What the services call differently, in the file's order. Raises TypeError at once when it lacks something."""
    rows = yaml.safe_load(SIDES.read_text(encoding="utf-8"))
    return tuple(Said(**{**row, "english": tuple(row["english"])}) for row in rows)


@cache
def known() -> dict[str, Term]:
    """The terms by the domain's id."""
    return {term.id: term for term in terms()}


def matching(text: str, forums: Collection[str] | None = None) -> list[Term]:
    """Terms where every word of `text` occurs in the word, its synonyms or its English name.

    `forums`: the kinds of forum that the region has and the roles that lead them; None tells the words of all regions.
    """
    words = text.lower().split()
    told = (term for term in terms() if forums is None or not term.of or term.of in forums)
    return [term for term in told if all(word in _haystack(term) for word in words)]


def _haystack(term: Term) -> str:
    return " ".join((term.word, *term.also, term.english)).lower()
