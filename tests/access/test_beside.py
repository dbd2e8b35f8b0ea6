"""Reports, groups, the year, people, notices: every route x everybody, real objects in both regions. [security 13]"""

import pytest
from django.test import Client

from core.access import routes
from core.people.models import Session
from tests.access.beside import MEETS, REACHES, REGION, make_beside, mark
from tests.access.trying import HIDDEN, TRY_PARTS, WHOLE, addresses, answer, count, requests_of
from tests.access.world import OUTSIDERS, PEOPLE, Sides, make_sides
from tests.core.people.build import sign_in
from tests.kept import kept

KINDS = set(REACHES) | {"invitation"}


@kept
def sides() -> Sides:
    sides = make_sides()
    for side in (sides.here, sides.there):
        side.objects = make_beside(side.town)
        sign_in(Client(), side.town.assignments["colleague"])
        session = Session.objects.get(user=side.town.assignments["colleague"].user)
        side.objects["session"] = session.pk
    return sides


def test_everybody_named_is_somebody():
    assert set(PEOPLE) == REGION
    assert set().union(*MEETS.values(), *REACHES.values()) <= REGION


# One of each role; a second of the same role is tried by the full run. [security 13]
SECOND = {"colleague", "other_convenor", "social_worker", "bup_manager", "bup_deputy", "steering_social"}


@pytest.mark.parametrize("who", [pytest.param(who, marks=[pytest.mark.full] * (who in SECOND)) for who in PEOPLE])
def test_nobody_meets_more_than_the_role_says(sides, who):
    here, there = sides.here, sides.there
    client, role = Client(raise_request_exception=False), here.town.assignments[who].role
    sign_in(client, here.town.assignments[who])
    wrong, met = [], set()
    for name, row, url in addresses(here.objects, kinds=KINDS):
        is_whole = WHOLE or who in TRY_PARTS
        posts = is_whole or "GET" not in row.methods
        for form, send in requests_of(row, client, url, parts=is_whole, posts=posts):
            status, body = answer(client, send)
            found = [one for one in MEETS if mark(there.town, one) in body]
            met |= {one for one in MEETS if mark(here.town, one) in body}
            found += [one for one in MEETS if who not in MEETS[one] and mark(here.town, one) in body]
            count(name, role, f"{who} beside", bool(found))
            if found or status >= 500 or _is_wrong(row, role, who, status):
                wrong.append((name, form, status, found))
    assert wrong == []
    assert met >= {"GRUPP", "PLATS"}
    assert {one for one in ("AVVIKELSE", "ÅRSTEXT", "RAPPORT") if who in MEETS[one]} <= met


def _is_wrong(row: routes.Route, role: str, who: str, status: int) -> bool:
    """404 exactly where the role or the relation shuts; nothing is said of addresses without an object."""
    if not row.admits(role):
        return status != HIDDEN
    if row.object not in REACHES:
        return False
    return (status == HIDDEN) != (who not in REACHES[row.object])


@pytest.mark.parametrize("who", OUTSIDERS)
def test_the_other_region_meets_nothing_of_it(sides, who):
    here, there = sides.here, sides.there
    client, role = Client(raise_request_exception=False), there.town.assignments[who].role
    sign_in(client, there.town.assignments[who])
    wrong = []
    for name, row, url in addresses(here.objects, kinds=KINDS):
        is_whole = WHOLE or who in TRY_PARTS
        posts = is_whole or "GET" not in row.methods
        for form, send in requests_of(row, client, url, parts=is_whole, posts=posts):
            status, body = answer(client, send)
            found = [one for one in MEETS if mark(here.town, one) in body]
            count(name, role, "other region", bool(found))
            shut = status == HIDDEN or row.object not in REACHES
            if found or status >= 500 or not shut:
                wrong.append((name, form, status, found))
    assert wrong == []


def test_without_sign_in_nothing_is_met(sides):
    here, client = sides.here, Client(raise_request_exception=False)
    wrong = []
    for name, row, url in addresses(here.objects, kinds=KINDS):
        for form, send in requests_of(row, client, url):
            status, body = answer(client, send)
            found = [one for one in MEETS if mark(here.town, one) in body]
            count(name, "", "not signed in", bool(found))
            open_ = status not in (301, 302, 401, 403, 404, 405) and row.roles != routes.PUBLIC
            if found or status >= 500 or open_:
                wrong.append((name, form, status, found))
    assert wrong == []
