"""A migrated template is made from an earlier one only where that gives what migrating from nothing gives."""

import json

import pytest
from django.db import connection

from ops import schema, testing

BEFORE = {"sip/migrations/0001_a.py": "1", "sip/access/questions.py": "1", "sip/a_sql.py": "1"}


@pytest.mark.parametrize(
    "new", [{}, {"sip/migrations/0002_b.py": "1"}, {"sip/migrations/0002_b.py": "1", "sip/b_sql.py": "1"}]
)
def test_new_migrations_and_their_sql_lead_on(new):
    assert schema.leads_to(BEFORE, BEFORE | new)


@pytest.mark.parametrize(
    "now",
    [
        BEFORE | {"sip/migrations/0001_a.py": "2"},
        BEFORE | {"sip/a_sql.py": "2"},
        BEFORE | {"sip/access/questions.py": "2"},
        BEFORE | {"sip/access/more.py": "1"},
        BEFORE | {"requirements/runtime.txt": "1"},
        {"sip/migrations/0002_a.py": "1", "sip/access/questions.py": "1", "sip/a_sql.py": "1"},
    ],
)
def test_whatever_has_changed_or_gone_is_migrated_from_nothing(now):
    assert not schema.leads_to(BEFORE, now)


@pytest.mark.django_db
def test_a_template_says_what_shaped_it():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
            [testing.template_name()],
        )
        assert json.loads(cursor.fetchone()[0]) == schema.shape()
