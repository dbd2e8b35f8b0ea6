"""Every address of the app x everybody: what one may not read stands in no page, part or post. [security 13]"""

from django.db import transaction
from django.urls import reverse

from deviations.models import DeviationReport
from deviations.routes import ROUTES
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.deviations.build import at_secretariat, do, in_local_group, sent

PART = {"HTTP_HX_REQUEST": "true"}
MARK = "vattenmärke"
# One of each relation; the others of test_policies have the same.
PEOPLE = "reporter colleague head counterpart stranger coordinator officer prep admin chair west_convenor".split()
FURTHER = {"deviations:pattern_note": ("beskriv",), "deviations:guest": ("gissat",)}
LOCAL = {"reporter", "head", "counterpart", "coordinator"}


def marked(report) -> DeviationReport:
    """The same mark in each text of the report; codes are marks of their own."""
    with as_loader():
        DeviationReport.objects.filter(pk=report.pk).update(
            description=f"{MARK} text", tried=f"{MARK} gjort", suggestion=f"{MARK} förslag", pattern=f"{MARK} mönster"
        )
    return DeviationReport(pk=report.pk, code=report.code)


def answered(town):
    report = at_secretariat(town)
    do("receive", report, town.officer)
    do("review", report, town.officer, category="absence", pattern="ersättare")
    return marked(do("answer", report, town.officer, text=f"Ett {MARK} i svaret"))


def addresses(report):
    for row in ROUTES:
        key = [report.pk] if row.object.startswith("deviation") else []
        yield row, reverse(row.name, args=[*key, *FURTHER.get(row.name, ())])


def texts_of(client, row, url):
    """What page, part and post say; each rolled back."""
    sends = []
    if "GET" in row.methods:
        queries = {"avvikelse": url.split("/")[2]} if row.name == "deviations:inbox" else {}
        sends += [
            lambda: client.get(url, queries),
            lambda: client.get(url, {**queries, "lage": "oppna"}, **PART),
        ]
        if queries:
            sends.append(lambda: client.get(url, {**queries, "lage": "klara"}))
    if "POST" in row.methods:
        sends.append(lambda: client.post(url))
    for send in sends:
        before = transaction.savepoint()
        yield send().content.decode()
        transaction.savepoint_rollback(before)


def readers(client, town, report) -> tuple[set[str], set[str]]:
    """Who meets the code, and who a text, anywhere in the app."""
    meets, reads = set(), set()
    for name in PEOPLE:
        if not hasattr(town, name):
            continue
        sign_in(client, getattr(town, name))
        said = [text for row, url in addresses(report) for text in texts_of(client, row, url)]
        meets |= {name} if any(report.code in text for text in said) else set()
        reads |= {name} if any(MARK in text for text in said) else set()
    return meets, reads


def test_only_those_on_its_way_meet_a_report_and_nobody_of_another_region(client, north, south):
    report = answered(north)
    expected = LOCAL | {"chair", "officer"}
    assert readers(client, north, report) == (expected, expected)
    assert readers(client, south, report) == (set(), set())


def test_only_those_on_its_way_meet_a_report_of_the_other_county(client, south):
    report = in_local_group(south)
    do("lift", report, south.coordinator, text="Behöver beslut")
    expected = LOCAL | {"prep"}
    assert readers(client, south, marked(report)) == (expected, expected)


def test_a_copy_has_its_code_and_no_text(client, copying):
    report = sent(copying)
    do("resolve", report, copying.head, solution=f"Ett {MARK} i lösningen")
    assert readers(client, copying, marked(report)) == (LOCAL | {"chair", "officer"}, LOCAL | {"chair"})
