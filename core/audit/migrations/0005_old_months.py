"""Whole months of the log go when they have been kept long enough; their seals stay and still prove the rest. [security 5]

Nobody removes a row. One function takes away the oldest month, and only when the month and every seal over it are older
than asked for (never less than five years), every block still is what its seal says, and the seals stand outside.
"""

from importlib import import_module

from django.db import migrations, models

from core.access.migration_ops import append_only, open_table, policy_function

FEWEST_YEARS = 5
FIRST = import_module("core.audit.migrations.0002_months").FIRST
written, FIELDS = (getattr(import_module("core.audit.migrations.0004_seals"), name) for name in ("written", "FIELDS"))
KEEPERS = ("bus_worker", "bus_owner")
IN_MONTH = """at >= p_month::timestamp AT TIME ZONE 'UTC'
  AND at < (p_month + interval '1 month')::timestamp AT TIME ZONE 'UTC'"""

DROPPED = migrations.CreateModel(
    name="DroppedMonth",
    fields=[
        ("month", models.DateField(primary_key=True, serialize=False)),
        ("row_count", models.BigIntegerField()),
        ("first_sequence", models.BigIntegerField()),
        ("last_sequence", models.BigIntegerField()),
        ("remainders", models.JSONField()),
        ("years", models.PositiveSmallIntegerField()),
        ("at", models.DateTimeField()),
    ],
    options={"db_table": "audit_droppedmonth", "ordering": ["month"]},
)

# What a block must hold now: what its seal says, less the months that have gone.
EXPECTED = """
SELECT s.sequence,
  CASE WHEN d.month IS NULL THEN s.row_count ELSE coalesce((d.remainders -> s.sequence::text ->> 0)::bigint, 0) END,
  CASE WHEN d.month IS NULL THEN s.block_hash
       ELSE coalesce(d.remainders -> s.sequence::text ->> 1, encode(sha256(''), 'hex')) END
FROM audit_seal s LEFT JOIN LATERAL (
  SELECT * FROM audit_droppedmonth m WHERE s.sequence BETWEEN m.first_sequence AND m.last_sequence
  ORDER BY m.month DESC LIMIT 1) d ON true
WHERE s.sequence BETWEEN p_first AND p_last ORDER BY s.sequence
"""
# The month's rows, the seals over them, whether all are sealed, and when the last of those seals was made.
MONTH = f"""
SELECT m.row_count, s.first_sequence, s.last_sequence, m.row_count = 0 OR m.last_txid < s.sealed_to, s.last_at
FROM (SELECT count(*) AS row_count, min(txid) AS first_txid, max(txid) AS last_txid FROM audit_event
      WHERE {IN_MONTH}) m
CROSS JOIN LATERAL (
  SELECT coalesce(min(sequence) FILTER (WHERE is_over), 0) AS first_sequence,
    coalesce(max(sequence) FILTER (WHERE is_over), 0) AS last_sequence, max(at) FILTER (WHERE is_over) AS last_at,
    coalesce(max(to_txid), '0'::xid8) AS sealed_to
  FROM (SELECT *, m.row_count > 0 AND to_txid > m.first_txid AND from_txid <= m.last_txid AS is_over
        FROM audit_seal) one) s
"""
# What is left of the month's blocks without it: count and hash for each that has rows of other months too.
REMAINDERS = f"""
SELECT coalesce(jsonb_object_agg(s.sequence::text, jsonb_build_array(b.row_count, b.block_hash)), '{{}}')
FROM audit_seal s CROSS JOIN LATERAL (
  SELECT count(*) AS row_count,
    encode(sha256(coalesce(string_agg(sha256(convert_to({written(FIELDS)}, 'UTF8')), ''::bytea ORDER BY number), '')),
           'hex') AS block_hash
  FROM audit_event WHERE txid >= s.from_txid AND txid < s.to_txid AND NOT ({IN_MONTH})) b
WHERE s.sequence BETWEEN p_first AND p_last AND b.row_count > 0
"""
# The months that have gone, each with what would be wrong: gone too early, over seals too young, or unsaid in the log.
# What a drop says of itself in the log goes in its turn with the month that it stands in.
DROPS = f"""
SELECT d.month, d.at < (d.month + interval '1 month' + interval '{FEWEST_YEARS} years'),
  EXISTS (SELECT FROM audit_seal s JOIN access.audit_expected(d.first_sequence, d.last_sequence) e USING (sequence)
          WHERE s.at > d.at - interval '{FEWEST_YEARS} years'
            AND (s.row_count, s.block_hash::text) <> (e.row_count, e.block_hash)),
  NOT EXISTS (SELECT FROM audit_event WHERE act = 'log.month_dropped' AND reason = to_char(d.month, 'YYYY-MM')
              AND at >= d.at - interval '1 day' AND at < d.at + interval '1 day')
  AND date_trunc('month', d.at) > (SELECT max(month) FROM audit_droppedmonth)
FROM audit_droppedmonth d ORDER BY d.month
"""
# Old months, the oldest first, with what keeps each: too_young, unsealed, not_exported, behind (an earlier one stays).
OLD = f"""
DECLARE
  found record;
  is_held boolean := false;
BEGIN
  IF p_years < {FEWEST_YEARS} THEN RAISE EXCEPTION 'the log is kept for at least {FEWEST_YEARS} years'; END IF;
  FOR month IN
    SELECT to_date(right(inhrelid::regclass::text, 7), 'YYYY_MM') AS first_day FROM pg_inherits
    WHERE inhparent = 'public.audit_event'::regclass ORDER BY first_day
  LOOP
    EXIT WHEN month + interval '1 month 1 day' > (now() AT TIME ZONE 'UTC') - make_interval(years => p_years);
    SELECT * INTO found FROM access.audit_month(month);
    row_count := found.row_count; first_sequence := found.first_sequence; last_sequence := found.last_sequence;
    kept_by := CASE
      WHEN is_held THEN 'behind'
      WHEN NOT found.is_sealed THEN 'unsealed'
      WHEN found.last_sequence > coalesce(p_exported, 0) THEN 'not_exported'
      WHEN found.last_at > now() - make_interval(years => p_years) THEN 'too_young'
      ELSE '' END;
    is_held := kept_by <> '';
    RETURN NEXT;
  END LOOP;
END
"""
# Owned by bus_owner, which owns the table. What takes long is done before the lock; who cannot have it soon gives up.
TAKE = """
CREATE FUNCTION access.audit_drop_month(p_month date, p_years integer, p_exported bigint, p_exported_hash text)
RETURNS bigint LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '5s'
AS $body$
DECLARE
  old record;
  left_over jsonb;
BEGIN
  PERFORM access.audit_append('log.month_dropped', 'audit.event', ARRAY[NULL]::uuid[], ARRAY[NULL]::uuid[],
    ARRAY[NULL]::uuid[], NULL, '', '', 'ok', to_char(p_month, 'YYYY-MM'), '', '');
  PERFORM pg_advisory_xact_lock(hashtextextended('access.audit_make_partitions', 0));
  IF NOT EXISTS (SELECT FROM audit_seal WHERE sequence = p_exported AND seal_hash = p_exported_hash) THEN
    RAISE EXCEPTION 'the seals outside are not those of this log';
  END IF;
  SELECT * INTO old FROM access.audit_old_months(p_years, p_exported) WHERE month = p_month;
  IF old.kept_by IS DISTINCT FROM '' THEN
    RAISE EXCEPTION 'the month stays: %', coalesce(old.kept_by, 'too_young');
  END IF;
  IF EXISTS (SELECT FROM access.audit_expected(old.first_sequence, old.last_sequence) e
             JOIN access.audit_blocks(old.first_sequence, old.last_sequence) b USING (sequence)
             WHERE (e.row_count, e.block_hash) <> (b.row_count, b.block_hash)) THEN
    RAISE EXCEPTION 'the month stays: its blocks are not what their seals say';
  END IF;
  left_over := access.audit_remainders(p_month, old.first_sequence, old.last_sequence);
  EXECUTE format('DROP TABLE public.%I', 'audit_event_' || to_char(p_month, 'YYYY_MM'));
  INSERT INTO audit_droppedmonth (month, row_count, first_sequence, last_sequence, remainders, years, at)
  VALUES (p_month, old.row_count, old.first_sequence, old.last_sequence, left_over, p_years, clock_timestamp());
  RETURN old.row_count;
END
$body$;
REVOKE ALL ON FUNCTION access.audit_drop_month(date, integer, bigint, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.audit_drop_month(date, integer, bigint, text) TO bus_worker;
"""
# As in 0002, but a month that has gone is not made anew.
MAKE = f"""
CREATE OR REPLACE FUNCTION access.audit_make_partitions(months integer) RETURNS integer LANGUAGE plpgsql VOLATILE
SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE
  first date;
  part text;
  made integer := 0;
BEGIN
  IF months NOT BETWEEN 1 AND 60 THEN RAISE EXCEPTION 'months must be 1 to 60'; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('access.audit_make_partitions', 0));
  FOR first IN SELECT generate_series('{FIRST}'::date, (now() AT TIME ZONE 'UTC') + make_interval(months => months),
                                      interval '1 month')::date LOOP
    part := 'audit_event_' || to_char(first, 'YYYY_MM');
    CONTINUE WHEN to_regclass('public.' || part) IS NOT NULL{{skipped}};
    EXECUTE format('CREATE TABLE public.%I (LIKE audit_event INCLUDING CONSTRAINTS)', part);
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', part);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON public.%I FOR EACH STATEMENT
                    EXECUTE FUNCTION access.refuse_change()', part || '_never_emptied', part);
    EXECUTE format('ALTER TABLE audit_event ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)', part,
                   first::timestamp AT TIME ZONE 'UTC', (first + interval '1 month')::timestamp AT TIME ZONE 'UTC');
    made := made + 1;
  END LOOP;
  RETURN made;
END
$body$;
"""


def by_owner(sql: str) -> str:
    """Run as bus_owner, which may make functions in the schema only meanwhile."""
    return f"""
SET LOCAL ROLE bus_policy;
GRANT CREATE ON SCHEMA access TO bus_owner;
SET LOCAL ROLE bus_owner;
{sql}
SET LOCAL ROLE bus_policy;
REVOKE CREATE ON SCHEMA access FROM bus_owner;
SET LOCAL ROLE bus_owner;
"""


SKIPPED = " OR first <= (SELECT max(d.month) FROM audit_droppedmonth d)"


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_seals")]
    operations = [
        DROPPED,
        open_table("audit_droppedmonth", roles={"bus_worker": "SELECT"}),
        append_only("audit_droppedmonth"),
        policy_function(
            "audit_expected(p_first bigint, p_last bigint)",
            "TABLE (sequence bigint, row_count bigint, block_hash text)",
            EXPECTED,
            grant_to=KEEPERS,
        ),
        policy_function(
            "audit_month(p_month date)",
            "TABLE (row_count bigint, first_sequence bigint, last_sequence bigint, is_sealed boolean,"
            " last_at timestamptz)",
            MONTH,
            grant_to=("bus_owner",),
        ),
        policy_function(
            "audit_remainders(p_month date, p_first bigint, p_last bigint)",
            "jsonb",
            REMAINDERS,
            grant_to=("bus_owner",),
        ),
        policy_function(
            "audit_drops()",
            "TABLE (month date, is_early boolean, is_over_young boolean, is_unsaid boolean)",
            DROPS,
            grant_to=KEEPERS,
        ),
        policy_function(
            "audit_old_months(p_years integer, p_exported bigint)",
            "TABLE (month date, row_count bigint, first_sequence bigint, last_sequence bigint, kept_by text)",
            OLD,
            language="plpgsql",
            grant_to=KEEPERS,
        ),
        migrations.RunSQL(by_owner(TAKE), "DROP FUNCTION access.audit_drop_month(date, integer, bigint, text);"),
        migrations.RunSQL(by_owner(MAKE.format(skipped=SKIPPED)), by_owner(MAKE.format(skipped=""))),
    ]
