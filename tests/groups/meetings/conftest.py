from types import SimpleNamespace

import pytest

from tests.database import as_loader
from tests.groups.meetings.table import make_table


@pytest.fixture
def town(db) -> SimpleNamespace:
    with as_loader():
        return make_table()


@pytest.fixture
def other(db) -> SimpleNamespace:
    """Another region with the same places and roles."""
    with as_loader():
        return make_table()
