"""Every text that the code hands to gettext, read from Python, templates and the data files that people read.

`python -m ops.texts` lists those the English catalogue lacks, and those it holds that nothing asks for.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from ops.paths import ROOT

CODE = ("bus_portal", "core", "groups", "sip", "deviations", "followup", "demo")
NAMES = {f"{plain}{lazy}" for plain in ("gettext", "ngettext", "pgettext", "npgettext") for lazy in ("", "_lazy")}
NAMES |= {"gettext_noop", "_"}
LITERAL = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
CALL = re.compile(rf"\b(_|n?p?gettext)\(\s*({LITERAL}(?:\s*,\s*{LITERAL}){{0,2}})")
# What people read of the data files: the keys of their rows.
DATA = {
    "core/obligations/rules.yaml": ("title", "trigger", "note"),
    "core/regions/profiles/*.yaml": ("label", "area_unit_label", "working_group_label"),
    "core/regions/profiles/common/*.yaml": ("label", "mission", "target_group", "note"),
    "core/regions/profiles/*/forums.yaml": ("label", "members", "mission", "purpose"),
    "core/regions/profiles/*/minutes.yaml": ("heading", "help"),
    "core/regions/profiles/*/indicators.yaml": ("title", "target"),
    "core/regions/profiles/*/routines.yaml": ("label",),
    "core/regions/profiles/*/duties.yaml": ("label",),
    "core/regions/profiles/*/evaluation.yaml": ("label",),
    "core/regions/profiles/*/surveys.yaml": ("label", "low", "high"),
    "core/regions/profiles/*/units.yaml": ("mission", "target_group"),
}


class Text(NamedTuple):
    """A key of the catalogue."""

    key: str
    plural: str = ""
    context: str = ""


def used() -> set[Text]:
    """All of them."""
    return {*_python(), *_templates(), *_data()}


def _python() -> Iterator[Text]:
    for folder in CODE:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield from python_texts(path.read_text())


def python_texts(source: str) -> Iterator[Text]:
    """Calls of gettext by whatever name the file imports it."""
    tree = ast.parse(source)
    names = {name: name for name in NAMES}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            names |= {alias.asname or alias.name: alias.name for alias in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (name := names.get(_called(node.func))) in NAMES:
            given = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            yield from _text(name or "", given)


def _called(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def _text(name: str, given: list[str]) -> Iterator[Text]:
    plain = name.removesuffix("_lazy")
    context = given.pop(0) if "pgettext" in plain and given else ""
    if given and given[0]:
        plural = given[1] if plain in {"ngettext", "npgettext"} and len(given) > 1 else ""
        yield Text(given[0], plural, context)


def _templates() -> Iterator[Text]:
    for path in sorted((ROOT / "templates").rglob("*.*")):
        yield from template_texts(path.read_text())


def template_texts(source: str) -> Iterator[Text]:
    """{% translate %}, {% blocktranslate %} and _("…") of a template, as Django itself reads them."""
    from django.utils.translation.template import templatize

    for name, given in CALL.findall(templatize(source)):
        yield from _text(
            "gettext" if name == "_" else name, [ast.literal_eval(one) for one in re.findall(LITERAL, given)]
        )


def _data() -> Iterator[Text]:
    import yaml

    for pattern, keys in DATA.items():
        for path in sorted(ROOT.glob(pattern)):
            yield from (Text(said) for said in _words(yaml.safe_load(path.read_text()), keys))


def _words(value: object, keys: tuple[str, ...]) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in keys and isinstance(inner, str) and re.search(r"[^\W\d_]", inner):
                yield inner
            yield from _words(inner, keys)
    elif isinstance(value, list):
        for inner in value:
            yield from _words(inner, keys)


def known(path: Path = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po") -> set[Text]:
    """The keys of the catalogue."""
    import polib

    return {Text(one.msgid, one.msgid_plural or "", one.msgctxt or "") for one in polib.pofile(str(path))}


def missing(asked: Iterable[Text], held: Iterable[Text]) -> list[Text]:
    """What is asked for and not held. A text once plural answers for the same text alone."""
    keys = {(one.key, one.context) for one in held}
    plurals = {(one.key, one.context) for one in held if one.plural}
    return sorted(one for one in asked if (one.key, one.context) not in (plurals if one.plural else keys))


if __name__ == "__main__":
    import django

    django.setup()
    asked, held = used(), known()
    for one in missing(asked, held):
        print("-", one)
    for one in missing(held, asked):
        print("+", one)
