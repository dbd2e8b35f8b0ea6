"""A worker that should not run does not run: the sentence, and no job taken. [security 12]"""

import os
import subprocess
import sys

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_a_worker_with_keys_that_all_know_says_so_and_leaves(real_urls):
    command = [sys.executable, "-W", "ignore", "-m", "celery", "-A", "bus_portal", "worker", "--pool", "solo"]
    done = subprocess.run(
        command, env={**os.environ, **real_urls, "BUS_PROCESS": "worker"}, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 1
    assert "bus: CONTEXT_KEY is weak." in done.stderr
    assert " ready." not in done.stderr
