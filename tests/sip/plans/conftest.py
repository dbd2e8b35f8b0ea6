import pytest

from tests.sip.plans import town as p


@pytest.fixture
def town(db):
    return p.make_town()
