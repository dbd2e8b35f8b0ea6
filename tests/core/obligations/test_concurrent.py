"""Two schedulers with two lanes each, a lane that is cut, a scheduler beside a person: on connections of their own."""

import os
import subprocess
import sys
from datetime import date

import psycopg
import pytest

from core.access import lock
from core.notices.models import Notice
from core.obligations.models import Obligation, ObligationEvent
from ops import testing
from tests.core.obligations.build import acting, day, make_case, make_town, raised
from tests.database import as_loader, folder
from tests.ops.running import wait_for

D0 = date(2026, 11, 2)
HERE, SOUTH = 10, 5  # clocks in each region
# Somebody is about to say the same; nobody knows yet whether they will.
HALF_SAID = """
INSERT INTO obligations_obligationevent
  (obligation_id, sequence, region_id, case_id, kind, on_date, at, by_id, reason_code, data)
SELECT obligation_id, 2, region_id, case_id, 'breached', on_date, at, by_id, reason_code, data
FROM obligations_obligationevent WHERE obligation_id = %s
"""
SWEEP = [sys.executable, "manage.py", "sweep", "--at", "2026-11-17T08:00"]


@pytest.fixture
def many(transactional_db):
    """Clocks that are all one day late, committed."""
    with as_loader():
        town = make_town()
        cases = [make_case(town) for _ in range(HERE)]
    with day(D0):
        return town, [raised(town, case, D0) for case in cases]


def sweeper(urls):
    """The command in a process of its own, signed in as bus_worker."""
    surroundings = {**os.environ, **urls, "BUS_PROCESS": "worker"}
    return subprocess.Popen(SWEEP, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def told(place) -> int:
    """How many of the place's clocks have been said to be late, each once."""
    with as_loader():
        events = ObligationEvent.objects.filter(kind="breached", obligation_id__in=[one.pk for one in place[1]])
        return events.count()


def breached(process) -> int:
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    return int(out.split(" warned, ")[1].split()[0])


@pytest.fixture
def south(many):
    """More of them in a second region."""
    with as_loader():
        town = make_town("soder")
        cases = [make_case(town) for _ in range(SOUTH)]
    with day(D0):
        return town, [raised(town, case, D0) for case in cases]


@pytest.mark.django_db(transaction=True)
def test_two_schedulers_at_once_with_two_lanes_each_say_each_thing_once(many, south, real_urls):
    both = [sweeper(real_urls), sweeper(real_urls)]
    assert sum(breached(one) for one in both) == HERE + SOUTH
    with as_loader():
        assert ObligationEvent.objects.filter(kind="breached").count() == HERE + SOUTH
        assert Notice.objects.filter(kind="deadline_breached", channel="in_app").count() == HERE + SOUTH
        assert set(Obligation.objects.values_list("status", "sequence")) == {("breached", 2)}


@pytest.mark.django_db(transaction=True)
def test_a_lane_that_loses_its_connection_keeps_nobody_waiting_and_loses_nothing(many, south, real_urls, database_name):
    """The first region's lane stands still behind somebody's open transaction, and the server ends its connection."""
    cluster, (_town, (held, *_others)) = testing.servers_in(folder()).cluster, many
    stuck = f"FROM pg_stat_activity WHERE datname = '{database_name}' AND wait_event_type = 'Lock'"
    with psycopg.connect(cluster.url("postgres", database_name)) as server:
        server.execute(HALF_SAID, [held.pk])
        first = sweeper(real_urls)
        wait_for(lambda: cluster.run(f"SELECT count(*) {stuck}") == "1" and told(south) == SOUTH, 30)
        cluster.run(f"SELECT pg_terminate_backend(pid) {stuck}")
        first.communicate(timeout=60)
        server.rollback()
    assert first.returncode != 0
    assert (told(many), told(south)) == (0, SOUTH)
    assert breached(sweeper(real_urls)) == HERE
    assert (told(many), told(south)) == (HERE, SOUTH)


@pytest.mark.django_db(transaction=True)
def test_a_scheduler_leaves_what_somebody_holds_for_the_next_minute(many, real_urls):
    town, (held, *_others) = many
    with acting(town.worker):
        lock(held)
        assert breached(sweeper(real_urls)) == HERE - 1
    assert breached(sweeper(real_urls)) == 1
    with as_loader():
        assert ObligationEvent.objects.filter(obligation_id=held.pk).count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_regions_are_swept_side_by_side_each_within_its_own_walls(many, south, real_urls):
    town, theirs = south
    assert breached(sweeper(real_urls)) == HERE + SOUTH
    assert breached(sweeper(real_urls)) == 0
    with as_loader():
        notices = Notice.objects.filter(recipient=town.convenor, kind="deadline_breached", channel="in_app")
        assert {notice.obligation_id for notice in notices} == {one.pk for one in theirs}
        assert {notice.region_id for notice in notices} == {town.region.pk}
        assert ObligationEvent.objects.filter(kind="breached").count() == HERE + SOUTH
