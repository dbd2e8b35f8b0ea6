"""Seals: each minute the rows of finished transactions become a block with count, hash and the seal before. [security 5]"""

from django.db import migrations, models

import core.audit.fields
from core.access.migration_ops import append_only, open_table, policy_function

SEAL = migrations.CreateModel(
    name="AuditSeal",
    fields=[
        ("sequence", models.BigIntegerField(primary_key=True, serialize=False)),
        ("from_txid", core.audit.fields.TransactionIdField()),
        ("to_txid", core.audit.fields.TransactionIdField()),
        ("first_number", models.BigIntegerField()),
        ("last_number", models.BigIntegerField()),
        ("row_count", models.BigIntegerField()),
        ("block_hash", models.CharField(max_length=64)),
        ("previous_hash", models.CharField(max_length=64)),
        ("at", models.DateTimeField()),
        ("seal_hash", models.CharField(max_length=64, unique=True)),
    ],
    options={"db_table": "audit_seal", "ordering": ["sequence"]},
)

FIELDS = (
    "number txid at kind region_id user_id assignment_id unit_id principal_id act object_kind object_id child_id case_id"
    " about_unit_id basis purpose outcome reason request_id session_hash net"
).split()
MOMENT = "to_char({0} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US')"


def written(fields: list[str]) -> str:
    """The canonical line of core/audit/canonical.py in SQL."""
    parts = [MOMENT.format(name) if name == "at" else f"coalesce({name}::text, '')" for name in fields]
    return f"concat_ws(chr(31), {', '.join(parts)})"


# Blocks are told by transaction number, not by row number: an open transaction's rows wait for a later block.
BLOCK = f"""
SELECT count(*), coalesce(min(number), 0), coalesce(max(number), 0),
  encode(sha256(coalesce(string_agg(sha256(convert_to({written(FIELDS)}, 'UTF8')), ''::bytea ORDER BY number), '')), 'hex')
FROM audit_event WHERE txid >= p_from AND txid < p_to
"""
BLOCKS = """
SELECT s.sequence, b.row_count, b.block_hash
FROM audit_seal s CROSS JOIN LATERAL access.audit_block(s.from_txid, s.to_txid) b
WHERE s.sequence BETWEEN p_first AND p_last ORDER BY s.sequence
"""
# Rows after the last seal: those that wait, and those of transactions that have not been yet, which no one can write.
PENDING = """
SELECT count(*) FILTER (WHERE txid < pg_snapshot_xmax(pg_current_snapshot())),
  count(*) FILTER (WHERE txid >= pg_snapshot_xmax(pg_current_snapshot()))
FROM audit_event WHERE txid >= (SELECT coalesce(max(to_txid), '0') FROM audit_seal)
"""
# All transactions of this database below the oldest that still runs are finished, so the block can never gain a row.
# What runs in another database of the server cannot write here and does not hold the seal back; a transaction that the
# list of backends does not show (prepared, just ended) counts as running. An empty block is no seal.
BOUNDARY = """
least(pg_current_xact_id_if_assigned(), coalesce(
  (SELECT min(running) FROM pg_snapshot_xip(now_seen) AS running
   WHERE NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.backend_xid = running::xid
                     AND a.datid <> (SELECT oid FROM pg_database WHERE datname = current_database()))),
  pg_snapshot_xmax(now_seen)))
"""
MAKE = f"""
DECLARE
  before audit_seal;
  made audit_seal;
  now_seen pg_snapshot;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('access.audit_seal', 0));
  SELECT * INTO before FROM audit_seal ORDER BY sequence DESC LIMIT 1;
  made.sequence := coalesce(before.sequence, 0) + 1;
  made.previous_hash := coalesce(before.seal_hash, '');
  made.from_txid := coalesce(before.to_txid, '0'::xid8);
  now_seen := pg_current_snapshot();
  made.to_txid := {BOUNDARY};
  IF made.to_txid < made.from_txid THEN
    RAISE EXCEPTION 'transaction numbers are lower than those of the last seal: this is another cluster';
  END IF;
  SELECT b.* INTO made.row_count, made.first_number, made.last_number, made.block_hash
  FROM access.audit_block(made.from_txid, made.to_txid) b;
  IF made.row_count = 0 THEN RETURN; END IF;
  made.at := clock_timestamp();
  made.seal_hash := encode(sha256(convert_to(concat_ws(chr(31), made.sequence, made.from_txid, made.to_txid,
    made.first_number, made.last_number, made.row_count, made.block_hash, made.previous_hash,
    {MOMENT.format("made.at")}), 'UTF8')), 'hex');
  INSERT INTO audit_seal (sequence, from_txid, to_txid, first_number, last_number, row_count, block_hash, previous_hash,
    at, seal_hash)
  VALUES (made.sequence, made.from_txid, made.to_txid, made.first_number, made.last_number, made.row_count,
    made.block_hash, made.previous_hash, made.at, made.seal_hash);
  RETURN NEXT made.sequence;
END
"""
KEEPERS = ("bus_worker", "bus_owner")


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_safety_net")]
    operations = [
        SEAL,
        open_table("audit_seal", roles={"bus_worker": "SELECT", "bus_policy": "INSERT"}),
        append_only("audit_seal"),
        policy_function(
            "audit_block(p_from xid8, p_to xid8)",
            "TABLE (row_count bigint, first_number bigint, last_number bigint, block_hash text)",
            BLOCK,
            grant_to=KEEPERS,
        ),
        policy_function(
            "audit_blocks(p_first bigint, p_last bigint)",
            "TABLE (sequence bigint, row_count bigint, block_hash text)",
            BLOCKS,
            grant_to=KEEPERS,
        ),
        policy_function("audit_pending()", "TABLE (waiting bigint, impossible bigint)", PENDING, grant_to=KEEPERS),
        policy_function(
            "audit_seal()", "SETOF bigint", MAKE, language="plpgsql", volatility="VOLATILE", grant_to=KEEPERS
        ),
    ]
