"""Telling people: rows in the act's transaction, each once, seen by their reader alone."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, connection, transaction
from kombu.exceptions import OperationalError

from core.notices import notify
from core.notices.keys import KEY_SQL, notice_key
from core.notices.kinds import KINDS, Kind, kind_of, register
from core.notices.models import Channel, Notice, ParkedNotice
from core.notices.policies import visible_notices
from core.notices.services import mark_all_read, mark_read
from core.notices.wake import wake_sender
from tests.core.obligations.build import acting, as_worker, day, make_town, told
from tests.database import as_loader

D0 = date(2026, 11, 2)
ABOUT = UUID(int=5)


def tell(by, to, kind="deadline_warned", **extra):
    notify(kind, to=to, by=by, **{"about_kind": "case", "about_id": ABOUT, **extra})


def test_each_recipient_is_told_on_each_channel(town, case):
    with day(D0), acting(town.worker) as by:
        tell(by, [town.convenor, town.chair.pk], case_id=case.pk, level="first")
    rows = told()
    assert {(row.recipient_id, row.channel) for row in rows} == {
        (one.pk, channel) for one in (town.convenor, town.chair) for channel in ("in_app", "mail")
    }
    assert {(row.kind, row.about_id, row.case_id, row.level, row.region_id) for row in rows} == {
        ("deadline_warned", ABOUT, case.pk, "first", town.region.pk)
    }


def test_the_same_told_again_is_the_same_notice(town):
    with acting(town.worker) as by:
        for level in ("a", "a", "b"):
            tell(by, [town.convenor, town.convenor.pk], level=level)
    assert [row.level for row in told(channel="in_app")] == ["a", "b"]


def test_an_event_of_its_own_is_told_each_time(town):
    with acting(town.worker) as by:
        tell(by, [town.convenor], kind="case_event")
        tell(by, [town.convenor], kind="case_event")
    assert len(told(channel="in_app")) == 2


def test_a_kind_for_the_portal_only_sends_no_mail_and_nobody_is_nothing(town):
    with acting(town.worker) as by:
        tell(by, [town.convenor], kind="call_answered")
        tell(by, [], kind="case_event")
    assert [row.channel for row in told()] == ["in_app"]


def test_what_nobody_has_put_into_words_cannot_be_told(town):
    with acting(town.worker) as by, pytest.raises(ValueError, match="no kind of notice"):
        tell(by, [town.convenor], kind="gossip")


def test_a_kind_means_one_thing(monkeypatch):
    monkeypatch.setattr("core.notices.kinds.KINDS", dict(KINDS))
    register(kind_of("case_event"))
    with pytest.raises(ValueError, match="already means something else"):
        register(Kind("case_event", "Något annat"))


def test_a_refusal_afterwards_leaves_nothing_told(town):
    def act():
        with acting(town.worker) as by:
            tell(by, [town.convenor])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        act()
    assert told() == []


def test_the_sender_is_woken_once_after_the_commit(town, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as waiting, acting(town.worker) as by:
        tell(by, [town.convenor])
        tell(by, [town.chair])
        tell(by, [town.convenor], kind="call_answered")
    assert waiting == [wake_sender]


@pytest.mark.parametrize("error", [OperationalError(), ConnectionRefusedError()])
def test_without_a_broker_nothing_is_lost_but_the_wake_up(monkeypatch, caplog, error):
    def away(*_arguments, **_options):
        raise error

    monkeypatch.setattr("core.notices.wake.current_app.send_task", away)
    wake_sender()
    assert caplog.messages == [f"no wake-up: {type(error).__name__}"]


def test_nobody_sees_anothers_notices(town):
    with as_loader():
        south = make_town("soder")
    with acting(town.worker) as by:
        tell(by, [town.convenor])
        assert not Notice.objects.exists()
    for one in (town.chair, town.worker, town.admin, south.convenor):
        with acting(one) as by:
            assert not Notice.objects.exists()
            assert not visible_notices(by).exists()
            assert Notice.objects.update(read_at="2026-01-01T00:00Z") == 0
    with acting(town.convenor) as by:
        assert Notice.objects.count() == 2
        assert visible_notices(by).count() == 1
    with as_worker():
        assert not Notice.objects.exists()


def test_nobody_tells_in_another_region(town):
    with as_loader():
        south = make_town("soder")
    with acting(town.worker), pytest.raises(ProgrammingError), transaction.atomic():
        Notice.objects.create(
            id=uuid4(), region_id=south.region.pk, kind="case_event", recipient=south.convenor, channel=Channel.IN_APP
        )


def test_reading_counts_once_and_only_for_the_reader(town):
    with acting(town.worker) as by:
        tell(by, [town.convenor])
    (notice,) = told(channel="in_app")
    with day(D0), acting(town.convenor) as by:
        first = mark_read(notice, by=by).read_at
    with day(date(2026, 11, 3)), acting(town.convenor) as by:
        assert mark_read(notice, by=by).read_at == first
    with acting(town.chair) as by, pytest.raises(PermissionDenied):
        mark_read(notice, by=by)


def test_all_is_read_at_once(town):
    with acting(town.worker) as by:
        tell(by, [town.convenor, town.chair], kind="case_event")
        tell(by, [town.convenor], kind="case_event")
    with acting(town.convenor) as by:
        assert (mark_all_read(by=by), mark_all_read(by=by)) == (2, 0)
    assert [row.read_at for row in told(recipient_id=town.chair.pk, channel="in_app")] == [None]


def test_an_in_app_notice_is_never_in_the_outbox(town):
    with as_loader(), pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(
            id=uuid4(), region=town.region, kind="call", recipient=town.chair, channel="in_app", attempts=1
        )


def test_the_database_makes_the_same_keys(town):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {KEY_SQL.format(text='%s::text')}", ["a|b|å"])
        assert cursor.fetchone()[0] == notice_key("a", "b", "å")


def test_the_tables_hold_no_text():
    texts = {
        (field.name, field.max_length)
        for model in (Notice, ParkedNotice)
        for field in model._meta.get_fields()
        if field.get_internal_type() in ("CharField", "TextField")
    }
    assert texts == {
        ("kind", 40),
        ("level", 40),
        ("channel", 6),
        ("about_kind", 40),
        ("message_id", 120),
        ("reason", 40),
    }
