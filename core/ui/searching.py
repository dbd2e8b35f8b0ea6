"""What is sought, as Swedish words; and a found text with those words marked."""

import re
from dataclasses import dataclass

from django.db.models import BooleanField, F, Func, TextField, Value
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

SHORTEST, LONGEST = 3, 100
WORD = re.compile(r"\w+")
ENDINGS = ("ets", "et", "ens", "en")
DOUBLED = re.compile(r"(mm|nn)$", re.IGNORECASE)
FIRST, LAST = "\ue000", "\ue001"  # stand for nothing in any text
MARKED = re.compile(f"{FIRST}([^{FIRST}{LAST}]*){LAST}")
SNIPPET = f"StartSel={FIRST}, StopSel={LAST}, MaxWords=30, MinWords=15, MaxFragments=2, FragmentDelimiter=' … '"
WHOLE = f"StartSel={FIRST}, StopSel={LAST}, HighlightAll=true"
ASKED = "to_tsquery('swedish', %(expressions)s)"


@dataclass(frozen=True)
class Sought:
    """What somebody wrote to look for. All the words are wanted, each in any form or as the beginning of a word."""

    text: str

    @property
    def is_enough(self) -> bool:
        return any(len(word) >= SHORTEST for word in WORD.findall(self.text))

    @property
    def query(self) -> str:
        """For `to_tsquery`: nothing in it but letters, digits and what is written here."""
        return " & ".join(_any_of(_forms(word)) for word in WORD.findall(self.text))


def _forms(word: str) -> list[str]:
    """The word, and what it is without the ending that PostgreSQL's Swedish leaves on: «mötet», «hemmet»."""
    stems = [word[: -len(ending)] for ending in ENDINGS if word.lower().endswith(ending)][:1]
    stems += [stem[:-1] for stem in stems if DOUBLED.search(stem)]
    return [word, *(stem for stem in stems if len(stem) >= SHORTEST)]


def _any_of(forms: list[str]) -> str:
    return "(" + " | ".join(f"'{form}':*" for form in forms) + ")"


def snippet(sought: Sought, *columns: str, options: str = SNIPPET) -> Func:
    """Where the words stand in the columns, read together; for `marked`."""
    text = Func(Value(" "), *map(F, columns), function="concat_ws", output_field=TextField())
    asked = Func(Value(sought.query), template=ASKED, output_field=TextField())
    return Func(
        text, asked, Value(options), template="ts_headline('swedish', %(expressions)s)", output_field=TextField()
    )


def whole(sought: Sought, column: str) -> Func:
    """The column's whole text, for `marked`."""
    return snippet(sought, column, options=WHOLE)


def has(sought: Sought, *columns: str) -> Func:
    """Whether the columns have all the words; no index answers it, so that the rows must be few."""
    text = Func(Value(" "), *map(F, columns), function="concat_ws", output_field=TextField())
    return Func(
        text,
        Value(sought.query),
        template="to_tsvector('swedish', %(expressions)s)",
        arg_joiner=") @@ to_tsquery('swedish', ",
        output_field=BooleanField(),
    )


def marked(text: str | None) -> SafeString:
    """The text, made safe, with what was sought between `<mark>` and `</mark>`."""
    safe = MARKED.sub(r"<mark>\1</mark>", escape(text or ""))
    return mark_safe(safe.replace(FIRST, "").replace(LAST, ""))  # noqa: S308  (escaped)
