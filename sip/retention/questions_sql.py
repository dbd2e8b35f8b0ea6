"""Whose time has gone: the questions of the nightly job, and those of the records officer's page. [security 6]

The job reads no child: the database answers with ids and days. A principal's record of a child is one whole, whatever
it holds in how many cases; what is written in a case where it has no child of its own is a whole too.
"""

from dataclasses import replace

from sip.access.questions import OPEN as OPEN_FORUM
from sip.retention.documents import TABLES, Kept

OPEN_PLAN = (
    "('need_identified', 'offered', 'declined', 'consented', 'preparing', 'meeting_called', 'drafted', 'active')"
)
OPEN_PROPOSAL = "('proposed', 'first_approved', 'approved')"

# Who answers for a case: a plan's responsible principal, else that of the unit which began it.
OWNER = f"""
SELECT c.id, coalesce(p.responsible_principal_id, u.principal_id) AS owner_id,
       coalesce(f.status IN {OPEN_FORUM} OR p.status IN {OPEN_PLAN} OR x.status = 'open', false) AS is_open,
       c.created_at
FROM sip_case c LEFT JOIN sip_forumcase f ON f.case_id = c.id LEFT JOIN sip_sipplan p ON p.case_id = c.id
LEFT JOIN sip_transfer x ON x.case_id = c.id
LEFT JOIN organisations_unit u ON u.id = coalesce(f.raising_unit_id, p.initiating_unit_id, x.starting_unit_id)
"""  # noqa: S608  (constants only)


def _day(kept: Kept) -> str:
    """The last day that a row tells of; days that lie ahead are plans, not entries."""
    told = [f"(t.{name} AT TIME ZONE 'Europe/Stockholm')::date" for name in kept.moments]
    told += [f"t.{name}" for name in kept.days]
    return f"(SELECT max(day) FROM unnest(ARRAY[{', '.join(told)}]) day WHERE day <= access.today())"  # noqa: S608


def _entries(table: str, kept: Kept) -> str:
    child = "id" if table == "sip_child" else "child_id"
    if kept.of == "child":
        said = f"h.principal_id, t.{child}, NULL::uuid, '{kept.document}', {_day(kept)}"
        return f"SELECT {said} FROM {table} t JOIN children h ON h.id = t.{child}"  # noqa: S608
    if kept.of == "case":
        said = f"c.owner_id, NULL::uuid, t.case_id, '{kept.document}', {_day(kept)}"
        return f"SELECT {said} FROM {table} t JOIN cases c ON c.id = t.case_id"  # noqa: S608
    if kept.of == "own":
        own = _entries(table, replace(kept, of="child", document="child_record"))
        return f"{own} UNION ALL {_entries(table, replace(kept, of='case'))} WHERE t.child_id IS NULL"
    said = f"u.principal_id, NULL::uuid, t.case_id, '{kept.document}', {_day(kept)}"
    by = "t.unit_id"
    more = ""
    if table == "sip_disclosure":
        by, more = "k.unit_id", " JOIN sip_contribution k ON k.id = t.contribution_id"
    joins = f"JOIN cases c ON c.id = t.case_id{more} JOIN organisations_unit u ON u.id = {by}"
    return f"SELECT {said} FROM {table} t {joins}"  # noqa: S608


def entries() -> str:
    """The last entry of each whole, by kind of document.

    `p_before`: rows made earlier alone can be due. `p_only`: one subject. `is_open`: something goes on, nothing is due.
    """
    told = (_entries(table, kept) for table, kept in TABLES.items() if kept.tells_days)
    return f"""
WITH children AS MATERIALIZED (
  SELECT h.id, h.principal_id FROM sip_child h
  WHERE h.region_id = access.region_id() AND h.created_at < p_before AND (p_only IS NULL OR h.id = p_only)
), linked AS MATERIALIZED (
  SELECT l.case_id, l.child_id, h.principal_id, k.id IS NOT NULL AS is_asked
  FROM sip_childcase l JOIN sip_child h ON h.id = l.child_id LEFT JOIN children k ON k.id = h.id
  WHERE l.region_id = access.region_id()
), cases AS MATERIALIZED (
  SELECT o.* FROM ({OWNER} WHERE c.region_id = access.region_id()) o
  WHERE o.id IN (SELECT case_id FROM linked WHERE is_asked)
     OR (o.created_at < p_before AND (p_only IS NULL OR o.id = p_only))
), entries (principal_id, child_id, case_id, document, day) AS (
  {" UNION ALL ".join(told)}
), placed AS MATERIALIZED (
  SELECT DISTINCT p.child_id FROM sip_placement p WHERE p.region_id = access.region_id() AND p.status <> 'ended'
), known AS (
  SELECT e.principal_id, CASE WHEN coalesce(e.child_id, l.child_id) IS NULL THEN 'case' ELSE 'child' END AS kind,
         coalesce(e.child_id, l.child_id, e.case_id) AS subject_id, e.document, max(e.day) AS last_on,
         bool_or(coalesce(c.is_open, false)) AS is_open
  FROM entries e LEFT JOIN linked l ON l.case_id = e.case_id AND l.principal_id = e.principal_id
  LEFT JOIN cases c ON c.id = e.case_id
  WHERE e.principal_id IS NOT NULL
  GROUP BY 1, 2, 3, 4
)
SELECT k.principal_id, k.kind, k.subject_id, k.document, k.last_on,
       k.is_open OR EXISTS (SELECT FROM placed p WHERE p.child_id = k.subject_id)
         OR EXISTS (SELECT FROM linked l JOIN cases c ON c.id = l.case_id
                    WHERE l.child_id = k.subject_id AND c.is_open)
FROM known k
WHERE (k.kind = 'case' OR k.subject_id IN (SELECT id FROM children))
  AND (k.kind = 'child' OR k.subject_id IN (SELECT id FROM cases WHERE created_at < p_before))
  AND (p_only IS NULL OR k.subject_id = p_only)
"""  # noqa: S608  (constants only)


# `classes`: the rows of the profile. The class valid on the day of the last entry holds; the latest day of the
# documents decides; what is never deleted, or has no class, keeps the whole.
DUE = f"""
WITH classes AS MATERIALIZED (
  SELECT * FROM jsonb_to_recordset(p_classes) AS k (
    document text, principal_kind text, code text, law text, keeps text, amount integer, finished integer,
    valid_from date, valid_to date, sample_days jsonb)
), subjects AS (
  SELECT e.*, max(e.last_on) OVER whole AS last_entry_on, bool_or(e.is_open) OVER whole AS goes_on
  FROM access.retention_entries(p_before, NULL) e
  WINDOW whole AS (PARTITION BY e.principal_id, e.kind, e.subject_id)
), judged AS (
  SELECT s.principal_id, s.kind, s.subject_id, s.last_entry_on, k.code, k.law, k.finished,
         coalesce(k.sample_days @> to_jsonb(extract(day FROM h.birth_date)::integer), false) AS is_sample,
         CASE k.keeps
           WHEN 'years' THEN (s.last_entry_on + make_interval(years => k.amount))::date
           WHEN 'age' THEN (coalesce(h.birth_date, s.last_entry_on) + make_interval(years => k.amount))::date
         END AS due_on
  FROM subjects s JOIN organisations_principal p ON p.id = s.principal_id
  LEFT JOIN sip_child h ON h.id = s.subject_id
  LEFT JOIN classes k ON k.document = s.document AND k.principal_kind = p.kind
    AND s.last_entry_on >= k.valid_from AND (k.valid_to IS NULL OR s.last_entry_on <= k.valid_to)
  WHERE NOT s.goes_on
), whole AS (
  SELECT principal_id, kind, subject_id, last_entry_on, max(due_on) AS due_on,
         (array_agg(code ORDER BY due_on DESC))[1] AS code, (array_agg(law ORDER BY due_on DESC))[1] AS law,
         (array_agg(finished ORDER BY due_on DESC))[1] AS finished
  FROM judged GROUP BY 1, 2, 3, 4
  HAVING bool_and(due_on IS NOT NULL) AND NOT bool_or(is_sample)
)
SELECT w.principal_id, w.kind, w.subject_id, w.code, w.law, w.last_entry_on, w.due_on,
       CASE WHEN w.finished IS NOT NULL
            THEN make_date(extract(year FROM w.due_on)::integer + w.finished, 12, 31) END
FROM whole w
WHERE access.kind() = 'job' AND w.due_on <= p_today AND w.due_on > w.last_entry_on
  AND NOT EXISTS (SELECT FROM sip_retentionhold d WHERE d.principal_id = w.principal_id AND d.kind = w.kind
                  AND d.subject_id = w.subject_id AND d.lifted_at IS NULL)
  AND NOT EXISTS (SELECT FROM sip_retentionproposal o WHERE o.principal_id = w.principal_id AND o.kind = w.kind
                  AND o.subject_id = w.subject_id
                  AND (o.status IN {OPEN_PROPOSAL} OR (o.status = 'rejected' AND o.ask_again_on > p_today)))
ORDER BY w.due_on, w.subject_id
"""  # noqa: S608  (constants only)

# What has been written in, has opened again, or has gone in another way since it was proposed.
LAPSE = f"""
WITH known AS MATERIALIZED (
  SELECT principal_id, kind, subject_id, max(last_on) AS last_on, bool_or(is_open) AS is_open
  FROM access.retention_entries('infinity', NULL) GROUP BY 1, 2, 3
)
UPDATE sip_retentionproposal o SET status = 'lapsed', ended_at = access.moment()
WHERE access.kind() = 'job' AND o.region_id = access.region_id() AND o.status IN {OPEN_PROPOSAL}
  AND NOT EXISTS (SELECT FROM known k WHERE k.principal_id = o.principal_id AND k.kind = o.kind
                  AND k.subject_id = o.subject_id AND k.last_on <= o.last_entry_on AND NOT k.is_open)
RETURNING o.id
"""  # noqa: S608  (constants only)


# The principal's record in rows: its child, the cases it answers for, all cases it has written in, its units.
SCOPE = f"""
WITH about AS (
  SELECT l.case_id FROM sip_childcase l WHERE p_kind = 'child' AND l.child_id = p_subject
  UNION SELECT p_subject WHERE p_kind = 'case'
), owned AS (
  SELECT o.id FROM ({OWNER}) o JOIN about a ON a.case_id = o.id
  WHERE o.owner_id = p_principal
    AND NOT EXISTS (SELECT FROM sip_childcase l JOIN sip_child h ON h.id = l.child_id
                    WHERE l.case_id = o.id AND h.principal_id = p_principal AND h.id <> p_subject)
)
SELECT CASE WHEN p_kind = 'child' THEN p_subject END, ARRAY(SELECT id FROM owned), ARRAY(SELECT case_id FROM about),
       ARRAY(SELECT u.id FROM organisations_unit u WHERE u.principal_id = p_principal)
"""  # noqa: S608  (constants only)


def rows_of(table: str, kept: Kept) -> str:
    """Which rows of a table belong to what `SCOPE` said, as s: child, joint, pieces, units."""
    if table == "sip_child":
        return "t.id = s.child"
    if table in ("sip_filedcopy", "sip_filedpiece"):
        return "(t.child_id = s.child OR (t.case_id = ANY (s.pieces) AND t.unit_id = ANY (s.units)))"
    if table == "sip_disclosure":
        own = "SELECT k.id FROM sip_contribution k WHERE k.case_id = ANY (s.pieces) AND k.unit_id = ANY (s.units)"
        return f"t.contribution_id IN ({own})"
    if kept.of == "child":
        return "t.child_id = s.child"
    if kept.of == "own":
        return "(t.child_id = s.child OR (t.child_id IS NULL AND t.case_id = ANY (s.joint)))"
    if kept.of == "piece":
        return "t.case_id = ANY (s.pieces) AND t.unit_id = ANY (s.units)"
    return "t.case_id = ANY (s.joint)"


def counts() -> str:
    """Counts for the records officer of the owning principal, and nobody else."""
    rows = " UNION ALL ".join(
        f"SELECT '{table}' AS name, count(*) AS amount FROM {table} t WHERE {rows_of(table, kept)}"  # noqa: S608
        for table, kept in TABLES.items()
    )
    return f"""
SELECT n.name, n.amount FROM access.acting_row() me
JOIN sip_retentionproposal o ON o.id = p_proposal AND o.principal_id = me.principal_id
  AND o.region_id = me.region_id AND me.role = 'records_officer'
CROSS JOIN LATERAL access.retention_scope(o.principal_id, o.kind, o.subject_id) s
CROSS JOIN LATERAL ({rows}) n
WHERE n.amount > 0
"""  # noqa: S608  (constants only)


# The whole that a case of that code belongs to at the records officer's principal, for a hold before any proposal.
CASE = f"""
SELECT CASE WHEN l.child_id IS NULL THEN 'case' ELSE 'child' END, coalesce(l.child_id, c.id)
FROM access.acting_row() me JOIN ({OWNER}) o ON true
JOIN sip_case c ON c.id = o.id AND c.region_id = me.region_id AND c.code = p_code
LEFT JOIN LATERAL (SELECT l.child_id FROM sip_childcase l JOIN sip_child h ON h.id = l.child_id
                   WHERE l.case_id = c.id AND h.principal_id = me.principal_id LIMIT 1) l ON true
WHERE me.role = 'records_officer'
  AND (l.child_id IS NOT NULL OR o.owner_id = me.principal_id
       OR EXISTS (SELECT FROM sip_contribution k JOIN organisations_unit u ON u.id = k.unit_id
                  WHERE k.case_id = c.id AND u.principal_id = me.principal_id))
"""  # noqa: S608  (constants only)
