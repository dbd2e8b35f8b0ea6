"""The doors of the extracts, and the questions by which one is built. [security 2-3, 6]

Everything is asked of the database by an extract that is there, built by the one who asks, and empty: nobody reads a
record in this way without leaving the extract behind. What belongs to another principal is outside `retention_scope`.
"""

from core.access.migration_ops import policy_function, protect, same_region
from core.audit.migration_ops import safety_net
from sip.access.tables_sql import ME
from sip.extracts.names import NEVER, ONLY_TO_THE_ARCHIVE
from sip.retention.documents import TABLES
from sip.retention.questions_sql import rows_of
from sip.retention.tables_sql import ASSIGNMENT, MYSELF, OFFICER, PERSON, PRINCIPAL

OF_MY_BUILT = (
    f"extract_id = ANY (ARRAY(SELECT x.id FROM sip_extract x WHERE x.status = 'built' AND x.built_by_id = {ME}))"  # noqa: S608
)
# Live ones and those handed out; what was refused or taken back is read by nobody any more.
OF_SEEN = "extract_id = ANY (ARRAY(SELECT x.id FROM sip_extract x WHERE x.status IN ('built', 'read', 'handed_out')))"
OF_ANOTHERS = (
    f"extract_id = ANY (ARRAY(SELECT x.id FROM sip_extract x WHERE x.status = 'built' AND x.builder_id <> {MYSELF}))"  # noqa: S608
)
# The builder's own is: of the own principal's child, and where it goes to a guardian, to one of that child.
BUILDS = f"""{OFFICER} AND built_by_id = {ME} AND builder_id = {MYSELF} AND status = 'built'
  AND child_id = (SELECT p.id FROM access.extract_people(child_id) p WHERE p.who = 'child')
  AND (guardian_id IS NULL OR guardian_id = ANY (ARRAY(
    SELECT p.id FROM access.extract_people(child_id) p WHERE p.who = 'guardian')))"""  # noqa: S608  (constants only)

PROTECTION = [
    protect("sip_extract", roles={"bus_app": "SELECT, INSERT"}, read=OFFICER, insert=BUILDS),
    protect(
        "sip_extractitem",
        roles={"bus_app": "SELECT, INSERT"},
        read=OF_SEEN,
        insert=f"{OF_MY_BUILT} AND choice = ''",
    ),
]
MOVES = f"""CASE status
  WHEN 'read' THEN read_by_id = {ME} AND reader_id = {MYSELF}
  WHEN 'handed_out' THEN handed_by_id = {ME}
  WHEN 'built' THEN false
  ELSE ended_by_id = {ME} END"""
CHANGES = f"""
CREATE POLICY sip_extract_update_app ON sip_extract FOR UPDATE TO bus_app
  USING ({OFFICER} AND status IN ('built', 'read')) WITH CHECK ({OFFICER} AND {MOVES});
GRANT UPDATE (status, read_at, read_by_id, reader_id, sha256, handed_on, handed_by_id, manner, ended_at, ended_by_id,
  reason, words) ON sip_extract TO bus_app;
CREATE POLICY sip_extractitem_update_app ON sip_extractitem FOR UPDATE TO bus_app
  USING ({OF_ANOTHERS}) WITH CHECK ({OF_ANOTHERS} AND decided_by_id = {ME});
GRANT UPDATE (choice, ground, decided_by_id) ON sip_extractitem TO bus_app;
"""
NO_CHANGES = """
DROP POLICY sip_extract_update_app ON sip_extract;
DROP POLICY sip_extractitem_update_app ON sip_extractitem;
"""
SAME_REGION = [
    same_region("sip_extract", "principal_id", PRINCIPAL),
    same_region("sip_extract", "child_id", "sip_child"),
    same_region("sip_extract", "guardian_id", "sip_guardian"),
    *(same_region("sip_extract", f"{who}_by_id", ASSIGNMENT) for who in ("built", "read", "handed", "ended")),
    same_region("sip_extract", "builder_id", PERSON),
    same_region("sip_extract", "reader_id", PERSON),
    same_region("sip_extractitem", "extract_id", "sip_extract"),
    same_region("sip_extractitem", "child_id", "sip_child"),
    same_region("sip_extractitem", "decided_by_id", ASSIGNMENT),
]
SAFETY_NET = [safety_net("sip_extract"), safety_net("sip_extractitem")]

# By a number of the principal's own keyed index that stands today, or by the code of one of the child's cases.
FOUND = """
SELECT h.id FROM access.acting_row() me JOIN sip_child h ON h.principal_id = me.principal_id
WHERE me.role = 'records_officer' AND h.region_id = me.region_id AND (
  h.id IN (SELECT i.child_id FROM sip_childidentifier i
           WHERE p_index <> '' AND i.value_index = p_index AND i.valid_to IS NULL)
  OR h.id IN (SELECT l.child_id FROM sip_childcase l JOIN sip_case c ON c.id = l.case_id
              WHERE c.region_id = me.region_id AND c.code = p_code))
"""
# The child's name, and those of its guardians of today: to whom an extract may be given.
PEOPLE = """
SELECT n.who, n.id, n.name FROM access.acting_row() me
JOIN sip_child h ON h.id = p_child AND h.principal_id = me.principal_id AND h.region_id = me.region_id
CROSS JOIN LATERAL (
  SELECT 'child' AS who, h.id, trim(h.given_name || ' ' || h.family_name) AS name, 0 AS place
  UNION ALL
  SELECT 'guardian', g.id, g.name, 1 FROM sip_guardian g WHERE g.child_id = h.id AND g.valid_from <= access.today()
    AND (g.valid_to IS NULL OR g.valid_to >= access.today())
) n
WHERE me.role = 'records_officer' ORDER BY n.place, n.name, n.id
"""
BUILDING = f"""access.acting_row() me
JOIN sip_extract x ON x.id = p_extract AND x.region_id = me.region_id AND x.principal_id = me.principal_id
  AND me.role = 'records_officer' AND x.built_by_id = {ME} AND x.status = 'built'
  AND NOT EXISTS (SELECT FROM sip_extractitem i WHERE i.extract_id = x.id)
CROSS JOIN LATERAL access.retention_scope(x.principal_id, 'child', x.child_id) s"""
# Whoever knows it: the own record, or another of the same child in a common case. Never where. As `secret_sql` has it.
STAY_IS_HIDDEN = """EXISTS (
    SELECT FROM (SELECT s.child AS id UNION SELECT o.child_id FROM sip_childcase o WHERE o.case_id = ANY (s.pieces)) k
    WHERE EXISTS (SELECT FROM sip_protectedresidence r
                  WHERE r.child_id = k.id AND (r.ended_on IS NULL OR r.ended_on >= access.today()))
       OR EXISTS (SELECT FROM sip_protecteddata d WHERE d.child_id = k.id AND d.valid_from <= access.today()
                  AND (d.valid_to IS NULL OR d.valid_to >= access.today())))"""
# What an extract of the log has to know of the record: whom something is kept from.
KEPT_FROM = "('sip_guardian', 'sip_guardianbar', 'sip_protecteddata', 'sip_protectedresidence')"


def rows() -> str:
    """Every row of the record as it stands, by table; of a secret stay only that it is one."""
    told = " UNION ALL ".join(
        f"SELECT '{table}' AS source, t.{kept.key} AS id, to_jsonb(t) AS said FROM {table} t "  # noqa: S608
        f"WHERE {rows_of(table, kept)}"
        for table, kept in TABLES.items()
        if table not in NEVER
    )
    archive_only = ", ".join(f"'{table}'" for table in sorted(ONLY_TO_THE_ARCHIVE))
    return f"""
SELECT n.source, n.id, n.said FROM {BUILDING}
CROSS JOIN LATERAL (
  {told}
  UNION ALL SELECT 'sip_case', c.id, to_jsonb(c) FROM sip_case c WHERE c.id = ANY (s.pieces)
  UNION ALL SELECT 'sip_protectedresidence', s.child, '{{}}'::jsonb WHERE {STAY_IS_HIDDEN}
) n
WHERE (x.kind <> 'log' OR n.source IN {KEPT_FROM})
  AND (x.kind = 'archive' OR n.source NOT IN ({archive_only}))
"""  # noqa: S608  (constants only)


# When, which unit, what kind of act: by day, never by whom. Of a case that another principal answers for, the own
# staff's acts alone. What only the reporter or the placing unit may know has left no line here. [security 2 row 13]
LOG = f"""
SELECT u.id, u.name::text, (e.at AT TIME ZONE 'Europe/Stockholm')::date, e.act::text, count(*)::integer
FROM {BUILDING}
JOIN audit_event e ON e.region_id = x.region_id AND NOT e.net AND e.kind = 'user' AND e.outcome = 'ok'
  AND (e.child_id = x.child_id OR e.case_id = ANY (s.joint)
       OR (e.case_id = ANY (s.pieces) AND e.principal_id = x.principal_id))
LEFT JOIN organisations_unit u ON u.id = e.unit_id
WHERE x.kind = 'log' AND e.act !~ '^(note|residence|cost)[.]'
GROUP BY 1, 2, 3, 4 ORDER BY 3, 2, 4
"""  # noqa: S608  (constants only)


BUILDERS_QUESTIONS = [
    policy_function("extract_found(p_code text, p_index text)", "SETOF uuid", FOUND, grant_to=("bus_app",)),
    policy_function(
        "extract_people(p_child uuid)", "TABLE (who text, id uuid, name text)", PEOPLE, grant_to=("bus_app",)
    ),
]
FUNCTIONS = [
    policy_function(
        "extract_rows(p_extract uuid)", "TABLE (source text, id uuid, said jsonb)", rows(), grant_to=("bus_app",)
    ),
    policy_function(
        "extract_log(p_extract uuid)",
        "TABLE (unit_id uuid, unit text, day date, act text, times integer)",
        LOG,
        grant_to=("bus_app",),
    ),
]
