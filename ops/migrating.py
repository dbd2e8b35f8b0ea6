"""Migrating from nothing in half the time: what Django does again and again for each operation, done once.

Of the minute that all migrations take, nearly all is making model classes anew: each new table has every model that
hangs together with it made again, and in this portal all do. What a step needs of the models is less: a new one is made
beside the others, a new field is put into its model, and a table that is given a constraint or an index has no new
columns. Before a step of ours runs in Python, Django makes all models anew as it always does (`is_delayed`).
`tests/ops/test_migrating.py` holds that the database comes out the same.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.apps import apps
from django.db.migrations.state import ModelState, ProjectState
from django.db.models import NOT_PROVIDED, Field


def _add_model(state: ProjectState, model: ModelState) -> None:
    key = model.app_label, model.name_lower
    state.models[key] = model
    if state._relations is not None:
        state.resolve_model_relations(key)
    if "apps" in state.__dict__:
        state.is_delayed = True
        state.apps.render_multiple([model])


def _append_option(state: ProjectState, app_label: str, model_name: str, option: str, added: Any) -> None:
    model = state.models[app_label, model_name]
    model.options[option] = [*model.options[option], added]
    if "apps" in state.__dict__:
        state.is_delayed = True
        setattr(state.apps.get_model(app_label, model_name)._meta, option, list(model.options[option]))


def _add_field(
    state: ProjectState, app_label: str, model_name: str, name: str, field: "Field[Any, Any]", preserve_default: bool
) -> None:
    key = app_label, model_name
    if not preserve_default:
        field = field.clone()
        field.default = NOT_PROVIDED
    state.models[key].fields[name] = field
    if state._relations is not None:
        state.resolve_model_field_relations(key, name, field)
    if "apps" in state.__dict__:
        state.is_delayed = True
        state.apps.get_model(*key).add_to_class(name, field.clone())


@contextmanager
def _instead(owner: Any, name: str, ours: Any) -> Iterator[None]:
    theirs = getattr(owner, name)
    setattr(owner, name, ours)
    try:
        yield
    finally:
        setattr(owner, name, theirs)


@contextmanager
def sparing() -> Iterator[None]:
    """Which keys point at a model that settings may swap is remembered too, and garbage is looked for afterwards."""
    gc.disable()
    with (
        _instead(apps, "get_swappable_settings_name", cache(apps.get_swappable_settings_name)),
        _instead(ProjectState, "add_model", _add_model),
        _instead(ProjectState, "add_field", _add_field),
        _instead(ProjectState, "_append_option", _append_option),
    ):
        yield
    gc.enable()
