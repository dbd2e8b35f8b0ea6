"""Long jobs: done once, seen as they go, taken on when a worker dies, parked when nothing helps. [security 11]"""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.audit.models import AuditEvent
from core.documents import kinds
from core.notices.models import Notice
from followup.jobs import running
from followup.jobs.asking import ask_for_job
from followup.models import AnnualFollowUp, Compilation, Counting, Figure, ReportFile, ReportJob
from tests.core.people.build import sign_in
from tests.database import as_loader, as_role
from tests.followup import town as t


def asked(town, kind="report", *, who="chair", follow_up=None) -> ReportJob:
    acting = getattr(town, who)
    with acting_as(acting):
        return ask_for_job(town.area, t.YEAR, by=acting, kind=kind, follow_up=follow_up)


def run(job) -> bool:
    with as_role("bus_worker"):
        return running.run(job.pk)


def change(job, **values) -> ReportJob:
    with as_loader():
        ReportJob.objects.filter(pk=job.pk).update(**values)
    return t.row(job)


@pytest.fixture
def job(town):
    t.held(town)
    return asked(town, follow_up=t.collected(town))


@pytest.mark.slow
def test_a_job_makes_its_file_tells_who_asked_and_is_logged(town, job):
    assert run(job)

    done = t.row(job)
    with as_loader():
        file = ReportFile.objects.get(job=job)
        told = set(Notice.objects.filter(kind="report_ready", channel="in_app").values_list("recipient_id", flat=True))
        logged = set(AuditEvent.objects.filter(object_id=job.pk).values_list("act", flat=True))
    assert (done.status, done.progress, done.attempts, done.lease_until) == ("done", 100, 1, None)
    assert bytes(file.content).startswith(b"%PDF-")
    assert (file.size, file.name) == (len(file.content), "arsuppfoljning-2025-oster-och-vaster.pdf")
    assert told == {town.chair.assignment_id}
    assert logged == {"report.asked_for", "report.made"}


@pytest.mark.slow
def test_the_file_is_fetched_by_who_asked_and_by_those_who_follow_the_area(town, job):
    run(job)
    client = Client()

    def status(who):
        sign_in(client, town.assignments[who])
        return client.get(reverse("followup:report_pdf", args=[job.pk])).status_code

    assert {
        who: status(who) for who in ("chair", "secretary", "steering_bup", "regional", "teacher", "other_chair")
    } == {
        **dict.fromkeys(("chair", "secretary", "steering_bup"), 200),
        **dict.fromkeys(("regional", "teacher", "other_chair"), 404),
    }


@pytest.mark.slow
def test_a_job_done_is_not_done_again(job):
    assert [run(job), run(job)] == [True, False]
    with as_loader():
        assert ReportFile.objects.count() == 1


def test_a_job_that_another_worker_holds_is_left_alone(job):
    change(job, status="running", attempts=1, lease_until=clock.now() + timedelta(seconds=30))

    assert not run(job)
    with as_role("bus_worker"):
        assert running.waiting(clock.now()) == []


def test_a_job_that_nobody_was_woken_for_is_found(job):
    with as_role("bus_worker"):
        assert running.waiting(clock.now()) == [job.pk]


def test_a_job_whose_document_cannot_be_made_says_why(job, monkeypatch):
    monkeypatch.setattr(kinds, "IN_JOB", kinds.Limits(seconds=60, memory=1024 * kinds.MB, pages=1))

    run(job)

    ended = t.row(job)
    assert (ended.status, ended.failure, ended.lease_until) == ("failed", "too_many_pages", None)
    with as_loader():
        assert not ReportFile.objects.exists()


@pytest.fixture
def broken(town):
    """A job over a counting that no report can be made of."""
    follow_up = t.collected(town)
    with as_loader():
        kept = Counting.objects.get(follow_up=follow_up)
        values = {field.attname: getattr(kept, field.attname) for field in Counting._meta.fields if field.name != "id"}
        values |= {"context": {}, "computed_at": kept.computed_at + timedelta(hours=1)}
        Counting.objects.create(**values)
    return asked(town, follow_up=follow_up)


def test_a_job_that_breaks_is_tried_five_times_and_then_parked(town, broken):
    tried = []
    for _attempt in range(7):
        tried.append(run(broken))
        change(broken, lease_until=None)

    ended = t.row(broken)
    assert tried == [True] * 5 + [False] * 2
    with as_loader():
        told = list(Notice.objects.filter(kind="report_parked").values_list("recipient_id", flat=True))
    assert (ended.status, ended.attempts, ended.failure) == ("parked", 5, "crashed")
    assert told == [town.admin.assignment_id]


def test_a_job_that_broke_waits_a_little_before_it_is_tried_again(broken):
    before = clock.now()
    run(broken)

    again = t.row(broken)
    assert (again.status, again.attempts) == ("queued", 1)
    assert again.lease_until >= before + running.BETWEEN


def test_a_job_whose_workers_died_five_times_is_parked_and_shown_to_operations(town, job):
    change(job, status="running", attempts=5, lease_until=clock.now() - timedelta(seconds=1))

    assert not run(job)
    client = Client()
    sign_in(client, town.assignments["admin"])
    page = client.get(reverse("followup:parked")).content.decode()
    sign_in(client, town.assignments["chair"])

    assert t.row(job).status == "parked"
    assert "Öster och Väster" in page
    assert client.get(reverse("followup:parked")).status_code == 404


def test_who_lost_the_lease_changes_nothing_more(town, job):
    """A worker that was thought dead wakes up after another has taken the job on."""
    with as_role("bus_worker"), acting_as(job="reports", region_id=town.region.pk) as by:
        slow = running._claim(job.pk, by)
    change(job, attempts=2, lease_until=clock.now() + timedelta(seconds=30), progress=60, step="drawing")

    with as_role("bus_worker"):
        running._do(slow)

    kept = t.row(job)
    assert (kept.status, kept.attempts, kept.progress) == ("running", 2, 60)
    with as_loader():
        assert not ReportFile.objects.exists()


def test_the_worker_alone_changes_a_job(town, job):
    with acting_as(town.chair), pytest.raises(Exception, match="permission denied"):
        ReportJob.objects.filter(pk=job.pk).update(status="done")


# Processes of their own, signed in as the worker; committed data, and the figures' own connection.

MAKE = "import django, sys; django.setup(); from followup.tasks import make_report; make_report(sys.argv[1])"
OPEN = "import django; django.setup(); from followup.tasks import open_year; open_year()"
WAITING = "import django; django.setup(); from followup.tasks import run_waiting; run_waiting()"


def started(urls, code, *words):
    surroundings = {**os.environ, **urls, "BUS_PROCESS": "worker"}
    return subprocess.Popen([sys.executable, "-c", code, *map(str, words)], env=surroundings)


def done(process) -> int:
    return process.wait(timeout=120)


@pytest.fixture
def committed(transactional_db):
    """A town with a year of cases, committed, and its follow-up open."""
    with as_loader():
        town = t.make_town()
    for number in range(12):
        t.held(town, sex=("girl", "boy")[number % 2])
    for _number in range(5):
        t.deviation(town)
    return town


def figures(follow_up=None) -> dict:
    with as_loader():
        return {one.code: one.numerator for one in Figure.objects.filter(follow_up=follow_up)}


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_year_is_opened_counted_fixed_and_printed_by_real_workers(committed, real_urls):
    town = committed
    assert done(started(real_urls, OPEN)) == 0
    assert done(started(real_urls, OPEN)) == 0
    with as_loader():
        follow_up = AnnualFollowUp.objects.filter(area=town.area).latest("year")
        years = list(AnnualFollowUp.objects.filter(area=town.area).values_list("year", flat=True))
        regions = list(Compilation.objects.filter(region=town.region).values_list("year", flat=True))
    assert years == regions == [clock.today().year - 1]
    if years != [t.YEAR]:
        with as_loader():
            AnnualFollowUp.objects.filter(pk=follow_up.pk).update(year=t.YEAR)

    collect = asked(town, "collect", follow_up=t.row(follow_up))
    assert done(started(real_urls, MAKE, collect.pk)) == 0
    assert t.row(collect).status == "done"
    assert t.row(follow_up).status == "collecting"
    assert figures(follow_up).items() >= {"I-01": 12, "I-02": 0, "I-03": 5, "I-04": 12, "I-21": 0}.items()

    report = asked(town, follow_up=t.row(follow_up))
    first, second = started(real_urls, MAKE, report.pk), started(real_urls, WAITING)
    assert (done(first), done(second)) == (0, 0)
    with as_loader():
        assert ReportFile.objects.filter(job=report).count() == 1
    assert (t.row(report).status, t.row(report).attempts) == ("done", 1)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_loses_nothing_and_doubles_nothing(committed, real_urls):
    """Killed while it draws; its lease passes, another takes the job on, and the one who asked is told once."""
    town = committed
    job = asked(town, follow_up=t.collected(town))
    worker = started(real_urls, MAKE, job.pk)
    deadline = time.monotonic() + 60
    while t.row(job).step != "drawing":  # how far it has come is seen while it goes on
        assert time.monotonic() < deadline
        time.sleep(0.02)
    worker.send_signal(signal.SIGKILL)
    assert done(worker) == -signal.SIGKILL
    left = t.row(job)
    assert (left.status, left.progress, left.attempts) == ("running", 60, 1)

    assert done(started(real_urls, WAITING)) == 0
    assert t.row(job).attempts == 1  # the dead one's lease still holds

    change(job, lease_until=clock.now() - timedelta(seconds=1))
    assert done(started(real_urls, WAITING)) == 0
    ended = t.row(job)
    assert (ended.status, ended.progress, ended.attempts) == ("done", 100, 2)
    with as_loader():
        assert ReportFile.objects.filter(job=job).count() == 1
        assert Notice.objects.filter(kind="report_ready", channel="in_app").count() == 1


def test_the_worker_and_the_clock_know_the_tasks():
    from django.conf import settings

    from bus_portal.celery import app

    app.loader.import_default_modules()
    timed = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}

    assert {"followup.tasks.make_report", "followup.tasks.run_waiting", "followup.tasks.open_year"} <= set(app.tasks)
    assert {"followup.tasks.run_waiting", "followup.tasks.open_year"} <= timed
