"""The database's own account of itself, read as its superuser would have it: pg_catalog hides nothing from anybody."""

from django.db import connection

ROLES = ("bus_app", "bus_worker", "bus_report", "bus_retention", "bus_migrate")
OURS = "NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = {oid} AND d.deptype = 'e')"


def rows(sql: str, *parameters) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters or None)
        return cursor.fetchall()


def column(sql: str, *parameters) -> list:
    return [row[0] for row in rows(sql, *parameters)]


def tables() -> dict[str, tuple[bool, bool]]:
    """Table → (row security forced, is a partition)."""
    found = rows(
        f"""SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity, c.relispartition FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'f') AND {OURS.format(oid="c.oid")}"""
    )
    return {name: (forced, partition) for name, forced, partition in found}


def policies() -> list[tuple[str, str, bool, str, list[str], str, str]]:
    """(table, name, restrictive, command, roles, using, check)."""
    return rows(
        """SELECT tablename, policyname, permissive = 'RESTRICTIVE', cmd, roles::text[], coalesce(qual, ''),
        coalesce(with_check, '') FROM pg_policies WHERE schemaname = 'public'"""
    )


def privileges(kind: str) -> set[tuple[str, str]]:
    """(role, table) that hold a privilege of this kind on a table or on any of its columns."""
    roles = ", ".join(f"'{role}'" for role in (*ROLES, "public"))
    column_too = f"OR has_any_column_privilege(r, c.oid, '{kind}')" if kind in ("SELECT", "INSERT", "UPDATE") else ""
    return set(
        rows(
            f"""SELECT r, c.relname FROM pg_class c, unnest(ARRAY[{roles}]) r
            WHERE c.relnamespace IN ('public'::regnamespace, 'access'::regnamespace)
              AND c.relkind IN ('r', 'p', 'v', 'f') AND {OURS.format(oid="c.oid")}
              AND (has_table_privilege(r, c.oid, '{kind}') {column_too})"""
        )
    )


def functions() -> list[tuple]:
    """(schema, name, owner, definer, settings, executable by everybody, is a trigger)."""
    return rows(
        f"""SELECT n.nspname, p.proname, pg_get_userbyid(p.proowner), p.prosecdef, coalesce(p.proconfig, '{{}}'),
        has_function_privilege('public', p.oid, 'EXECUTE'), p.prorettype = 'trigger'::regtype
        FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' AND {OURS.format(oid="p.oid")}"""
    )


def keys_across_regions() -> set[str]:
    """`table.column` of each foreign key between two regional tables that no composite key keeps within one.

    Composite: (region_id, column), or (case_id, column), since the case itself is kept.
    """
    return set(
        column(
            """SELECT k.conrelid::regclass || '.' || a.attname FROM pg_constraint k
            JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
            WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace AND cardinality(k.conkey) = 1
              AND EXISTS (SELECT FROM pg_attribute r WHERE r.attrelid = k.confrelid AND r.attname = 'region_id')
              AND EXISTS (SELECT FROM pg_attribute r WHERE r.attrelid = k.conrelid AND r.attname = 'region_id')
              AND NOT EXISTS (
                SELECT FROM pg_constraint s JOIN pg_attribute b ON b.attrelid = s.conrelid AND b.attnum = ANY (s.conkey)
                WHERE s.conrelid = k.conrelid AND s.confrelid = k.confrelid AND s.contype = 'f'
                  AND cardinality(s.conkey) = 2 AND k.conkey[1] = ANY (s.conkey)
                  AND b.attname IN ('region_id', 'case_id') AND b.attnum <> k.conkey[1])"""
        )
    )


def estimates() -> set[float]:
    """How many rows the planner is told of the questions that answer with rows."""
    return {
        number
        for (number,) in rows("SELECT prorows FROM pg_proc WHERE pronamespace = 'access'::regnamespace AND proretset")
    }
