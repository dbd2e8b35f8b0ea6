"""Two towns full of late clocks, a worker, a broker and a mail folder of its own: all real, all to be hurt."""

import shutil
import tempfile
from pathlib import Path

import pytest

from ops import testing
from ops.broker import Broker
from tests.core.obligations.build import make_town
from tests.database import as_loader, folder
from tests.trouble.hurting import Hurt


@pytest.fixture
def own_broker():
    """A Valkey that nobody else uses, so that it may be emptied."""
    place = Path(tempfile.mkdtemp(prefix="bus-trouble-", dir="/tmp"))
    (place / "sockets").mkdir()
    broker = Broker(place / "valkey", place / "sockets")
    broker.start()
    yield broker
    broker.child.stop()
    shutil.rmtree(place, ignore_errors=True)


@pytest.fixture
def towns(transactional_db):
    """In regions of their own, which the clock takes side by side."""
    with as_loader():
        return [make_town("norr"), make_town("soder")]


@pytest.fixture
def hurt(towns, real_urls, own_broker, database_name, tmp_path):
    """The clock's real parts at work for the towns, within reach of whoever would hurt them."""
    urls = real_urls | {"REDIS_URL": own_broker.cache_url, "CELERY_BROKER_URL": own_broker.queue_url}
    made = Hurt(towns, urls, database_name, tmp_path / "mail", testing.servers_in(folder()).cluster)
    made.start()
    yield made
    made.stop()
