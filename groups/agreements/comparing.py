"""Two versions of an agreement beside each other, chapter by chapter, paragraph by paragraph. [F55]"""

from collections.abc import Iterable
from difflib import SequenceMatcher

from groups.agreements.models import AgreementChapter


def compared(before: Iterable[AgreementChapter], after: Iterable[AgreementChapter]) -> list[dict]:
    """Each chapter that differs, with its lines: `is` kept, gone or new."""
    old = {one.key: one for one in before}
    found = []
    for chapter in after:
        earlier = old.get(chapter.key)
        lines = _lines(earlier.text if earlier else "", chapter.text)
        if any(one["is"] != "kept" for one in lines):
            found.append({"key": chapter.key, "heading": chapter.heading, "lines": lines})
    return found


def _lines(before: str, after: str) -> list[dict[str, str]]:
    old, new = before.splitlines(), after.splitlines()
    made: list[dict[str, str]] = []
    for what, low, high, start, end in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if what == "equal":
            made += [{"is": "kept", "text": line} for line in new[start:end]]
            continue
        made += [{"is": "gone", "text": line} for line in old[low:high]]
        made += [{"is": "new", "text": line} for line in new[start:end]]
    return [one for one in made if one["text"].strip()]
