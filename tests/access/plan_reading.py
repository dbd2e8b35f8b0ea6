"""Who reads what of a plan, in each turn its consent may take: by hand from security.md 2, rows 2-5. [security 13]

The plan of `more.plans`. Letters: E that it is there, I the name, C the consent, N the need as the school wrote it,
O the offer, P what the plan says, S what stands beside it, F the copy that BUP has filed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from tests.access.doors import become, nobody
from tests.access.plan_joining import ENDED, GONE, LAPSED, MINE, OTHERS, PART, bup_in
from tests.access.scenes import run
from tests.access.second_consents import BESIDE
from tests.access.tries import insert, parameters, update
from tests.access.world import PEOPLE, World
from tests.database import as_loader

ROWS = {
    "E": ["sip_sipplan", "sip_participation", "sip_case", "sip_planrole", "sip_handover"],
    "I": ["sip_casechild"],
    "C": ["sip_consent", "sip_consentunit"],
    "N": ["sip_contribution"],
    "O": ["sip_planoffer"],
    "P": [
        "sip_plansection", "sip_surveycode", "sip_planmeeting", "sip_planinvitation", "sip_planvoice", "sip_plangoal",
        "sip_planmeasure", "sip_planversion", "sip_plananswer", "sip_costrecord",
    ],
    "S": ["sip_otherplan", "sip_plantelling", "sip_refusal"],
    "F": ["sip_filedcopy"],
}  # fmt: skip
WHERE = {"sip_case": "id = %(plan)s", "sip_contribution": f"{MINE} AND kind = 'need'"}
LIVE = {
    "teacher": "ECNIOPS", "head": "ECNIOPS", "bup_deputy": "ECIPSF", "bup_manager": "ECIPSF", "social_worker": "E",
    "social_manager": "E",
}  # fmt: skip
GONE_TO_BUP = {"bup_deputy": "EF", "bup_manager": "EF"}
NO_CONSENT = LIVE | GONE_TO_BUP | {"teacher": "ECNOS", "head": "ECNIOS"}
NAME_GONE = {"head": "ECNOS"}  # with the last consent the name leaves the case
LEFT = update("sip_participation", "valid_to = clock_timestamp() - interval '1 hour'", f"{MINE} AND part = 'unit'")
AHEAD = update("sip_participation", "valid_from = clock_timestamp() + interval '1 hour'", f"{MINE} AND part = 'unit'")
GIVEN = """INSERT INTO sip_disclosure (id, created_at, region_id, case_id, contribution_id, receiving_unit_id, basis,
  consent_id, ground_reason, decided_by_name, decided_by_role, exceptions, disclosed_by_id)
SELECT gen_random_uuid(), clock_timestamp(), k.region_id, k.case_id, k.id, %(bup)s, 'consent', c.id, '', '', '', '',
  k.written_by_id
FROM sip_contribution k JOIN sip_consent c ON c.case_id = k.case_id WHERE k.case_id = %(plan)s AND k.kind = 'need'"""


@dataclass(frozen=True)
class Turn:
    """What the loader makes true, and what that changes for whom; all else as in `LIVE`."""

    name: str
    sql: tuple[str, ...]
    sees: dict


def consent(change: str) -> tuple[str, ...]:
    return (update("sip_consent", change, MINE),)


OUTSIDE = {"bup_deputy": "F", "bup_manager": "F", "social_worker": "", "social_manager": ""}
NEVER = f"DELETE FROM sip_participation WHERE {MINE} AND assignment_id = %(bup_deputy)s"
TURNS = (
    Turn("as it stands", (), LIVE),
    Turn("withdrawn toward BUP", (GONE,), LIVE | GONE_TO_BUP),
    Turn("lapsed", (LAPSED,), NO_CONSENT),
    Turn("not begun", consent("valid_from = current_date + 1"), NO_CONSENT),
    Turn("withdrawn", consent("status = 'withdrawn'"), NO_CONSENT | NAME_GONE),
    Turn("asked for only", consent("status = 'requested'"), NO_CONSENT | NAME_GONE),
    Turn("for something else", (OTHERS,), NO_CONSENT),
    Turn(
        "without the name", consent("information_kinds = ARRAY['situation']"),
        LIVE | {"teacher": "ECNOPS", "bup_deputy": "ECPSF", "bup_manager": "ECPSF"},
    ),
    Turn("covered by a consent that has ended", bup_in(status="'expired'"), LIVE | GONE_TO_BUP),
    Turn(
        "another of BUP in another plan",
        (*BESIDE, insert("sip_participation", PART, case_id="new", assignment_id="steering_bup")), LIVE,
    ),
    Turn("given to BUP", (GIVEN,), LIVE | {"bup_deputy": "ECNIPSF"}),
    Turn("given to BUP and withdrawn", (GIVEN, GONE), LIVE | GONE_TO_BUP),
    Turn("the others have left", (LEFT,), LIVE | OUTSIDE),
    Turn("the others come later", (AHEAD,), LIVE | OUTSIDE),
    Turn("never took part", (NEVER,), LIVE | {"bup_deputy": "F", "bup_manager": "F"}),
    Turn("the manager's time is over", (ENDED,), LIVE | {"bup_manager": ""}),
)  # fmt: skip


def _seen(who, known: dict) -> set[str]:
    become(who)
    tables = [table for found in ROWS.values() for table in found]
    asked = ", ".join(f"EXISTS (SELECT FROM {table} WHERE {WHERE.get(table, MINE)})" for table in tables)
    return {table for table, there in zip(tables, run(f"SELECT {asked}", known)[0], strict=True) if there}


def wrong_turns(world: World) -> Iterator[str]:
    """Each difference, in words; none when everybody reads what the table says."""
    known = parameters(world)
    for turn in TURNS:
        before = transaction.savepoint()
        nobody()
        with as_loader():
            for sql in turn.sql:
                if not run(sql, known):
                    yield f"{turn.name}: the turn changes nothing"
        for who in PEOPLE:
            found = _seen(getattr(world.town, who), known)
            right = {table for letter in turn.sees.get(who, "") for table in ROWS[letter]}
            if found != right:
                yield f"{turn.name}, {who}: {sorted(found - right)} too much, {sorted(right - found)} too little"
        for stranger in (world.other.teacher, world.other.head):
            if found := _seen(stranger, known):
                yield f"{turn.name}, another region: {sorted(found)}"
        transaction.savepoint_rollback(before)
