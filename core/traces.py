"""What in a text may show who a child is: numbers for sure, names likely. Pure. [P-96, facts 9.23]"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from stdnum import luhn

NUMBER = re.compile(r"(?<![\d-])(?:(?:18|19|20)(?=\d{6}))?(\d{2})(\d{2})(\d{2})(\s?[-+–]\s?|\s?)(\d{4})(?!\d)")
LATEST_DAY, COORDINATION = 31, 60  # a coordination number has 60 added to its day [facts 6]
WORD = re.compile(r"[A-Za-zÅÄÖåäöÉéÈèÜü]+(?:-[A-Za-zÅÄÖåäöÉéÜü]+)*")
CLASS = re.compile(r"\b(?:klass|åk|årskurs)\s*\d\s*[a-zA-Z]?\b(?!\s*[–-]\s*\d)|\b[1-9]\s?[A-E]\b")
ADDRESS = re.compile(r"\b[A-ZÅÄÖ][a-zåäö]+(?:gatan|vägen|gränd|stigen|backen|torget|allén)\s+\d+\w?", re.UNICODE)
MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
TELEPHONE = re.compile(r"(?<!\d)(?:\+46|0)[\s-]?7\d(?:[\s-]?\d){7}(?!\d)")
BIRTH = re.compile(r"\bfödd\s+(?:den\s+)?\d", re.IGNORECASE)
PERSONS = "barnet|eleven|flickan|pojken|sonen|dottern|brodern|systern|mamma|mamman|pappa|pappan|modern|fadern"
KIN = re.compile(rf"\b(?:{PERSONS})\s$", re.IGNORECASE)
# «T.S.» anywhere, «TS» or «T» after a word for a person. Whether such a child is known is never asked: the answer
# would tell. [facts 9.23]
DOTTED = re.compile(r"(?<![\w.])[A-ZÅÄÖ]\.\s?[A-ZÅÄÖ](?:\.\s?[A-ZÅÄÖ])?(?:\.|\b)(?![a-zåäö])")
BARE = re.compile(r"(?<=\s)(?<!\.\s)[A-ZÅÄÖ]{1,3}(?=[\s.,;:!?)]|$)")
PUPIL = re.compile(r"\s*[,(]?\s*(?:som går |är |i )?(?:\d{1,2}[ -]?år|(?:i )?(?:klass|åk|årskurs) ?\d)", re.IGNORECASE)
SENTENCE_END = '.!?:\n”"(–'


@dataclass(frozen=True)
class Trace:
    """A piece of text that may show who the child is, where it starts, and what to write instead (None: reword it)."""

    text: str
    start: int
    instead: str | None

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def personal_numbers(text: str) -> list[str]:
    """Personal and coordination numbers: a day that can be one, and either the check digit or the usual form.

    Month 00 and day 60 occur in real coordination numbers; reserve numbers differ between regions and are not found.
    """
    return [found.group(0) for found in NUMBER.finditer(text) if _is_person(*found.groups())]


def _is_person(year: str, month: str, day: str, sign: str, last: str) -> bool:
    number = int(day)
    of_coordination = COORDINATION <= number <= COORDINATION + LATEST_DAY
    if not (of_coordination or 1 <= number <= LATEST_DAY):
        return False
    if not (1 <= int(month) <= 12 or (of_coordination and month == "00")):
        return False
    return bool(sign.strip()) or luhn.is_valid(year + month + day + last)


def likely_names(text: str, known: Iterable[str] = ()) -> list[Trace]:
    """What looks like a name, class, address, telephone or birth date, in the order of the text.

    `known`: names of units and places that may stand there; their words are not taken for persons.
    """
    allowed = {word for name in known for word in _words(name)} | _common()
    found = [*_persons(text, allowed), *_initials(text)]
    for pattern, instead in ((CLASS, "skolan"), (ADDRESS, "hemmet"), (MAIL, ""), (TELEPHONE, ""), (BIRTH, None)):
        found += [Trace(match.group(0), match.start(), instead) for match in pattern.finditer(text)]
    return _apart(found)


def of_a_child(text: str) -> list[Trace]:
    """Where grown-ups are named too, as in minutes: a name or initials beside a word for somebody's child or parent, a
    first name before an age or a class, a birth date.
    """
    named = [*_persons(text, set(_common())), *_initials(text)]
    found = [one for one in named if KIN.search(text[: one.start]) or _is_pupil(text, one)]
    return _apart([*found, *(Trace(match.group(0), match.start(), None) for match in BIRTH.finditer(text))])


def _is_pupil(text: str, named: Trace) -> bool:
    first = WORD.match(named.text)
    return bool(first and _is_first_name(first.group(0).lower()) and PUPIL.match(text[named.end :]))


def _initials(text: str) -> Iterable[Trace]:
    for match in DOTTED.finditer(text):
        yield _person(text, [match])
    for match in BARE.finditer(text):
        if KIN.search(text[: match.start()]):
            yield Trace(match.group(0), match.start(), "")


def _persons(text: str, allowed: set[str]) -> Iterable[Trace]:
    """Capital words that stand side by side are one name."""
    named: list[re.Match] = []
    for match in WORD.finditer(text):
        if not _is_name(text, match, allowed):
            continue
        if named and text[named[-1].end() : match.start()] != " ":
            yield _person(text, named)
            named = []
        named.append(match)
    if named:
        yield _person(text, named)


def _is_name(text: str, match: re.Match, allowed: set[str]) -> bool:
    word, low = match.group(0), match.group(0).lower()
    if not word[0].isupper() or word.isupper() or {low, low.removesuffix("s")} & allowed:
        return False
    return _is_first_name(low) or (len(word) > 1 and not _mixed(word) and not _starts_sentence(text, match.start()))


def _is_first_name(low: str) -> bool:
    return bool({low, low.removesuffix("s")} & _first_names())


def _person(text: str, named: list[re.Match]) -> Trace:
    """«mamma Anna» becomes «mamma», «Tindra» becomes «barnet»; of an unknown word the writer knows more than we do."""
    start, end = named[0].start(), named[-1].end()
    instead: str | None = None
    if KIN.search(text[:start]):
        instead = ""
    elif any("." in match.group(0) or _is_first_name(match.group(0).lower()) for match in named):
        instead = "Barnet" if _starts_sentence(text, start) else "barnet"
    return Trace(text[start:end], start, instead)


def _apart(found: list[Trace]) -> list[Trace]:
    """In the order of the text, the longest where two cover the same words."""
    kept: list[Trace] = []
    for trace in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or trace.start >= kept[-1].end:
            kept.append(trace)
        elif trace.end > kept[-1].end:
            kept[-1] = trace
    return kept


def _starts_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \t-")
    return not before or before[-1] in SENTENCE_END


def _mixed(word: str) -> bool:
    """IoF, BBiC: an abbreviation rather than a name."""
    return any(letter.isupper() for letter in word[1:]) and "-" not in word


def replaced(text: str, traces: Iterable[Trace]) -> str:
    """The text with each trace changed into what to write instead, where we know it."""
    for trace in sorted(traces, key=lambda one: -one.start):
        if trace.instead is None:
            continue
        start = trace.start - 1 if not trace.instead and text[trace.start - 1 : trace.start] == " " else trace.start
        text = text[:start] + trace.instead + text[trace.end :]
    return text


def _words(name: str) -> list[str]:
    return [word.lower() for word in WORD.findall(name)]


@lru_cache(maxsize=1)
def _first_names() -> frozenset[str]:
    return _list("first_names.txt")


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    """Words that begin with a capital letter without naming a person."""
    return _list("capital_words.txt")


def _list(name: str) -> frozenset[str]:
    lines = (Path(__file__).parent / "words" / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word.lower() for line in lines if not line.startswith("#") for word in line.split())
