"""The mail: sent once, with nothing in it, whatever dies on the way."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.conf import settings
from django.core import mail

from core.notices import notify, outbox, sender
from core.notices.kinds import KINDS, kind_of
from core.notices.models import Notice, ParkedNotice
from core.notices.services import ask_for_retry
from core.notices.tasks import send_due
from core.people.models import Person, RoleAssignment, User
from core.roles import Role
from sip.models import Participation
from tests.core.obligations.build import acting, as_worker, day, make_case, make_town, raised, sweep, told
from tests.database import as_loader
from tests.groups import build as b

D0 = date(2026, 11, 2)
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


@pytest.fixture
def told_once(town, case):
    """One mail to the convenor, who sees the case."""
    with day(D0), acting(town.worker) as by:
        notify("case_event", to=[town.convenor], by=by, about_kind="case", about_id=case.pk, case_id=case.pk)
    (notice,) = told(channel="mail")
    return notice


def send(town, on=D0, hour=12):
    with day(on, hour), as_worker():
        return sender.send_region(town.region.pk)


def row(notice) -> Notice:
    with as_loader():
        return Notice.objects.get(pk=notice.pk)


@pytest.fixture
def broken(monkeypatch):
    """A mail server that takes nothing."""

    def refuse(self, messages):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)


def test_a_mail_leaves_once_to_one_address_with_its_own_message_id(town, told_once):
    assert send(town) == sender.Sent(sent=1)
    assert send(town, hour=20) == sender.Sent()
    (message,) = mail.outbox
    assert message.to == [town.convenor.user.email]
    assert message.cc == message.bcc == []
    assert message.extra_headers["Message-ID"] == f"<{told_once.pk}@example.invalid>"
    kept = row(told_once)
    assert (kept.sent_at, kept.lease_until, kept.attempts) == (datetime(2026, 11, 2, 12, tzinfo=UTC), None, 1)


def test_a_region_whose_mail_cannot_be_made_keeps_no_other_waiting(town, told_once):
    with as_loader():
        south = make_town("soder")
        case = make_case(south)
        Notice.objects.filter(region=town.region).update(kind="of_another_line")
    with day(D0):
        raised(south, case, D0)
    sweep(date(2026, 11, 17))
    with pytest.raises(ValueError, match="of_another_line"), as_worker():
        send_due()
    assert {message.to[0] for message in mail.outbox} == {south.convenor.user.email, south.chair.user.email}


def test_the_mail_has_fixed_words_and_a_link_that_needs_a_sign_in(town, case):
    with day(D0):
        raised(town, case, D0)
    sweep(date(2026, 11, 17))
    with as_worker():
        send_due()
    assert {message.to[0] for message in mail.outbox} == {town.convenor.user.email, town.chair.user.email}
    for message in mail.outbox:
        assert message.subject == "Du har en frist att se över"
        assert f"{settings.BASE_URL}/besked/" in message.body
        whole = message.message().as_string()
        for secret in ("K7M2-X4QD", str(case.pk), "Öster", "skolan", "Kim", "Karin", "Tora"):
            assert secret not in whole


@pytest.mark.parametrize("code", sorted(KINDS))
def test_the_words_of_a_kind_fill_no_gap_but_a_number(code):
    kind = kind_of(code)
    assert "%" not in str(kind.subject)
    assert "%" not in str(kind.text)
    assert str(kind.many).replace("%(number)s", "").count("%") == 0
    assert ("%(number)s" in str(kind.many)) is bool(kind.many)


def test_while_somebody_holds_the_lease_nobody_else_sends(town, told_once):
    with day(D0, 12), as_worker():
        taken = sender.claim(town.region.pk, NOON)
    assert taken.ids == [told_once.pk]
    assert send(town) == sender.Sent()
    assert mail.outbox == []


def test_who_dies_between_claim_and_confirm_leaves_it_to_the_next_with_the_same_message_id(town, told_once):
    with day(D0, 12), as_worker():
        sender.claim(town.region.pk, NOON)
    first = row(told_once).message_id
    with day(D0, 12), as_worker():
        assert sender.send_region(town.region.pk) == sender.Sent()
    assert send(town, hour=13) == sender.Sent(sent=1)
    assert mail.outbox[0].extra_headers["Message-ID"] == first == f"<{told_once.pk}@example.invalid>"


def test_one_whose_lease_has_run_out_touches_nothing(town, told_once):
    with day(D0, 12), as_worker():
        taken = sender.claim(town.region.pk, NOON)
    done = sender.Sent()
    with day(D0, 13), as_worker():
        sender._one(town.region.pk, taken.ids[0], taken.lease, done)
    assert (done, mail.outbox) == (sender.Sent(), [])


def test_a_mail_that_is_not_taken_waits_longer_each_time_and_is_parked_after_five(town, told_once, broken):
    at, waits = NOON, []
    while row(told_once).parked_at is None:
        with day(at.date(), at.hour), as_worker():
            from core import clock

            with clock.moved_to(at):
                sender.send_region(town.region.pk)
        lease = row(told_once).lease_until
        waits.append(lease and (lease - at).seconds // 60)
        at += timedelta(hours=1)
    assert waits == [1, 2, 4, 8, None]
    assert row(told_once).attempts == 5
    with acting(town.admin):
        parked = ParkedNotice.objects.get()
        assert (parked.recipient_id, parked.attempts, parked.reason) == (town.convenor.pk, 5, "not_sent")
    for one in (town.worker, town.convenor, town.chair):
        with acting(one):
            assert not ParkedNotice.objects.exists()


def test_one_that_always_kills_its_worker_is_parked_too(town, told_once):
    with as_loader():
        Notice.objects.filter(pk=told_once.pk).update(attempts=5)
    assert send(town) == sender.Sent(parked=1)
    assert mail.outbox == []


def test_what_operations_ask_again_is_sent(town, told_once, broken, monkeypatch):
    with as_loader():
        Notice.objects.filter(pk=told_once.pk).update(attempts=4)
    assert send(town) == sender.Sent(failed=1, parked=1)
    monkeypatch.undo()
    assert send(town, hour=13) == sender.Sent()
    with acting(town.admin) as by:
        ask_for_retry(ParkedNotice.objects.get(), by=by)
    assert send(town, hour=14) == sender.Sent(sent=1)
    assert len(mail.outbox) == 1


def test_somebody_without_an_address_is_shown_to_operations(town, case):
    with as_loader():
        person = Person.objects.create(region=town.region, given_name="Ny", family_name="Chef")
        nobody = RoleAssignment.objects.create(
            region=town.region, person=person, role=Role.GROUP_CHAIR, area=town.area, valid_from=date(2020, 1, 1)
        )
        with_address = RoleAssignment.objects.create(
            region=town.region,
            person=Person.objects.create(region=town.region, given_name="Vi", family_name="K", email="vi@example.se"),
            role=Role.GROUP_CHAIR,
            area=town.area,
            valid_from=date(2020, 1, 1),
        )
    with day(D0), acting(town.worker) as by:
        notify("meeting_called", to=[nobody, with_address], by=by, about_kind="meeting", about_id=UUID(int=1))
    assert send(town) == sender.Sent(sent=1, parked=1)
    assert mail.outbox[0].to == ["vi@example.se"]


def test_a_mail_about_a_case_its_reader_no_longer_sees_is_dropped(town, case, told_once):
    with as_loader():
        Participation.objects.filter(assignment=town.convenor).update(valid_to=NOON - timedelta(hours=1))
        RoleAssignment.objects.filter(pk=town.convenor.pk).update(district=town.west)
    assert send(town) == sender.Sent(dropped=1)
    assert send(town, hour=20) == sender.Sent()
    assert mail.outbox == []


def test_a_mail_that_says_why_one_sees_no_more_leaves_all_the_same(town, case):
    with as_loader():
        stranger = b.make_assignment(town.region, Role.CASEWORKER, "Stig Utanför", unit=town.school)
    with day(D0), acting(town.worker) as by:
        for kind in ("consent_withdrawn", "case_event"):
            notify(kind, to=[stranger], by=by, about_kind="case", about_id=case.pk, case_id=case.pk)
    assert send(town) == sender.Sent(sent=1, dropped=1)


@pytest.mark.parametrize("ending", ["assignment ended", "not yet begun", "account closed"])
def test_one_who_has_left_gets_no_mail(town, told_once, ending):
    with as_loader():
        mine = RoleAssignment.objects.filter(pk=town.convenor.pk)
        if ending == "assignment ended":
            mine.update(valid_to=date(2026, 11, 1))
        elif ending == "not yet begun":
            mine.update(valid_from=date(2026, 11, 3))
        else:
            User.objects.filter(pk=town.convenor.user_id).update(is_active=False)
    assert send(town) == sender.Sent(dropped=1)


def test_many_leave_in_batches_and_stop_when_time_is_up(town, case, monkeypatch):
    monkeypatch.setattr(outbox, "BATCH", 2)
    with day(D0), acting(town.worker) as by:
        for _ in range(5):
            notify("case_event", to=[town.convenor], by=by, about_kind="case", about_id=case.pk)
    with day(D0, 12), as_worker():
        assert sender.send_region(town.region.pk, until=NOON - timedelta(minutes=1)).sent == 2
        assert sender.send_region(town.region.pk, until=NOON + timedelta(minutes=1)).sent == 3


def test_a_wake_up_that_never_came_costs_nothing_but_time(town, told_once):
    """The broker was emptied: the task of the next minute finds what no message told of."""
    with day(D0, 12), as_worker():
        send_due()
    assert len(mail.outbox) == 1
    assert row(told_once).sent_at == NOON
