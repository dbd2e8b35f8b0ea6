from types import SimpleNamespace

import pytest
from django.test import Client

from tests.database import as_loader
from tests.followup.town import make_town
from tests.kept import kept


@kept
def town() -> SimpleNamespace:
    with as_loader():
        return make_town()


@kept
def other_town() -> SimpleNamespace:
    """Another region with the same places and roles."""
    with as_loader():
        return make_town()


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=True)
