"""A worker or beat that should not run does not run: the sentence, and no job taken or sent. [security 12]"""

import os
import subprocess
import sys

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


PARTS = {
    "worker": (["worker", "--pool", "solo"], " ready."),
    "beat": (["beat", "--loglevel", "INFO"], "Sending due task"),
}


@pytest.mark.parametrize("part", PARTS)
def test_with_keys_that_all_know_it_says_so_and_leaves(part, real_urls, tmp_path):
    words, at_work = PARTS[part]
    surroundings = {"BUS_PROCESS": part, "BUS_BEAT_FILE": str(tmp_path / "beat"), "BUS_BEAT_SECONDS": "0.1"}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "celery", "-A", "bus_portal", *words],
        env={**os.environ, **real_urls, **surroundings},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 1
    assert "bus: CONTEXT_KEY is weak." in done.stderr
    assert at_work not in done.stderr
