"""The log: a table in monthly parts that is only ever added to, and the one function that adds. [security 5]"""

import django.db.models
from django.db import migrations, models

import core.audit.fields
from core.access.migration_ops import append_only, policy_function, protect

# Widths are such that no part needs a side table for long values; the checks keep out names and sentences.
TABLE = """
CREATE TABLE audit_event (
  number bigint GENERATED ALWAYS AS IDENTITY,
  txid xid8 NOT NULL,
  at timestamptz NOT NULL,
  kind varchar(10) NOT NULL CHECK (kind IN ('', 'user', 'job', 'command')),
  region_id uuid, user_id uuid, assignment_id uuid, unit_id uuid, principal_id uuid,
  act varchar(60) NOT NULL CHECK (act ~ '^[a-z0-9_]+[.][a-z0-9_.]+$'),
  object_kind varchar(60) NOT NULL CHECK (object_kind ~ '^[A-Za-z0-9_.:-]*$'),
  object_id uuid, child_id uuid, case_id uuid, about_unit_id uuid,
  basis varchar(40) NOT NULL CHECK (basis ~ '^[A-Za-z0-9_.:/-]*$'),
  purpose varchar(40) NOT NULL CHECK (purpose ~ '^[A-Za-z0-9_.:/-]*$'),
  outcome varchar(20) NOT NULL CHECK (outcome ~ '^[a-z_]+$'),
  reason varchar(60) NOT NULL CHECK (reason ~ '^[A-Za-z0-9_.:/-]*$'),
  request_id varchar(40) NOT NULL CHECK (request_id ~ '^[A-Za-z0-9_-]*$'),
  session_hash varchar(40) NOT NULL CHECK (session_hash ~ '^[0-9a-f]*$'),
  net boolean NOT NULL,
  PRIMARY KEY (number, at)
) PARTITION BY RANGE (at);
CREATE INDEX audit_event_txid ON audit_event (txid);
CREATE INDEX audit_event_case ON audit_event (case_id, at) WHERE case_id IS NOT NULL;
CREATE INDEX audit_event_principal ON audit_event (principal_id, at);
GRANT INSERT ON audit_event TO bus_policy;
"""

EVENT = migrations.CreateModel(
    name="AuditEvent",
    fields=[
        ("number", models.BigIntegerField(primary_key=True, serialize=False)),
        ("txid", core.audit.fields.TransactionIdField()),
        ("at", models.DateTimeField()),
        ("kind", models.CharField(max_length=10)),
        ("region_id", models.UUIDField(null=True)),
        ("user_id", models.UUIDField(null=True)),
        ("principal_id", models.UUIDField(null=True)),
        ("act", models.CharField(max_length=60)),
        ("object_kind", models.CharField(max_length=60)),
        ("object_id", models.UUIDField(null=True)),
        ("child_id", models.UUIDField(null=True)),
        ("case_id", models.UUIDField(null=True)),
        ("about_unit_id", models.UUIDField(null=True)),
        ("basis", models.CharField(max_length=40)),
        ("purpose", models.CharField(max_length=40)),
        ("outcome", models.CharField(max_length=20)),
        ("reason", models.CharField(max_length=60)),
        ("request_id", models.CharField(max_length=40)),
        ("session_hash", models.CharField(max_length=40)),
        ("net", models.BooleanField()),
        *(
            (
                name,
                models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to=target,
                ),
            )
            for name, target in (("assignment", "people.roleassignment"), ("unit", "organisations.unit"))
        ),
    ],
    options={"db_table": "audit_event"},
)

# The log reviewer of a principal reads the acts of its staff and the log of its own children's cases, never the
# reviewer's own acts. [security 2, row 12]
REVIEWED = "SELECT principal_id FROM access.acting_row() WHERE role = 'log_reviewer'"
READ = """
(case_id = ANY (ARRAY(SELECT access.visible_log_case_ids()))
 OR principal_id = (SELECT access.reviewed_principal_id()))
AND NOT (user_id IS NOT DISTINCT FROM (SELECT access.user_id())
         AND (SELECT access.reviewed_principal_id()) IS NOT NULL)
"""

ARGUMENTS = """p_act text, p_object_kind text, p_objects uuid[], p_cases uuid[], p_children uuid[], p_about_unit uuid,
  p_basis text, p_purpose text, p_outcome text, p_reason text, p_request text, p_session text"""

# Who acts is read from the verified context. Without one only the door and the safety net may write.
WRITE = """
DECLARE
  ctx text[] := access.verified_context();
  moment timestamptz := coalesce(nullif(ctx[6], '')::timestamptz, clock_timestamp());
  own_unit uuid;
  own_principal uuid;
  written integer;
BEGIN
  IF ctx IS NULL AND NOT p_net AND p_act !~ '^(login|session|factor|invitation)[.]' THEN
    RAISE EXCEPTION 'nobody acts' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT a.unit_id, coalesce(a.principal_id, n.principal_id) INTO own_unit, own_principal
  FROM people_roleassignment a LEFT JOIN organisations_unit n ON n.id = a.unit_id
  WHERE a.id = nullif(ctx[3], '')::uuid;
  INSERT INTO audit_event (txid, at, kind, region_id, user_id, assignment_id, unit_id, principal_id, act, object_kind,
    object_id, child_id, case_id, about_unit_id, basis, purpose, outcome, reason, request_id, session_hash, net)
  SELECT pg_current_xact_id(), moment, coalesce(ctx[1], ''), nullif(ctx[4], '')::uuid, nullif(ctx[2], '')::uuid,
    nullif(ctx[3], '')::uuid, own_unit, own_principal, p_act, p_object_kind, o.object_id, o.child_id, o.case_id,
    p_about_unit, p_basis, coalesce(nullif(p_purpose, ''), ctx[5], session_user), p_outcome, p_reason, p_request,
    p_session, p_net
  FROM unnest(p_objects, p_children, p_cases) WITH ORDINALITY AS o (object_id, child_id, case_id, place)
  ORDER BY o.place;
  GET DIAGNOSTICS written = ROW_COUNT;
  RETURN written;
END
"""
APPEND = """
SELECT access.audit_write(p_act, p_object_kind, p_objects, p_cases, p_children, p_about_unit, p_basis, p_purpose,
  p_outcome, p_reason, p_request, p_session, false)
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("access", "__first__"), ("people", "0002_protection"), ("organisations", "__first__")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(TABLE, "DROP TABLE audit_event")], state_operations=[EVENT]
        ),
        policy_function("reviewed_principal_id()", "uuid", REVIEWED),
        protect("audit_event", read=READ, roles={"bus_app": "SELECT"}),
        append_only("audit_event"),
        policy_function(
            f"audit_write({ARGUMENTS}, p_net boolean)",
            "integer",
            WRITE,
            language="plpgsql",
            volatility="VOLATILE",
            grant_to=(),
        ),
        policy_function(f"audit_append({ARGUMENTS})", "integer", APPEND, volatility="VOLATILE"),
    ]
