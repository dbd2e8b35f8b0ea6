from types import SimpleNamespace

import pytest

from tests.database import as_loader
from tests.groups.lifting.walk import make_town


@pytest.fixture
def town(db) -> SimpleNamespace:
    with as_loader():
        return make_town()
