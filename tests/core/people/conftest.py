"""A region with two administrators and a caseworker."""

from types import SimpleNamespace

import pytest
from django.core.cache import cache

from tests.core.people import build


@pytest.fixture(autouse=True)
def _nobody_has_tried_yet():
    cache.clear()


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
