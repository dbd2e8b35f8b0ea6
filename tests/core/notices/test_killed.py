"""A worker killed for real between claim and confirm: nothing lost, nothing doubled for whoever receives it."""

import email
import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from core.notices import notify
from core.notices.models import Notice
from tests.core.obligations.build import acting, day, make_case, make_town
from tests.database import as_loader

SEND = """
import django, os, signal
django.setup()
from django.core.mail.backends.filebased import EmailBackend
if os.environ.get("DIE") == "after":
    whole = EmailBackend.send_messages
    def send_and_die(self, messages):
        whole(self, messages)
        os.kill(os.getpid(), signal.SIGKILL)
    EmailBackend.send_messages = send_and_die
from core.notices.tasks import send_due
send_due()
"""


@pytest.fixture
def committed(transactional_db):
    """Three mails to the convenor, committed."""
    with as_loader():
        town = make_town()
        case = make_case(town)
    with day(date(2026, 11, 2)), acting(town.worker) as by:
        for _ in range(3):
            notify("case_event", to=[town.convenor], by=by, about_kind="case", about_id=case.pk, case_id=case.pk)


def run(urls, folder: Path, *, die: str = "") -> int:
    surroundings = {**os.environ, **urls, "BUS_PROCESS": "worker", "BUS_MAIL_DIR": str(folder), "DIE": die}
    return subprocess.run([sys.executable, "-c", SEND], env=surroundings, timeout=60, check=False).returncode


def message_ids(folder: Path) -> list[str]:
    found = []
    for path in sorted(folder.iterdir()):
        for part in path.read_text().split("-" * 79):
            if identity := email.message_from_string(part.strip())["Message-ID"]:
                found.append(identity)
    return found


def mails():
    with as_loader():
        return Notice.objects.filter(channel="mail")


@pytest.mark.django_db(transaction=True)
def test_a_killed_sender_leaves_its_mail_to_the_next_under_the_same_message_id(committed, real_urls, tmp_path):
    assert run(real_urls, tmp_path, die="after") == -signal.SIGKILL
    (first,) = message_ids(tmp_path)
    with as_loader():
        assert mails().filter(sent_at__isnull=False).count() == 0
        assert mails().filter(lease_until__isnull=False).count() == 3

    assert run(real_urls, tmp_path) == 0
    assert message_ids(tmp_path) == [first]  # the dead one's lease still holds

    with as_loader():
        mails().update(lease_until="2020-01-01T00:00Z")
    assert run(real_urls, tmp_path) == 0
    with as_loader():
        expected = {f"<{pk}@example.invalid>" for pk in mails().values_list("pk", flat=True)}
        assert mails().filter(sent_at__isnull=False).count() == 3
        assert Notice.objects.filter(channel="in_app").count() == 3
    sent = message_ids(tmp_path)
    assert set(sent) == expected
    assert sorted(sent) == sorted([*expected, first])  # the one mail is the same mail to whoever received it twice
