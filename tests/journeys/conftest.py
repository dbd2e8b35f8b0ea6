"""The town of the case's story, and its people's browsers."""

import pytest

from tests.database import as_loader
from tests.sip.town import make_town


@pytest.fixture
def town(transactional_db):
    with as_loader():
        return make_town()


@pytest.fixture
def as_user(browser_of, town):
    """`as_user("convenor")` is that person's own browser."""
    return lambda name, **how: browser_of(town.assignments[name], **how)
