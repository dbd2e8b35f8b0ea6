"""From YAML files to one declared whole: the file and the parts it names, dates as text, nothing said twice."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from core.regions.problems import Problem, ProfileError, sentence


@dataclass
class Source:
    """What the files say together, and of each key which file said it."""

    name: str
    data: dict[str, Any] = field(default_factory=dict)
    file_of: dict[str, str] = field(default_factory=dict)
    files: list[dict[str, Any]] = field(default_factory=list)  # name, sha256 and keys of each

    @property
    def sha256(self) -> str:
        """The same for the same content, whatever its comments and order of keys."""
        return hashlib.sha256(json.dumps(self.data, sort_keys=True, ensure_ascii=False).encode()).hexdigest()

    def where(self, key: str) -> str:
        """The file that says a key, of which `key` may be a place ("deadlines.DL-01.amount")."""
        top = key.replace("[", ".").split(".")[0]
        return self.file_of.get(top, self.name)


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Refuses a name that stands twice, where plain YAML silently keeps the last."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[str, Any]:
    seen: set[Any] = set()
    for key_node, _value in node.value:
        key = loader.construct_object(key_node)
        if key in seen:
            raise yaml.constructor.ConstructorError(None, None, str(key), key_node.start_mark)
        seen.add(key)
    return loader.construct_mapping(node, deep=True)


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read(path: Path | str) -> Source:
    """Read a profile file and the parts it names, which lie in its folder. Raises ProfileError."""
    main = Path(path)
    source = Source(main.name)
    content = _content(main, main.name, source)
    parts = content.pop("parts", [])
    _take(source, content, main.name)
    for part in parts if isinstance(parts, list) else [parts]:
        inside = (main.parent / str(part)).resolve()
        if not inside.is_relative_to(main.parent.resolve()):
            raise ProfileError(
                [Problem(main.name, "parts", _("ska vara filer i samma mapp: %(part)s") % {"part": part})]
            )
        _take(source, _content(inside, str(part), source), str(part))
    return source


def _content(path: Path, name: str, source: Source) -> dict[str, Any]:
    try:
        raw = path.read_bytes()
        content = yaml.load(raw, _Loader)  # noqa: S506  (a SafeLoader)
    except OSError:
        raise ProfileError([Problem(name, "", _("går inte att läsa"))]) from None
    except yaml.constructor.ConstructorError as twice:
        raise ProfileError([Problem(name, str(twice.problem), sentence("twice"))]) from None
    except yaml.YAMLError as wrong:
        mark = getattr(wrong, "problem_mark", None)
        clause = _("är inte läsbar YAML på rad %(line)s") % {"line": mark.line + 1 if mark else "?"}
        raise ProfileError([Problem(name, "", clause)]) from None
    if not isinstance(content, dict):
        raise ProfileError([Problem(name, "", _("ska bestå av nycklar med värden"))])
    keys = [str(key) for key in content]
    source.files.append({"name": name, "sha256": hashlib.sha256(raw).hexdigest(), "keys": keys})
    return plain(content)


def _take(source: Source, content: dict[str, Any], name: str) -> None:
    """Add a file's keys; lists of the same name in several files are one list, anything else stands once."""
    for key, value in content.items():
        have = source.data.get(key)
        if key in source.data and not (isinstance(have, list) and isinstance(value, list)):
            raise ProfileError([Problem(name, key, sentence("twice"))])
        source.data[key] = [*have, *value] if isinstance(have, list) else value
        source.file_of.setdefault(key, name)


def plain(value: Any) -> Any:
    """The value as JSON can hold it: dates as text, names as text."""
    if isinstance(value, dict):
        return {str(name): plain(item) for name, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, date):  # also a moment, which the reader of days then refuses
        return value.isoformat()
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)
