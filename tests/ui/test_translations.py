"""The English texts: every key translated, none doubtful, the same placeholders on both sides."""

import re
from collections import Counter

import polib
import pytest
from django.conf import settings

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%|%[sd]|\{\w*\}")


@pytest.fixture(scope="module")
def english() -> polib.POFile:
    return polib.pofile(str(settings.BASE_DIR / "locale" / "en" / "LC_MESSAGES" / "django.po"))


def _pairs(entry: polib.POEntry) -> list[tuple[str, str]]:
    """Each translation beside the key it stands for: one, or the plural's."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    return [(entry.msgid_plural, entry.msgstr_plural[number]) for number in sorted(entry.msgstr_plural)]


def _placeholders(text: str) -> Counter[str]:
    return Counter(PLACEHOLDER.findall(text))


def _edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def test_it_is_english_with_two_plural_forms(english):
    assert english.metadata["Language"] == "en"
    assert english.metadata["Plural-Forms"].startswith("nplurals=2; plural=(n != 1)")
    assert all(len(entry.msgstr_plural) == 2 for entry in english if entry.msgid_plural)


def test_every_text_is_translated_and_none_is_fuzzy(english):
    assert len(english) > 2000
    assert [entry.msgid for entry in english if any(not text.strip() for _key, text in _pairs(entry))] == []
    assert [entry.msgid for entry in english if entry.fuzzy] == []
    assert [entry.msgid for entry in english.obsolete_entries()] == []


def test_placeholders_are_those_of_the_key(english):
    """The singular may leave the number out and say one; it never asks for anything else."""
    wrong = []
    for entry in english:
        for key, text in _pairs(entry):
            asked, given = _placeholders(key), _placeholders(text)
            if asked != given and not (entry.msgid_plural and text == entry.msgstr_plural[0] and given <= asked):
                wrong.append((key, text))
    assert wrong == []


def test_a_text_begins_and_ends_with_the_space_of_its_key(english):
    assert [entry.msgid for entry in english if any(_edges(key) != _edges(text) for key, text in _pairs(entry))] == []
