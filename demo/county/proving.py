"""That a county's rows keep every foreign key and every gate of the child level: asked of whole tables at once.

PostgreSQL asks the same row by row as rows come in; for millions of them that takes longer than all the rest.
"""

from typing import Any

from django.db import connection

KEYS = """
SELECT k.conname, k.conrelid::regclass::text, k.confrelid::regclass::text,
  ARRAY(SELECT attname::text FROM unnest(k.conkey) WITH ORDINALITY AS c (number, place)
        JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = c.number ORDER BY place),
  ARRAY(SELECT attname::text FROM unnest(k.confkey) WITH ORDINALITY AS c (number, place)
        JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = c.number ORDER BY place)
FROM pg_constraint k
WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace
  AND EXISTS (SELECT FROM pg_attribute r WHERE r.attrelid = k.conrelid AND r.attname = 'region_id')
ORDER BY k.conrelid::regclass::text, k.conname
"""
GATES = {
    "a call rests on a consent that covers its unit, or its sitting is without identity": """
        SELECT FROM sip_call k JOIN sip_occasion o ON o.id = k.occasion_id
        WHERE k.region_id = ANY (%s) AND NOT o.is_deidentified AND NOT EXISTS (
          SELECT FROM sip_consent c JOIN sip_consentunit u ON u.consent_id = c.id AND u.unit_id = k.unit_id
          WHERE c.id = o.consent_id AND c.case_id = k.case_id AND c.sitting = o.number AND c.form = 'written'
            AND c.status IN ('given', 'used') AND o.called_at::date BETWEEN c.given_on AND c.valid_to)""",
    "a piece goes to a unit that its consent covers, from the unit that wrote it": """
        SELECT FROM sip_disclosure d JOIN sip_contribution p ON p.id = d.contribution_id
        JOIN people_roleassignment a ON a.id = d.disclosed_by_id
        WHERE d.region_id = ANY (%s) AND (a.unit_id <> p.unit_id OR NOT EXISTS (
          SELECT FROM sip_consent c JOIN sip_consentunit u ON u.consent_id = c.id AND u.unit_id = d.receiving_unit_id
          WHERE c.id = d.consent_id AND c.case_id = d.case_id))""",
    "minutes are approved when what is required has been written": """
        SELECT FROM sip_minutes m JOIN sip_minutessection s ON s.minutes_id = m.id
        WHERE m.region_id = ANY (%s) AND m.status = 'approved' AND s.required AND s.text = ''""",
    "minutes are approved by somebody who was there and has not written them": """
        SELECT FROM sip_minutes m JOIN people_roleassignment a ON a.id = m.approved_by_id
        WHERE m.region_id = ANY (%s) AND (
          NOT EXISTS (SELECT FROM sip_call k WHERE k.occasion_id = m.occasion_id AND k.assignment_id = a.id
            AND k.attendance = 'present')
          OR EXISTS (SELECT FROM sip_minutessection s JOIN people_roleassignment w ON w.id = ANY (s.writers)
            WHERE s.minutes_id = m.id AND w.person_id = a.person_id))""",
    "a case handled without identity has no name beside it": """
        SELECT FROM sip_casechild n JOIN sip_occasion o ON o.case_id = n.case_id AND o.is_deidentified
        WHERE n.region_id = ANY (%s)""",
    "who takes part in a plan and is called to its meetings is of a unit that its consent covers": """
        SELECT FROM sip_sipplan p JOIN (
          SELECT case_id, unit_id FROM sip_participation WHERE part = 'unit'
          UNION ALL SELECT case_id, unit_id FROM sip_planinvitation) AS w ON w.case_id = p.case_id
        WHERE p.region_id = ANY (%s) AND NOT EXISTS (
          SELECT FROM sip_consent c JOIN sip_consentunit u ON u.consent_id = c.id AND u.unit_id = w.unit_id
          WHERE c.case_id = p.case_id AND c.purpose = 'sip' AND c.status = 'given')""",
    "a plan that runs has a version, and all that is required has been written": """
        SELECT FROM sip_sipplan p WHERE p.region_id = ANY (%s) AND p.status IN ('active', 'closed') AND (
          NOT EXISTS (SELECT FROM sip_planversion v WHERE v.case_id = p.case_id)
          OR EXISTS (SELECT FROM sip_plansection s WHERE s.case_id = p.case_id AND s.required AND s.text = ''))""",
    "a filed copy is a version that was agreed": """
        SELECT FROM sip_filedcopy f WHERE f.region_id = ANY (%s) AND NOT EXISTS (
          SELECT FROM sip_planversion v WHERE v.case_id = f.case_id AND v.number = f.version_number
            AND v.sha256 = f.sha256 AND v.content = f.content)""",
}


class Broken(Exception):
    """A row of the county points nowhere or passes a gate: the sentence says which."""


def prove(regions: list[Any]) -> int:
    """How many keys and gates were asked. Raises Broken."""
    with connection.cursor() as cursor:
        cursor.execute(KEYS)
        keys = cursor.fetchall()
        for name, table, target, columns, named in keys:
            _none(cursor, _astray(table, target, columns, named), regions, f"{table}: {name}")
        for sentence, question in GATES.items():
            _none(cursor, question, regions, sentence)
    return len(keys) + len(GATES)


def _astray(table: str, target: str, columns: list[str], named: list[str]) -> str:
    """Rows of the regions whose key names nothing; the names come from the catalogue."""
    given = " AND ".join(f't."{column}" IS NOT NULL' for column in columns)
    same = " AND ".join(f'o."{name}" = t."{column}"' for column, name in zip(columns, named, strict=True))
    return (
        f"SELECT FROM {table} t WHERE t.region_id = ANY (%s) AND {given} "  # noqa: S608
        f"AND NOT EXISTS (SELECT FROM {target} o WHERE {same})"
    )


def _none(cursor: Any, question: str, regions: list[Any], sentence: str) -> None:
    cursor.execute(f"SELECT EXISTS ({question})", [regions])
    if cursor.fetchone()[0]:
        raise Broken(f"Does not hold: {sentence}.")
