"""A worker killed for real between claim and confirm: nothing lost, nothing doubled for whoever receives it."""

import email
import email.message
import os
import re
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from core.notices import notify
from core.notices.letters import write_passphrase_mail
from core.notices.models import Notice, PassphraseMail
from core.people import services
from core.people.letters import hash_token
from core.people.models import Invitation, Person, RoleAssignment
from core.roles import Role
from tests.core.obligations.build import acting, day, make_case, make_town
from tests.database import as_loader

# Started once for each test: it forks a worker for each line it reads, the number of the mail to die of, and answers
# how that one ended.
WORKERS = """
import django, os, signal, sys
django.setup()
from django.core.mail.backends.filebased import EmailBackend
from core.notices.tasks import send_due

def work(left):
    whole = EmailBackend.send_messages
    def send_and_die(self, messages):
        nonlocal left
        whole(self, messages)
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
    EmailBackend.send_messages = send_and_die
    send_due()

for line in sys.stdin:
    if not (pid := os.fork()):
        work(int(line))
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
"""


@pytest.fixture
def run(real_urls, tmp_path):
    """A worker's round, which dies when it has handed over its `die`th mail; how it ended.

    No limit of its own: how long a start takes is the machine's load, not the sender's doing.
    """
    surroundings = {**os.environ, **real_urls, "BUS_PROCESS": "worker", "BUS_MAIL_DIR": str(tmp_path)}
    with subprocess.Popen(
        [sys.executable, "-c", WORKERS], env=surroundings, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as workers:

        def one(die: int = 0) -> int:
            workers.stdin.write(f"{die}\n")
            workers.stdin.flush()
            return int(workers.stdout.readline())

        yield one
        workers.stdin.close()


@pytest.fixture
def committed(transactional_db):
    """Three mails to the convenor, committed."""
    with as_loader():
        town = make_town()
        case = make_case(town)
    with day(date(2026, 11, 2)), acting(town.worker) as by:
        for _ in range(3):
            notify("case_event", to=[town.convenor], by=by, about_kind="case", about_id=case.pk, case_id=case.pk)


def sent_to(folder: Path) -> list[email.message.Message]:
    parts = [part for path in sorted(folder.iterdir()) for part in path.read_text().split("-" * 79)]
    messages = [email.message_from_string(part.strip()) for part in parts]
    return [message for message in messages if message["Message-ID"]]


def message_ids(folder: Path) -> list[str]:
    return [message["Message-ID"] for message in sent_to(folder)]


def mails():
    with as_loader():
        return Notice.objects.filter(channel="mail")


@pytest.mark.django_db(transaction=True)
def test_a_killed_sender_leaves_its_mail_to_the_next_under_the_same_message_id(committed, run, tmp_path):
    assert run(die=1) == -signal.SIGKILL
    (first,) = message_ids(tmp_path)
    with as_loader():
        assert mails().filter(sent_at__isnull=False).count() == 0
        assert mails().filter(lease_until__isnull=False).count() == 3

    assert run() == 0
    assert message_ids(tmp_path) == [first]  # the dead one's lease still holds

    with as_loader():
        mails().update(lease_until="2020-01-01T00:00Z")
    assert run() == 0
    with as_loader():
        expected = {f"<{pk}@example.invalid>" for pk in mails().values_list("pk", flat=True)}
        assert mails().filter(sent_at__isnull=False).count() == 3
        assert Notice.objects.filter(channel="in_app").count() == 3
    sent = message_ids(tmp_path)
    assert set(sent) == expected
    assert sorted(sent) == sorted([*expected, first])  # the one mail is the same mail to whoever received it twice


@pytest.fixture
def asked(transactional_db):
    """An invitation, and a forgotten passphrase at an address that is nobody's; committed."""
    with as_loader():
        town = make_town()
        newcomer = Person.objects.create(region=town.region, given_name="Ny", family_name="K", email="ny@prov.example")
        RoleAssignment.objects.create(
            region=town.region, person=newcomer, role=Role.CASEWORKER, unit=town.school, valid_from=date(2020, 1, 1)
        )
    with acting(town.admin) as by:
        services.send_invitation(newcomer, by=by)
    write_passphrase_mail("ingen@prov.example")


def leases_pass() -> None:
    with as_loader():
        mails().update(lease_until="2020-01-01T00:00Z")
        PassphraseMail.objects.update(lease_until="2020-01-01T00:00Z")


@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_of_an_invitation_the_same_link_leaves_again(asked, run, tmp_path):
    assert run(die=1) == -signal.SIGKILL
    leases_pass()
    assert run(die=2) == -signal.SIGKILL
    leases_pass()
    assert run() == 0
    assert run() == 0

    forgotten, again, first, second = sorted(sent_to(tmp_path), key=lambda one: one["To"])
    assert {one["To"] for one in (forgotten, again)} == {"ingen@prov.example"}
    assert forgotten["Message-ID"] == again["Message-ID"] != first["Message-ID"] == second["Message-ID"]
    assert first.get_payload() == second.get_payload()
    with as_loader():
        token = re.search(r"/inbjudan/(.+)/", first.get_payload(decode=True).decode("latin-1"))[1]
        assert Invitation.objects.get().token_hash == hash_token(token)
        assert mails().get().sent_at
        assert PassphraseMail.objects.get().email == ""
