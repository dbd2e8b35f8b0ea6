"""Gate 10: what each page says to the database, all of it, and that ten times the rows make it say no more. [perf 6]"""

import os
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from core.access import routes
from tests.access.filled import Filled, make_filled
from tests.access.growing import ten_times
from tests.access.page_kinds import KINDS
from tests.access.trying import WHOLE
from tests.access.visit import Visit
from tests.access.visits import DOOR, FIRST, HALF, ONWARD, VISITS
from tests.core.people.build import PASSPHRASE, sign_in
from tests.database import as_loader
from tests.followup.town import make_town
from tests.statements import listening

MOST = {"list": 8, "detail": 12, "start": 10}
GROWING = {"list", "start"}  # the pages of one thing are asked again by the full run
OWN = 4  # BEGIN, the session with user and assignment, the context, COMMIT


def pages() -> set[str]:
    return {name for name, row in routes.table().items() if "GET" in row.methods}


def client_of(world: Filled, visit: Visit) -> Client:
    client = Client()
    if visit.who == HALF:
        client.post("/logga-in/", {"login": world.who("teacher").user.email, "password": PASSPHRASE})
    elif visit.who:
        is_new = visit.who == FIRST
        sign_in(client, world.who("colleague" if is_new else visit.who), factors=1 if is_new else 2)
        if is_new:
            client.get(reverse("mfa_activate_totp"))  # makes the secret that the picture shows
    return client


def said_by(world: Filled, visit: Visit) -> list[str]:
    client, url = client_of(world, visit), visit.url(world)
    with listening() as said:
        response = client.get(url)
    expected = {200, 302} if visit in DOOR else {302} if visit.name in ONWARD else {200}
    assert response.status_code in expected, f"{visit}: {response.status_code}"
    assert said.count == len(said.texts)
    return said.texts


def asked_of_each(world: Filled, visits: Iterable[Visit] = VISITS) -> dict[str, list[str]]:
    """Once the process knows the region's profile, and the recovery codes have been shown: both cost the first time."""
    for first in (Visit("sip:case_detail", "convenor", "case:called"), Visit("mfa_view_recovery_codes")):
        said_by(world, first)
    return {str(visit): said_by(world, visit) for visit in visits}


def test_every_page_has_a_kind_and_somebody_who_looks_at_it():
    assert set(KINDS) == pages()
    assert {visit.name for visit in VISITS} == pages()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True, databases=["default", "report"])
def test_no_page_says_more_than_its_kind_may_nor_more_when_there_is_ten_times_as_much(no_pace_is_reached):
    world = make_filled()

    few = asked_of_each(world)
    ten_times(world)
    many = asked_of_each(world, VISITS if WHOLE else [visit for visit in VISITS if KINDS[visit.name] in GROWING])

    most = {str(visit): MOST[KINDS[visit.name]] for visit in VISITS}
    counts = {page: len(said) for page, said in few.items()}
    assert {page: count for page, count in counts.items() if count > most[page]} == {}
    assert {page: len(said) for page, said in many.items()} == {page: counts[page] for page in many}
    if kept := os.environ.get("BUS_STATEMENTS_FILE"):
        Path(kept).write_text("".join(f"{count:3} {page}\n" for page, count in counts.items()))


@pytest.mark.django_db(transaction=True, databases=["default", "report"])
def test_a_request_opens_with_one_statement_for_session_user_and_assignment():
    with as_loader():
        world = Filled(make_town())

    said_by(world, Visit("ui:glossary"))  # the process knows the region's profile
    said = said_by(world, Visit("people:signed_out")), said_by(world, Visit("ui:glossary"))

    for opening in said:
        assert len(opening) == OWN
        assert (opening[0], opening[-1]) == ("BEGIN", "COMMIT")
        assert opening[1].startswith("SELECT * FROM access.session_actor(")
        assert opening[2].startswith("SELECT set_config('app.context', ")
