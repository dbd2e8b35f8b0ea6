"""The clock's page, its certificate and the overview, as they are asked for."""

import io
from datetime import date, timedelta

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import obligations
from core.audit.models import AuditEvent
from core.obligations import counts
from core.obligations.models import DeadlineRule, Obligation, ObligationCount
from core.regions import cache, files
from core.regions.models import RegionProfile
from tests.core.obligations.build import acting, as_worker, day, make_case, make_rule, raised, sweep
from tests.core.people.build import sign_in
from tests.database import as_loader

D0 = date(2026, 11, 2)


def on(number):
    return D0 + timedelta(days=number)


@pytest.fixture
def running(town, case):
    with day(D0):
        return raised(town, case, D0, noticed_on=D0)


@pytest.fixture
def ended(town, case, running):
    with day(on(16)), acting(town.worker) as by:
        return obligations.end(case, "DL-01", on=on(16), by=by)


def ask(client, assignment, address, on_day=None):
    with day(on_day or on(16)):
        sign_in(client, assignment)
        return client.get(address)


def acts(act):
    with as_loader():
        return AuditEvent.objects.filter(act=act).count()


def test_a_running_clock_tells_how_it_is_counted(client, town, running):
    page = ask(client, town.worker, f"/frister/{running.pk}/", on(3))
    text = page.content.decode()
    assert page.status_code == 200
    for words in ("Fristen löper. Sista dagen är 16 november 2026.", "14 kalenderdagar", "Behovet uppmärksammades"):
        assert words in text
    assert "intyg.pdf" not in text
    assert acts("obligation.read") == 1


def test_an_ended_clock_shows_its_verdict_and_that_the_seal_holds(client, town, ended):
    text = ask(client, town.worker, f"/frister/{ended.pk}/").content.decode()
    for words in (
        "Det tog 16 dagar. Det blev 2 dagar för sent.",
        "Sigillet är omräknat nu och stämmer",
        ended.verdict_hash,
        f"/frister/{ended.pk}/intyg.pdf",
        "Handläggare, Österskolan",
        "Portalen",
    ):
        assert words in text
    assert "Tora" not in ask(client, town.convenor, f"/frister/{ended.pk}/").content.decode()


def test_a_tampered_certificate_says_that_the_seal_is_broken(client, town, ended):
    with as_loader():
        Obligation.objects.filter(pk=ended.pk).update(verdict_hash="0" * 64)
    assert "Sigillet stämmer inte" in ask(client, town.worker, f"/frister/{ended.pk}/").content.decode()


def test_the_certificate_is_one_page_with_code_and_seal_and_without_names(client, town, ended):
    response = ask(client, town.worker, f"/frister/{ended.pk}/intyg.pdf")
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert response["Content-Disposition"] == 'attachment; filename="intyg-K7M2-X4QD.pdf"'
    with pikepdf.open(io.BytesIO(response.content)) as pdf:
        assert len(pdf.pages) == 1
        assert str(pdf.docinfo["/Title"]) == "Intyg DL-01 K7M2-X4QD"
    again = ask(client, town.worker, f"/frister/{ended.pk}/intyg.pdf")
    assert again.content == response.content
    assert acts("obligation.printed") == 2


def test_a_running_clock_has_no_certificate_yet_and_leads_to_its_own_page(client, town, running):
    response = ask(client, town.worker, f"/frister/{running.pk}/intyg.pdf", on(3))
    assert response.status_code == 302
    assert response.url == f"/frister/{running.pk}/"


@pytest.mark.parametrize("part", ["", "intyg.pdf"])
def test_who_does_not_see_the_case_does_not_see_its_clock(client, town, ended, part):
    for one in (town.secretary, town.admin, town.chair):
        assert ask(client, one, f"/frister/{ended.pk}/{part}").status_code == 404
    assert acts("obligation.read") == 0


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("DL-54", "5 arbetsdagar"),
        ("DL-12", "12 månader"),
        ("DL-15", "4 år"),
        ("DL-04", "1 gång per termin"),
        ("DL-09", "2 gånger per kalenderår"),
        ("DL-22", "Dagen bestäms för sig"),
    ],
)
def test_lengths_in_words(client, town, code, words):
    with as_loader():
        make_rule(town.region, code)
    with day(D0), acting(town.secretary) as by:
        started = obligations.start(code, subject=town.region, subject_code="", started_on=D0, by=by)
    text = ask(client, town.secretary, f"/frister/{started.pk}/", D0).content.decode()
    assert words in text
    assert ("Fristen har ingen sista dag." in text) is (code == "DL-22")


def test_a_waived_and_a_paused_clock_say_so(client, town, case):
    with as_loader():
        DeadlineRule.objects.filter(pk=town.rule.pk).update(pausable=True)
    with day(D0):
        started = raised(town, case, D0)
    with day(on(1)), acting(town.worker) as by:
        obligations.pause(case, "DL-01", reason="family_wish", by=by)
    text = ask(client, town.worker, f"/frister/{started.pk}/", on(3)).content.decode()
    assert "Fristen pausades: familjen önskar det" in text
    with day(on(3)), acting(town.worker) as by:
        obligations.waive(case, "DL-01", reason="returned_wrong_unit", by=by)
    text = ask(client, town.worker, f"/frister/{started.pk}/", on(4)).content.decode()
    assert "Fristen avskrevs 5 november 2026." in text
    assert "2 dagar" in text  # stood still


def test_the_page_costs_the_same_however_much_has_happened(client, town, running, ended):
    def statements():
        with day(on(30)):
            sign_in(client, town.worker)
            with CaptureQueriesContext(connection) as queries:
                client.get(f"/frister/{ended.pk}/")
        return len(queries)

    assert statements() <= 12


@pytest.fixture
def profile(town):
    with as_loader():
        RegionProfile.objects.create(
            region=town.region,
            version=1,
            valid_from=date(2020, 1, 1),
            data=files.read("core/regions/profiles/stockholm.yaml").data,
            source_sha256="0" * 64,
        )
    cache.forget()
    yield
    cache.forget()


def count(on_day):
    from datetime import UTC, datetime

    with as_worker():
        return counts.count_all(datetime(on_day.year, on_day.month, on_day.day, 9, tzinfo=UTC))


def test_the_overview_has_figures_of_cases_only_when_they_are_many(client, town, running, profile):
    with as_loader():
        make_rule(town.region, "DL-17")
        make_rule(town.region, "DL-02", monitored=False)
        cases = [make_case(town) for _ in range(4)]
    with day(D0), acting(town.secretary) as by:
        obligations.start("DL-17", subject=town.region, subject_code="", started_on=D0, by=by)
    assert "Fristerna har inte räknats än." in ask(client, town.admin, "/frister/").content.decode()
    assert count(D0) == 2
    few = ask(client, town.admin, "/frister/").content.decode()
    assert few.count("färre än 5") == 1
    with day(D0):
        for case in cases:
            raised(town, case, D0)
    count(D0)
    sweep(on(15))
    count(on(15))
    many = ask(client, town.admin, "/frister/").content.decode()
    assert many.count("färre än 5") == 0
    assert "Räknat 17 november 2026" in many
    assert "DL-02" not in many
    assert "K7M2" not in many
    with as_loader():
        found = ObligationCount.objects.filter(code="DL-01").order_by("status").values_list("status", "number")
        assert list(found) == [("breached", 5), ("pending", 0)]


def test_the_task_counts_now(town, running):
    from core.obligations.tasks import count as task

    with day(D0), as_worker():
        task()
    with as_loader():
        assert ObligationCount.objects.get().number == 1


def test_for_all_but_the_administrator_there_is_no_overview(client, town, running):
    count(D0)
    for one in (town.worker, town.secretary, town.chair):
        assert ask(client, one, "/frister/").status_code == 404
        with acting(one):
            assert not ObligationCount.objects.exists()
