"""Two versions of a text beside each other, heading by heading, paragraph by paragraph. [F55, F64]"""

from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _

COMPARE = "groups/compare.html"


def between(before: Any | None, after: Any, *, parts_of: Callable[[Any], Iterable[Any]]) -> dict:
    """The page of two numbered versions: its words, and the parts that differ."""
    title = _("Jämför versioner")
    if before is None:
        return {"title": title, "none": _("Det här är den första versionen. Det finns ingen tidigare att jämföra med.")}
    words = {"old": before.number, "new": after.number}
    return {
        "title": title,
        "lead": _("Det som är ändrat från version %(old)d till version %(new)d.") % words,
        "parts": compared(parts_of(before), parts_of(after)),
        "none": _("Texten är densamma i båda versionerna."),
    }


def compared(before: Iterable[Any], after: Iterable[Any]) -> list[dict]:
    """Each part (key, heading, text) that differs, with its lines: `is` kept, gone or new."""
    old = {one.key: one.text for one in before}
    found = ((one, _lines(old.get(one.key, ""), one.text)) for one in after)
    return [{"key": one.key, "heading": one.heading, "lines": lines} for one, lines in found if lines]


def _lines(before: str, after: str) -> list[dict[str, str]]:
    """None where both say the same. Blank lines are left out: thousands of the same line take minutes to compare."""
    old, new = _written(before), _written(after)
    if old == new:
        return []
    made: list[dict[str, str]] = []
    for what, low, high, start, end in SequenceMatcher(a=old, b=new).get_opcodes():
        if what == "equal":
            made += [{"is": "kept", "text": line} for line in new[start:end]]
            continue
        made += [{"is": "gone", "text": line} for line in old[low:high]]
        made += [{"is": "new", "text": line} for line in new[start:end]]
    return made


def _written(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]
