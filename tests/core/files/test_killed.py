"""A process killed for real between the file and its row: no row without a file, and the file is swept."""

import os
import signal
import subprocess
import sys

import pytest

from core.files import tasks
from core.files.models import KeptFile
from tests.core.obligations.build import as_worker, make_town
from tests.database import as_loader
from tests.days import days_on
from tests.groups import build as b

# Keeps a file as the one whose facts it is told, and dies when the row stands but is not committed.
DIE = """
import os, signal, sys
import django
django.setup()
from uuid import UUID
from core.access import Acting, acting_as
from core.files import services
from core.files.examining import Examined
from core.files.kinds import FileKind
names = ("user_id", "assignment_id", "region_id")
by = Acting(kind="user", **dict(zip(names, map(UUID, sys.argv[1:]))))
with acting_as(by):
    services.keep(Examined(FileKind.PDF, b"%PDF-", "unscanned"), by=by)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_killed_before_its_row_is_committed_a_file_is_nobodys_and_is_swept(real_urls, own_folder):
    with as_loader():
        town = make_town()
    me = b.acting_for(town.worker)
    told = [str(one) for one in (me.user_id, me.assignment_id, me.region_id)]
    env = {**os.environ, **real_urls, "BUS_PROCESS": "web", "BUS_FILES": str(own_folder)}

    ended = subprocess.run([sys.executable, "-c", DIE, *told], env=env, check=False, timeout=60)

    assert ended.returncode == -signal.SIGKILL
    (left,) = [place for place in own_folder.rglob("*") if place.is_file()]
    with as_loader():
        assert not KeptFile.objects.exists()
    with as_worker():
        assert tasks.sweep_orphans() == 0  # young: it may be about to get its row
        with days_on(2):
            assert tasks.sweep_orphans() == 1
    assert not left.exists()
