from types import SimpleNamespace

import pytest

from tests.groups.agreements import walk as w


@pytest.fixture
def town(db) -> SimpleNamespace:
    return w.make_town()
