"""Mails with a link of their own: in the act's transaction, no link at rest, none that opens nothing any more."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, ProgrammingError, transaction

from core import clock
from core.notices import letters, outbox, sender
from core.notices.models import Notice, ParkedNotice, PassphraseMail
from core.notices.services import ask_for_retry
from core.people import services
from core.people.adapter import AccountAdapter
from core.people.letters import hash_token
from core.people.models import Invitation, Person, RoleAssignment, User
from core.roles import Role
from tests.core.obligations.build import acting, as_worker
from tests.database import as_loader

PASSPHRASE = "grön elefant sjunger opera"


@pytest.fixture
def invited(town) -> SimpleNamespace:
    with as_loader():
        person = Person.objects.create(
            region=town.region, given_name="Ny", family_name="Kraft", email="ny@prov.example"
        )
        role = RoleAssignment.objects.create(
            region=town.region, person=person, role=Role.CASEWORKER, unit=town.school, valid_from=clock.today()
        )
    return SimpleNamespace(town=town, person=person, role=role, row=invite(town, person))


def invite(town, person) -> Invitation:
    with acting(town.admin) as by:
        return services.send_invitation(person, by=by)


def send(town, *, later: timedelta = timedelta(0)) -> outbox.Sent:
    with clock.moved_to(clock.now() + later), as_worker():
        return sender.send_region(town.region.pk)


def token() -> str:
    return re.search(r"/inbjudan/(.+)/", mail.outbox[-1].body)[1]


def test_an_invitation_that_is_rolled_back_leaves_no_mail(invited):
    def invite_and_fail():
        with acting(invited.town.admin) as by:
            services.send_invitation(invited.person, by=by)
            raise IntegrityError

    with pytest.raises(IntegrityError):
        invite_and_fail()
    assert send(invited.town) == outbox.Sent(sent=1)


def test_the_invitation_leaves_by_the_job_with_a_link_that_lies_nowhere(invited):
    assert mail.outbox == []
    assert send(invited.town) == outbox.Sent(sent=1)
    (message,) = mail.outbox
    assert (message.to, message.subject) == (["ny@prov.example"], "Inbjudan till BUS-portalen")
    assert invited.row.token_hash == hash_token(token())
    with as_loader():
        kept = [str(one) for row in (*Notice.objects.values_list(), *Invitation.objects.values_list()) for one in row]
    assert not [one for one in kept if token() in one]
    assert not [word for word in ("Ny", "Kraft", "skolan", "Norr") if word in message.body + message.subject]


def test_two_invitations_have_two_links(invited):
    send(invited.town)
    first = token()
    invite(invited.town, invited.person)
    send(invited.town)
    assert token() != first


def test_a_lease_that_passed_sends_the_same_mail_again(invited):
    with as_worker():
        taken = sender.claim(invited.town.region.pk, clock.now())
        sender._one(invited.town.region.pk, taken.ids[0], taken.lease, outbox.Sent())
    with as_loader():  # the worker died before it could say that the mail had left
        Notice.objects.filter(kind="invitation").update(sent_at=None, lease_until="2020-01-01T00:00Z")
    assert send(invited.town) == outbox.Sent(sent=1)
    first, second = mail.outbox
    assert (first.body, first.extra_headers) == (second.body, second.extra_headers)


def used(invited):
    with as_loader():
        Invitation.objects.update(used_at=clock.now())


def ended(invited):
    with as_loader():
        RoleAssignment.objects.filter(pk=invited.role.pk).update(
            valid_from=clock.today() - timedelta(days=9), valid_to=clock.today() - timedelta(days=1)
        )


def has_account(invited):
    with as_loader():
        user = User.objects.create_user("ny@prov.example", PASSPHRASE)
        RoleAssignment.objects.filter(pk=invited.role.pk).update(user=user)


def key_gone(invited):
    with as_loader():
        Invitation.objects.update(token_hash="0" * 64)


@pytest.mark.parametrize("what", [used, ended, has_account, key_gone])
def test_one_that_opens_nothing_any_more_does_not_leave(invited, what):
    what(invited)
    assert send(invited.town) == outbox.Sent(dropped=1)
    assert mail.outbox == []


@pytest.mark.parametrize(("hours", "done"), [(23, outbox.Sent(sent=1)), (24, outbox.Sent(dropped=1))])
def test_one_that_is_too_old_does_not_leave(invited, hours, done):
    assert send(invited.town, later=timedelta(hours=hours)) == done


def test_a_replaced_one_does_not_leave_and_the_new_one_does(invited):
    invite(invited.town, invited.person)
    assert send(invited.town) == outbox.Sent(sent=1, dropped=1)


def test_a_role_that_begins_later_is_invited_now(invited):
    with as_loader():
        RoleAssignment.objects.filter(pk=invited.role.pk).update(valid_from=clock.today() + timedelta(days=9))
    assert send(invited.town) == outbox.Sent(sent=1)


def test_a_link_made_under_the_former_key_still_leaves(invited, settings):
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another" * 10
    assert send(invited.town) == outbox.Sent(sent=1)
    assert invited.row.token_hash == hash_token(token())


def refuse(self, messages):
    raise ConnectionRefusedError


BACKEND = "django.core.mail.backends.locmem.EmailBackend.send_messages"


def test_an_invitation_that_no_server_takes_stands_before_the_administrator(invited, monkeypatch):
    monkeypatch.setattr(BACKEND, refuse)
    with as_loader():
        Notice.objects.filter(kind="invitation").update(attempts=4)
    assert send(invited.town) == outbox.Sent(failed=1, parked=1)
    monkeypatch.undo()
    with acting(invited.town.admin) as by:
        ask_for_retry(ParkedNotice.objects.get(), by=by)
    assert send(invited.town) == outbox.Sent(sent=1)


class TestAtTheDoor:
    """Who asks for a new passphrase is told the same, and the same is done, whoever it is."""

    def ask(self, *emails):
        for email in emails:
            letters.write_passphrase_mail(email)

    def send(self, *, later=timedelta(0)):
        with clock.moved_to(clock.now() + later), as_worker():
            return letters.send(until=clock.now())

    def rows(self):
        with as_loader():
            return list(PassphraseMail.objects.order_by("created_at"))

    def test_known_and_unknown_cost_the_same_and_get_the_same_subject(self, client, town):
        def cost(email):
            from django.db import connection
            from django.test.utils import CaptureQueriesContext

            with CaptureQueriesContext(connection) as asked:
                client.post("/losenfras/glomd/", {"email": email})
            return len(asked)

        cost("varm@prov.example")
        assert cost(town.worker.user.email) == cost("ingen@prov.example")
        assert self.send() == outbox.Sent(sent=3)
        assert len({message.subject for message in mail.outbox}) == 1
        assert ["/losenfras/ny/" in message.body for message in mail.outbox] == [False, True, False]
        assert [row.email for row in self.rows()] == ["", "", ""]

    def test_the_web_process_reads_nobodys_address(self, town):
        self.ask("ingen@prov.example")
        for attempt in (
            lambda: PassphraseMail.objects.count(),
            lambda: PassphraseMail.objects.update(email="x"),
            lambda: PassphraseMail.objects.all().delete(),
        ):
            with pytest.raises(ProgrammingError), transaction.atomic():
                attempt()

    def test_what_waited_too_long_is_asked_for_again_by_its_reader(self, town):
        self.ask("ingen@prov.example")
        assert self.send(later=timedelta(minutes=61)) == outbox.Sent(dropped=1)
        assert (mail.outbox, [row.email for row in self.rows()]) == ([], [""])

    def test_a_server_that_takes_nothing_is_asked_five_times_and_the_address_goes(self, town, monkeypatch):
        monkeypatch.setattr(BACKEND, refuse)
        self.ask("ingen@prov.example")
        waits, later = [], timedelta(0)
        while (row := self.rows()[0]).parked_at is None:
            waits.append(row.attempts)
            self.send(later=later)
            later += timedelta(minutes=9)
        assert waits == [0, 1, 2, 3, 4]
        assert (row.email, row.lease_until) == ("", None)

    def test_one_that_always_kills_its_worker_is_given_up_too(self, town):
        self.ask("ingen@prov.example")
        with as_loader():
            PassphraseMail.objects.update(attempts=5)
        assert self.send() == outbox.Sent(parked=1)
        assert mail.outbox == []

    def test_what_another_worker_holds_is_left_alone(self, town):
        self.ask("ingen@prov.example")
        with as_worker():
            taken = letters._claim()
            assert letters.send(until=clock.now()) == outbox.Sent()
            done = outbox.Sent()
            with clock.moved_to(taken.lease):
                letters._one(taken.ids[0], taken.lease, done)
        assert (done, mail.outbox) == (outbox.Sent(), [])

    def test_no_page_sends_a_mail_itself(self):
        with pytest.raises(ImproperlyConfigured):
            AccountAdapter().send_mail("account/email/anything", "a@prov.example", {})
