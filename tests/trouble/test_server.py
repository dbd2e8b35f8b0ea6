"""The database server killed under a portal at work: people keep their text, nothing is lost, nothing doubled.

The portal's own web and worker, on a PostgreSQL as `./bus up` runs it. [issue: Bad input and trouble]
"""

import pytest
from django.db import connections
from django.db.models import TextField, Value
from django.db.models.functions import Cast, Concat

from core.people.models import User
from core.regions import cache
from tests import tally
from tests.core.obligations.build import make_town
from tests.database import as_loader, folder
from tests.deviations import build
from tests.trouble.server import DATABASE, WORK, HurtServer, OwnServers
from tests.trouble.writing import Writers

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
KINDS = ("kill_server", "kill_postmaster", "kill_backend")


@pytest.fixture
def own(transactional_db, settings):
    """Servers of our own, and this process's connections to them."""
    made = OwnServers()
    before = {name: connections["default"].settings_dict[name] for name in ("NAME", "HOST")}
    connections.close_all()
    try:
        made.start(folder())
        for name, key in made.keys.items():
            setattr(settings, name, key)
        connections["default"].settings_dict |= {"NAME": DATABASE, "HOST": str(made.servers.sockets)}
        yield made
    finally:
        connections.close_all()
        connections["default"].settings_dict |= before
        made.stop()


@pytest.fixture
def scene(own, tmp_path):
    """Two towns of late clocks, a third whose people write."""
    cache.forget()
    with as_loader():
        towns, north = [make_town("norr"), make_town("soder")], build.make_north_town()
        User.objects.update(email=Concat(Cast("id", TextField()), Value("@example.invalid")))  # the demo asks for it
    hurt = HurtServer(towns, own, tmp_path / "mail")
    try:
        hurt.start()
        yield hurt, Writers(hurt.port, north)
    finally:
        hurt.stop()
        cache.forget()


def run(scene, rounds):
    hurt, writers = scene
    for number in range(rounds):
        work = tuple(WORK)[number % len(WORK)]
        hurt.fell(KINDS[(number + number // len(WORK)) % len(KINDS)], work, writers)
    hurt.settle()
    losses = hurt.losses() + hurt.losses_of(writers)
    tally.NUMBERS.update(hurt.done)
    tally.add("kills", hurt.done.total())
    for what, number in (("kills_met", hurt.met.total()), ("kill_losses", len(losses))):
        tally.add(what, number)
    for what, number in (("texts", writers.number), ("refused", writers.refused)):
        tally.add(what, number)
    assert losses == [], "\n".join(losses[:40])
    assert hurt.met.total() > rounds // 2, "the kills missed the work"
    assert hurt.seals.exists()


def test_a_killed_database_server_loses_and_doubles_nothing(scene):
    run(scene, 3)


@pytest.mark.full
def test_a_server_killed_again_and_again_loses_and_doubles_nothing(scene):
    run(scene, 27)
