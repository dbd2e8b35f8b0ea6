from types import SimpleNamespace

import pytest

from tests.core.obligations import build
from tests.database import as_loader
from tests.kept import kept


@kept
def town() -> SimpleNamespace:
    with as_loader():
        return build.make_town()


@pytest.fixture
def case(town):
    with as_loader():
        return build.make_case(town)
