import pytest

from core.regions import cache
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.deviations import build
from tests.kept import kept


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.forget()


@kept
def north():
    with as_loader():
        return build.make_north_town()


@kept
def copying():
    """A region whose secretariat gets the statistics of every report. [X-03]"""
    with as_loader():
        return build.make_north_town(deviation_copy_to_secretariat="all")


@kept
def south():
    with as_loader():
        return build.make_south_town()


@kept
def inland():
    """A county whose regional group is a rung of its own, below the managers' forum. [default]"""
    with as_loader():
        return build.make_south_town("jamtland")


@pytest.fixture
def signed(client, north):
    """The reporter's browser."""
    sign_in(client, north.reporter)
    return client
