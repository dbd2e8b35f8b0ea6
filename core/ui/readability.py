"""How easily a Swedish text reads: LIX, and which sentences and words make it heavy. Pure. [facts 7, language]

LIX is words per sentence plus the share of words of more than six letters, in hundredths. The same count is made while
one writes by static/js/readability.js; a test holds the two together.
"""

import re
import unicodedata
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

LONG_WORD = 6  # letters; what is longer counts as long in LIX
HEAVY_WORD = 13  # letters; from here on we ask for another word
LONG_SENTENCE = 20  # words; what is longer should be divided
MOST_ADVICE = 5  # of each kind, so that one can begin somewhere
SHOWN_WORDS = 4  # of a long sentence, enough to find it

WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|\d+(?:[.,:]\d+)*")
# A sentence ends with the line, or with a mark before a capital letter; «kl. 13» and «t.ex. skolan» go on.
END = re.compile(r"\n+|(?<=[.!?])[\"”’)]*\s+(?=[\"”’(–-]*[A-ZÅÄÖÉÜ])")
LEVELS: tuple[tuple[int, Promise], ...] = (
    (25, gettext_lazy("mycket lätt att läsa")),
    (35, gettext_lazy("lätt att läsa")),
    (45, gettext_lazy("varken lätt eller svår att läsa")),
    (55, gettext_lazy("svår att läsa")),
)
HARDEST = gettext_lazy("mycket svår att läsa")
DIVIDE = gettext_lazy("Meningen som börjar ”%(start)s” är lång, %(count)d ord. Dela den.")
CHANGE = gettext_lazy("Ordet ”%(word)s” är långt. Finns det ett kortare?")


@dataclass(frozen=True)
class Reading:
    """`lix` is a whole number; `long_sentences` (first words, count of words) and `heavy_words` stand in text order."""

    lix: int
    words: int
    sentences: int
    long_sentences: tuple[tuple[str, int], ...]
    heavy_words: tuple[str, ...]

    @property
    def level(self) -> str:
        return str(next((words for limit, words in LEVELS if self.lix < limit), HARDEST))

    @property
    def advice(self) -> list[str]:
        """What to do, a sentence each; none when there is nothing to mend."""
        divide = [str(DIVIDE) % {"start": start, "count": count} for start, count in self.long_sentences[:MOST_ADVICE]]
        return divide + [str(CHANGE) % {"word": word} for word in self.heavy_words[:MOST_ADVICE]]

    @property
    def for_script(self) -> dict[str, str]:
        """The sentences that the script fills in while one writes; it has no words of its own."""
        levels = "|".join(str(words) for words in (*(words for _limit, words in LEVELS), HARDEST))
        return {"levels": levels, "divide": str(DIVIDE), "change": str(CHANGE)}


def read(text: str) -> Reading:
    """Count a text; an empty one has LIX 0 and no advice."""
    sentences = [found for part in END.split(unicodedata.normalize("NFC", text)) if (found := WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return Reading(0, 0, 0, (), ())
    long = sum(len(word) > LONG_WORD for word in words)
    lix = int(len(words) / len(sentences) + 100 * long / len(words) + 0.5)
    heavy = dict.fromkeys(word for word in words if _longest_part(word) >= HEAVY_WORD)
    too_long = [(" ".join(s[:SHOWN_WORDS]), len(s)) for s in sentences if len(s) > LONG_SENTENCE]
    return Reading(lix, len(words), len(sentences), tuple(too_long), tuple(heavy))


def _longest_part(word: str) -> int:
    """The longest part of a word written with hyphens."""
    return max(map(len, re.split(r"[-’']", word)))
