"""Gates 11 and 15: ten times the cases make a page ask nothing more, and no plan reads far beyond what one may see.

On the rows of `make_county` at 400 and at 4,000 cases (1,000 and 10,000 would take a minute to make): a caseworker has
200 cases at either size, so that whatever grows, grows with others' rows. `./bus bench` looks at 100,000.
"""

import json
import re
from functools import partial
from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from bench.plans import explained, inside
from bench.reading import FEW, greed, seen_by
from core import clock
from core.access import acting_as
from demo.county.making import codes
from sip.access.questions import RELATIONS
from sip.models import Case, Child, ForumCase, SipPlan
from tests.core.people.build import sign_in
from tests.database import as_loader, as_role
from tests.demo.county import build, person
from tests.followup import town as followup
from tests.groups.build import acting_for

pytestmark = pytest.mark.slow

SMALL, LARGE = 400, 4_000
MOST = 10  # rows read for each row one may see

SAVEPOINT = re.compile(r'"s\d+_x\d+"')
KEYS = re.compile(r"IN \(%s(?:, %s)*\)")

# page → who looks
PAGES = {
    "case list": "teacher-0",
    "case": "teacher-0",
    "plans": "teacher-0",
    "plan": "teacher-0",
    "a plan one was let into": "worker-0",
    "children": "teacher-0",
    "child": "teacher-0",
    "search": "teacher-0",
    "shared": "teacher-0",
    "start": "teacher-0",
    "convenor's start": "convenor-0",
    "leader's start": "manager-0",
    "clinic's start": "clinic-0",
    "messages": "convenor-0",
    "groups": "chair-0",
    "queue": "secretary",
    "deviations": "teacher-0",
    "year": "chair-0",
}


def address(page: str, who) -> str:
    names = {
        "case list": "sip:case_list",
        "plans": "sip:plan_list",
        "children": "sip:child_list",
        "search": "sip:child_search",
        "messages": "notices:list",
        "groups": "groups:forum_tree",
        "queue": "deviations:inbox",
        "deviations": "deviations:my_list",
    }
    if page == "case":
        with as_loader():
            mine = ForumCase.objects.filter(
                raised_by=who, status="closed", first_outcome="resolved", is_deidentified=False
            )
            newest = mine.order_by("-raised_on", "case_id").first()
        return reverse("sip:case_detail", args=[newest.pk])
    if page in ("plan", "a plan one was let into"):
        with as_loader():
            mine = SipPlan.objects.filter(case__participations__assignment=who, status="active")
            return reverse("sip:plan_detail", args=[mine.order_by("-activated_on", "case_id").first().pk])
    if page in ("child", "shared"):
        with as_loader():
            mine = Child.objects.filter(created_by=who, cases__case__plan__status="active")
            return reverse(f"sip:{page.replace('child', 'child_detail')}", args=[mine.order_by("pk").first().pk])
    if page == "year":
        return reverse("followup:year", args=[who.area_id, clock.today().year - 1])
    return reverse(names.get(page, "core:start"))


def look(page: str, county):
    """The second showing of a page: statements and plans."""
    who = person(county, PAGES[page])
    client, url = Client(), address(page, who)
    sign_in(client, who)
    ask = partial(client.post, url, {"words": "an"}) if page == "search" else partial(client.get, url)
    assert ask().status_code == 200, page
    with explained() as seen:
        assert ask().status_code == 200
    return seen


def said(seen) -> list[str]:
    """The statements without the savepoints' own names and the lengths of lists of keys."""
    return [KEYS.sub("IN (…)", SAVEPOINT.sub("s", statement)) for statement in seen.statements]


@pytest.fixture(scope="module")
def counties(django_db_setup, django_db_blocker):
    """What each page asked when there were few cases, and the county that has ten times as many beside them."""
    with django_db_blocker.unblock(), transaction.atomic():
        small = build(SMALL, seed=21)
        _settle(small)
        before = {page: said(look(page, small)) for page in PAGES}
        large = build(LARGE, seed=22)
        _settle(large)
        yield before, large
        transaction.set_rollback(True)


def _settle(county) -> None:
    """What the follow-up's job does for one area, and statistics, as autovacuum keeps them."""
    chair, last_year = person(county, "chair-0"), clock.today().year - 1
    town = SimpleNamespace(region=chair.region, area=chair.area)
    follow_up = followup.opened(town, last_year, on=clock.today())
    followup.counted(town, last_year, as_of=clock.today(), follow_up=follow_up)
    with as_role("bus_owner"), connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@pytest.mark.parametrize("which", PAGES)
def test_ten_times_the_cases_make_a_page_say_nothing_more(counties, which):
    before, large = counties

    assert said(look(which, large)) == before[which]


@pytest.mark.parametrize("which", PAGES)
def test_no_plan_of_a_page_reads_ten_times_what_one_may_see(counties, which):
    _before, large = counties
    seen, may_see = look(which, large), seen_by(acting_for(person(large, PAGES[which])))

    assert seen.reads
    most, statement = greed(seen, may_see)
    assert most <= MOST, statement


def _branches(cursor) -> list[str]:
    """What the relations ask for this person, each by itself, with the person's own keys."""
    cursor.execute("SELECT to_jsonb(me) FROM access.acting_row() me")
    me = json.loads(cursor.fetchone()[0])

    def own(text: str) -> str:
        text = re.sub(r"\bme\.(\w+)", lambda found: f"'{me[found[1]]}'" if me[found[1]] else "NULL", text)
        return re.sub(r"\bat\b", "now()", re.sub(r"\btoday\b", "current_date", text))

    asked = []
    for who, what in RELATIONS:
        cursor.execute(f"SELECT {own(who)}")
        if cursor.fetchone()[0]:
            asked.append(own(what.format(only="")))
    return asked


@pytest.mark.parametrize("key", ["teacher-0", "head-0", "convenor-0", "manager-0", "clinic-0", "chair-0", "secretary"])
def test_the_wall_itself_reads_little_beyond_the_persons_own_cases(counties, key):
    _before, large = counties
    who = person(large, key)
    with as_loader():
        own = Case.objects.filter(participations__unit=who.unit_id).count()
    with acting_as(acting_for(who)), connection.cursor() as cursor:
        cursor.execute("SET LOCAL SESSION AUTHORIZATION bus_policy")
        cursor.execute("SET LOCAL search_path = access, public, pg_temp")
        read = sum(inside(branch) for branch in _branches(cursor))
        cursor.execute("SET LOCAL SESSION AUTHORIZATION bus_app")
        cursor.execute("SET LOCAL search_path = public")

    assert read <= MOST * max(own, FEW)


def test_the_county_is_as_large_as_it_says(counties):
    with as_loader():
        here = Case.objects.filter(region__code__in=codes(counties[1]))
        assert here.filter(kind="forum").count() == LARGE
        assert here.filter(kind="sip").count() == LARGE // 4
