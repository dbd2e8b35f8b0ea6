"""Who reads and changes an agreement, and what the database holds fast of it. [domain 2, SM-6]

What holds or has held is read by everybody who works in the region; before that by the forum's people, and by those
who are to sign or to answer. From the day it is sent to the parties its text stands still.
"""

from django.db import migrations

from core.access.migration_ops import policy_function, protect, same_region
from groups.agreements.states import BEING_WRITTEN, MOVES, PUBLIC
from groups.meetings.tables_sql import FORUM, LEADS, ME, OURS, REFUSED, asked, words

AGREEMENT, CHAPTER, PARTY, CONSULTED, FILE = TABLES = (
    "groups_agreement",
    "groups_agreementchapter",
    "groups_agreementparty",
    "groups_consulted",
    "groups_agreementfile",
)


OPEN, READ_BY_ALL = words(BEING_WRITTEN), words(PUBLIC)
SIGNS = f"EXISTS (SELECT FROM {PARTY} p WHERE p.agreement_id = a.id AND p.signatory_id = {ME} AND p.removed_at IS NULL)"
ANSWERS = f"EXISTS (SELECT FROM {CONSULTED} c WHERE c.agreement_id = a.id AND c.responder_id = {ME})"
FUNCTIONS = {
    # Named to sign or to answer, once it has left the forum's own table.
    "appointed_agreement_ids": f"""SELECT a.id FROM {AGREEMENT} a
WHERE {OURS} AND a.status <> 'draft' AND ({SIGNS} OR {ANSWERS})""",
    "visible_agreement_ids": f"""SELECT a.id FROM {AGREEMENT} a
WHERE {OURS} AND (a.status IN {READ_BY_ALL} OR a.{FORUM} OR a.{asked("id", "appointed_agreement_ids")})""",
    "led_agreement_ids": f"SELECT a.id FROM {AGREEMENT} a WHERE {OURS} AND a.{LEADS}",
    "written_agreement_ids": f"""SELECT a.id FROM {AGREEMENT} a
WHERE {OURS} AND a.{asked("forum_id", "partaking_forum_ids")}""",
    # Whoever signs last also says of the version before that it is replaced.
    "signed_agreement_ids": f"""SELECT unnest(ARRAY[a.id, a.replaces_id]) FROM {AGREEMENT} a
WHERE {OURS} AND {SIGNS}""",
}
READS, LED, WRITTEN = (asked("agreement_id", f"{name}_agreement_ids") for name in ("visible", "led", "written"))
DOORS = {
    # table: (read, insert, update, columns)
    AGREEMENT: (
        f"(status IN {READ_BY_ALL} OR {FORUM} OR {asked('id', 'appointed_agreement_ids')})",
        f"{LEADS} AND drafted_by_id = {ME} AND status = 'draft'",
        f"({LEADS} OR {asked('id', 'signed_agreement_ids')})",
        (
            "status, title, target_group, best_interests, answer_by, in_force_on, asked_by_id, asked_on, "
            "asked_because, ended_by_id, ends_on, end_reason"
        ),
    ),
    CHAPTER: (READS, LED, WRITTEN, "text, version, saved_by_id, saved_at"),
    PARTY: (
        READS,
        LED,
        f"({LED} OR signatory_id = {ME})",
        "signatory_id, method, signed_on, signed_by_id, signed_name, signed_as, removed_at",
    ),
    CONSULTED: (
        READS,
        LED,
        f"({LED} OR responder_id = {ME})",
        "answered_on, answered_by_id, answer, outcome",
    ),
    FILE: (READS, f"{LED} AND added_by_id = {ME}", "", ""),
}
PEOPLE, PRINCIPAL = "people_roleassignment", "organisations_principal"
KEYS = {
    AGREEMENT: {"forum": "groups_forum", "replaces": AGREEMENT, "drafted_by": PEOPLE, "asked_by": PRINCIPAL,
                "ended_by": PRINCIPAL},
    CHAPTER: {"agreement": AGREEMENT, "saved_by": PEOPLE},
    PARTY: {"agreement": AGREEMENT, "principal": PRINCIPAL, "signatory": PEOPLE, "signed_by": PEOPLE},
    CONSULTED: {"agreement": AGREEMENT, "responder": PEOPLE, "answered_by": PEOPLE},
    FILE: {"agreement": AGREEMENT, "party": PARTY, "added_by": PEOPLE},
}  # fmt: skip
PAIRS = ", ".join(sorted(f"('{one}', '{move.target}')" for move in MOVES for one in move.sources))
CONTENT = "ARRAY['title', 'target_group', 'best_interests', 'answer_by']"
# It moves only as the table of moves says, its words stand still from the signing on, and it comes into force signed.
AGREEMENT_HELD = f"""
DECLARE
  field text;
BEGIN
  IF NEW.status <> OLD.status AND (OLD.status, NEW.status) NOT IN ({PAIRS}) THEN
    RAISE EXCEPTION 'an agreement does not go from % to %', OLD.status, NEW.status {REFUSED};
  END IF;
  IF OLD.status NOT IN {OPEN} THEN
    FOREACH field IN ARRAY {CONTENT} LOOP
      IF to_jsonb(NEW) -> field IS DISTINCT FROM to_jsonb(OLD) -> field THEN
        RAISE EXCEPTION 'the agreement is locked' {REFUSED};
      END IF;
    END LOOP;
  END IF;
  IF OLD.in_force_on IS NOT NULL AND NEW.in_force_on IS DISTINCT FROM OLD.in_force_on THEN
    RAISE EXCEPTION 'the agreement is locked' {REFUSED};
  END IF;
  IF OLD.status = 'ready_to_sign' AND NEW.status = 'in_force' AND (
      EXISTS (SELECT FROM {PARTY} p WHERE p.agreement_id = NEW.id AND p.removed_at IS NULL AND p.method = '')
      OR (SELECT count(*) FROM {PARTY} p WHERE p.agreement_id = NEW.id AND p.removed_at IS NULL) < 2) THEN
    RAISE EXCEPTION 'not all parties have signed' {REFUSED};
  END IF;
  IF NEW.status = 'superseded' AND OLD.status <> 'superseded' AND NOT EXISTS (
      SELECT FROM {AGREEMENT} a WHERE a.replaces_id = NEW.id AND a.in_force_on IS NOT NULL) THEN
    RAISE EXCEPTION 'no later version is in force' {REFUSED};
  END IF;
  RETURN NEW;
END
"""
STATUS_OF = f"(SELECT a.status FROM {AGREEMENT} a WHERE a.id = NEW.agreement_id)"
CHAPTER_HELD = f"""
BEGIN
  IF {STATUS_OF} NOT IN {OPEN} THEN
    RAISE EXCEPTION 'the agreement is locked' {REFUSED};
  END IF;
  RETURN NEW;
END
"""
# Parties come and go while it is written; then each is signed once, on the screen by nobody but its own signatory.
PARTY_HELD = f"""
BEGIN
  IF TG_OP = 'INSERT' OR NEW.removed_at IS DISTINCT FROM OLD.removed_at THEN
    IF {STATUS_OF} NOT IN {OPEN} OR NEW.method <> '' THEN
      RAISE EXCEPTION 'the agreement is locked' {REFUSED};
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.method <> '' THEN
    RAISE EXCEPTION 'the party has signed' {REFUSED};
  END IF;
  IF NEW.method <> '' AND {STATUS_OF} <> 'ready_to_sign' THEN
    RAISE EXCEPTION 'the agreement is not sent to the parties' {REFUSED};
  END IF;
  IF NEW.method = 'screen' AND OLD.signatory_id IS DISTINCT FROM {ME} THEN
    RAISE EXCEPTION 'nobody signs for another' {REFUSED};
  END IF;
  RETURN NEW;
END
"""
# Annexes belong to the text; a signed paper comes while the parties sign.
FILE_HELD = f"""
BEGIN
  IF {STATUS_OF} <> 'ready_to_sign' AND (NEW.party_id IS NOT NULL OR {STATUS_OF} NOT IN {OPEN})
     OR {STATUS_OF} = 'ready_to_sign' AND NEW.party_id IS NULL THEN
    RAISE EXCEPTION 'the agreement is locked' {REFUSED};
  END IF;
  RETURN NEW;
END
"""
HELD = {
    # function: (table, body, when)
    "agreement_held": (AGREEMENT, AGREEMENT_HELD, "UPDATE"),
    "agreement_chapter_held": (CHAPTER, CHAPTER_HELD, "INSERT OR UPDATE"),
    "agreement_party_held": (PARTY, PARTY_HELD, "INSERT OR UPDATE"),
    "agreement_consulted_held": (CONSULTED, CHAPTER_HELD, "INSERT OR UPDATE"),
    "agreement_file_held": (FILE, FILE_HELD, "INSERT OR UPDATE"),
}
# One's own file, of the party's own agreement; the store's row is read by who reads this one.
JOINED = f"""
CREATE POLICY files_keptfile_of_an_agreement ON files_keptfile FOR SELECT TO bus_app
  USING (id IN (SELECT f.id FROM {FILE} f));
ALTER TABLE {FILE} ADD CONSTRAINT {FILE}_own_file FOREIGN KEY (id, added_by_id)
  REFERENCES files_keptfile (id, added_by_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE {PARTY} ADD CONSTRAINT {PARTY}_agreement_key UNIQUE (agreement_id, id);
ALTER TABLE {FILE} ADD CONSTRAINT {FILE}_of_its_partys_agreement FOREIGN KEY (agreement_id, party_id)
  REFERENCES {PARTY} (agreement_id, id) DEFERRABLE INITIALLY DEFERRED;
"""
APART = f"""
ALTER TABLE {FILE} DROP CONSTRAINT {FILE}_of_its_partys_agreement;
ALTER TABLE {PARTY} DROP CONSTRAINT {PARTY}_agreement_key;
ALTER TABLE {FILE} DROP CONSTRAINT {FILE}_own_file;
DROP POLICY files_keptfile_of_an_agreement ON files_keptfile;
"""


def _doors(table: str) -> list:
    read, insert, update, columns = DOORS[table]
    made = [protect(table, roles={"bus_app": "SELECT, INSERT", "bus_worker": "SELECT"}, read=read, insert=insert)]
    if update:
        made.append(
            migrations.RunSQL(
                f"CREATE POLICY {table}_update_app ON {table} FOR UPDATE TO bus_app USING ({update}) "
                f"WITH CHECK ({update}); GRANT UPDATE ({columns}) ON {table} TO bus_app;",
                f"DROP POLICY {table}_update_app ON {table}; REVOKE UPDATE ON {table} FROM bus_app;",
            )
        )
    made += [same_region(table, f"{column}_id", target) for column, target in KEYS[table].items()]
    return made


def _held(function: str) -> list:
    table, body, when = HELD[function]
    return [
        policy_function(f"{function}()", "trigger", body, language="plpgsql", volatility="VOLATILE"),
        migrations.RunSQL(
            f"CREATE TRIGGER {function} BEFORE {when} ON {table} FOR EACH ROW EXECUTE FUNCTION access.{function}();",
            f"DROP TRIGGER {function} ON {table};",
        ),
    ]


PROTECTION = [
    *(policy_function(f"{name}()", "SETOF uuid", body) for name, body in FUNCTIONS.items()),
    *(operation for table in TABLES for operation in _doors(table)),
    same_region(FILE, "id", "files_keptfile"),
    *(operation for function in HELD for operation in _held(function)),
    migrations.RunSQL(JOINED, APART),
]
