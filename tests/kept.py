"""What a module's tests begin from: made once, in a transaction that stays open beneath each test's own.

A test that commits makes its own. What lies beneath is the same rows for all, so a test that remembers something of
them outside the database must forget it again.
"""

import inspect
import pickle
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from itertools import groupby
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection, transaction

from core.regions import cache as profiles

COMMITS = {"transactional_db", "live_server"}
_OWN: set[Any] = set()  # the fixtures made here, which a test is known by
_open = ExitStack()  # what lies beneath the tests of this process's module


@pytest.fixture(scope="module")
def beneath(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The open transaction; each test's own is a savepoint in it."""
    for one in (django_db_blocker.unblock(), transaction.atomic(), _staying_open(), _rolled_back()):
        _open.enter_context(one)
    yield
    _open.close()


@contextmanager
def _rolled_back() -> Iterator[None]:
    yield
    transaction.set_rollback(True)


@contextmanager
def _staying_open() -> Iterator[None]:
    """Django closes the connection after each test."""
    connection.close = lambda: None
    try:
        yield
    finally:
        del connection.close


def kept(make: Callable[..., Any]) -> Any:
    """A fixture of that name: each test's own copy of what `make` gives, which is asked once for a module.

    It may begin from others that are kept. A module that imports it imports `made_NAME` beside it.
    """
    name, begins_from = make.__name__, inspect.signature(make).parameters

    @pytest.fixture(scope="module", name=f"made_{name}")
    def made(request, beneath):
        return _copies_of(make(*[request.getfixturevalue(f"made_{one}")() for one in begins_from]))

    def own(request, db, monkeypatch, **begun):
        if f"made_{name}" not in request.fixturenames:
            return make(**begun)
        _forget(monkeypatch)
        return request.getfixturevalue(f"made_{name}")()

    asked = [one for one in inspect.signature(own).parameters.values() if one.kind is not one.VAR_KEYWORD]
    own.__signature__ = inspect.Signature([*asked, *begins_from.values()])  # what pytest gives it
    setattr(sys.modules[make.__module__], f"made_{name}", made)
    _OWN.add(own)
    return pytest.fixture(name=name)(own)


def _copies_of(one: Any) -> Callable[[], Any]:
    """Pickled once where that can be: a town read back costs a tenth of one copied piece by piece."""
    try:
        written = pickle.dumps(one, pickle.HIGHEST_PROTOCOL)
    except (pickle.PicklingError, TypeError, AttributeError):
        return lambda: deepcopy(one)
    return lambda: pickle.loads(written)


def _forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the last test left in the process, the cache server and the open transaction, which a rollback keeps."""
    profiles.forget()
    monkeypatch.setattr(caches["default"], "key_prefix", f"test-{uuid.uuid4().hex}")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def lay_beneath(items: list[pytest.Item]) -> None:
    """Each test that uses something kept and does not commit has it made before its own transaction begins.

    Of a module's tests those come first that begin from least, so that none finds what only another asked for.
    """
    for item in items:
        item.fixturenames[:0] = [f"made_{name}" for name in _kept_by(item)]
    modules = groupby(items, key=lambda item: item.nodeid.partition("::")[0])
    items[:] = [item for _module, tests in modules for item in sorted(tests, key=lambda item: len(_kept_by(item)))]


def _kept_by(item: pytest.Item) -> list[str]:
    known = getattr(item, "_fixtureinfo", None)
    if not known or _commits(item):
        return []
    return [name for name, defined in known.name2fixturedefs.items() if defined[-1].func in _OWN]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """A module's tests that commit come after its others: nothing may lie open beneath them."""
    if _commits(item):
        _open.close()


def _commits(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("django_db")
    return bool(COMMITS & set(item.fixturenames)) or bool(mark and mark.kwargs.get("transaction"))
