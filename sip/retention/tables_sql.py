"""The doors of the retention tables: the records officers of the owning principal, and the jobs. [security 2-3, 6]"""

from django.db import migrations

from core.access.migration_ops import append_only, policy_function, protect, same_region
from sip.access.tables_sql import ME
from sip.retention import going_sql, questions_sql
from sip.retention.documents import TABLES

ASSIGNMENT, PRINCIPAL, PERSON = "people_roleassignment", "organisations_principal", "people_person"
OFFICER = "principal_id = (SELECT me.principal_id FROM access.acting_row() me WHERE me.role = 'records_officer')"
OF_SEEN = "proposal_id = ANY (ARRAY(SELECT p.id FROM sip_retentionproposal p))"
MYSELF = f"(SELECT a.person_id FROM people_roleassignment a WHERE a.id = {ME})"  # noqa: S608  (constants only)
OPEN = "status IN ('proposed', 'first_approved', 'approved')"

PROTECTION = [
    protect(
        "sip_retentionproposal",
        roles={"bus_app": "SELECT", "bus_worker": "SELECT"},
        read=OFFICER,
        extra=(("INSERT", "bus_worker", "status = 'proposed' AND ended_by_id IS NULL"),),
    ),
    protect(
        "sip_retentionapproval",
        roles={"bus_app": "SELECT, INSERT"},
        read=OF_SEEN,
        insert=f"{OF_SEEN} AND given_by_id = {ME} AND person_id = {MYSELF}",
    ),
    protect(
        "sip_retentionhold",
        roles={"bus_app": "SELECT, INSERT"},
        read=OFFICER,
        insert=f"{OFFICER} AND placed_by_id = {ME} AND lifted_at IS NULL",
    ),
    protect("sip_retentionproof", roles={"bus_app": "SELECT"}, read=OFFICER),
    protect("sip_retentionledger", roles={}),
]
CHANGING = {
    "sip_retentionproposal": (
        f"{OFFICER} AND {OPEN}",
        f"{OFFICER} AND status NOT IN ('executed', 'lapsed')",
        "status, ended_at, ended_by_id, reason, words, ask_again_on",
    ),
    "sip_retentionhold": (
        f"{OFFICER} AND lifted_at IS NULL",
        f"{OFFICER} AND lifted_by_id = {ME}",
        "lifted_at, lifted_by_id, lift_words",
    ),
}
CHANGES = "GRANT INSERT ON sip_retentionproposal TO bus_worker;\n" + "".join(
    f"CREATE POLICY {table}_update_app ON {table} FOR UPDATE TO bus_app USING ({using}) WITH CHECK ({check});\n"
    f"GRANT UPDATE ({columns}) ON {table} TO bus_app;\n"
    for table, (using, check, columns) in CHANGING.items()
)
NO_CHANGES = "".join(f"DROP POLICY {table}_update_app ON {table};\n" for table in CHANGING)

SAME_REGION = [
    same_region("sip_retentionproposal", "principal_id", PRINCIPAL),
    same_region("sip_retentionproposal", "ended_by_id", ASSIGNMENT),
    same_region("sip_retentionapproval", "proposal_id", "sip_retentionproposal"),
    same_region("sip_retentionapproval", "given_by_id", ASSIGNMENT),
    same_region("sip_retentionapproval", "person_id", PERSON),
    same_region("sip_retentionhold", "principal_id", PRINCIPAL),
    same_region("sip_retentionhold", "placed_by_id", ASSIGNMENT),
    same_region("sip_retentionhold", "lifted_by_id", ASSIGNMENT),
    same_region("sip_retentionproof", "proposal_id", "sip_retentionproposal"),
    same_region("sip_retentionproof", "principal_id", PRINCIPAL),
]
NEVER_CHANGED = [append_only(f"sip_retention{name}") for name in ("approval", "proof", "ledger")]

# Rows that are never changed go with the whole record, by the one function that takes it, and in no other way.
FROZEN = (
    "contribution disclosure concernedmanager casedeviation storedfile planversion costrecord filedcopy filedpiece"
).split()
GOING = [
    *(table for table in TABLES if table != "sip_casechild"),
    "sip_case",
    "files_keptfile",
    "notices_notice",
    "sip_draft",
]
TAKING = (
    """
SET LOCAL ROLE bus_policy;
CREATE FUNCTION access.refuse_change_but_retention() RETURNS trigger LANGUAGE plpgsql SET search_path = access, pg_temp
AS $$ BEGIN
  IF TG_OP = 'DELETE' AND current_user = 'bus_policy' THEN RETURN OLD; END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
REVOKE ALL ON FUNCTION access.refuse_change_but_retention() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.refuse_change_but_retention() TO bus_owner;
SET LOCAL ROLE bus_owner;
"""
    + "".join(
        f"DROP TRIGGER sip_{name}_append_only ON sip_{name};\n"
        f"CREATE TRIGGER sip_{name}_append_only BEFORE UPDATE OR DELETE ON sip_{name}\n"
        "  FOR EACH ROW EXECUTE FUNCTION access.refuse_change_but_retention();\n"
        for name in FROZEN
    )
    + "GRANT UPDATE ON sip_child, sip_case TO bus_policy;\n"  # to lock, not to change
    "GRANT UPDATE (status, ended_at) ON sip_retentionproposal TO bus_policy;\n"
    "GRANT INSERT ON sip_retentionproof, sip_retentionledger TO bus_policy;\n"
)
TAKING_BACK = (
    "".join(
        f"DROP TRIGGER sip_{name}_append_only ON sip_{name};\n"
        f"CREATE TRIGGER sip_{name}_append_only BEFORE UPDATE OR DELETE ON sip_{name}\n"
        "  FOR EACH ROW EXECUTE FUNCTION access.refuse_change();\n"
        for name in FROZEN
    )
    + "REVOKE UPDATE ON sip_child, sip_case FROM bus_policy;\n"
    "SET LOCAL ROLE bus_policy;\nDROP FUNCTION access.refuse_change_but_retention();\nSET LOCAL ROLE bus_owner;\n"
)

WHICH = "p_principal uuid, p_kind text, p_subject uuid"


FUNCTIONS = [
    migrations.RunSQL(
        "".join(f"GRANT DELETE ON {table} TO bus_policy;\n" for table in GOING),
        "".join(f"REVOKE DELETE ON {table} FROM bus_policy;\n" for table in GOING),
    ),
    policy_function(
        "retention_entries(p_before timestamptz, p_only uuid)",
        "TABLE (principal_id uuid, kind text, subject_id uuid, document text, last_on date, is_open boolean)",
        questions_sql.entries(),
        grant_to=(),
    ),
    policy_function(
        "retention_due(p_today date, p_before timestamptz, p_classes jsonb)",
        "TABLE (principal_id uuid, kind text, subject_id uuid, class_code text, law text, last_entry_on date, "
        "due_on date, finish_by date)",
        questions_sql.DUE,
        grant_to=("bus_worker",),
    ),
    policy_function(
        "retention_lapse()", "TABLE (id uuid)", questions_sql.LAPSE, volatility="VOLATILE", grant_to=("bus_worker",)
    ),
    policy_function(
        f"retention_scope({WHICH})",
        "TABLE (child uuid, joint uuid[], pieces uuid[], units uuid[])",
        questions_sql.SCOPE,
        grant_to=(),
    ),
    policy_function(
        "retention_counts(p_proposal uuid)",
        "TABLE (name text, amount bigint)",
        questions_sql.counts(),
        grant_to=("bus_app",),
    ),
    policy_function(
        "retention_case(p_code text)",
        "TABLE (kind text, subject_id uuid)",
        questions_sql.CASE,
        grant_to=("bus_app",),
    ),
    policy_function(
        f"retention_go({WHICH})",
        "TABLE (counts jsonb, total integer, files uuid[], sha256 text)",
        going_sql.go(),
        language="plpgsql",
        volatility="VOLATILE",
        grant_to=(),
    ),
    policy_function(
        "retention_execute(p_proposal uuid, p_mac text)",
        "TABLE (outcome text, amount integer, taken uuid[])",
        going_sql.EXECUTE,
        language="plpgsql",
        volatility="VOLATILE",
        grant_to=("bus_retention",),
    ),
    policy_function(
        "retention_ledger()",
        "TABLE (mac text, kind text, at timestamptz)",
        going_sql.LEDGER,
        grant_to=("bus_retention",),
    ),
    policy_function(
        "retention_subjects()",
        "TABLE (principal_id uuid, kind text, subject_id uuid)",
        going_sql.SUBJECTS,
        grant_to=("bus_retention",),
    ),
    policy_function(
        f"retention_replay({WHICH}, p_mac text)",
        "TABLE (amount integer, taken uuid[])",
        going_sql.REPLAY,
        language="plpgsql",
        volatility="VOLATILE",
        grant_to=("bus_retention",),
    ),
]
