"""Every route x every role and relation x page, part and empty post, against an oracle of its own. [security 13]"""

import re
from itertools import product
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from core.access import routes
from tests.access import more
from tests.access.beside import REACHES
from tests.access.oracle import SEE_CHILD, SEES, may_see_object
from tests.access.trying import HIDDEN, TRY_PARTS, WHOLE, addresses, answer, count, requests_of
from tests.access.world import MARKERS, OTHERS, OUTSIDERS, PEOPLE, PHASES, World, make_world
from tests.core.people.build import sign_in
from tests.kept import kept

CHILD_LEVEL = set("case identity child consent call minutes section decision obligation".split()) | {"case log"}
CHILD_LEVEL |= more.kinds()
# What does not change with the forum's case is tried by the region's people in one of its phases.
ALL_IN = PHASES[-1]
CHANGING = {"core:start", "notices:list"}  # these name no object and read no child, and still tell of the case

pytestmark = pytest.mark.usefixtures("no_pace_is_reached")


@kept
def worlds() -> dict[str, World]:
    return {phase: make_world(phase) for phase in PHASES}


def asked(world: World):
    """The child level's addresses and all that name no object; what stands beside the case has its own matrix."""
    return addresses(world.objects, kinds=CHILD_LEVEL)


def leaks(world: World, body: str, sees: str, sees_child: bool) -> list[str]:
    """The markers in an answer that this person may not see."""
    found = [letter for letter, marker in MARKERS.items() if letter not in sees and marker in body]
    if sees_child and "I" in found:
        found.remove("I")
    if any(mark in body for mark in OTHERS):
        found.append("other region")
    if world.code in body and not {"E", "M"} & set(sees):
        found.append("code")
    return found


def _tried(phase: str, who: str):
    """The last phase, where all there is to hide stands, and each from which one sees otherwise in the next.

    All of them by the full run.
    """
    later = PHASES[PHASES.index(phase) + 1 :]
    is_each_time = not later or SEES[phase][who] != SEES[later[0]][who]
    return pytest.param(phase, who, marks=[] if is_each_time else [pytest.mark.full], id=f"{phase}-{who}")


@pytest.mark.parametrize(("phase", "who"), [_tried(*pair) for pair in product(PHASES, PEOPLE)])
def test_nobody_sees_more_than_the_table_says(worlds, phase, who):
    world, client = worlds[phase], Client(raise_request_exception=False)
    sign_in(client, world.town.assignments[who])
    sees, role = SEES[phase][who], world.town.assignments[who].role
    wrong = []
    for name, row, url in asked(world):
        if phase != ALL_IN and not _changes(name, row):
            continue
        # Of what names an object the parts are tried in one phase, of what lists them in every one.
        is_whole = WHOLE or (who in TRY_PARTS and (phase == ALL_IN or not row.object))
        parts, posts = is_whole, is_whole or "GET" not in row.methods
        for form, send in requests_of(row, client, url, parts=parts, posts=posts):
            status, body = answer(client, send)
            found = leaks(world, body, sees, who in SEE_CHILD) + more.leaks(body, who, phase)
            expected = _expected(row, role, who, phase)
            count(name, role, f"{who} {phase}", bool(found))
            if found or status >= 500 or (expected == HIDDEN) != (status == HIDDEN and expected is not None):
                wrong.append((name, form, status, expected, found))
    assert wrong == []


def _changes(name: str, row: routes.Route) -> bool:
    """Whether an address may answer otherwise when the forum's case has come further."""
    if row.object:
        return row.object not in more.kinds()
    return row.reads_child or name in CHANGING


def _expected(row: routes.Route, role: str, who: str, phase: str) -> int | None:
    """404 where it must be hidden, 0 where it must not; None where the table says nothing."""
    if not row.admits(role):
        return HIDDEN
    visible = may_see_object(row.object, who, phase)
    if visible is None:
        visible = more.may_reach(row.object, who, phase)
    if visible is None:
        return None
    return 0 if visible else HIDDEN


@pytest.mark.parametrize("who", OUTSIDERS)
def test_another_region_is_another_world(worlds, who):
    world, client = worlds["called"], Client(raise_request_exception=False)
    sign_in(client, world.other.assignments[who])
    wrong = []
    for name, row, url in asked(world):
        # A post stands behind its page's door: of one of them each is tried, of the others those that have no page.
        posts = WHOLE or who == OUTSIDERS[0] or "GET" not in row.methods
        for form, send in requests_of(row, client, url, parts=posts, posts=posts):
            status, body = answer(client, send)
            hidden = status == HIDDEN or not row.object
            found = [one for one in leaks(world, body, "", sees_child=False) if one != "other region"]
            found += more.leaks(body, "", "called")
            count(name, world.other.assignments[who].role, "other region", bool(found))
            if found or not hidden or status >= 500:
                wrong.append((name, form, status))
    assert wrong == []


def test_without_sign_in_only_public_addresses_answer(worlds):
    world, client = worlds["called"], Client(raise_request_exception=False)
    wrong = []
    for name, row, url in asked(world):
        for form, send in requests_of(row, client, url):
            status, body = answer(client, send)
            shut = status in (301, 302, 401, 403, 404, 405)
            found = leaks(world, body, "", sees_child=False) + more.leaks(body, "", "called")
            count(name, "", "not signed in", bool(found))
            if found or status >= 500 or (row.roles != routes.PUBLIC and not shut):
                wrong.append((name, form, status))
    assert wrong == []


def test_hidden_and_missing_answer_alike(worlds):
    world, client = worlds["called"], Client(raise_request_exception=False)
    sign_in(client, world.town.assignments["colleague"])

    hidden = client.get(reverse("sip:case_detail", args=[world.case.pk]))
    missing = client.get(reverse("sip:case_detail", args=[uuid4()]))

    assert hidden.status_code == missing.status_code == HIDDEN
    assert _without_request_id(hidden) == _without_request_id(missing)
    assert set(hidden.headers) == set(missing.headers)


def _without_request_id(response) -> str:
    """The page without what differs each time: the address asked for, the request's id and the form's token."""
    body = response.content.decode().replace(response.headers["X-Request-ID"], "")
    body = body.replace(response.request["PATH_INFO"], "")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", body)


def test_every_route_stands_in_the_table_and_in_a_matrix():
    assert set(routes.table()) == routes.names()
    assert {row.object for row in routes.table().values()} - {""} == CHILD_LEVEL | set(REACHES) | {"invitation"}


SHOWN_ON = {
    "E": ("sip:case_detail", "case"),
    "T": ("sip:case_detail", "case"),
    "C": ("sip:consent_detail", "consent"),
    "M": ("sip:minutes", "minutes"),
    "B": ("sip:minutes", "minutes"),
}


@pytest.mark.parametrize(
    ("phase", "who", "letters"),
    [
        ("raised", "convenor", "E"),
        ("called", "teacher", "ETC"),
        ("called", "bup_manager", "ET"),
        ("called", "convenor", "ETC"),
        ("held", "social_manager", "MB"),
        ("escalated", "steering_bup", "EMB"),
        ("escalated", "chair", "EMB"),
    ],
)
def test_those_who_may_see_do_see(worlds, phase, who, letters):
    world, client = worlds[phase], Client()
    sign_in(client, world.town.assignments[who])
    for letter in letters:
        name, kind = SHOWN_ON[letter]
        page = client.get(reverse(name, args=[world.objects[kind]]))
        assert MARKERS[letter] in page.content.decode()


def test_the_name_is_shown_on_request_to_the_called_and_to_nobody_else(worlds):
    world, client = worlds["called"], Client()
    url = reverse("sip:case_identity", args=[world.case.pk])
    sign_in(client, world.town.assignments["bup_manager"])

    assert MARKERS["I"] in client.post(url).content.decode()
    sign_in(client, world.town.assignments["colleague"])
    assert client.post(url).status_code == HIDDEN
