"""Who acts, with the day read from the context once: this row is asked for by every question of the wall."""

from importlib import import_module

from django.db import migrations

from core.access.migration_ops import policy_function

before = import_module("core.people.migrations.0002_protection")
ACTING_ROW = """
SELECT a.id, a.role::text, a.unit_id, a.district_id, a.area_id, coalesce(u.principal_id, a.principal_id), a.region_id,
       a.person_id, a.user_id
FROM access.verified_context() AS c(parts)
CROSS JOIN LATERAL (SELECT (coalesce(nullif(c.parts[6], '')::timestamptz, clock_timestamp())
                            AT TIME ZONE 'Europe/Stockholm')::date AS today OFFSET 0) AS d
JOIN people_roleassignment a ON a.id = nullif(c.parts[3], '')::uuid
LEFT JOIN organisations_unit u ON u.id = a.unit_id
WHERE c.parts[1] = 'user' AND a.user_id = nullif(c.parts[2], '')::uuid AND a.region_id = nullif(c.parts[4], '')::uuid
  AND a.valid_from <= d.today AND (a.valid_to IS NULL OR a.valid_to >= d.today)
"""
ONE = "SET LOCAL ROLE bus_policy; ALTER FUNCTION access.acting_row() ROWS 1; SET LOCAL ROLE bus_owner;"


class Migration(migrations.Migration):
    dependencies = [("people", "0006_doors"), ("access", "0003_remembered")]
    operations = [
        policy_function("acting_row()", before.ACTING_COLUMNS, ACTING_ROW, reverse_body=before.ACTING_ROW),
        migrations.RunSQL(ONE, migrations.RunSQL.noop),
    ]
