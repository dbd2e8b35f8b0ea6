"""The texts that child and guardian get, by key, in each of their languages. [CS-19][facts 9.36][design, Words]

One file a language (`texts/<code>.yaml`), every key in all of them, with the same placeholders. `Language.say` puts
names, days and numbers into a sentence so that they keep their own direction in it. A day is written as the language
writes it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml
from django.utils.functional import Promise
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from core.directions import language_direction, text_direction
from sip.family.days import in_words

FOLDER = Path(__file__).with_name("texts")
SWEDISH, EASY = "sv", "sv-lattlast"
PLACEHOLDER = re.compile(r"\{(\w+)\}")
# What the worker calls each language, in the order in which it is offered.
LABELS: dict[str, Promise] = {
    SWEDISH: _("Svenska"),
    EASY: _("Lättläst svenska"),
    "en": _("Engelska"),
    "ar": _("Arabiska"),
    "prs": _("Dari"),
    "fa": _("Persiska"),
    "so": _("Somaliska"),
    "ti": _("Tigrinska"),
    "uk": _("Ukrainska"),
}


@dataclass(frozen=True)
class Language:
    """`code` names the file; `tag` is what a browser or a reader of PDF is told; `name` is in the language itself.

    `reviewed` is true only when a person who has the language as their own has read every line.
    """

    code: str
    name: str
    version: int
    changed_on: date
    reviewed: bool
    texts: Mapping[str, str]

    @property
    def label(self) -> Promise:
        return LABELS[self.code]

    @property
    def tag(self) -> str:
        return SWEDISH if self.code == EASY else self.code

    @property
    def direction(self) -> str:
        return language_direction(self.tag)

    @property
    def is_swedish(self) -> bool:
        return self.tag == SWEDISH

    def say(self, key: str, **values: object) -> SafeString:
        """The text as markup, each value escaped and kept apart in its own direction: a day in the language, the
        rest marked as Swedish.

        Raises KeyError for a key that does not exist and for a value that is missing; an extra one is an error too.
        """
        text = escape(self._text(key, values))
        return format_html(text, **{name: self.isolated(value) for name, value in values.items()}) if values else text

    def plain(self, key: str, **values: object) -> str:
        """The same as bare text: for titles and attributes, where no markup can stand."""
        return self._text(key, values).format(**{name: self._written(value) for name, value in values.items()})

    def isolated(self, value: object) -> SafeString:
        """A day, a name or a number alone. Its direction is said outright: the layout of PDF does not find it."""
        text, tag = self._written(value), self.tag if isinstance(value, date) else SWEDISH
        return format_html('<bdi lang="{}" dir="{}">{}</bdi>', tag, text_direction(text), text)

    def _written(self, value: object) -> str:
        return in_words(value, self.tag) if isinstance(value, date) else str(value)

    def _text(self, key: str, values: Mapping[str, object]) -> str:
        text = self.texts[key]
        if set(PLACEHOLDER.findall(text)) != set(values):
            raise KeyError(f"{key} takes {sorted(set(PLACEHOLDER.findall(text)))}, got {sorted(values)}")
        return text


@cache
def languages() -> tuple[Language, ...]:
    """All of them, in the order of LABELS. Raises at once when a file is missing or says too little."""
    return tuple(_read(code) for code in LABELS)


def language(code: str) -> Language:
    """Raises KeyError for a language we have no texts in."""
    return {one.code: one for one in languages()}[code]


def choices() -> list[tuple[str, str]]:
    """For a form: the worker's word for the language, and its own, by which the family finds it."""
    return [(one.code, f"{one.label} ({one.name})" if not one.is_swedish else str(one.label)) for one in languages()]


def _read(code: str) -> Language:
    content = yaml.safe_load((FOLDER / f"{code}.yaml").read_text(encoding="utf-8"))
    if content.pop("language") != code:
        raise ValueError(f"{code}.yaml is of another language")
    groups = content.pop("texts")
    texts = {f"{group}.{key}": text for group, lines in groups.items() for key, text in lines.items()}
    return Language(code=code, texts=MappingProxyType(texts), **content)
