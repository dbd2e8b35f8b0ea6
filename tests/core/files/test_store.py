"""Kept, scanned, swept: what lies on the disk, who may touch the row, what nobody names. [security 10, 11]"""

import os
from datetime import timedelta
from uuid import uuid4

import pytest
from cryptography.exceptions import InvalidTag
from django.db import DatabaseError, transaction

from core import clock
from core.files import services, store, sweeping, tasks
from core.files.examining import Examined
from core.files.kinds import FileKind
from core.files.models import KeptFile
from core.files.states import FileStatus
from core.notices.models import Notice
from tests.audit_rows import acts_on
from tests.core.files.clamd import UNSURE, VIRUS
from tests.core.obligations.build import acting, as_worker
from tests.database import as_loader

SECRET = b"Vi samtycker. Anna Provsson"


def keep(town, content: bytes = SECRET, status=FileStatus.UNSCANNED) -> KeptFile:
    with acting(town.worker) as by:
        return services.keep(Examined(FileKind.PDF, content, status), by=by)


def row(kept) -> KeptFile:
    with as_loader():
        return KeptFile.objects.get(pk=kept.pk)


def files(own_folder) -> list:
    return [place for place in own_folder.rglob("*") if place.is_file()]


def scan() -> int:
    with as_worker():
        return tasks.scan_waiting()


def sweep() -> int:
    with as_worker():
        return tasks.sweep_orphans()


def grow_old(place, days: float = 2) -> None:
    then = (clock.now() - timedelta(days=days)).timestamp()
    os.utime(place, (then, then))


def test_a_kept_file_lies_encrypted_under_a_random_name_for_its_owner_alone(town, own_folder):
    kept = keep(town)

    (place,) = files(own_folder)
    assert place.name == str(kept.pk)
    assert SECRET not in place.read_bytes()
    assert place.stat().st_mode & 0o777 == 0o600
    assert {folder.stat().st_mode & 0o077 for folder in (place.parent, own_folder / str(town.region.pk))} == {0}
    assert store.read(kept.region_id, kept.pk) == SECRET


def test_a_file_changed_cut_or_laid_in_anothers_place_does_not_open(town, own_folder):
    one, other = keep(town), keep(town, b"Vi samtycker inte")
    places = {place.name: place for place in files(own_folder)}
    whole = places[str(one.pk)].read_bytes()

    for content in (whole[:-1], whole[:-1] + bytes([whole[-1] ^ 1]), places[str(other.pk)].read_bytes()):
        places[str(one.pk)].write_bytes(content)
        with pytest.raises(InvalidTag):
            store.read(one.region_id, one.pk)


def test_another_key_opens_nothing(town, settings):
    kept = keep(town)
    settings.FIELD_KEY = "5a" * 32

    with pytest.raises(InvalidTag):
        store.read(kept.region_id, kept.pk)


def test_what_cannot_be_written_has_no_row(town, settings):
    settings.FILES_DIR = "/proc/nowhere"

    with pytest.raises(OSError, match="/proc/nowhere"):
        keep(town)
    with as_loader():
        assert not KeptFile.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"status": "infected", "checked_at": "2026-01-01T00:00Z"},
        {"added_by_id": "other"},
        {"attempts": 5},
        {"region_id": "other"},
    ],
)
def test_the_web_adds_files_in_its_own_name_and_unjudged_only(town, change):
    with as_loader():
        others = {"added_by_id": town.convenor.pk, "region_id": uuid4()}
    given = {name: others[name] if value == "other" else value for name, value in change.items()}
    with acting(town.worker) as by:
        fields = {"region_id": by.region_id, "added_by_id": by.assignment_id, "status": "unscanned", **given}
        with pytest.raises(DatabaseError), transaction.atomic():
            KeptFile(**fields).save(force_insert=True)


def test_the_web_lets_no_file_out_of_quarantine(town):
    kept = keep(town, status=FileStatus.QUARANTINED)

    with acting(town.worker), pytest.raises(DatabaseError), transaction.atomic():
        KeptFile.objects.filter(pk=kept.pk).update(status="clean", checked_at=clock.now())


def test_nobody_else_sees_the_row(town):
    kept = keep(town)

    with acting(town.convenor):
        assert not KeptFile.objects.filter(pk=kept.pk).exists()


@pytest.mark.parametrize("before", [FileStatus.QUARANTINED, FileStatus.UNSCANNED])
def test_a_file_that_waits_is_let_out_by_the_next_round(town, clamd, before):
    kept = keep(town, status=before)
    assert not kept.is_open

    assert scan() == 1
    assert scan() == 0

    found = row(kept)
    assert (found.status, found.is_open, found.attempts) == (FileStatus.CLEAN, True, 1)
    assert clamd.asked == [SECRET]
    assert "file.cleared" in acts_on(kept.pk)


def test_a_file_with_a_virus_is_stopped_and_who_added_it_is_told_once(town, clamd):
    kept = keep(town, VIRUS, FileStatus.QUARANTINED)

    assert [scan(), scan()] == [1, 0]

    found = row(kept)
    assert (found.status, found.is_open) == (FileStatus.INFECTED, False)
    assert "file.stopped" in acts_on(kept.pk)
    with as_loader():
        told = Notice.objects.filter(kind="file_stopped").values_list("recipient_id", "channel", "about_id")
        assert sorted(told) == sorted((town.worker.pk, channel, kept.pk) for channel in ("in_app", "mail"))


def test_while_the_scanner_is_away_files_wait_without_being_counted_out(town, settings, caplog):
    settings.SCANNER = "tcp://127.0.0.1:1"
    kept = keep(town, status=FileStatus.QUARANTINED)

    assert [scan() for _ in range(7)] == [0] * 7

    found = row(kept)
    assert (found.status, found.attempts) == (FileStatus.QUARANTINED, 0)
    assert "does not answer" in caplog.text


def test_a_file_that_cannot_be_judged_keeps_no_other_waiting_and_is_left_after_five(town, clamd):
    bad, good = keep(town, UNSURE, FileStatus.QUARANTINED), keep(town, status=FileStatus.QUARANTINED)

    assert [scan() for _ in range(7)] == [1, 0, 0, 0, 0, 0, 0]

    assert row(good).status == FileStatus.CLEAN
    assert (row(bad).status, row(bad).attempts) == (FileStatus.QUARANTINED, services.MOST_ATTEMPTS)
    assert clamd.asked.count(UNSURE) == services.MOST_ATTEMPTS


def test_without_a_scanner_nothing_is_judged_and_what_is_in_quarantine_stays(town, settings):
    settings.SCANNER = ""
    held, free = keep(town, status=FileStatus.QUARANTINED), keep(town)

    assert scan() == 0
    assert [row(held).is_open, row(free).is_open] == [False, True]


def test_the_sweep_takes_what_no_row_names_and_only_what_has_lain_a_day(town, own_folder):
    kept = keep(town)
    named = next(place for place in files(own_folder) if place.name == str(kept.pk))
    old, young, unfinished = (named.with_name(name) for name in (str(uuid4()), str(uuid4()), f"{uuid4()}.part"))
    for place in (old, young, unfinished):
        place.write_bytes(b"x")
    for place in (old, unfinished, named):
        grow_old(place)

    assert [sweep(), sweep()] == [2, 0]

    assert set(files(own_folder)) == {named, young}


def test_a_file_whose_row_was_rolled_back_is_swept(town, own_folder):
    with acting(town.worker) as by, transaction.atomic():
        services.keep(Examined(FileKind.PDF, SECRET, FileStatus.UNSCANNED), by=by)
        transaction.set_rollback(True)
    (place,) = files(own_folder)
    with as_loader():
        assert not KeptFile.objects.exists()
    grow_old(place)

    assert sweep() == 1
    assert files(own_folder) == []


def test_a_sweep_that_sees_no_database_row_at_all_takes_nothing(town, own_folder, settings):
    keep(town)
    (place,) = files(own_folder)
    grow_old(place)
    settings.CONTEXT_KEY = "5a" * 32  # no context holds: every table is empty

    assert sweeping.sweep_region(town.region.pk) == 0
    assert files(own_folder) == [place]
