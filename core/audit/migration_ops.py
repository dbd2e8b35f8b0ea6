"""What other apps' migrations take from the log. [security 5]"""

from django.db import migrations

# A statement's rows together, one line of the log each; columns are found in the catalogue when the migration runs.
CREATE = """
DO $$
DECLARE
  key text := nullif('{key}', '');
  wanted text;
  args text[] := '{{}}';
BEGIN
  IF key IS NULL THEN
    SELECT a.attname INTO STRICT key FROM pg_index i
    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
    WHERE i.indrelid = '{table}'::regclass AND i.indisprimary;
  END IF;
  FOREACH wanted IN ARRAY ARRAY['{case}', '{child}'] LOOP
    args := args || coalesce((SELECT attname::text FROM pg_attribute
      WHERE attrelid = '{table}'::regclass AND attname = wanted AND NOT attisdropped), '');
  END LOOP;
  EXECUTE format('CREATE TRIGGER {table}_log_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION access.audit_safety_net(%L, %L, %L)', key, args[1], args[2]);
  EXECUTE format('CREATE TRIGGER {table}_log_update AFTER UPDATE ON {table} REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION access.audit_safety_net(%L, %L, %L)', key, args[1], args[2]);
  EXECUTE format('CREATE TRIGGER {table}_log_delete AFTER DELETE ON {table} REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION access.audit_safety_net(%L, %L, %L)', key, args[1], args[2]);
END $$
"""
DROP = ";\n".join(f"DROP TRIGGER {{table}}_log_{command} ON {{table}}" for command in ("insert", "update", "delete"))


def safety_net(table: str, *, key: str = "", case: str = "case_id", child: str = "child_id") -> migrations.RunSQL:
    """Log every row written to a child-level table, by whatever way: `sip_child.update` and its key, no content.

    `key` is the column of the id, the primary key unless told; `case` and `child` name the columns of the case's and
    the child's id and are left out where the table has none. For the child's own table: `child="id"`.
    The migration that uses it depends on ("audit", "0003_safety_net").
    """
    names = {"table": table, "key": key, "case": case, "child": child}
    return migrations.RunSQL(CREATE.format(**names), DROP.format(**names))
