"""The web's own role with a true context of somebody without any part, by other roads. [security 3, 7]"""

import io
import logging

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import Error, connection, transaction
from django.test import Client
from django.urls import reverse

from core import logs
from core.access import acting_as
from core.access.tables import lists
from tests.access import catalogue
from tests.access.world import make_world
from tests.core.people.build import sign_in
from tests.kept import kept

NAME = "Märkesson"


@kept
def world():
    return make_world("called")


def run(sql: str, *parameters) -> list[tuple]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters or None)
        return cursor.fetchall() if cursor.description else []


QUIET = [
    "SELECT * FROM sip_child WHERE 1 / (CASE WHEN family_name = 'Märkesson' THEN 0 ELSE 1 END) = 1",
    "SELECT * FROM sip_child WHERE family_name::int = 1",
    "SELECT * FROM sip_contribution WHERE text::xml IS NOT NULL",
    "SELECT * FROM sip_child h JOIN people_person p ON p.family_name = h.family_name",
    "SELECT * FROM sip_child TABLESAMPLE SYSTEM (100)",
    "SELECT * FROM query_to_xml('SELECT family_name FROM sip_child', true, true, '') x WHERE x::text LIKE '%Märk%'",
    "SELECT * FROM pg_stats WHERE schemaname = 'public' AND tablename LIKE 'sip_%'",
    "SELECT * FROM pg_stats_ext WHERE schemaname = 'public'",
    "SELECT * FROM pg_cursors WHERE statement LIKE '%sip_%'",
    "SELECT * FROM pg_prepared_statements WHERE statement LIKE '%Märk%'",
]


@pytest.mark.parametrize("sql", QUIET)
@pytest.mark.parametrize("who", ["colleague", "admin", "chair"])
def test_no_statement_tells_of_a_child_not_by_rows_and_not_by_errors(world, who, sql):
    with acting_as(getattr(world.town, who)):
        assert run(sql) == []


SHUT = [
    "SELECT query FROM pg_stat_activity",
    "SELECT pg_stat_get_backend_activity(1)",
    "SELECT * FROM pg_stat_get_activity(NULL)",
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT lo_import('/etc/passwd')",
    "COPY (SELECT 1) TO PROGRAM 'cat'",
    "SELECT * FROM pg_authid",
    "SELECT * FROM pg_statistic",
    "SET session_replication_role = replica",
    "SELECT set_config('role', 'bus_policy', true)",
    "ALTER FUNCTION access.visible_case_ids() SECURITY INVOKER",
    "CREATE FUNCTION public.peep() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "SELECT access.audit_write('x.y', '', '{}', '{}', '{}', NULL, '', '', 'ok', '', '', '', false)",
]


@pytest.mark.parametrize("sql", SHUT)
def test_the_servers_own_doors_are_shut(world, sql):
    with acting_as(world.town.teacher), pytest.raises(Error):
        run(sql)


def test_a_refused_row_is_not_told_in_the_error(world):
    """Unique and foreign keys pass row security; what stood in the row must not come back in words."""
    town = world.town
    values = {"region": town.region.pk, "case": world.case.pk, "child": world.child.pk, "area": town.area.pk}
    values |= {"east": town.east.pk, "me": town.colleague.assignment_id}
    with acting_as(town.colleague):
        for sql in (
            """INSERT INTO sip_childcase (id, created_at, region_id, case_id, child_id)
            VALUES (gen_random_uuid(), now(), %(region)s, %(case)s, %(child)s)""",
            """INSERT INTO sip_case (id, created_at, region_id, kind, code, area_id, district_id, created_by_id)
            VALUES (%(case)s, now(), %(region)s, 'forum', 'ZZ-1', %(area)s, %(east)s, %(me)s)""",
        ):
            with pytest.raises(Error) as refused, transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(sql, values)
            assert refused.value.__cause__.diag.message_detail is None
            assert NAME not in str(refused.value)


@pytest.mark.django_db
def test_unique_keys_of_the_child_level_stay_within_what_one_sees():
    """Each unique key has the row's own key or the case's or child's in it; codes are random and name nobody."""
    keys = catalogue.rows(
        """SELECT c.relname, array_agg(a.attname::text ORDER BY a.attname) FROM pg_index i
        JOIN pg_class c ON c.oid = i.indrelid JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
        WHERE i.indisunique AND c.relname = ANY (%s) GROUP BY i.indexrelid, c.relname""",
        sorted(lists().child_level),
    )
    own = set(
        "id case_id child_id consent_id occasion_id minutes_id replaces_id owner_id meeting_id placement_id "
        "transition_id disclosure_id extract_id".split()
    )
    assert {(table, *columns) for table, columns in keys if not own & set(columns)} == {
        *(
            (table, "code", "region_id")
            for table in "sip_case sip_placement sip_transition sip_extract sip_lssoffer sip_otherplan".split()
        ),
        ("sip_surveycode", "code_hash"),  # keyed: of a code that is drawn from the row's own id
        ("sip_timeenquiry", "question_id"),  # each question has its row: who knows a question learns no more by it
    }


def test_no_child_lies_in_the_cache(world):
    client = Client()
    sign_in(client, world.town.assignments["teacher"])
    for name, key in (("sip:child_detail", world.child.pk), ("sip:case_detail", world.case.pk), ("core:start", None)):
        assert client.get(reverse(name, args=[key] if key else [])).status_code == 200
    server = cache._cache.get_client(None, write=False)
    kept = b"".join(
        server.get(key) or b"" for key in server.scan_iter(f"{cache.key_prefix}:*") if server.type(key) == b"string"
    )
    assert NAME.encode() not in kept
    assert b"M\\u00e4rkesson" not in kept


def test_a_page_of_a_child_is_kept_nowhere_and_has_no_name_outside_its_body(world):
    client = Client()
    sign_in(client, world.town.assignments["teacher"])
    page = client.get(reverse("sip:child_detail", args=[world.child.pk]))

    assert NAME in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    assert not {"ETag", "Last-Modified"} & set(page.headers)
    assert NAME not in str(page.headers)
    assert NAME not in page.content.decode().split("<title>")[1].split("</title>")[0]


@pytest.fixture
def heard():
    """What the server's log would say, by the settings' own formatter and filters."""
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    handler.setFormatter(logs.Formatter(settings.LOGGING["formatters"]["plain"]["format"]))
    handler.addFilter(logs.Route())
    handler.addFilter(logs.Task())
    logging.getLogger().addHandler(handler)
    yield said
    logging.getLogger().removeHandler(handler)


def test_an_unforeseen_error_is_logged_by_kind_and_place_without_values(world, heard, settings):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tests.access.test_attack.breaking"]
    client = Client(raise_request_exception=False)
    sign_in(client, world.town.assignments["teacher"])

    assert client.get(reverse("sip:child_detail", args=[world.child.pk])).status_code == 500
    said = heard.getvalue()
    assert "builtins.ValueError" in said
    assert "in inner" in said
    assert "500 GET sip:child_detail, request " in said
    for hidden in (NAME, str(world.child.pk)):
        assert hidden not in said


def breaking(get_response):
    def inner(request):
        response = get_response(request)
        if "barn" in request.path:
            raise ValueError(f"{NAME} {request.path}")
        return response

    return inner


def test_a_failed_task_is_logged_without_its_words(heard):
    told = {"name": "task", "id": "7", "exc": NAME, "traceback": NAME, "args": [NAME]}
    logging.getLogger("celery.app.trace").error("Task %(name)s raised: %(exc)s %(traceback)s", told)

    assert "Task task 7 failed" in heard.getvalue()
    assert NAME not in heard.getvalue()
