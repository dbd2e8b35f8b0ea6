"""The sign-ins of a principal's staff, which stand outside every region, for its log reviewer. [security 2 row 12, 5]

Whoever stands at the door acts for nobody yet: the row says whose account it is, and nothing else. Whose staff that is
follows from the assignments that were in force on the day.
"""

from django.db import migrations

from core.access.migration_ops import policy_function

COLUMNS = "TABLE (number bigint, at timestamptz, act text, outcome text, reason text, assignment_id uuid, who text, unit text)"
DAY = "(e.at AT TIME ZONE 'Europe/Stockholm')::date"
OF_STAFF = "e.region_id = me.region_id AND e.principal_id = me.principal_id AND e.assignment_id = a.id"
AT_THE_DOOR = f"""e.region_id IS NULL AND (e.user_id IS NOT NULL OR e.object_kind = 'people.user')
    AND coalesce(a.principal_id, n.principal_id) = me.principal_id
    AND a.valid_from <= {DAY} AND (a.valid_to IS NULL OR a.valid_to >= {DAY})"""
# The newest assignment of a person who had several at the principal that day stands for all of them.
SIGN_INS = f"""
SELECT found.number, found.at, found.act, found.outcome, found.reason, found.id, found.who, found.unit FROM (
  SELECT DISTINCT ON (e.number) e.number, e.at, e.act::text, e.outcome::text, e.reason::text, a.id,
    concat_ws(', ', p.given_name || ' ' || p.family_name, nullif(p.title, '')) AS who, n.name::text AS unit
  FROM access.acting_row() me
  JOIN audit_event e ON e.at >= p_first AND e.at < p_before
  JOIN people_roleassignment a ON a.user_id = coalesce(e.user_id, e.object_id) AND a.region_id = me.region_id
  JOIN people_person p ON p.id = a.person_id
  LEFT JOIN organisations_unit n ON n.id = a.unit_id
  WHERE me.role = 'log_reviewer' AND e.act ~ '^(login|session|factor)[.]' AND NOT e.net
    AND a.user_id <> me.user_id
    AND (p_person IS NULL OR a.user_id = (SELECT k.user_id FROM people_roleassignment k WHERE k.id = p_person))
    AND ({OF_STAFF} OR {AT_THE_DOOR})
  ORDER BY e.number, a.valid_from DESC, a.id) found
ORDER BY found.at DESC, found.number DESC LIMIT p_most
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0005_old_months"), ("people", "0005_doors"), ("organisations", "0001_initial")]
    operations = [
        policy_function(
            "staff_sign_ins(p_first timestamptz, p_before timestamptz, p_person uuid, p_most integer)",
            COLUMNS,
            SIGN_INS,
            grant_to=("bus_app",),
        ),
    ]
