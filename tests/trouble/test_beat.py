"""Nobody sends a task by hand: beat knocks, the worker sweeps and sends, who owes is told that it is late. [issue 2]"""

import subprocess
import sys

import pytest

from tests.ops.running import wait_for
from tests.trouble.hurting import READY

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def beat(hurt):
    """Beat beside the worker, as the compose file starts it, with a minute that is a second."""
    command = [sys.executable, "-W", "ignore", "-m", "celery", "-A", "bus_portal", "beat", "--loglevel", "INFO"]
    env = {**hurt.env, "BUS_BEAT_SECONDS": "1", "BUS_BEAT_FILE": str(hurt.mail.parent / "beat")}
    with (hurt.mail.parent / "beat.log").open("ab") as log:
        process = subprocess.Popen(command, env=env, stdout=log, stderr=log)
    yield process
    process.terminate()
    process.wait(20)


def test_a_clock_that_has_passed_its_day_is_told_of_once_by_itself(hurt, beat):
    assert hurt.waiting() == (2, 0)  # one in each town, and no mail yet

    wait_for(lambda: beat.poll() is not None or not (hurt.waiting() or not hurt.message_ids()), READY)

    assert beat.poll() is None, (hurt.mail.parent / "beat.log").read_text()[-2000:]
    assert hurt.losses() == []
    assert hurt.seals.exists()
