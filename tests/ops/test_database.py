"""The ground other tests stand on: they run as the portal's own roles, never as one that row security spares."""

import psycopg
import pytest
from django.db import DatabaseError, connection, connections

from tests.database import as_loader, as_role

WHO = """
    SELECT session_user, current_user, r.rolsuper, r.rolbypassrls, r.rolcreaterole, r.rolcreatedb
    FROM pg_roles r WHERE r.rolname = current_user
"""


def ask(sql, alias="default"):
    with connections[alias].cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()


@pytest.mark.django_db
def test_tests_run_as_the_web_role_which_row_security_binds():
    assert ask(WHO) == ("bus_app", "bus_app", False, False, False, False)


@pytest.mark.django_db(databases=["default", "report"])
def test_the_report_connection_is_a_true_login_of_the_figures_role():
    assert ask(WHO, "report") == ("bus_report", "bus_report", False, False, False, False)


@pytest.mark.django_db
def test_loading_goes_past_row_security_and_ends_where_it_began():
    with as_loader():
        assert ask(WHO)[:4] == ("bus_loader", "bus_loader", False, True)
        with as_role("bus_worker"):
            assert ask(WHO)[:4] == ("bus_worker", "bus_worker", False, False)
        assert ask(WHO)[0] == "bus_loader"

    assert ask(WHO)[0] == "bus_app"


@pytest.mark.django_db
def test_a_refused_statement_gives_the_role_back():
    with pytest.raises(DatabaseError), as_role("bus_owner"):
        ask("SELECT no_such_column")

    assert ask(WHO)[0] == "bus_app"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql", ["CREATE TABLE public.mine (a int)", "CREATE TEMP TABLE mine (a int)", "SET ROLE bus_owner"]
)
@pytest.mark.parametrize("role", ["bus_app", "bus_worker", "bus_report"])
def test_no_working_role_may_make_tables_or_become_the_owner(role, sql):
    with pytest.raises(DatabaseError) as refusal, as_role(role), connection.cursor() as cursor:
        cursor.execute(sql)

    assert "permission denied" in str(refusal.value)


@pytest.mark.parametrize(
    ("name", "user"),
    [
        ("DATABASE_URL", "bus_app"),
        ("WORKER_DATABASE_URL", "bus_worker"),
        ("REPORT_DATABASE_URL", "bus_report"),
        ("RETENTION_DATABASE_URL", "bus_retention"),
        ("MIGRATE_DATABASE_URL", "bus_migrate"),
    ],
)
def test_real_addresses_sign_in_as_the_role_of_the_process(real_urls, name, user):
    with psycopg.connect(real_urls[name]) as real:
        assert real.execute("SELECT session_user, current_user").fetchone() == (user, user)


def test_the_deploying_role_owns_nothing_until_it_says_so(real_urls):
    with psycopg.connect(real_urls["MIGRATE_DATABASE_URL"], autocommit=True) as real:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            real.execute("CREATE TABLE public.mine (a int)")
        real.execute("SET ROLE bus_owner")
        real.execute("SET ROLE bus_policy")
        assert real.execute("SELECT current_user").fetchone() == ("bus_policy",)


@pytest.mark.django_db(transaction=True)
def test_what_a_committing_test_wrote_is_there_for_other_connections(real_urls):
    with as_role("bus_owner"), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE public.left_behind (a int)")

    with psycopg.connect(real_urls["MIGRATE_DATABASE_URL"]) as real:
        found = real.execute("SELECT count(*) FROM pg_class WHERE relname = 'left_behind'").fetchone()
    assert found == (1,)


@pytest.mark.django_db
def test_what_a_committing_test_wrote_is_gone_for_the_next_test():
    assert ask("SELECT to_regclass('public.left_behind')") == (None,)
