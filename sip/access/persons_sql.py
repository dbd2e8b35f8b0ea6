"""The doors of the tables around a child: its persons, numbers, protection, steps; and one's own note. [security 3]"""

from django.db import migrations

from core.access.migration_ops import same_region
from core.audit.migration_ops import safety_net
from sip.access.keys_sql import ASSIGNMENT, UNIT
from sip.access.tables_sql import CHILD, ME, MY_UNIT, doors

CHILD_TABLE, GUARDIAN = "sip_child", "sip_guardian"


def _of_the_child(table: str, column: str) -> str:
    """The guardian named is one of this child's."""
    return f"EXISTS (SELECT FROM sip_guardian g WHERE g.id = {table}.{column} AND g.child_id = {table}.child_id)"


# Another person than the one who entered it; who holds two assignments is one person. [facts 9.34]
ANOTHER_PERSON = f"""EXISTS (
  SELECT FROM people_roleassignment a JOIN people_roleassignment b ON b.id = {ME} AND b.person_id <> a.person_id
  WHERE a.id = sip_numberchange.proposed_by_id)"""

# Asked of the user and the assignment together: what no case or child stands behind rests on this alone.
MYSELF = "(SELECT assignment_id FROM access.acting_row())"

PROTECTION = [
    doors("sip_expectedbirth", "SELECT, INSERT", read=CHILD, insert=f"{CHILD} AND recorded_by_id = {ME}"),
    doors("sip_childperson", "SELECT, INSERT", read=CHILD, insert=CHILD),
    doors(
        "sip_guardianbar",
        "SELECT, INSERT",
        read=CHILD,
        insert=f"{CHILD} AND set_by_id = {ME} AND ended_by_id IS NULL "
        f"AND {_of_the_child('sip_guardianbar', 'guardian_id')}",
    ),
    doors(
        "sip_protecteddata",
        "SELECT, INSERT",
        read=CHILD,
        insert=f"{CHILD} AND set_by_id = {ME} AND ended_by_id IS NULL "
        f"AND (hidden_from_id IS NULL OR {_of_the_child('sip_protecteddata', 'hidden_from_id')})",
    ),
    doors(
        "sip_numberchange",
        "SELECT, INSERT",
        read=CHILD,
        insert=f"{CHILD} AND proposed_by_id = {ME} AND unit_id = {MY_UNIT} AND status = 'proposed'",
    ),
    doors(
        "sip_checkliststep",
        "SELECT, INSERT",
        read=CHILD,
        insert=f"{CHILD} AND done_by_id = {ME} AND unit_id = {MY_UNIT}",
    ),
    # The reporter's alone: neither the child's other workers nor their managers read it. [P-16]
    doors(
        "sip_concernnote",
        "SELECT, INSERT",
        read=f"reporter_id = {MYSELF}",
        insert=f"reporter_id = {MYSELF} AND {CHILD}",
    ),
]

SPEAKING = "interpreter_language, dialect, sign_language, adaptations"
# Table → (which rows may change, what they may become, the columns that change at all).
CHANGES = {
    "sip_childperson": (
        CHILD,
        CHILD,
        f"relation, name, described, phone, may_take_part, child_objects, {SPEAKING}, valid_to",
    ),
    "sip_guardianbar": (CHILD, f"{CHILD} AND ended_by_id = {ME}", "valid_to, ended_by_id"),
    "sip_protecteddata": (CHILD, f"{CHILD} AND ended_by_id = {ME}", "valid_to, ended_by_id"),
    "sip_numberchange": (
        f"{CHILD} AND status = 'proposed' AND unit_id = {MY_UNIT} AND {ANOTHER_PERSON}",
        f"{CHILD} AND status IN ('confirmed', 'rejected') AND decided_by_id = {ME}",
        "status, decided_by_id, decided_at",
    ),
}
# The same of tables that stood before: a number is ended and never rewritten, a guardian stays its child's.
NARROWED = {
    "sip_childidentifier": "valid_to",
    "sip_guardian": f"name, custody, phone, {SPEAKING}, valid_to",
}

CHANGING = migrations.RunSQL(
    "".join(
        f"GRANT UPDATE ({columns}) ON {table} TO bus_app;\n"
        f"CREATE POLICY {table}_update_app_2 ON {table} FOR UPDATE TO bus_app USING ({using}) WITH CHECK ({check});\n"
        for table, (using, check, columns) in CHANGES.items()
    ),
    "".join(f"DROP POLICY {table}_update_app_2 ON {table};\n" for table in CHANGES),
)
NARROWING = migrations.RunSQL(
    "".join(
        f"REVOKE UPDATE ON {table} FROM bus_app;\nGRANT UPDATE ({columns}) ON {table} TO bus_app;\n"
        for table, columns in NARROWED.items()
    )
    + f"GRANT UPDATE ({SPEAKING}) ON sip_child TO bus_app;\n",
    "".join(f"GRANT UPDATE ON {table} TO bus_app;\n" for table in NARROWED),
)

KEYS = {
    "sip_expectedbirth": {"recorded_by_id": ASSIGNMENT},
    "sip_childperson": {},
    "sip_guardianbar": {"guardian_id": GUARDIAN, "set_by_id": ASSIGNMENT, "ended_by_id": ASSIGNMENT},
    "sip_protecteddata": {"hidden_from_id": GUARDIAN, "set_by_id": ASSIGNMENT, "ended_by_id": ASSIGNMENT},
    "sip_numberchange": {"unit_id": UNIT, "proposed_by_id": ASSIGNMENT, "decided_by_id": ASSIGNMENT},
    "sip_checkliststep": {"unit_id": UNIT, "done_by_id": ASSIGNMENT},
    "sip_concernnote": {"reporter_id": ASSIGNMENT},
}
SAME_REGION = [
    same_region(table, column, target)
    for table, keys in KEYS.items()
    for column, target in {"child_id": CHILD_TABLE, **keys}.items()
]

# The log says that a note of one's own was written, never about whom.
SAFETY_NETS = [safety_net(table, child="" if table == "sip_concernnote" else "child_id") for table in KEYS]
