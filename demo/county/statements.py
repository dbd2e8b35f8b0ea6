"""The SQL of a county's rows: files of statements with a few short words that stand for longer expressions.

`chance(n)` a case's n:th draw, `key(word)` and `key(word, number)` a row's id, `pick(list, n)` one of a list by the
n:th draw, `code(i)`, `plan_code(i)` and `report_code(i)` codes that look drawn and never meet twice. `{plan}` is one
row a case, `{sips}` one row a coordinated plan and `taking_part` one for each who takes part in it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from math import prod
from pathlib import Path

from deviations.models import CODE_DIGITS, CODE_LETTERS
from sip.cases.models import CODE_ALPHABET

FOLDER = Path(__file__).parent / "sql"
PLANS = ("plan_cases", "plan_meetings", "plan_contents")
FILES = ("children", "cases", "consents", "sittings", "deviations", *PLANS)
# Steps through all codes before any comes again: no factor in common with the number of codes.
CASE_STEP, REPORT_STEP = 104_729_001, 2_742_661


def statements() -> Iterator[tuple[str, str]]:
    """(what it fills, the statement), in the order they are run."""
    plan, sips = _read("plan"), re.sub(r"^--.*\n", "", _read("sips"), flags=re.MULTILINE)
    for name in FILES:
        for text in _read(name).split(";\n\n"):
            body = re.sub(r"^--.*\n", "", text, flags=re.MULTILINE).strip()
            target = re.match(r"(?:INSERT INTO|UPDATE) (\w+)", body)
            yield (
                (target[1] if target else name),
                _spelled(body.replace("{sips}", f"{plan},\n{sips}").replace("{plan}", plan)),
            )


@lru_cache
def _read(name: str) -> str:
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8").strip()


def _spelled(text: str) -> str:
    """The short words written out."""
    text = re.sub(r"^--.*\n", "", text, flags=re.MULTILINE)
    text = text.replace("report_code(i)", _code("A", [CODE_DIGITS], [CODE_LETTERS] * 4, REPORT_STEP))
    text = text.replace(
        "plan_code(i)", _code("", [CODE_ALPHABET] * 2, [CODE_ALPHABET] * 4, CASE_STEP, "(i + %(cases)s)")
    )
    text = text.replace("code(i)", _code("", [CODE_ALPHABET] * 2, [CODE_ALPHABET] * 4, CASE_STEP))
    text = re.sub(r"pick\((\w+), (\d+)\)", r"(%(\1)s::text[])[1 + mod(chance(\2), %(many_\1)s)::int]", text)
    text = re.sub(r"chance\((\d+)\)", r"(hashint8extended(i, %(seed)s::bigint * 64 + \1) & 2147483647)", text)
    return re.sub(r"key\((\w+)(?:, ([\w.]+))?\)", _key, text)


def _key(found: re.Match[str]) -> str:
    number = f" || '/' || {found[2]}" if found[2] else ""
    return f"md5(%(seed)s::text || '/{found[1]}/' || i{number})::uuid"


def _code(prefix: str, before: list[str], after: list[str], step: int, number: str = "i") -> str:
    """Letters of the case's place in a walk through all codes, with a hyphen between the two parts."""
    alphabets = [*before, *after]
    place = f"mod({number} * {step} + %(seed)s::bigint * 7919, {prod(map(len, alphabets))})"
    letters = [
        f"substr('{letters}', 1 + mod({place} / {prod(map(len, alphabets[:n]))}, {len(letters)})::int, 1)"
        for n, letters in enumerate(alphabets)
    ]
    return " || ".join([f"'{prefix}'", *letters[: len(before)], "'-'", *letters[len(before) :]])
