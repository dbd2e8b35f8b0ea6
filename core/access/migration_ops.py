"""What a migration says of a table besides its columns: who may see and change its rows. [security 3]

The migration that creates a table protects it, in the same file.
"""

import re

from django.db import migrations

COMMANDS = ("SELECT", "INSERT", "UPDATE", "DELETE")


def _granted(privileges: str) -> list[str]:
    return [command for command in COMMANDS if re.search(rf"\b{command}\b", privileges)]


def _clauses(command: str, condition: str) -> str:
    if command == "INSERT":
        return f"WITH CHECK ({condition})"
    if command == "UPDATE":
        return f"USING ({condition}) WITH CHECK ({condition})"
    return f"USING ({condition})"


def protect(
    table: str,
    *,
    read: str = "true",
    insert: str = "true",
    update: str = "true",
    delete: str = "true",
    roles: dict[str, str],
    region_column: str = "region_id",
    owner: bool = False,
    extra: tuple[tuple[str, str, str], ...] = (),
) -> migrations.RunSQL:
    """Force row security on a table: the region's wall for all, then a door per command.

    `read` … `delete` are the conditions for `bus_app`; other roles named in `roles` reach the rows of their
    context's region within what they are granted. `owner` lets commands run as bus_owner reach region-level rows.
    `extra` adds doors as (command, role, condition).
    """
    conditions = dict(zip(COMMANDS, (read, insert, update, delete), strict=True))
    wall = f"{region_column} = (SELECT access.region_id())"
    lines = [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY {table}_region ON {table} AS RESTRICTIVE FOR ALL USING ({wall}) WITH CHECK ({wall})",
        f"GRANT SELECT ON {table} TO bus_policy",
    ]
    doors: list[tuple[str, str, str]] = list(extra)
    for role, privileges in roles.items():
        lines.append(f"GRANT {privileges} ON {table} TO {role}")
        if role == "bus_policy":
            continue
        for command in _granted(privileges):
            doors.append((command, role, conditions[command] if role == "bus_app" else "true"))
    if owner:
        doors += [(command, "bus_owner", "true") for command in COMMANDS]
    for number, (command, role, condition) in enumerate(doors):
        name = f"{table}_{command.lower()}_{role.removeprefix('bus_')}_{number}"
        lines.append(f"CREATE POLICY {name} ON {table} FOR {command} TO {role} {_clauses(command, condition)}")
    return migrations.RunSQL(";\n".join(lines), f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")


BY_ADMIN = "EXISTS (SELECT FROM access.acting_row() AS me WHERE me.role = 'region_admin')"


def written_by_administrators(table: str) -> migrations.RunSQL:
    """Rows that follow from what two administrators have decided: theirs to make and change, in their own region."""
    return migrations.RunSQL(
        f"""
        GRANT INSERT, UPDATE ON {table} TO bus_app;
        CREATE POLICY {table}_insert_app ON {table} FOR INSERT TO bus_app WITH CHECK ({BY_ADMIN});
        CREATE POLICY {table}_update_app ON {table} FOR UPDATE TO bus_app USING ({BY_ADMIN}) WITH CHECK ({BY_ADMIN});
        """,
        f"""
        DROP POLICY {table}_insert_app ON {table}; DROP POLICY {table}_update_app ON {table};
        REVOKE INSERT, UPDATE ON {table} FROM bus_app;
        """,
    )


def open_table(table: str, *, roles: dict[str, str]) -> migrations.RunSQL:
    """A table of the short reviewed list without row security: only grants."""
    lines = [f"GRANT SELECT ON {table} TO bus_policy"]
    lines += [f"GRANT {privileges} ON {table} TO {role}" for role, privileges in roles.items()]
    return migrations.RunSQL(";\n".join(lines), migrations.RunSQL.noop)


def same_region(table: str, column: str, target: str) -> migrations.RunSQL:
    """A key that cannot cross the region's wall: (region_id, column) points to (region_id, id)."""
    key = f"{target}_region_key"
    return migrations.RunSQL(
        f"""
        DO $$ BEGIN
          IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = '{key}' AND conrelid = '{target}'::regclass) THEN
            ALTER TABLE {target} ADD CONSTRAINT {key} UNIQUE (region_id, id);
          END IF;
        END $$;
        ALTER TABLE {table} ADD CONSTRAINT {table}_{column}_same_region
          FOREIGN KEY (region_id, {column}) REFERENCES {target} (region_id, id) DEFERRABLE INITIALLY DEFERRED;
        """,
        f"ALTER TABLE {table} DROP CONSTRAINT {table}_{column}_same_region",
    )


def fades(table: str, columns: str, condition: str) -> migrations.RunSQL:
    """The jobs may delete the rows that have had their time, and read of them the `columns` that say so."""
    name = f"{table}_fades"
    return migrations.RunSQL(
        f"""
        GRANT SELECT (id, region_id, {columns}), DELETE ON {table} TO bus_worker;
        CREATE POLICY {name}_seen ON {table} FOR SELECT TO bus_worker USING ({condition});
        CREATE POLICY {name} ON {table} FOR DELETE TO bus_worker USING ({condition});
        """,
        f"""
        DROP POLICY {name} ON {table}; DROP POLICY {name}_seen ON {table};
        REVOKE ALL ON {table} FROM bus_worker;
        """,
    )


# How many rows a question of the wall is taken to answer with: as many as one person's cases, not a region's. Told
# nothing, PostgreSQL takes a thousand, and joins them by reading the whole table of all regions.
ROWS = 100
CLOSED = "SELECT NULL::uuid WHERE false -- closed until the app that owns the tables opens it"


def policy_function(
    signature: str,
    returns: str,
    body: str,
    *,
    language: str = "sql",
    volatility: str = "STABLE",
    grant_to: tuple[str, ...] = ("bus_app", "bus_worker", "bus_report", "bus_owner"),
    reverse_body: str | None = None,
    parallel: str = "",
) -> migrations.RunSQL:
    """A function of schema `access`, owned by bus_policy, run with its rights and a pinned path. On the closed list.

    `reverse_body` is what the reverse puts back (CLOSED for a question opened here); without it the function goes.
    """

    def create(text: str) -> str:
        grants = "".join(f"GRANT EXECUTE ON FUNCTION access.{signature} TO {role};\n" for role in grant_to)
        named = re.sub(r"\b(DEFAULT|default)\b[^,)]*", "", signature)
        grants = grants.replace(signature, named)
        return (
            "SET LOCAL ROLE bus_policy;\n"
            f"CREATE OR REPLACE FUNCTION access.{signature} RETURNS {returns} "
            f"LANGUAGE {language} {volatility} {parallel} {_estimate(returns)} "
            "SECURITY DEFINER SET search_path = access, public, pg_temp "
            f"AS $body$\n{text}\n$body$;\n"
            f"REVOKE ALL ON FUNCTION access.{named} FROM PUBLIC;\n{grants}"
            "SET LOCAL ROLE bus_owner;\n"
        )

    named = re.sub(r"\b(DEFAULT|default)\b[^,)]*", "", signature)
    drop = f"SET LOCAL ROLE bus_policy;\nDROP FUNCTION access.{named};\nSET LOCAL ROLE bus_owner;\n"
    return migrations.RunSQL(create(body), drop if reverse_body is None else create(reverse_body))


def _estimate(returns: str) -> str:
    return f"ROWS {ROWS}" if returns.upper().startswith(("SETOF", "TABLE")) else ""


def remembered(name: str, body: str, *, kept_as: str) -> list[migrations.RunSQL]:
    """A question whose answer is worked out once in a moment; `asked_…` is the question itself, for nobody but it."""
    wrapper = f"""
DECLARE
  answer uuid[] := access.recalled('{kept_as}');
BEGIN
  IF answer IS NULL THEN
    answer := ARRAY(SELECT DISTINCT asked FROM access.asked_{name}() AS asked);
    PERFORM access.keep('{kept_as}', answer);
  END IF;
  RETURN QUERY SELECT unnest(answer);
END
"""  # noqa: S608  (constants only)
    public, before = (
        policy_function(f"{name}()", "SETOF uuid", text, language=language)
        for text, language in ((wrapper, "plpgsql"), (body, "sql"))
    )
    return [
        policy_function(f"asked_{name}()", "SETOF uuid", body, grant_to=()),
        migrations.RunSQL(public.sql, before.sql),
    ]


def append_only(table: str) -> migrations.RunSQL:
    """Rows are added and never changed or removed, not even by the owner."""
    return migrations.RunSQL(
        f"""
        CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
          FOR EACH ROW EXECUTE FUNCTION access.refuse_change();
        CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON {table}
          FOR EACH STATEMENT EXECUTE FUNCTION access.refuse_change();
        """,
        f"DROP TRIGGER {table}_append_only ON {table}; DROP TRIGGER {table}_never_emptied ON {table};",
    )
