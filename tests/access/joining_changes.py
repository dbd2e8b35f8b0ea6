"""Who changes what stands in a case by plain SQL, tried as those who stand in it. [security 1-2]"""

from tests.access.joining_case import MINE, MOVES, PART, SECOND
from tests.access.joining_consents import ON_SCREEN, WAS_IN
from tests.access.tries import DONE, NOTHING, REFUSED, Try, copied, insert, update


def changing(who: str, sql: str, said: str, *given: str, phase: str = "called") -> Try:
    return Try(phase, who, sql, said, given)


def ends(who: str, value: str = "clock_timestamp()") -> str:
    return update("sip_participation", f"valid_to = {value}", f"{MINE} AND assignment_id = %({who})s")


def notes(change: str, unit: str = "bup") -> str:
    return update("sip_call", change, f"{MINE} AND unit_id = %({unit})s")


AN_HOUR_AGO = update("sip_participation", "valid_to = clock_timestamp() - interval '1 hour'", MINE)
# A call to the forum opens no plan, though there were a consent to one in the case.
FOR_A_PLAN = (
    copied("sip_consent", "r.id = %(consent)s", id="second", purpose="'sip'", sitting="NULL"),
    copied("sip_consentunit", "r.consent_id = %(consent)s", id="gen_random_uuid()", consent_id="second"),
)
COST = {"case_id": "case", "agreed_on": "current_date", "text": "'x'"}
CHANGES = [
    changing("convenor", ends("bup_manager"), DONE),
    changing("bup_manager", ends("bup_manager"), DONE),
    changing("head", ends("bup_manager"), NOTHING),
    changing("teacher", ends("bup_manager"), NOTHING),
    changing("convenor", ends("teacher"), NOTHING),
    changing("teacher", ends("teacher"), DONE),
    changing("head", ends("teacher"), NOTHING),
    changing("convenor", ends("bup_manager"), NOTHING, AN_HOUR_AGO),
    changing("convenor", ends("bup_manager", "NULL"), NOTHING, AN_HOUR_AGO),
    changing("convenor", ends("bup_manager", "NULL"), REFUSED),
    changing("convenor", ends("bup_manager", "clock_timestamp() + interval '1 hour'"), REFUSED),
    changing("convenor", ends("bup_manager", "clock_timestamp() - interval '1 hour'"), REFUSED),
    changing("convenor", update("sip_forumcase", "status = 'withdrawn'"), DONE),
    changing("teacher", update("sip_forumcase", "status = 'withdrawn'"), REFUSED),
    changing("steering_bup", update("sip_forumcase", "status = 'decided'"), DONE, phase="escalated"),
    changing("steering_bup", update("sip_forumcase", "status = 'closed'"), REFUSED, phase="escalated"),
    changing("teacher", update("sip_forumcase", "status = 'decided'"), REFUSED, phase="escalated"),
    changing("convenor", update("sip_occasion", "status = 'cancelled'"), DONE),
    changing("teacher", update("sip_occasion", "status = 'cancelled'"), NOTHING),
    changing("convenor", update("sip_occasion", "status = 'called'"), REFUSED, phase="escalated"),
    changing("convenor", update("sip_occasion", "status = 'cancelled', place = 'x'"), "23514", phase="escalated"),
    changing("convenor", update("sip_occasion", MOVES.format(1)), DONE),
    changing("convenor", update("sip_occasion", MOVES.format(900)), "23514"),
    *(changing("convenor", update("sip_occasion", one), "23514", update("sip_consent", "status = 'withdrawn'"))
      for one in (MOVES.format(1), "status = 'held'")),
    changing("convenor", update("sip_occasion", "starts_at = starts_at + interval '1 day'"), REFUSED),
    changing("teacher", update("sip_occasion", MOVES.format(1)), NOTHING),
    changing("convenor", update("sip_occasion", MOVES.format(1)), "23514", phase="escalated"),
    changing("bup_manager", notes("reply = 'yes'"), DONE),
    changing("social_manager", notes("reply = 'yes'"), NOTHING),
    changing("bup_manager", notes("attendance = 'present'"), REFUSED),
    changing("convenor", notes("attendance = 'present'"), DONE),
    changing("teacher", notes("attendance = 'present'"), NOTHING),
    changing("convenor", notes("attendance = 'absent'"), REFUSED, phase="escalated"),
    changing("convenor", notes("attendance = 'absent'"), REFUSED, SECOND, phase="escalated"),
    changing("teacher", update("sip_consent", "status = 'withdrawn'"), DONE),
    changing("teacher", update("sip_consent", "status = 'given'"), "23514",
             update("sip_consent", "status = 'withdrawn'")),
    changing("teacher", update("sip_consent", "status = 'given'"), "23514", ON_SCREEN),
    changing("teacher", update("sip_consent", "status = 'refused'"), DONE, ON_SCREEN),
    changing("convenor", update("sip_consent", "status = 'refused'"), REFUSED, ON_SCREEN),
    changing("convenor", update("sip_consent", "status = 'refused'"), REFUSED, ON_SCREEN,
             insert("sip_participation", PART, assignment_id="convenor", unit_id="social")),
    changing("head", update("sip_consent", "status = 'refused'"), REFUSED, ON_SCREEN, WAS_IN),
    changing("teacher", update("sip_consent", "status = 'refused'"), DONE, ON_SCREEN,
             update("sip_participation", "valid_to = clock_timestamp() + interval '1 day'",
                    f"{MINE} AND assignment_id = %(teacher)s")),
    changing("teacher", update("sip_consent", "status = 'requested'"), REFUSED),
    changing("teacher", update("sip_consentunit", "withdrawn_at = clock_timestamp()"), DONE),
    changing("teacher", update("sip_consentunit", "withdrawn_at = NULL"), REFUSED,
             update("sip_consentunit", "withdrawn_at = clock_timestamp()")),
    *(changing(who, insert("sip_costrecord", COST, unit_id=unit, written_by_id=who), said, *FOR_A_PLAN)
      for who, unit, said in (("teacher", "school", DONE), ("bup_manager", "bup", REFUSED))),
]  # fmt: skip
