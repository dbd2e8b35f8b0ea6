"""Every route x the roles that the matrix's own people do not hold, beside a case and all that stands in its region.

Each run asks every page, of whom the door refuses its part alone; the full run asks parts, posts and every phase.
[security 13, issue 2]
"""

from functools import partial

import pytest
from django.test import Client

from core.access.routes import Route
from core.roles import Role
from tests.access import more
from tests.access.beside import MEETS, REACHES, make_beside, mark
from tests.access.more import extracts, retention
from tests.access.oracle import SEE_CHILD, SEES, may_see_object
from tests.access.roles import UNTRIED, make_untried, may_meet, may_reach
from tests.access.test_matrix import leaks
from tests.access.trying import HIDDEN, PART, WHOLE, addresses, answer, count, requests_of
from tests.access.world import PEOPLE, PHASES, World, make_world
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.kept import kept

pytestmark = pytest.mark.usefixtures("no_pace_is_reached")
TRIED = PHASES if WHOLE else PHASES[-1:]


@kept
def worlds() -> dict[str, World]:
    worlds = {phase: make_world(phase) for phase in TRIED}
    for world in worlds.values():
        world.objects |= make_beside(world.town)
        with as_loader():
            world.town.assignments |= make_untried(world.town)
    return worlds


def test_every_role_is_tried(worlds):
    people = worlds[PHASES[-1]].town.assignments
    assert {people[who].role for who in (*PEOPLE, *UNTRIED)} == set(Role)


def tried(client: Client, row: Route, url: str, role: str):
    if WHOLE or row.admits(role):
        return requests_of(row, client, url, parts=WHOLE, posts=WHOLE)
    return [("part", partial(client.get, url, **PART))] if "GET" in row.methods else []


@pytest.mark.parametrize("phase", TRIED)
@pytest.mark.parametrize("who", UNTRIED)
def test_nobody_meets_more_than_the_role_says(worlds, who, phase):
    world, client = worlds[phase], Client(raise_request_exception=False)
    sign_in(client, world.town.assignments[who])
    role, like = world.town.assignments[who].role, UNTRIED[who].like
    sees, wrong, met = SEES[phase][like] if like else "", [], set()
    for name, row, url in addresses(world.objects):
        for form, send in tried(client, row, url, role):
            status, body = answer(client, send)
            beside = {one for one in MEETS if mark(world.town, one) in body}
            found = leaks(world, body, sees, like in SEE_CHILD) + more.leaks(body, like, phase)
            found = [one for one in found if not (UNTRIED[who].archives and is_archived(one, row))]
            found += sorted(one for one in beside if not may_meet(who, one))
            met |= beside
            count(name, role, f"{who} {phase}", bool(found))
            if found or status >= 500 or is_wrong(row, role, who, phase, status):
                wrong.append((name, form, status, found))
    assert wrong == []
    assert met >= {"GRUPP", "PLATS"} | (UNTRIED[who].meets - {"MALL"})


def is_archived(found: str, row: Route) -> bool:
    """What is said of an extract or of why something is kept; a child's name where its extract is built."""
    return found in (retention.WHY, extracts.TEXT) or (found == "I" and row.object == "extractchild")


def is_wrong(row: Route, role: str, who: str, phase: str, status: int) -> bool:
    """404 exactly where the role or the relation shuts; nothing is said of addresses without an object."""
    if not row.admits(role):
        return status != HIDDEN
    if not row.object or row.object == "invitation":
        return False
    return (status == HIDDEN) == is_reached(row.object, who, phase)


def is_reached(kind: str, who: str, phase: str) -> bool:
    if kind in REACHES:
        return may_reach(who, kind)
    like = UNTRIED[who].like
    if not like:
        return UNTRIED[who].archives and kind in extracts.REACHES | retention.REACHES
    said = may_see_object(kind, like, phase)
    return bool(more.may_reach(kind, like, phase) if said is None else said)
