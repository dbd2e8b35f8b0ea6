"""How a record goes: one function, one transaction, its proof and its line in the ledger. [security 3, 6]

`bus_retention` may call it and nothing else deletes. The function asks everything itself: two persons' approval, no
hold, nothing written since. What stands in the log stays; the log has its own time.
"""

from collections.abc import Iterable

from sip.retention.documents import TABLES, Kept
from sip.retention.questions_sql import rows_of

# What refers to a bare case; while any of it is there the case stays.
ON_A_CASE = (
    "sip_forumcase sip_sipplan sip_participation sip_childcase sip_contribution sip_disclosure sip_consent "
    "sip_filedcopy sip_filedpiece sip_transition sip_costrecord sip_otherplan sip_storedfile sip_transfer"
).split()
# A consent stays as long as another principal's disclosure rests on it: that is its proof.
RESTED_ON = (
    "SELECT d.consent_id FROM sip_disclosure d WHERE d.consent_id IS NOT NULL AND d.case_id = ANY (s.pieces || s.joint)"
)
CONSENTS = {
    "sip_consent": "id",
    "sip_consentgiver": "consent_id",
    "sip_consentunit": "consent_id",
    "sip_consentsignature": "consent_id",
    "sip_storedfile": "consent_id",
}
# Cases whose joint rows are gone already: what rested on them goes with the last piece.
HEADS = ("sip_forumcase", "sip_sipplan", "sip_transfer")


def _none(names: Iterable[str]) -> str:
    """None of those has a row of case c."""
    return " AND ".join(f"NOT EXISTS (SELECT FROM {name} x WHERE x.case_id = c.id)" for name in names)


def _gone(table: str, kept: Kept) -> str:
    if table not in CONSENTS:
        return rows_of(table, kept)
    bare = f"SELECT c.id FROM sip_case c WHERE c.id = ANY (s.pieces) AND {_none(HEADS)}"  # noqa: S608
    of_bare = f"(t.case_id = ANY (s.joint) OR t.case_id IN ({bare}))"
    return f"{of_bare} AND t.{CONSENTS[table]} NOT IN ({RESTED_ON})"


def _step(table: str, where: str, key: str, keep: str = "") -> str:
    """Delete, count, and add the ids' hash to what is told."""
    return f"""
  WITH gone AS (DELETE FROM {table} t WHERE {where} RETURNING t.{key} AS id)
  SELECT count(*), coalesce(array_agg(id ORDER BY id), '{{}}') INTO n, ids FROM gone;
  IF n > 0 THEN
    counts := counts || jsonb_build_object('{table}', n);
    told := told || '{table}:' || array_to_string(ids, ',') || E'\\n';
    total := total + n;{keep}
  END IF;"""  # noqa: S608  (constants only)


def go() -> str:
    """Delete the whole, count it and hash its ids."""
    empty = _none(ON_A_CASE)
    steps = "".join(
        _step(table, _gone(table, kept), kept.key, "\n    files := ids;" if table == "sip_storedfile" else "")
        for table, kept in TABLES.items()
    )
    return f"""
DECLARE
  s record;
  n bigint;
  ids uuid[];
  told text := '';
BEGIN
  counts := '{{}}';
  total := 0;
  files := '{{}}';
  SELECT * INTO s FROM access.retention_scope(p_principal, p_kind, p_subject);
  PERFORM FROM sip_child h WHERE h.id = s.child FOR UPDATE;
  PERFORM FROM sip_case c WHERE c.id = ANY (s.pieces) ORDER BY c.id FOR UPDATE;
  {steps}
  DELETE FROM files_keptfile t WHERE t.id = ANY (files);
  {_step("notices_notice", "t.about_id = s.child OR t.case_id = ANY (s.joint) OR t.about_id = ANY (s.joint)", "id")}
  {_step("sip_draft", "t.key = ANY (SELECT x::text FROM unnest(s.joint || s.child) x)", "id")}
  {_step("sip_case", f"t.id IN (SELECT c.id FROM sip_case c WHERE c.id = ANY (s.pieces) AND {empty})", "id")}
  SET CONSTRAINTS ALL IMMEDIATE;
  sha256 := encode(pg_catalog.sha256(convert_to(told, 'UTF8')), 'hex');
  RETURN NEXT;
END
"""  # noqa: S608  (constants only)


EXECUTE = """
DECLARE
  o record;
  gone record;
  known record;
BEGIN
  IF access.kind() IS DISTINCT FROM 'job' THEN
    RAISE EXCEPTION 'only the job deletes' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT * INTO o FROM sip_retentionproposal p WHERE p.id = p_proposal AND p.region_id = access.region_id() FOR UPDATE;
  IF o.id IS NULL OR o.status <> 'approved' OR o.due_on > access.today() THEN
    RAISE EXCEPTION 'the proposal is not approved' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF (SELECT count(DISTINCT a.person_id) FROM sip_retentionapproval y JOIN people_roleassignment a
      ON a.id = y.given_by_id AND a.person_id = y.person_id AND a.role = 'records_officer'
      AND a.principal_id = o.principal_id WHERE y.proposal_id = o.id) < 2 THEN
    RAISE EXCEPTION 'two persons have not approved' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM FROM sip_retentionhold d WHERE d.principal_id = o.principal_id AND d.kind = o.kind
    AND d.subject_id = o.subject_id AND d.lifted_at IS NULL;
  IF FOUND THEN
    RAISE EXCEPTION 'a hold stops it' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM FROM sip_child h WHERE h.id = o.subject_id FOR UPDATE;
  PERFORM FROM sip_case c WHERE c.id = o.subject_id OR c.id IN (
    SELECT l.case_id FROM sip_childcase l WHERE l.child_id = o.subject_id) ORDER BY c.id FOR UPDATE;
  SELECT max(e.last_on) AS last_on, bool_or(e.is_open) AS is_open INTO known
  FROM access.retention_entries('infinity', o.subject_id) e
  WHERE e.principal_id = o.principal_id AND e.kind = o.kind AND e.subject_id = o.subject_id;
  IF known.last_on IS NULL OR known.is_open OR known.last_on > o.last_entry_on THEN
    UPDATE sip_retentionproposal SET status = 'lapsed', ended_at = access.moment() WHERE id = o.id;
    PERFORM access.audit_append('retention.lapsed', 'sip.retentionproposal', ARRAY[o.id], ARRAY[NULL]::uuid[],
      ARRAY[NULL]::uuid[], NULL, '', '', 'ok', o.class_code, '', '');
    RETURN QUERY SELECT 'lapsed', 0, '{}'::uuid[];
    RETURN;
  END IF;
  SELECT * INTO gone FROM access.retention_go(o.principal_id, o.kind, o.subject_id);
  INSERT INTO sip_retentionproof
    (id, created_at, region_id, proposal_id, principal_id, executed_at, counts, rows, files, sha256)
  VALUES (gen_random_uuid(), access.moment(), o.region_id, o.id, o.principal_id, access.moment(), gone.counts,
          gone.total, cardinality(gone.files), gone.sha256);
  INSERT INTO sip_retentionledger (id, created_at, region_id, mac, kind)
  VALUES (gen_random_uuid(), access.moment(), o.region_id, p_mac, o.kind) ON CONFLICT DO NOTHING;
  UPDATE sip_retentionproposal SET status = 'executed', ended_at = access.moment() WHERE id = o.id;
  PERFORM access.audit_append('retention.executed', 'sip.retentionproposal', ARRAY[o.id],
    ARRAY[CASE WHEN o.kind = 'case' THEN o.subject_id END], ARRAY[CASE WHEN o.kind = 'child' THEN o.subject_id END],
    NULL, '', '', 'ok', o.class_code, '', '');
  RETURN QUERY SELECT 'executed', gone.total, gone.files;
END
"""

LEDGER = """
SELECT l.mac, l.kind, l.created_at FROM sip_retentionledger l
WHERE l.region_id = access.region_id() AND access.kind() IN ('job', 'command') ORDER BY l.created_at, l.id
"""
# After a restore: every id that is there again, for the keyed hash to be compared with the ledger.
REPLAYING = "access.kind() = 'command' AND access.purpose() = 'replay_deletions'"
SUBJECTS = f"""
SELECT h.principal_id, 'child', h.id FROM sip_child h WHERE {REPLAYING} AND h.region_id = access.region_id()
UNION ALL
SELECT p.id, 'case', c.id FROM sip_case c JOIN organisations_principal p ON p.region_id = c.region_id
WHERE {REPLAYING} AND c.region_id = access.region_id()
"""  # noqa: S608  (constants only)
REPLAY = f"""
DECLARE
  gone record;
BEGIN
  IF NOT coalesce({REPLAYING}, false) THEN
    RAISE EXCEPTION 'only the replay of the ledger deletes again' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT * INTO gone FROM access.retention_go(p_principal, p_kind, p_subject);
  INSERT INTO sip_retentionledger (id, created_at, region_id, mac, kind)
  VALUES (gen_random_uuid(), access.moment(), access.region_id(), p_mac, p_kind) ON CONFLICT DO NOTHING;
  UPDATE sip_retentionproposal SET status = 'lapsed', ended_at = access.moment()
  WHERE principal_id = p_principal AND kind = p_kind AND subject_id = p_subject
    AND status IN ('proposed', 'first_approved', 'approved');
  PERFORM access.audit_append('retention.replayed', 'sip.retentionledger', ARRAY[NULL]::uuid[],
    ARRAY[CASE WHEN p_kind = 'case' THEN p_subject END], ARRAY[CASE WHEN p_kind = 'child' THEN p_subject END],
    NULL, '', '', 'ok', '', '', '');
  RETURN QUERY SELECT gone.total, gone.files;
END
"""  # noqa: S608  (constants only)
