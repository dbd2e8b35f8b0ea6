"""Each must-rule for the start, and that its breach stops the process with a sentence. [security 12]"""

import time

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from core.access import startup
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
