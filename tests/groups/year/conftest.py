from types import SimpleNamespace

import pytest

from tests.database import as_loader
from tests.groups.meetings.table import make_table


@pytest.fixture
def town(db) -> SimpleNamespace:
    """The steering group's table, and the group of the area beside it."""
    with as_loader():
        return make_table()
