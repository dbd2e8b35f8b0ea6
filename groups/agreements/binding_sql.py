"""What the database came to hold fast after the first tables: who binds a party and how, whose eyes an answer is for.

The answers of those asked are told to stay with those who read the draft: they do, when everybody reads what it became.
"""

from django.db import migrations

from core.access.migration_ops import policy_function
from groups.agreements import tables_sql as before
from groups.agreements.tables_sql import AGREEMENT, CONSULTED, FILE, LED, PARTY, READS
from groups.meetings.tables_sql import FORUM, ME, OURS, REFUSED, asked

INVOLVED = f"""SELECT a.id FROM {AGREEMENT} a
WHERE {OURS} AND (a.{FORUM} OR a.{asked("id", "appointed_agreement_ids")})"""
FUNCTIONS = {"involved_agreement_ids": INVOLVED}
OF_THE_INVOLVED = asked("agreement_id", "involved_agreement_ids")


def _with(body: str, rules: str) -> str:
    """The function as it was, with more rules before it lets the row through."""
    head, tail = body.rsplit("  RETURN NEW;", 1)
    return f"{head}{rules}  RETURN NEW;{tail}"


# What a party has signed is not written anew.
SIGNED_STANDS = f"""
  IF OLD.status = 'ready_to_sign' AND NEW.status = 'in_consultation' AND EXISTS (
      SELECT FROM {PARTY} p WHERE p.agreement_id = NEW.id AND p.removed_at IS NULL AND p.method <> '') THEN
    RAISE EXCEPTION 'a party has signed' {REFUSED};
  END IF;
"""
# Noted by whoever is there, in the way the agreement is made, and what was signed on paper with the paper.
BOUND_AS_IT_IS = f"""
  IF NEW.method <> '' AND NEW.signed_by_id IS DISTINCT FROM {ME} THEN
    RAISE EXCEPTION 'nobody notes for another' {REFUSED};
  END IF;
  IF NEW.method <> '' AND (NEW.method = 'decision') IS DISTINCT FROM (
      SELECT a.by_decision FROM {AGREEMENT} a WHERE a.id = NEW.agreement_id) THEN
    RAISE EXCEPTION 'the agreement is not made in that way' {REFUSED};
  END IF;
  IF NEW.method = 'paper' AND NOT EXISTS (SELECT FROM {FILE} f WHERE f.party_id = NEW.id) THEN
    RAISE EXCEPTION 'the paper is missing' {REFUSED};
  END IF;
"""
ANSWER_STANDS = f"""
  IF OLD.answered_on IS NOT NULL AND (NEW.answer, NEW.answered_on, NEW.answered_by_id)
      IS DISTINCT FROM (OLD.answer, OLD.answered_on, OLD.answered_by_id) THEN
    RAISE EXCEPTION 'the answer is given' {REFUSED};
  END IF;
"""
# An annex is taken off once, while the text is written; a signed paper never.
PAPER_STANDS = f"""
  IF TG_OP = 'UPDATE' AND (OLD.party_id IS NOT NULL OR OLD.removed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the file stands' {REFUSED};
  END IF;
"""
RULES = {
    "agreement_held": SIGNED_STANDS,
    "agreement_party_held": BOUND_AS_IT_IS,
    "agreement_consulted_held": ANSWER_STANDS,
    "agreement_file_held": PAPER_STANDS,
}


def _held(function: str) -> migrations.RunSQL:
    _table, body, _when = before.HELD[function]
    more = _with(body, RULES[function])
    return policy_function(
        f"{function}()", "trigger", more, language="plpgsql", volatility="VOLATILE", reverse_body=body
    )


READ = f"ALTER POLICY {CONSULTED}_select_app_0 ON {CONSULTED} USING ({{}});"
TAKEN_OFF = f"""
CREATE POLICY {FILE}_update_app ON {FILE} FOR UPDATE TO bus_app USING ({LED}) WITH CHECK ({LED});
GRANT UPDATE (removed_at) ON {FILE} TO bus_app;
"""
KEPT = f"""
REVOKE UPDATE ON {FILE} FROM bus_app;
DROP POLICY {FILE}_update_app ON {FILE};
"""
PROTECTION = [
    *(policy_function(f"{name}()", "SETOF uuid", body) for name, body in FUNCTIONS.items()),
    migrations.RunSQL(READ.format(OF_THE_INVOLVED), READ.format(READS)),
    migrations.RunSQL(TAKEN_OFF, KEPT),
    *(_held(function) for function in RULES),
]
