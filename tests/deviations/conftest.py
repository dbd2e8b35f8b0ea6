import pytest

from core.regions import cache
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.deviations import build


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.forget()


@pytest.fixture
def north(db):
    with as_loader():
        return build.make_north_town()


@pytest.fixture
def copying(db):
    """A region whose secretariat gets the statistics of every report. [X-03]"""
    with as_loader():
        return build.make_north_town(deviation_copy_to_secretariat="all")


@pytest.fixture
def south(db):
    with as_loader():
        return build.make_south_town()


@pytest.fixture
def signed(client, north):
    """The reporter's browser."""
    sign_in(client, north.reporter)
    return client
