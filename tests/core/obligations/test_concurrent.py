"""Two schedulers, and a scheduler beside a person, on connections of their own."""

import os
import subprocess
import sys
from datetime import date

import pytest

from core.access import lock
from core.notices.models import Notice
from core.obligations.models import Obligation, ObligationEvent
from tests.core.obligations.build import acting, day, make_case, make_town, raised
from tests.database import as_loader

D0 = date(2026, 11, 2)
SWEEP = [sys.executable, "manage.py", "sweep", "--at", "2026-11-17T08:00"]


@pytest.fixture
def many(transactional_db):
    """Thirty clocks, all one day late, committed."""
    with as_loader():
        town = make_town()
        cases = [make_case(town) for _ in range(30)]
    with day(D0):
        return town, [raised(town, case, D0) for case in cases]


def sweeper(urls):
    """The command in a process of its own, signed in as bus_worker."""
    surroundings = {**os.environ, **urls, "BUS_PROCESS": "worker"}
    return subprocess.Popen(SWEEP, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def breached(process) -> int:
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    return int(out.split(" warned, ")[1].split()[0])


@pytest.mark.django_db(transaction=True)
def test_two_schedulers_at_once_say_each_thing_once(many, real_urls):
    both = [sweeper(real_urls), sweeper(real_urls)]
    assert sum(breached(one) for one in both) == 30
    with as_loader():
        assert ObligationEvent.objects.filter(kind="breached").count() == 30
        assert Notice.objects.filter(kind="deadline_breached", channel="in_app").count() == 30
        assert set(Obligation.objects.values_list("status", "sequence")) == {("breached", 2)}


@pytest.mark.django_db(transaction=True)
def test_a_scheduler_leaves_what_somebody_holds_for_the_next_minute(many, real_urls):
    town, (held, *_others) = many
    with acting(town.worker):
        lock(held)
        assert breached(sweeper(real_urls)) == 29
    assert breached(sweeper(real_urls)) == 1
    with as_loader():
        assert ObligationEvent.objects.filter(obligation_id=held.pk).count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_regions_are_swept_side_by_side_each_within_its_own_walls(many, real_urls):
    with as_loader():
        south = make_town("soder")
        cases = [make_case(south) for _ in range(5)]
    with day(D0):
        theirs = [raised(south, case, D0) for case in cases]
    assert breached(sweeper(real_urls)) == 35
    assert breached(sweeper(real_urls)) == 0
    with as_loader():
        told = Notice.objects.filter(recipient=south.convenor, kind="deadline_breached", channel="in_app")
        assert {notice.obligation_id for notice in told} == {one.pk for one in theirs}
        assert {notice.region_id for notice in told} == {south.region.pk}
        assert ObligationEvent.objects.filter(kind="breached").count() == 35
