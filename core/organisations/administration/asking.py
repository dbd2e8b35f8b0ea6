"""Which keys a page may change, and how each is asked for."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import yaml
from django import forms
from django.utils.translation import gettext as _

from core.organisations.administration.fitting import OF_THE_REGION
from core.organisations.administration.keys import ASKED, YES_OR_NO, Asked, label, one, picked, read_rows
from core.organisations.administration.naming import namer
from core.regions.keys import BY_NAME, STARRED, THEMES
from core.regions.presenting import CHOICES
from core.regions.profile import Profile
from core.regions.reading import NoneOr, OneOf, text, whole, yes_or_no
from core.ui.fields import LongText
from core.ui.said import said


def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every key that a page may change, by theme; a key that areas have by parts stands with its parts."""
    found: dict[str, list[tuple[str, str]]] = {theme: [] for theme in THEMES}
    for key in OF_THE_REGION:
        parts = [f"{key}.{part}" for part in BY_NAME[key].parts]
        found[BY_NAME[key].theme] += [(name, label(name)) for name in (key, *parts)]
    return [(str(THEMES[theme]), rows) for theme, rows in found.items()]


def may_have(key: str, *, area: bool) -> bool:
    """Whether the key may be decided there: an area has the starred ones, the region whole keys."""
    return key in (STARRED if area else OF_THE_REGION)


def asked(key: str) -> Asked:
    """How the key is asked for: in a way of its own, or as its reader in the profile wants it."""
    if key in ASKED:
        return ASKED[key]
    read = BY_NAME[key].read
    may_lack = isinstance(read, NoneOr)
    inner = read.inner if isinstance(read, NoneOr) else read
    if isinstance(inner, OneOf):
        return Asked(partial(_offered, inner.allowed, may_lack), _or_nothing)
    if inner is yes_or_no:
        return picked(YES_OR_NO, may_lack=may_lack)
    if inner is whole:
        return Asked(one(lambda: forms.IntegerField(label=_("Värde"), min_value=0, required=not may_lack)), _as_it_is)
    if inner is text:
        return Asked(one(lambda: forms.CharField(label=_("Värde"), max_length=300, required=not may_lack)), _or_nothing)
    return Asked(partial(_as_in_the_file, key), read_rows)


def _offered(
    allowed: tuple[str, ...], may_lack: bool, profile: Profile, data: Mapping[str, Any]
) -> Mapping[str, forms.Field]:
    name_of = namer(profile)
    options = [(code, CHOICES[code] if code in CHOICES else said(name_of(code))) for code in allowed]
    return picked(options, may_lack=may_lack).fields(profile, data)


def _as_it_is(answers: Mapping[str, Any], standing: Any) -> Any:
    return answers["value"]


def _or_nothing(answers: Mapping[str, Any], standing: Any) -> Any:
    return answers["value"] or None


def _as_in_the_file(key: str, profile: Profile, data: Mapping[str, Any]) -> Mapping[str, forms.Field]:
    """The rows as the profile's file has them, which is how they were first written: one on each line."""
    rows = data.get(key)
    is_plain = not any(
        isinstance(one, dict | list) for one in (rows.values() if isinstance(rows, dict) else rows or ())
    )
    style = False if is_plain else None  # a row of several parts stands on a line of its own, within its list
    hint = _("Skrivet som i profilens fil. Det här ersätter det som gäller, så låt det som ska vara kvar stå.")
    written = yaml.safe_dump(rows, allow_unicode=True, default_flow_style=style, width=1000, sort_keys=False)
    return {"value": LongText(label=_("Värde"), help_text=hint, rows=18, initial=written)}
