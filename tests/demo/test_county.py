"""A county at scale in small: the same each time, true to every rule, and seen by each person as the wall says."""

import hashlib
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.obligations.sweeping import sweep
from core.obligations.verifying import Checked, verify
from demo.county import proving
from demo.county.making import codes
from demo.county.places import size_for
from sip.cases.policies import visible_forum_cases
from sip.children.numbers import read_number
from sip.models import ChildIdentifier, ForumCase, Participation, PlanVersion, SipPlan
from sip.plans.frozen import content_of, hash_of
from tests.access.model import OPEN, WITH_MANAGERS
from tests.core.people.build import sign_in
from tests.database import as_loader, as_role
from tests.demo.county import build, person
from tests.groups.build import acting_for

DAY = date(2026, 9, 1)
CONTENT = """
SELECT c.code, f.status, f.reason, f.question, f.sex, f.need_noticed_on, f.raised_on, f.convened_on, f.held_on,
  f.outcome_on, f.ended_on, h.given_name, h.family_name, h.birth_date, o.due_on, o.status, o.verdict_hash <> '',
  (SELECT string_agg(e.kind || e.on_date, ',' ORDER BY e.sequence) FROM obligations_obligationevent e
   WHERE e.obligation_id = o.id), u.name, p.family_name
FROM sip_forumcase f JOIN sip_case c ON c.id = f.case_id JOIN sip_childcase l ON l.case_id = c.id
JOIN sip_child h ON h.id = l.child_id JOIN obligations_obligation o ON o.case_id = c.id
JOIN organisations_unit u ON u.id = f.raising_unit_id JOIN people_roleassignment a ON a.id = f.raised_by_id
JOIN people_person p ON p.id = a.person_id
WHERE c.region_id IN (SELECT id FROM regions_region WHERE code = ANY (%s)) ORDER BY c.code
"""


def content(county) -> str:
    with as_loader(), connection.cursor() as cursor:
        cursor.execute(CONTENT, [codes(county)])
        return hashlib.sha256(repr(cursor.fetchall()).encode()).hexdigest()


@pytest.fixture(scope="module")
def county(django_db_setup, django_db_blocker):
    """Two regions of it, for all these tests; rolled back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build(800, regions=2)
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def rolled_back(county):
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def discarded(**wanted):
    """A county that is gone again afterwards."""
    before = transaction.savepoint()
    yield build(**wanted)
    transaction.savepoint_rollback(before)


@pytest.mark.full
def test_the_same_seed_and_day_give_the_same_county_and_another_seed_another():
    found = []
    for seed in (3, 3, 4):
        with discarded(cases=40, seed=seed, on=DAY) as made:
            found.append(content(made))

    assert found[0] == found[1] != found[2]


def test_all_states_occur_and_each_clock_is_what_its_events_say():
    with as_loader():
        states = set(ForumCase.objects.values_list("status", flat=True))
    assert states >= {"raised", "convened", "resolved", "decided", "closed", "returned", "withdrawn"}
    checked = Checked()
    with as_role("bus_worker"):
        assert list(verify(checked)) == []
        assert not sweep(clock.now(), wake=False)
    assert checked.number >= 800


def test_plans_have_come_far_and_not_and_their_versions_say_what_the_service_would_have_frozen():
    with as_loader():
        assert SipPlan.objects.count() == 200
        states = set(SipPlan.objects.values_list("status", flat=True))
        standing = PlanVersion.objects.filter(number=1, case__plan__status="active").exclude(
            case__plan_versions__number=2
        )
        version = standing.select_related("case__plan").first()
        later = PlanVersion.objects.filter(number=2).first()
        frozen = content_of(version.case.plan)
        assert version.content == frozen
        assert version.sha256 == hash_of(frozen)
        assert later.sha256 == hash_of(later.content)
    assert states >= {"declined", "active", "closed"}


def test_a_number_is_encrypted_as_the_service_writes_it():
    with as_loader(), connection.cursor() as cursor:
        cursor.execute("SELECT value FROM sip_childidentifier LIMIT 1")
        assert bytes(cursor.fetchone()[0]).startswith(b"gAAAA")
        one = ChildIdentifier.objects.select_related("child").first()
        assert read_number(one.value).digits == one.value
        assert one.value[:8] == f"{one.child.birth_date:%Y%m%d}"
        assert one.value[8:10] in ("98", "99")  # the state's own test numbers


def test_a_row_that_points_nowhere_is_found():
    with as_loader(), connection.cursor() as cursor:
        cursor.execute("SELECT array_agg(DISTINCT region_id) FROM sip_case")
        regions = cursor.fetchone()[0]
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE sip_call SET unit_id = gen_random_uuid() WHERE id = (SELECT id FROM sip_call LIMIT 1)")
        cursor.execute("SET LOCAL session_replication_role = origin")
        with pytest.raises(proving.Broken, match="sip_call"):
            proving.prove(regions)


def test_nobody_acted_so_the_log_has_no_case():
    with as_loader(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_event WHERE case_id IS NOT NULL OR child_id IS NOT NULL")
        assert cursor.fetchone()[0] == 0


WATCHERS = ("teacher-0", "teacher-1", "convenor-0", "convenor-1", "chair-0", "steering-0", "worker-0", "secretary")
PAGES = (
    "core:start",
    "sip:case_list",
    "sip:child_list",
    "sip:plan_list",
    "notices:list",
    "groups:forum_tree",
    "deviations:my_list",
)


def oracle(under, now) -> set:
    """Security 2 over the county's rows, in plain Python, for those who neither were called nor lead a unit."""
    if under.role == "forum_convenor":
        return {one.pk for one in ForumCase.objects.filter(district_id=under.district_id) if one.status in OPEN}
    if under.role in ("group_chair", "steering_member"):
        named = ForumCase.objects.filter(case__concerned_managers__assignment_id=under.pk)
        return {one.pk for one in named if one.status in WITH_MANAGERS}
    mine = Participation.objects.filter(assignment_id=under.pk, part__in=("raiser", "unit"), case__kind="forum")
    return {one.case_id for one in mine if one.valid_to is None or one.valid_to > now}


@pytest.mark.parametrize("region", [1, 2])
def test_each_sees_exactly_the_cases_of_the_decision_table(county, region):
    sizes = {}
    for key in WATCHERS:
        under = person(county, key, region)
        with as_loader():
            expected = oracle(under, clock.now())
        acting = acting_for(under)
        with acting_as(acting):
            seen = set(visible_forum_cases(acting).values_list("pk", flat=True))
            everything = set(ForumCase.objects.values_list("pk", flat=True))
        assert seen == everything == expected, key
        sizes[key] = len(seen)
    assert sizes["teacher-0"] == sizes["teacher-1"] == 200
    assert sizes["convenor-0"] > 0
    assert sizes["chair-0"] == sizes["steering-0"] > 0
    assert sizes["secretary"] == sizes["worker-0"] == 0


def test_the_managers_of_the_units_see_the_cases_they_are_called_to(county):
    under = person(county, "manager-0")
    acting = acting_for(under)
    with as_loader():
        waiting = ForumCase.objects.filter(status="convened", case__calls__unit_id=under.unit_id)
        expected = set(waiting.values_list("pk", flat=True))
    with acting_as(acting):
        assert set(visible_forum_cases(acting).values_list("pk", flat=True)) == expected


def test_the_pages_show_it(county):
    client = Client()
    sign_in(client, person(county, "teacher-0"))
    for name in PAGES:
        assert client.get(reverse(name)).status_code == 200, name
    page = client.get(reverse("sip:case_list") + "?antal=50").content.decode()
    assert page.count('<th scope="row">') == 50
    assert "200 ärenden" in page


def test_larger_counties_have_more_schools_not_larger_ones():
    assert size_for(400, 1).schools == 2
    assert size_for(100_000, 50) == size_for(2_000, 1)
    assert size_for(100_000, 1).schools == 500


def test_a_day_ahead_and_a_county_that_is_here_are_refused(county):
    with pytest.raises(CommandError, match="lies ahead"):
        call_command("make_county", cases=1, on=clock.today() + timedelta(days=1))
    with pytest.raises(CommandError, match="at least one"):
        call_command("make_county", cases=0)
    with as_role("bus_owner"), pytest.raises(CommandError, match="is here already"):
        call_command("make_county", cases=1, seed=county.seed)
