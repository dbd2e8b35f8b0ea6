import pytest

from tests.database import as_loader
from tests.kept import kept
from tests.sip.extracts import town as e
from tests.sip.retention import town as r


@kept
def town():
    with as_loader():
        return r.make_town()


@kept
def record(town):
    return e.recorded(town)


@pytest.fixture
def case(record):
    return record[0]


@pytest.fixture
def child(record):
    return record[1]
