"""Each must-rule for the start, and that its breach stops the process with a sentence. [security 12]"""

import time

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from core.access import startup
from core.access.migration_ops import CLOSED
from tests.database import as_role

SAFE = {
    "DEBUG": False, "DEMO": False, "TESTING": False, "SECRET_KEY": "0123456789abcdef" * 4,
    "CONTEXT_KEY": "0123456789abcdef" * 4, "FIELD_KEY": "0123456789abcdef" * 4, "MAIL_DIR": "", "EMAIL_USE_TLS": True,
    "SECURE_HSTS_SECONDS": 31_536_000, "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
    **{
        f"{cookie}_{part}": value
        for cookie in startup.COOKIES
        for part, value in {
            "NAME": f"__Host-{cookie}", "SECURE": True, "HTTPONLY": True, "SAMESITE": "Lax",
        }.items()
    },
}  # fmt: skip
BREACHES = {
    "debug": ({"DEBUG": True}, "DEBUG is on."),
    "weak key": ({"SECRET_KEY": "short"}, "SECRET_KEY is weak."),
    "default key": ({"FIELD_KEY": "0" * 64}, "FIELD_KEY is weak."),
    "no context key": ({"CONTEXT_KEY": ""}, "CONTEXT_KEY is weak."),
    "mail in clear": ({"EMAIL_USE_TLS": False}, "Mail would leave without TLS."),
    "short HSTS": ({"SECURE_HSTS_SECONDS": 3600}, "HSTS is not as it must be."),
    "HSTS of one host": ({"SECURE_HSTS_INCLUDE_SUBDOMAINS": False}, "HSTS is not as it must be."),
    "another policy": (
        {"CONTENT_SECURITY_POLICY": {"DIRECTIVES": {**startup.POLICY, "script-src": ["'self'", "'unsafe-inline'"]}}},
        "The content security policy is not as it must be.",
    ),
    "only reported": ({"CONTENT_SECURITY_POLICY": {}}, "The content security policy is not as it must be."),
    **{
        f"{cookie} {part}": (
            {f"{cookie}_{part}": value}, f"{cookie} is not Secure, HttpOnly, SameSite and __Host-."
        )
        for cookie in startup.COOKIES
        for part, value in {"NAME": "session", "SECURE": False, "HTTPONLY": False, "SAMESITE": "None"}.items()
    },
}  # fmt: skip


@pytest.fixture
def safe(settings):
    for name, value in SAFE.items():
        setattr(settings, name, value)
    return settings


def test_settings_as_they_must_be_have_no_fault(safe):
    assert [*startup.settings_faults()] == []


@pytest.mark.parametrize("name", BREACHES)
def test_a_breach_of_the_settings_is_said(safe, name):
    changes, sentence = BREACHES[name]
    for setting, value in changes.items():
        setattr(safe, setting, value)

    assert [*startup.settings_faults()] == [sentence]


def test_the_loader_belongs_to_demo_and_test_clusters(db, safe):
    with connection.cursor() as cursor:
        assert [*startup.role_faults(cursor)] == [
            "The role bus_loader exists; it belongs to demo and test clusters only."
        ]
        safe.DEMO = True
        assert [*startup.role_faults(cursor)] == []


@pytest.mark.parametrize("role", ["bus_worker", "bus_report"])
def test_the_jobs_roles_are_as_small_as_the_webs(db, role):
    with as_role(role), connection.cursor() as cursor:
        assert [*startup.role_faults(cursor)] == []


def test_an_unapplied_migration_is_said(db):
    with as_role("bus_loader"):
        MigrationRecorder.Migration.objects.filter(app="sip").delete()
        assert [*startup.migration_faults()] == ["Migrations are not applied."]


def test_a_clock_off_by_more_than_two_seconds_is_said(db, monkeypatch):
    """The machine's clock is the outside world."""
    now = time.time()
    with connection.cursor() as cursor:
        monkeypatch.setattr(time, "time", lambda: now + 4)
        assert len([*startup.clock_faults(cursor)]) == 1


def test_the_process_refuses_to_start_with_every_sentence(db, safe):
    safe.DEBUG, safe.EMAIL_USE_TLS = True, False

    with pytest.raises(ImproperlyConfigured) as refused:
        startup.refuse_unsafe_start()

    for sentence in ("DEBUG is on.", "Mail would leave without TLS.", "The role bus_loader exists"):
        assert sentence in str(refused.value)


PEEP = (
    "SET LOCAL ROLE bus_policy; CREATE FUNCTION access.peep() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'; "
    "SET LOCAL ROLE bus_owner"
)


def closed(question: str) -> str:
    return (
        f"SET LOCAL ROLE bus_policy; CREATE OR REPLACE FUNCTION access.{question}() RETURNS SETOF uuid LANGUAGE sql "
        f"STABLE SECURITY DEFINER SET search_path = access, public, pg_temp AS $b$ {CLOSED}\n $b$; "
        "SET LOCAL ROLE bus_owner"
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("ALTER TABLE sip_guardian NO FORCE ROW LEVEL SECURITY", "sip_guardian lacks forced row security."),
        ("ALTER TABLE groups_forum DISABLE ROW LEVEL SECURITY", "groups_forum lacks forced row security."),
        ("CREATE TABLE stray (id uuid)", "The table stray is in no list."),
        ("CREATE VIEW peep AS SELECT id FROM sip_case", "The view peep lacks security_invoker."),
        ("CREATE MATERIALIZED VIEW kept AS SELECT 1 AS one", "kept is a materialised view, which no policy guards."),
        (
            PEEP,
            "The function access.peep is on no list.",
        ),
        (closed("visible_case_ids"), "access.visible_case_ids is still closed."),
    ],
)
def test_the_start_says_each_fault_of_the_catalogue(change, sentence):
    with as_role("bus_owner"), connection.cursor() as cursor:
        cursor.execute(change)
        found = [*startup.catalogue_faults(cursor)]

    assert found == [sentence]


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["bus_owner", "bus_loader"])
def test_the_start_refuses_a_mighty_role(role):
    with as_role(role), connection.cursor() as cursor:
        found = [*startup.role_faults(cursor)]

    assert found == [f"The database role {role} is too mighty."]


@pytest.mark.parametrize(
    ("setting", "value", "sentence"),
    [
        ("DEBUG", True, "DEBUG is on."),
        ("SECRET_KEY", "a" * 60, "SECRET_KEY is weak."),
        ("CONTEXT_KEY", "0123456789", "CONTEXT_KEY is weak."),
        ("FIELD_KEY", "ab" * 40, "FIELD_KEY is weak."),
        (
            "ALLOWED_HOSTS",
            ["portal.example"],
            "The demo answers on loopback only: BUS_ALLOWED_HOSTS names another host.",
        ),
    ],
)
def test_the_start_says_each_fault_of_the_settings(settings, setting, value, sentence):
    for key in ("SECRET_KEY", "CONTEXT_KEY", "FIELD_KEY"):
        setattr(settings, key, "0123456789abcdef" * 4)
    settings.DEBUG, settings.DEMO, settings.ALLOWED_HOSTS = False, True, ["127.0.0.1"]
    assert [*startup.settings_faults()] == []

    setattr(settings, setting, value)

    assert [*startup.settings_faults()] == [sentence]
