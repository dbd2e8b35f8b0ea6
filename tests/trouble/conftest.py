"""A town full of late clocks, a worker, a broker and a mail folder of its own: all real, all to be hurt."""

import shutil
import tempfile
from pathlib import Path

import pytest

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
def town(transactional_db):
    with as_loader():
        return make_town()


@pytest.fixture
def hurt(town, real_urls, own_broker, database_name, tmp_path):
    """The clock's real parts at work for the town, within reach of whoever would hurt them."""
    urls = real_urls | {"REDIS_URL": own_broker.cache_url, "CELERY_BROKER_URL": own_broker.queue_url}
    made = Hurt(town, urls, database_name, tmp_path / "mail", folder())
    made.start()
    yield made
    made.stop()
