-- Each table's rows and a hash over all that stands in them, in whatever order they lie. Run by psql as bus_backup.
-- With the variable `live` it waits for nobody and says first to which place of the log (WAL) the counts belong, or
-- says nothing: then somebody was writing just now, and is to be asked again.
SET TimeZone = 'UTC'; SET DateStyle = 'ISO'; SET IntervalStyle = 'postgres'; SET bytea_output = 'hex'; SET extra_float_digits = 1;

\set is_quiet true
\if :{?live}
    -- Whoever writes holds a lock on its own number until all see what it has committed. Nobody holds one, and no word
    -- comes into the log until the snapshot is taken: so what the snapshot shows is all that the log says up to there.
    SELECT pg_current_wal_insert_lsn() AS before \gset
    SELECT NOT EXISTS (SELECT FROM pg_locks WHERE locktype = 'transactionid') AS is_quiet \gset
\endif
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
\if :{?live}
    SELECT :'is_quiet'::boolean AND pg_current_wal_insert_lsn() = :'before' AS is_quiet \gset
\endif
\if :is_quiet
    \if :{?live}
        \echo :before
    \endif
    SELECT format('SELECT %L, count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) FROM %I.%I AS t',
                  n.nspname || '.' || c.relname, n.nspname, c.relname)
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname IN ('public', 'access') AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    ORDER BY n.nspname, c.relname \gexec
\endif
COMMIT;
