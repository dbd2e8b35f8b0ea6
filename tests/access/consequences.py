"""What triggers alone do when a row changes, or refuse to let become: calls, identity, answers, a day. [security 4]

Each is tried as the loader, whom the triggers bind too: the rows that must move, and beside them those that must not.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import Error, transaction

from tests.access.doors import nobody
from tests.access.joining_case import sitting
from tests.access.scenes import run
from tests.access.second_consents import BESIDE
from tests.access.tries import copied, insert, parameters, update
from tests.access.world import World
from tests.database import as_loader

DONE, REFUSED = "done", "23514"


@dataclass(frozen=True)
class Change:
    """In the world of `phase`, after what is `given`, `sql` ends in `said`; done, what is `asked` is then true."""

    phase: str
    sql: str
    asked: str = "SELECT true"
    given: tuple[str, ...] = ()
    said: str = DONE


# The calls that go with a consent: of the forum's sitting in the case, of a meeting in the plan beside it.
HERE, PLAN = "case_id = %(case)s", "case_id = %(plan)s"
OF_BUP = "unit_id = %(bup)s"
LONG_AGO = "clock_timestamp() - interval '1 hour'"
WITHDRAWN = update("sip_consentunit", "withdrawn_at = clock_timestamp()", f"{HERE} AND {OF_BUP}")
PLAN_WITHDRAWN = update("sip_consentunit", "withdrawn_at = clock_timestamp()", f"{PLAN} AND {OF_BUP}")
ONCE_MORE = "UPDATE sip_consentunit SET withdrawn_at = NULL WHERE {} AND unit_id = %(bup)s"


def call(unit: str, attendance: str) -> str:
    return f"SELECT attendance = '{attendance}' FROM sip_call WHERE occasion_id = %(occasion)s AND unit_id = %({unit})s"


def stands(who: str, ended: bool = False) -> str:
    return (
        f"SELECT bool_and(valid_to IS {'NOT ' if ended else ''}NULL) FROM sip_participation "
        f"WHERE {HERE} AND assignment_id = %({who})s"
    )


def meeting(attendance: str, where: str = f"{PLAN} AND {OF_BUP}") -> str:
    return f"SELECT bool_and(attendance = '{attendance}') FROM sip_planinvitation WHERE {where}"


def back(who: str) -> str:
    return update("sip_participation", "valid_to = NULL", f"{HERE} AND assignment_id = %({who})s")


CALL_BACK = update("sip_call", "attendance = 'unknown'", f"{HERE} AND {OF_BUP}")
MEETING_BACK = update("sip_planinvitation", "attendance = 'unknown'", f"{PLAN} AND {OF_BUP}")
OTHER_CONSENT = copied("sip_consent", "r.id = %(consent)s", id="second", status="'expired'")
ITS_UNIT = copied("sip_consentunit", f"r.consent_id = %(consent)s AND r.{OF_BUP}", id="new", consent_id="second")
SCHOOL_WITHDRAWN = update("sip_consentunit", "withdrawn_at = clock_timestamp()", f"{HERE} AND unit_id = %(school)s")
SITTINGS = [
    Change("called", WITHDRAWN, call("bup", "released")),
    Change("called", WITHDRAWN, call("social", "unknown")),
    Change("called", WITHDRAWN, stands("bup_manager", ended=True)),
    Change("called", WITHDRAWN, stands("social_manager")),
    Change("called", SCHOOL_WITHDRAWN, stands("teacher")),
    Change("called", ITS_UNIT, call("bup", "unknown"), (OTHER_CONSENT,)),
    Change("called", ITS_UNIT, stands("bup_manager"), (OTHER_CONSENT,)),
    *(
        Change("called", ITS_UNIT.replace("'consent_id'", "'withdrawn_at', clock_timestamp(), 'consent_id'"), asked,
               (OTHER_CONSENT,))
        for asked in (call("bup", "unknown"), stands("bup_manager"))
    ),
    Change("called", WITHDRAWN, "SELECT attendance = 'unknown' FROM sip_call WHERE occasion_id = %(second)s",
           (sitting("second", 2, "called"), copied("sip_call", f"r.{HERE} AND r.{OF_BUP}", id="gen_random_uuid()",
                                                   occasion_id="second"))),
    Change("called", WITHDRAWN, call("bup", "present"),
           (update("sip_call", "attendance = 'present'", f"{HERE} AND {OF_BUP}"),)),
    Change("called", WITHDRAWN,
           f"SELECT valid_to < {LONG_AGO} + interval '1 minute' FROM sip_participation "
           f"WHERE {HERE} AND assignment_id = %(bup_manager)s",
           (update("sip_participation", f"valid_to = {LONG_AGO}", f"{HERE} AND assignment_id = %(bup_manager)s"),)),
    *(Change("called", WITHDRAWN, asked, (update("sip_occasion", "status = 'held'"),))
      for asked in (call("bup", "unknown"), stands("bup_manager"))),
    *(Change("called", PLAN_WITHDRAWN, asked, (WITHDRAWN, CALL_BACK, back("bup_manager")))
      for asked in (call("bup", "unknown"), stands("bup_manager"))),
]  # fmt: skip
HELD = copied(
    "sip_planmeeting", f"r.{PLAN} AND r.number = 1", id="held", number="8", status="'held'", held_at="clock_timestamp()"
)
TO_HELD = copied("sip_planinvitation", f"r.{PLAN} AND r.{OF_BUP}", id="gen_random_uuid()", meeting_id="held")
PLAN_SCHOOL = update("sip_consentunit", "withdrawn_at = clock_timestamp()", f"{PLAN} AND unit_id = %(school)s")
PLAN_CONSENT = "r.case_id = %(plan)s"
OTHER_PURPOSE = copied("sip_consent", PLAN_CONSENT, id="second", purpose="'steering_escalation'")
ENDED_CONSENT = copied("sip_consent", PLAN_CONSENT, id="second", status="'expired'")
FIRST_ENDS = update("sip_consent", "status = 'expired'", f"{PLAN} AND id <> %(second)s")
BY_SECOND = copied("sip_consent", PLAN_CONSENT, id="second", status="'given'")
SECOND_SCHOOL = copied(
    "sip_consentunit", f"{PLAN_CONSENT} AND r.unit_id = %(school)s", id="gen_random_uuid()", consent_id="second"
)
CHILDS_YES = insert("sip_consentgiver", {
    "case_id": "plan", "consent_id": "second", "name": "'x'", "answer": "true", "answered_on": "current_date",
    "appointment": "''"})  # fmt: skip
PLAN_SIGNED = insert("sip_consentsignature", {
    "case_id": "plan", "consent_id": "second", "name": "'x'", "answer": "true", "language": "'sv'", "giver_id": "NULL",
    "shown_text": "'x'", "shown_hash": "encode(sha256('x'), 'hex')", "strokes": "'[]'", "typed_name": "'x'",
    "signed_at": "clock_timestamp()", "held_by_id": "teacher"})  # fmt: skip
OTHERS_BUP = f"DELETE FROM sip_consentunit WHERE case_id = %(new)s AND {OF_BUP}"
MEETINGS = [
    Change("raised", PLAN_WITHDRAWN, meeting("released")),
    Change("raised", PLAN_SCHOOL, meeting("unknown")),
    Change("raised", PLAN_SCHOOL, meeting("unknown"), (OTHER_PURPOSE,)),
    Change("raised", PLAN_SCHOOL, meeting("unknown"), (ENDED_CONSENT,)),
    Change("raised", PLAN_SCHOOL, meeting("unknown"), (*BESIDE, OTHERS_BUP)),
    Change("raised", PLAN_WITHDRAWN, meeting("released"), BESIDE),
    Change("raised", PLAN_WITHDRAWN, meeting("unknown", "meeting_id = %(held)s"), (HELD, TO_HELD)),
    Change("raised", PLAN_WITHDRAWN, meeting("unknown"),
           (update("sip_planmeeting", "status = 'held', held_at = clock_timestamp()", PLAN),)),
    Change("raised", PLAN_WITHDRAWN, meeting("present"),
           (update("sip_planinvitation", "attendance = 'present'", f"{PLAN} AND {OF_BUP}"),)),
    Change("called", WITHDRAWN, meeting("unknown"), (PLAN_WITHDRAWN, MEETING_BACK)),
    # Followed by a consent that does not cover it: recorded whole, answered later, or signed on the screen.
    Change("raised", SECOND_SCHOOL, meeting("released"), (FIRST_ENDS, BY_SECOND)),
    *(
        Change("raised", update("sip_consent", "status = 'given'", "id = %(second)s"), meeting("released"),
               (copied("sip_consent", PLAN_CONSENT, id="second", status="'requested'", form=f"'{form}'",
                       signatories="'individual'"), SECOND_SCHOOL, CHILDS_YES, PLAN_SIGNED, FIRST_ENDS))
        for form in ("oral", "screen")
    ),
]  # fmt: skip

# The copy of the identity goes with the last consent, with a sitting and with a case that are without it.
IDENTITY = "SELECT count(*) = {} FROM sip_casechild WHERE case_id = %({})s"
ENDS = update("sip_consent", "status = 'withdrawn'")
ANOTHER = copied("sip_consent", "r.id = %(consent)s", id="second", sitting="9", status="'{}'")
NAMELESS = copied("sip_occasion", f"r.{HERE}", id="new", number="7", is_deidentified="true", consent_id="NULL")
WITHOUT_NAME = update("sip_forumcase", "is_deidentified = true")
IDENTITIES = [
    *(Change("called", sql, IDENTITY.format(left, case))
      for sql in (ENDS, NAMELESS, WITHOUT_NAME) for left, case in ((0, "case"), (1, "plan"))),
    *(Change("called", update("sip_consent", "status = 'withdrawn'", "id = %(consent)s"),
             IDENTITY.format(left, "case"), (ANOTHER.format(status),))
      for status, left in (("given", 1), ("used", 1), ("requested", 0))),
    Change("called", update("sip_consent", "status = 'used'"), IDENTITY.format(1, "case")),
]  # fmt: skip

# A consent that was asked for, and another of the same givers that everybody has answered and signed.
GIVERS = copied(
    "sip_consentgiver", "r.consent_id = %(consent)s", id="gen_random_uuid()", consent_id="%({0})s", answer="{1}",
    answered_on="{2}",
)  # fmt: skip
FIRST = "= (SELECT min(g.name) FROM sip_consentgiver g WHERE g.consent_id = %(second)s)"
SIGNS = """INSERT INTO sip_consentsignature (id, created_at, region_id, case_id, consent_id, giver_id, name, answer,
  language, shown_text, shown_hash, strokes, typed_name, signed_at, held_by_id) SELECT gen_random_uuid(), now(),
  g.region_id, g.case_id, %({0})s, {1}, g.name, {2}, 'sv', 'x', encode(sha256('x'), 'hex'), '[]', 'x', now(),
  %(teacher)s FROM sip_consentgiver g WHERE g.consent_id = %(second)s AND g.name {3}"""
EVERYBODY = "<> ''"
ALL_SIGN = SIGNS.format("second", "g.id", "true", EVERYBODY)
ONE_SIGNS = SIGNS.format("second", "g.id", "true", FIRST)
OTHER_SIGNS_NO = SIGNS.format("second", "g.id", "false", FIRST.replace("=", "<>", 1))
ALONE = SIGNS.format("second", "NULL", "{}", FIRST)
ON_ANOTHER = SIGNS.format("held", "g.id", "true", EVERYBODY)
ALONE_ON_ANOTHER = SIGNS.format("held", "NULL", "true", FIRST)
GIVEN, NO = (update("sip_consent", f"status = '{status}'", "id = %(second)s") for status in ("given", "refused"))
GONE = update("sip_consent", "status = 'withdrawn'", "id = %(second)s")


def asked_for(form: str, signatories: str, status: str = "requested", key: str = "second", sitting: int = 9) -> str:
    said = {"signatories": f"'{signatories}'", "signatories_reason": "'x'", "maturity_judgement": "'x'"}
    return copied(
        "sip_consent", "r.id = %(consent)s", id=key, sitting=str(sitting), status=f"'{status}'", form=f"'{form}'",
        given_on="NULL" if status == "requested" else "current_date", **said,
    )  # fmt: skip


def screen(signatories: str, sql: str, said: str, *given: str, givers: bool = True, asked: str = "SELECT true"):
    answers = [GIVERS.format("second", "NULL", "NULL")] if givers else []
    whole = (asked_for("screen", signatories), asked_for("screen", signatories, key="held", sitting=10), *answers)
    return Change("called", sql, asked, (*whole, *given), said)


NO_DAY = "SELECT given_on IS NULL FROM sip_consent WHERE id = %(second)s"
SCREENS = [
    Change("called", asked_for("screen", "all_guardians"), said=DONE),
    Change("called", asked_for("screen", "all_guardians", status="given"), said=REFUSED),
    screen("all_guardians", GIVEN, DONE, ALL_SIGN,
           asked="SELECT given_on = current_date FROM sip_consent WHERE id = %(second)s"),
    screen("all_guardians", GIVEN, REFUSED),
    screen("all_guardians", GIVEN, REFUSED, givers=False),
    screen("all_guardians", GIVEN, REFUSED, ONE_SIGNS),
    screen("all_guardians", GIVEN, REFUSED, ONE_SIGNS, OTHER_SIGNS_NO),
    screen("all_guardians", GIVEN, REFUSED, ON_ANOTHER),
    screen("all_guardians", GIVEN, REFUSED, ALL_SIGN, GONE),
    screen("all_guardians", NO, DONE, ONE_SIGNS, asked=NO_DAY),
    screen("all_guardians", NO, REFUSED, ONE_SIGNS, GONE),
    screen("one_guardian", GIVEN, DONE, ONE_SIGNS, OTHER_SIGNS_NO),
    screen("one_guardian", GIVEN, REFUSED, OTHER_SIGNS_NO),
    screen("one_guardian", GIVEN, REFUSED, ON_ANOTHER),
    screen("one_guardian", GIVEN, REFUSED, ALONE.format("true")),
    *(one for who in ("individual", "child_alone") for one in (
        screen(who, GIVEN, DONE, ALONE.format("true")),
        screen(who, GIVEN, REFUSED, ALONE.format("false")),
        screen(who, GIVEN, REFUSED, ALL_SIGN),
        screen(who, GIVEN, REFUSED, ALONE_ON_ANOTHER),
    )),
]  # fmt: skip
TWO_DAYS_AGO = "current_date - 2"
YES = GIVERS.format("second", "true", TWO_DAYS_AGO)
OTHERS_YES = GIVERS.format("held", "true", "current_date")
OTHERS_NO = GIVERS.format("held", "false", "current_date")
UNANSWERED = GIVERS.format("second", "NULL", "NULL")
ONE = "UPDATE sip_consentgiver SET answer = {}, answered_on = {} WHERE consent_id = %(second)s AND name " + FIRST


def paper(signatories: str, sql: str, said: str, *given: str, asked: str = "SELECT true") -> Change:
    whole = (asked_for("written", signatories), asked_for("written", signatories, key="held", sitting=10))
    return Change("called", sql, asked, (*whole, *given), said)


THEIR_DAY = "SELECT given_on = current_date - 2 FROM sip_consent WHERE id = %(second)s"
PAPERS = [
    paper("all_guardians", GIVEN, DONE, YES, OTHERS_YES, asked=THEIR_DAY),
    paper("all_guardians", GIVEN, DONE, YES, OTHERS_NO),
    paper("all_guardians", GIVEN, REFUSED, OTHERS_YES),
    paper("all_guardians", GIVEN, REFUSED, UNANSWERED),
    paper("all_guardians", GIVEN, REFUSED, UNANSWERED, ONE.format("true", "current_date")),
    paper("all_guardians", GIVEN, REFUSED, YES, ONE.format("false", "current_date")),
    paper("all_guardians", GIVEN, REFUSED, YES, GONE),
    paper("all_guardians", NO, REFUSED, YES, OTHERS_NO),
    paper("all_guardians", NO, REFUSED, UNANSWERED),
    paper("all_guardians", NO, DONE, YES, ONE.format("false", "current_date"), asked=NO_DAY),
    paper("one_guardian", GIVEN, DONE, YES, ONE.format("false", "current_date"), asked=THEIR_DAY),
    paper("one_guardian", GIVEN, REFUSED, UNANSWERED, OTHERS_YES),
    paper("one_guardian", GIVEN, REFUSED, UNANSWERED, ONE.format("false", "current_date")),
]

# The day the need was noticed, in a case and in another that has the same.
MOVES = {
    "case_id": "case", "previous_on": "(SELECT need_noticed_on FROM sip_forumcase WHERE case_id = %(case)s)",
    "noticed_on": "current_date - 40", "reason": "'x'", "corrected_by_id": "teacher",
}  # fmt: skip
CORRECTS = insert("sip_casenoticed", MOVES)
DAY = "SELECT (need_noticed_on = current_date - 40) = {} FROM sip_forumcase WHERE case_id = %({})s"
TWIN = (
    copied("sip_case", "r.id = %(case)s", id="new", code="'ZZ-ZZT'"),
    copied("sip_forumcase", f"r.{HERE}", case_id="new"),
)
DAYS = [
    Change("called", CORRECTS, DAY.format("true", "case")),
    Change("called", CORRECTS, DAY.format("false", "new"), TWIN),
    Change("called", insert("sip_casenoticed", MOVES, previous_on="current_date - 41"), said=REFUSED),
    Change("called", CORRECTS, said=REFUSED,
           given=(update("sip_forumcase", "status = 'closed', ended_on = current_date"),)),
]  # fmt: skip
CHANGES = [*SITTINGS, *MEETINGS, *IDENTITIES, *SCREENS, *PAPERS, *DAYS]


def wrong_consequences(worlds: dict[str, World]) -> Iterator[str]:
    """Each change that ends otherwise than it must, or leaves what it must not."""
    nobody()
    known = {phase: parameters(worlds[phase]) for phase in {one.phase for one in CHANGES}}
    for one in CHANGES:
        found = _made(one, known[one.phase])
        if found != one.said:
            yield f"{one.phase}, given {one.given}: {one.sql}: {one.asked}: {found}"


def _made(one: Change, known: dict) -> str:
    before = transaction.savepoint()
    try:
        with as_loader():
            for sql in one.given:
                if not run(sql, known):
                    return f"{sql} changes nothing"
            if not run(one.sql, known):
                return "nothing"
            return DONE if run(one.asked, known) == [(True,)] else f"left {run(one.asked, known)}"
    except Error as error:
        return str(error.__cause__.sqlstate)
    finally:
        transaction.savepoint_rollback(before)
