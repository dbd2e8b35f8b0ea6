"""The chair asks for the report in a browser, a real Celery worker makes it, a killed one loses nothing. [issue 2:8]

Nothing stands in for anything here: broker, worker, database logins, browser and the process that draws are real.
"""

import time
from datetime import timedelta

import pikepdf
import pytest
from playwright.sync_api import expect

from bus_portal.celery import app
from core import clock
from core.audit.models import AuditEvent
from core.notices.models import Notice
from followup.jobs.running import STEPS
from followup.models import Counting, ReportFile, ReportJob
from tests.database import as_loader
from tests.documents import reading
from tests.documents.test_standards import PDFA, PDFUA, told
from tests.followup import town as t
from tests.followup.celery_worker import workers_on

pytestmark = pytest.mark.slow
PATIENCE = 90_000  # milliseconds, for a machine with much to do


@pytest.fixture
def town(transactional_db):
    """A year of cases and deviations, committed, its figures fixed."""
    with as_loader():
        town = t.make_town()
    for number in range(12):
        t.held(town, sex=("girl", "boy")[number % 2], wait=5 if number < 9 else 20)
    for _number in range(6):
        t.deviation(town)
    t.collected(town)
    return town


@pytest.fixture
def workers(real_urls, database_name):
    with workers_on(real_urls, f"q-{database_name}") as made:
        yield made


@pytest.fixture
def chair(browser_of, town):
    """The chair's own browser."""
    return browser_of(town.assignments["chair"])


def ask(page, town) -> ReportJob:
    page.goto(f"/uppfoljning/{town.area.pk}/{t.YEAR}/")
    page.get_by_role("button", name="Gör årsrapporten").click()
    expect(page.get_by_role("heading", name="Årsrapporten 2025 görs")).to_be_visible()
    with as_loader():
        return ReportJob.objects.get(kind="report")


def wait_for(job, done) -> ReportJob:
    deadline = time.monotonic() + PATIENCE / 1000
    while not done(row := t.row(job)):
        assert time.monotonic() < deadline, (row.status, row.step)
        time.sleep(0.02)
    return row


def of_job(job) -> dict:
    """What one report leaves behind: rows by kind."""
    with as_loader():
        told = Notice.objects.filter(kind="report_ready")
        return {
            "files": ReportFile.objects.filter(job=job).count(),
            "countings": Counting.objects.count(),
            "told": sorted(told.values_list("channel", flat=True)),
            "made": AuditEvent.objects.filter(object_id=job.pk, act="report.made").count(),
        }


ONCE = {"files": 1, "countings": 1, "told": ["in_app", "mail"], "made": 1}


def test_the_chair_presses_the_button_sees_it_go_and_fetches_the_report(town, workers, chair, faultless):
    job = ask(chair, town)
    expect(chair.locator("progress")).to_have_attribute("value", "0")
    expect(chair.get_by_text("Väntar på sin tur")).to_be_visible()  # nobody works yet, and the page says so
    faultless(chair)

    worker = workers.start()
    wait_for(job, lambda row: row.step == "drawing")
    with workers.held(worker):
        half_way = t.row(job).progress
        assert 0 < half_way < 100
        expect(chair.locator("progress")).to_have_attribute("value", str(half_way), timeout=PATIENCE)
    seen = []
    deadline = time.monotonic() + PATIENCE / 1000
    while chair.locator("progress").count():
        assert time.monotonic() < deadline
        before = t.row(job).progress
        shown = chair.evaluate("document.querySelector('progress')?.value ?? null")
        if shown is not None:
            assert shown in STEPS.values()
            assert shown <= max(before, t.row(job).progress)  # never ahead of the truth
            seen.append(shown)
        chair.wait_for_timeout(100)

    expect(chair.get_by_text("Rapporten är klar.")).to_be_visible()
    faultless(chair)
    assert seen == sorted(seen)
    with chair.expect_download() as download:
        chair.get_by_role("link", name="Hämta rapporten (PDF)").click()
    fetched = download.value
    content = fetched.path().read_bytes()
    with as_loader():
        file = ReportFile.objects.get(job=job)
    assert (fetched.suggested_filename, content) == (file.name, bytes(file.content))
    assert of_job(job) == ONCE
    check_document(content)


def check_document(content: bytes) -> None:
    """Both standards, the figures as data, tags and pages."""
    pdf = reading.opened(content)
    attributes, _parts, _packet = told(pdf)
    tags = [str(element.S) for element, _above in reading.elements(pdf)]

    assert (attributes[f"{PDFA}part"], attributes[f"{PDFA}conformance"]) == ("3", "A")
    assert attributes[f"{PDFUA}part"] == "1"
    assert bool(pdf.Root.MarkInfo.Marked)
    assert str(pdf.Root.Lang) == "sv"
    assert {name: len(pdf.attachments[name].get_file().read_bytes()) > 100 for name in pdf.attachments} == {
        "figurer.csv": True,
        "figurer.json": True,
    }
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure", "/P", "/Link"} <= set(tags)
    assert 4 <= len(pdf.pages) <= 20
    assert isinstance(pdf.Root.StructTreeRoot, pikepdf.Dictionary)


@pytest.mark.full  # without the browser test_jobs kills one in every run
def test_a_worker_killed_as_it_draws_loses_nothing_and_doubles_nothing(town, workers, chair):
    """The page is left open: it goes on by itself when another worker has taken the job."""
    worker = workers.start()
    job = ask(chair, town)
    wait_for(job, lambda row: row.step == "drawing")
    workers.kill(worker)
    left = t.row(job)
    assert (left.status, left.progress, left.attempts) == ("running", 60, 1)

    second = workers.start()
    app.send_task("followup.tasks.run_waiting")
    chair.reload()
    expect(chair.locator("progress")).to_have_attribute("value", "60")  # the dead one's lease holds: not yet another's
    assert t.row(job).attempts == 1
    with as_loader():
        ReportJob.objects.filter(pk=job.pk).update(lease_until=clock.now() - timedelta(seconds=1))
    app.send_task("followup.tasks.run_waiting")
    app.send_task("followup.tasks.make_report", [str(job.pk)])  # woken twice

    expect(chair.get_by_text("Rapporten är klar.")).to_be_visible(timeout=PATIENCE)
    assert second.poll() is None
    assert (t.row(job).status, t.row(job).attempts) == ("done", 2)
    assert of_job(job) == ONCE


def test_a_report_asked_for_without_a_broker_is_made_when_it_is_back(town, workers, chair, monkeypatch):
    """The database is the queue's truth: nobody was woken, the sweep finds it."""
    from followup.jobs import asking

    monkeypatch.setattr(asking, "TASK", "nobody.listens")
    with workers_on(workers.env, f"{workers.queue}-lost"):
        job = ask(chair, town)
    workers.start()
    app.send_task("followup.tasks.run_waiting")

    expect(chair.get_by_text("Rapporten är klar.")).to_be_visible(timeout=PATIENCE)
    assert of_job(job) == ONCE
