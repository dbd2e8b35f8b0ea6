"""The doors of the placements' tables: for those of the placing unit who work with the child. [security 2-3]"""

from core.access.migration_ops import protect, same_region
from sip.access.tables_sql import CHILD, ME, MY_UNIT

ASSIGNMENT, UNIT = "people_roleassignment", "organisations_unit"
OWN = f"({CHILD} AND unit_id = {MY_UNIT})"
OF_OWN = "placement_id = ANY (ARRAY(SELECT p.id FROM sip_placement p))"  # those that the reader's own doors let through
NEW_OF_OWN = f"({OF_OWN} AND {CHILD})"


def doors(table: str, **conditions: str):
    return protect(table, roles={"bus_app": "SELECT, INSERT"}, **conditions)


PROTECTION = [
    doors("sip_placement", read=OWN, insert=f"{OWN} AND registered_by_id = {ME}"),
    doors("sip_placementstep", read=OF_OWN, insert=NEW_OF_OWN),
    doors("sip_healthexam", read=OF_OWN, insert=NEW_OF_OWN),
    doors("sip_protectedresidence", read=OWN, insert=f"{OWN} AND {OF_OWN} AND registered_by_id = {ME}"),
]
# The columns that change at all; whose row it is and what it hangs on never do.
CHANGING = {
    "placement": (
        OWN,
        (
            "status, starts_on, planned_end_on, ended_on, end_reason, planning_invited_on, planning_met_on, "
            "exam_decided_on, exam_done_on, application_on, asylum_exam, asylum_exam_on, end_planned_on"
        ),
    ),
    "placementstep": (OF_OWN, "done_on, noted_by_id"),
    "healthexam": (
        OF_OWN,
        "equivalence, checked_on, requested_on, mental_done_on, physical_done_on, oral_done_on, statement_on",
    ),
    "protectedresidence": (OWN, "ended_on, start_told_on, end_told_on"),
}
CHANGES = "".join(
    f"CREATE POLICY sip_{name}_update_app ON sip_{name} FOR UPDATE TO bus_app USING ({rows}) WITH CHECK ({rows});\n"
    f"GRANT UPDATE ({columns}) ON sip_{name} TO bus_app;\n"
    for name, (rows, columns) in CHANGING.items()
)
NO_CHANGES = "".join(
    f"REVOKE UPDATE ON sip_{name} FROM bus_app;\nDROP POLICY sip_{name}_update_app ON sip_{name};\n"
    for name in CHANGING
)

UNDER_PLACEMENT = ("placementstep", "healthexam", "protectedresidence")
SAME_REGION = [
    same_region("sip_placement", "child_id", "sip_child"),
    same_region("sip_placement", "unit_id", UNIT),
    same_region("sip_placement", "principal_id", "organisations_principal"),
    same_region("sip_placement", "registered_by_id", ASSIGNMENT),
    same_region("sip_placement", "replaces_id", "sip_placement"),
    *(same_region(f"sip_{name}", "placement_id", "sip_placement") for name in UNDER_PLACEMENT),
    *(same_region(f"sip_{name}", "child_id", "sip_child") for name in UNDER_PLACEMENT),
    same_region("sip_placementstep", "noted_by_id", ASSIGNMENT),
    same_region("sip_protectedresidence", "unit_id", UNIT),
    same_region("sip_protectedresidence", "registered_by_id", ASSIGNMENT),
]

# A clock has no case to hide behind here: whoever does not see what it belongs to sees no clock of it either.
CLOCKS = """
CREATE POLICY obligations_obligation_{name}_{command} ON obligations_obligation AS RESTRICTIVE FOR {verb} TO bus_app
  USING (subject_kind <> '{kind}' OR subject_id = ANY (ARRAY(SELECT t.id FROM {table} t)));
"""


def hide_clocks(name: str, kind: str, table: str) -> tuple[str, str]:
    """Forward and back: clocks of the kind are read and changed by those who read the table's row."""
    forward = back = ""
    for command in ("select", "update"):
        forward += CLOCKS.format(name=name, command=command, verb=command.upper(), kind=kind, table=table)
        back += f"DROP POLICY obligations_obligation_{name}_{command} ON obligations_obligation;\n"
    return forward, back
