"""A second consent of the same case, so that no gate takes its day from one and its unit from the other. [security 4]

In the world of phase called: the first consent has ended, another stands for the same sitting. And for plans, whose
gate binds the loader too: another plan in the region that its own consent covers.
"""

from collections.abc import Iterator

from django.db import transaction

from tests.access.doors import attempt_whole, nobody
from tests.access.scenes import run
from tests.access.tries import copied, insert, parameters, update
from tests.access.world import World
from tests.database import as_loader

PIECE = copied("sip_contribution", "r.case_id = %(case)s AND r.version = 1", id="new", version="9",
               correction_reason="'x'")  # fmt: skip
FIRST_ENDS = "UPDATE sip_consent SET status = 'expired' WHERE id = %(consent)s"
SECOND = copied("sip_consent", "r.id = %(consent)s", id="second", status="'given'")
ITS_UNITS = copied("sip_consentunit", "r.consent_id = %(consent)s", id="gen_random_uuid()", consent_id="second")
BUT_BUP = "DELETE FROM sip_consentunit WHERE consent_id = %(second)s AND unit_id = %(bup)s"
LEFT_BUP = (
    "UPDATE sip_consentunit SET withdrawn_at = clock_timestamp() WHERE consent_id = %(second)s AND unit_id = %(bup)s"
)
BY_SECOND = "UPDATE sip_occasion SET consent_id = %(second)s WHERE case_id = %(case)s"
CALL = copied("sip_call", "r.case_id = %(case)s AND r.unit_id = %(bup)s", id="gen_random_uuid()",
              assignment_id="bup_deputy")  # fmt: skip
GIVE = {
    "case_id": "case", "contribution_id": "new", "receiving_unit_id": "bup", "basis": "'consent'",
    "ground_reason": "''", "decided_by_name": "''", "decided_by_role": "''", "exceptions": "''",
    "disclosed_by_id": "teacher",
}  # fmt: skip
ON_FIRST = insert("sip_disclosure", GIVE, consent_id="consent")
ON_SECOND = insert("sip_disclosure", GIVE, consent_id="second")
FILE = """INSERT INTO sip_filedpiece (id, created_at, region_id, case_id, disclosure_id, code, unit_id, from_unit_id,
  kind, version, text, basis, disclosed_at, filed_by_id, filed_at) SELECT gen_random_uuid(), now(), d.region_id,
  d.case_id, d.id, 'x', d.receiving_unit_id, k.unit_id, k.kind, k.version, k.text, d.basis, d.created_at,
  %(bup_manager)s, now() FROM sip_disclosure d JOIN sip_contribution k ON k.id = d.contribution_id
  WHERE d.case_id = %(case)s AND d.receiving_unit_id = %(bup)s AND k.version = 9"""
OF_ANOTHER_CASE = (
    copied("sip_case", "r.id = %(case)s", id="held", code="'ZZ-ZZS'"),
    copied("sip_consent", "r.id = %(consent)s", id="second", case_id="held"),
    copied("sip_consentunit", "r.consent_id = %(consent)s", id="gen_random_uuid()", consent_id="second",
           case_id="held"),
)  # fmt: skip
BOTH = (PIECE, FIRST_ENDS, SECOND, ITS_UNITS)
REFUSED, DONE = "23514", "done"
# (what the loader has made true, what is tried, what must come of it)
AFTER_TWO = (
    ((*BOTH, BY_SECOND), CALL, DONE),
    ((*BOTH, BY_SECOND, BUT_BUP), CALL, REFUSED),
    (BOTH, CALL, REFUSED),
    (BOTH, ON_SECOND, DONE),
    ((*BOTH, BUT_BUP), ON_SECOND, REFUSED),
    (BOTH, ON_FIRST, REFUSED),
    ((PIECE, *OF_ANOTHER_CASE), ON_SECOND, REFUSED),
    ((*BOTH, ON_SECOND), FILE, DONE),
    ((*BOTH, ON_SECOND, LEFT_BUP), FILE, REFUSED),
    ((PIECE, ON_FIRST, *BOTH[1:]), FILE, REFUSED),
)

# The plan of `more.plans`, and beside it another whose consent covers whom the first no longer does.
OTHER_CASE = copied("sip_case", "r.id = %(plan)s", id="new", code="'ZZ-ZZR'")
OTHER_PLAN = copied("sip_sipplan", "r.case_id = %(plan)s", case_id="new")
OTHER_CONSENT = copied("sip_consent", "r.case_id = %(plan)s", id="second", case_id="new")
OTHER_UNITS = copied("sip_consentunit", "r.case_id = %(plan)s", id="gen_random_uuid()", consent_id="second",
                     case_id="new")  # fmt: skip
BESIDE = (OTHER_CASE, OTHER_PLAN, OTHER_CONSENT, OTHER_UNITS)
MINE = "case_id = %(plan)s"
CONSENT_OF_PLAN = "UPDATE sip_consent SET {} WHERE case_id = %(plan)s"
PART = {
    "case_id": "plan", "unit_id": "bup", "assignment_id": "bup_manager", "part": "'unit'", "occasion_id": "NULL",
    "valid_from": "clock_timestamp()", "added_by_id": "teacher",
}  # fmt: skip
INVITED = copied("sip_planinvitation", "r.case_id = %(plan)s AND r.unit_id = %(bup)s", id="gen_random_uuid()",
                 assignment_id="bup_manager")  # fmt: skip
COPY = copied("sip_planversion", "r.case_id = %(plan)s", id="new", number="7")
FILED = """INSERT INTO sip_filedcopy (id, created_at, region_id, case_id, code, version_number, unit_id, content,
  sha256, filed_by_id, filed_at) SELECT gen_random_uuid(), now(), v.region_id, v.case_id, 'x', v.number, %(bup)s,
  v.content, v.sha256, %(bup_deputy)s, now() FROM sip_planversion v WHERE v.case_id = %(plan)s AND v.number = 7"""
USES = (insert("sip_participation", PART), INVITED, FILED)
GONE = {
    "": DONE,
    update("sip_consentunit", "withdrawn_at = clock_timestamp()", f"{MINE} AND unit_id = %(bup)s"): REFUSED,
    f"DELETE FROM sip_consentunit WHERE {MINE} AND unit_id = %(bup)s": REFUSED,
    CONSENT_OF_PLAN.format("status = 'withdrawn'"): REFUSED,
    CONSENT_OF_PLAN.format("status = 'requested'"): REFUSED,
    CONSENT_OF_PLAN.format("purpose = 'steering_escalation'"): REFUSED,
    CONSENT_OF_PLAN.format("valid_from = current_date - 9, valid_to = current_date - 1"): REFUSED,
    CONSENT_OF_PLAN.format("valid_from = current_date + 1"): REFUSED,
}  # fmt: skip
# Nothing is left of the consent, but the one that has ended still has its unit.
TWO_OF_PLAN = (
    f"UPDATE sip_consent SET status = 'expired' WHERE {MINE}",
    copied("sip_consent", f"r.{MINE}", id="held", status="'given'"),
)


def wrong_seconds(worlds: dict[str, World]) -> Iterator[str]:
    """Each statement that ends otherwise than it must, tried as the loader, whom the gates bind too."""
    nobody()
    known = parameters(worlds["called"])
    for given, sql, said in AFTER_TWO:
        yield from _wrong(known, given, sql, said)
    known = parameters(worlds["raised"])
    for sql in USES:
        for gone, said in GONE.items():
            yield from _wrong(known, (COPY, *BESIDE, *filter(None, [gone])), sql, said)
        yield from _wrong(known, (COPY, *TWO_OF_PLAN), sql, REFUSED)


def _wrong(known: dict, given: tuple[str, ...], sql: str, said: str) -> Iterator[str]:
    before = transaction.savepoint()
    with as_loader():
        for change in given:
            if not run(change, known):
                yield f"{change} changes nothing"
        found = attempt_whole(sql, known)
    transaction.savepoint_rollback(before)
    if found != said:
        yield f"after {given}: {sql}: {found}"
