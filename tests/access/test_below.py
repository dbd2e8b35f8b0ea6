"""A session below the level its region wants meets no child: by row, by question, by page. [security 1 (1), ADR 17]"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, connection, transaction
from django.test import Client
from django.urls import reverse

from core.access import acting_as
from core.access.context import signed
from core.access.tables import lists
from core.people.federation import Level
from core.regions import cache
from sip.access import child_level_sql
from sip.cases.policies import visible_forum_cases
from sip.models import Child
from tests.access import catalogue, more, test_catalogue
from tests.access.mutants import Mutant
from tests.access.scenes import run
from tests.access.test_mutation import failed, is_seen
from tests.access.test_sql import counted
from tests.access.trying import addresses, answer, count
from tests.access.world import MARKERS, World, make_world
from tests.core.people.build import sign_in
from tests.kept import kept
from tests.sip.consent.build import decided

LOCALLY = "local_two_factor"
SHUT = "Din region kräver inloggning med tillitsnivå 3"
# Everybody who sees something of the case as it stands, and who reads of it otherwise.
SEEING = "teacher head convenor bup_manager chair steering_bup reviewer records".split()
# Rows of the region's own that a person meets by the case: its clocks, its log, the keys of its files.
BY_THE_CASE = {"obligations_obligation", "obligations_obligationevent", "audit_event", "files_keptfile"}


@kept
def world() -> World:
    return make_world("escalated")


def below(acting):
    return replace(acting, opens_children=False)


def stand(acting) -> None:
    run("SELECT set_config('app.context', %s, true)", [signed(acting, connection.connection.info.backend_pid)])


def met_by(acting) -> dict[str, int]:
    stand(acting)
    return counted()


@pytest.mark.parametrize("who", SEEING)
def test_no_row_of_the_child_level_is_met_and_all_else_is_as_before(world, who):
    acting, child = getattr(world.town, who), lists().child_level
    whole, shut = met_by(acting), met_by(below(acting))

    assert set(shut) & child == set()
    assert {table: number for table, number in whole.items() if table not in child | BY_THE_CASE} == {
        table: number for table, number in shut.items() if table not in BY_THE_CASE
    }
    assert set(whole) & child or who in ("reviewer", "records"), "there is something to hide"
    stand(below(acting))
    assert run("SELECT count(*) FROM obligations_obligation WHERE case_id IS NOT NULL") == [(0,)]
    assert run("SELECT count(*) FROM audit_event WHERE case_id IS NOT NULL OR child_id IS NOT NULL") == [(0,)]


def answers(acting, names) -> dict[str, int]:
    """How many rows each question without arguments answers with."""
    stand(acting)
    return {name: run(f"SELECT count(*) FROM access.{name}() AS found WHERE found IS NOT NULL")[0][0] for name in names}


ASKED = """SELECT proname FROM pg_proc WHERE pronamespace = 'access'::regnamespace AND pronargs = 0 AND proretset
AND has_function_privilege('bus_app', oid, 'EXECUTE')"""
OF_CHILDREN = (
    "visible_case_ids visible_identity_case_ids visible_consent_case_ids visible_minutes_case_ids visible_log_case_ids "
    "visible_piece_ids visible_child_ids visible_plan_case_ids visible_filed_copy_ids visible_filed_piece_ids "
    "followed_case_ids convened_case_ids unjoined_case_ids own_calls started_case_ids led_case_ids writable_case_ids "
    "writable_child_ids case_relations secret_stay_child_ids acts_after_participation acts_of_namesakes "
    "child_level_row unled_obligation_ids"
).split()


def test_no_question_about_children_is_answered_and_every_other_is_as_before(world):
    names, answered = catalogue.column(ASKED), set()
    for who in SEEING:
        acting = getattr(world.town, who)
        whole, shut = answers(acting, names), answers(below(acting), names)
        answered |= {name for name, number in whole.items() if number}

        assert {name for name in OF_CHILDREN if shut[name]} == set()
        assert {name: number for name, number in whole.items() if name not in OF_CHILDREN} == {
            name: number for name, number in shut.items() if name not in OF_CHILDREN
        }
    assert answered >= {"visible_case_ids", "visible_child_ids", "visible_minutes_case_ids", "own_calls"}


def test_nothing_is_written_there(world):
    stand(below(world.town.teacher))
    row = "(id, created_at, region_id, code, kind, created_by_id)"
    values = "gen_random_uuid(), now(), access.region_id(), 'X-1', 'forum', access.assignment_id()"
    with pytest.raises(Error, match="row-level security"), transaction.atomic():
        run(f"INSERT INTO sip_case {row} VALUES ({values})")
    assert run("UPDATE sip_child SET family_name = 'X'") == 0


def test_a_queryset_finds_nothing_and_no_inner_context_opens_what_the_outer_shuts(world):
    teacher = world.town.teacher
    with acting_as(teacher):
        assert (visible_forum_cases(teacher).count(), Child.objects.count() > 0) == (1, True)
    with acting_as(below(teacher)) as acting:
        assert (visible_forum_cases(acting).count(), Child.objects.count()) == (0, 0)
        with acting_as(acting.about(world.case.pk)):
            assert visible_forum_cases(acting).count() == 0
        with pytest.raises(PermissionDenied), acting_as(teacher):
            pass


def test_the_part_that_shuts_cannot_be_left_out(world):
    """It is signed with the rest."""
    value = signed(below(world.town.teacher), connection.connection.info.backend_pid)
    *claim, shut, proof = value.split("|")
    assert shut == "closed"
    for forged in ("|".join([*claim, proof]), "|".join([*claim, "", proof]), "|".join([*claim, shut, shut, proof])):
        run("SELECT set_config('app.context', %s, true)", [forged])
        assert run("SELECT access.verified_context()") == [(None,)]


# By page.


@pytest.fixture
def decide(world):
    """The region's administrators decide on the key."""

    def decide(value: str) -> None:
        decided(world.town, child_level_login=value)

    yield decide
    cache.forget()


def page(world: World, who: str, level: Level | None, name: str, *args) -> SimpleNamespace:
    client = Client()
    sign_in(client, world.town.assignments[who], level=level)
    response = client.get(reverse(name, args=args))
    return SimpleNamespace(status=response.status_code, text=response.content.decode())


@pytest.mark.parametrize(
    ("rule", "level", "is_open"),
    [
        ("federated_loa3", None, False),
        ("federated_loa3", Level.LOA2, False),
        ("federated_loa3", Level.LOA3, True),
        ("federated_loa3", Level.LOA4, True),
        (LOCALLY, None, True),
        (LOCALLY, Level.LOA3, True),
    ],
)
def test_the_region_says_which_sign_in_reaches_a_case(world, decide, rule, level, is_open):
    decide(rule)
    found = page(world, "teacher", level, "sip:case_detail", world.case.pk)

    assert (found.status, MARKERS["E"] in found.text) == ((200, True) if is_open else (404, False))


def test_what_the_region_decides_holds_from_the_next_request(world, decide):
    client, url = Client(), reverse("sip:case_detail", args=[world.case.pk])
    sign_in(client, world.town.assignments["teacher"], level=None)

    assert client.get(url).status_code == 404  # the profile's file says federated_loa3
    decide(LOCALLY)
    assert client.get(url).status_code == 200


def test_the_start_page_and_the_menu_say_why(world):
    start, menu = (page(world, "teacher", None, name) for name in ("core:start", "sip:case_list"))

    assert (start.status, SHUT in start.text, "Mina ärenden" in start.text) == (200, True, False)
    assert (menu.status, SHUT in menu.text) == (403, True)
    assert reverse("sip:case_list") in start.text  # the menu's way there stands
    assert SHUT not in page(world, "admin", None, "core:start").text
    assert SHUT not in page(world, "teacher", Level.LOA3, "core:start").text


@pytest.mark.parametrize(
    "who", ["teacher", *(pytest.param(who, marks=pytest.mark.full) for who in ("convenor", "steering_bup"))]
)
def test_no_page_tells_of_a_child_and_the_others_open(world, who):
    client, role = Client(raise_request_exception=False), world.town.assignments[who].role
    sign_in(client, world.town.assignments[who], level=None)
    wrong = []
    for name, row, url in addresses(world.objects):
        if "GET" not in row.methods or (row.object and not row.is_child_level):
            continue
        status, body = answer(client, lambda url=url: client.get(url))
        told = [one for one in MARKERS.values() if one in body] + more.leaks(body, "", world.phase)
        told += [world.code] if world.code in body else []
        count(name, role, f"{who} below the level", bool(told))
        if (
            told
            or status >= 500
            or (row.is_child_level and row.admits(role) and status != (404 if row.object else 403))
        ):
            wrong.append((name, status, told))
    assert wrong == []


# Each part of it, weakened: something turns red. [security 13]


CONDITIONS = (
    ("child_level_row", " AND c.parts[9] IS NULL", ""),
    ("child_level_region_id", "parts[9] IS NULL", "true"),
    ("verified_context", "RETURN parts[1:said];", "RETURN parts[1:8];"),
)
ASKING = (
    *((name, *reversed(child_level_sql.ROW)) for name in child_level_sql.BY_ROW),
    *((name, *reversed(child_level_sql.REGION)) for name in child_level_sql.BY_REGION),
)


def of_functions(changes: Iterable[tuple[str, str, str]]) -> Iterator[Mutant]:
    for name, before, after in changes:
        [said] = catalogue.column(
            "SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'access'::regnamespace AND proname = %s",
            name,
        )
        assert before in said, name
        yield Mutant(name, "bus_policy", said.replace(before, after))


def of_walls() -> Iterator[Mutant]:
    wall = f"(region_id = (SELECT {child_level_sql.REGION[0]}))"
    for table in sorted(lists().child_level):
        yield Mutant(table, "bus_owner", f"ALTER POLICY {table}_region ON {table} USING {wall} WITH CHECK {wall}")


def told_below(world: World) -> Iterator[str]:
    for who in SEEING:
        acting = below(getattr(world.town, who))
        yield from (f"{who} meets {table}" for table in met_by(acting) if table in lists().child_level)
        yield from (f"{who} is told by {name}" for name, number in answers(acting, OF_CHILDREN).items() if number)
        if run("SELECT access.reviewed_principal_id() IS NOT NULL")[0][0]:
            yield f"{who} reviews"


def test_the_condition_is_not_taken_away_unseen(world):
    assert [one.name for one in of_functions(CONDITIONS) if not is_seen(one, [lambda: told_below(world)])] == []


@pytest.mark.full
def test_no_wall_and_no_question_goes_back_to_what_it_asked_before_unseen(world):
    connection.check_constraints()  # nothing waits, so that tables can be changed
    walls = test_catalogue.test_one_wall_of_the_region_stands_before_all_commands
    questions = test_catalogue.test_what_answers_of_children_for_whoever_acts_asks_whether_the_session_may_know
    checks = [lambda: failed(walls), lambda: failed(questions), lambda: told_below(world)]

    assert [one.name for one in (*of_functions(ASKING), *of_walls()) if not is_seen(one, checks)] == []
