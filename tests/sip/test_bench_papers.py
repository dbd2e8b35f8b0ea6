"""Each paper that the bench times is one that its person gets, one of them of nearly ten pages. [issue: under 3 s]"""

import io
from types import SimpleNamespace

import pikepdf
import pytest
from django.db import connection

from bench import papers
from tests.database import as_loader
from tests.sip import lifting
from tests.sip import walk as w
from tests.sip.plans import town as p
from tests.sip.surveys import build as surveys


class Watching:
    """The superuser's eye, in the test's own transaction."""

    def execute(self, sql, parameters=()):
        with as_loader():
            cursor = connection.cursor()
            cursor.execute(sql, parameters)
            rows = cursor.fetchall() if cursor.description else []
        return SimpleNamespace(fetchone=lambda: next(iter(rows), None))


@pytest.mark.full
def test_every_paper_is_fetched_by_its_person_and_the_long_one_is_near_ten_pages(active):
    town, plan = active
    email = town.assignments["teacher"].user.email
    p.called(town, plan)
    with as_loader():
        held = plan.case.plan_meetings.get(status="held")
    surveys.handed_out(town, held)

    found = papers.addresses(Watching(), email)

    assert {"call", "consent", "survey's sheet", "plan's timeline", "child's timeline"} <= found.keys()
    pages = {}
    for name, address in found.items():
        answer = w.as_person(town, "teacher").get(address)
        assert (name, answer.status_code) == (name, 200)
        with pikepdf.open(io.BytesIO(answer.content)) as pdf:
            pages[name] = len(pdf.pages)
    assert 6 <= pages["plan with many measures"] <= 10
    assert max(pages.values()) == pages["plan with many measures"]


@pytest.mark.full
def test_the_convenor_gets_the_minutes(town):
    with lifting.lifted(town):
        found = papers.more(Watching(), town.assignments["convenor"].user.email, ["minutes"])
        answer = w.as_person(town, "convenor").get(found["minutes"])

    assert answer.content.startswith(b"%PDF")
