"""A region with two administrators and a caseworker."""

import uuid
from types import SimpleNamespace

import pytest
from django.core.cache import caches

from tests.core.people import build


@pytest.fixture(autouse=True)
def emptied_cache(monkeypatch):
    """An empty cache for each test, and a function that empties it: by another prefix, since the server is shared."""

    def empty() -> None:
        monkeypatch.setattr(caches["default"], "key_prefix", uuid.uuid4().hex)

    empty()
    return empty


@pytest.fixture(autouse=True)
def _cheap_passphrases(settings):
    """The real hash costs a third of a second a time."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def town():
    """`ada` and `bo` administer the region, `maj` works in `unit`."""
    region = build.region()
    unit = build.unit(region)
    return SimpleNamespace(
        region=region,
        unit=unit,
        ada=build.administrator(region, "Ada"),
        bo=build.administrator(region, "Bo"),
        maj=build.assignment(region, unit=unit),
    )


@pytest.fixture
def site(live_server):
    """The address of a running portal, with whatever the database holds."""
    return live_server.url
