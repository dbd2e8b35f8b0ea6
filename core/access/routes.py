"""The route table: for each address which object, methods, roles and relation. [security 13]

Every app lists its rows in `routes.py` as `ROUTES`; a route without a row stops the start.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

PUBLIC: frozenset[str] = frozenset({"*"})  # also without sign-in
SIGNED_IN: frozenset[str] = frozenset({"+"})  # any assignment in force


@dataclass(frozen=True)
class Route:
    """One row: `name` as reversed, `roles` PUBLIC, SIGNED_IN or role identifiers, `relation` in words."""

    name: str
    methods: Iterable[str]
    roles: Iterable[str]
    object: str = ""  # kind of object the address names; "" when none
    relation: str = ""  # what the acting must be to it
    reads_child: bool = False
    shows_more: bool = False  # reads the child level among other things, and stands without it
    pace: str = ""  # search, child or pdf: how often one person may ask for it [security 8]

    def __post_init__(self):
        object.__setattr__(self, "methods", frozenset(self.methods))
        object.__setattr__(self, "roles", frozenset(self.roles))

    @property
    def is_child_level(self) -> bool:
        """Whether all of it is about children: shut to a session below the level that the region wants."""
        return self.reads_child and not self.shows_more

    def admits(self, role: str) -> bool:
        return self.roles in (PUBLIC, SIGNED_IN) or role in set(self.roles)


def table() -> dict[str, Route]:
    """All rows by route name. Raises ValueError when a name stands twice."""
    rows: dict[str, Route] = {}
    modules = ["core.routes", *(f"{config.name}.routes" for config in apps.get_app_configs())]
    for module in modules:
        if not _exists(module):
            continue
        for route in getattr(import_module(module), "ROUTES", []):
            if route.name in rows:
                raise ValueError(f"The route {route.name} stands twice in the access table.")
            rows[route.name] = route
    return rows


def _exists(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def names() -> set[str]:
    """The names of all addresses, with their namespaces."""
    return set(_walk(get_resolver().url_patterns, ""))


def _walk(patterns, prefix):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _walk(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name or f'unnamed {pattern.pattern}'}"
