"""Who writes what a plan says, by plain SQL: in the own name, while a consent covers one's unit. [security 2-3]

Rows are changed without naming them, so that the door for changes stands alone, without the door for reading.
"""

from tests.access.other_plans import OWN_PLANS
from tests.access.plan_changing import changing
from tests.access.plan_joining import AHEAD, DEPUTY_LEADS, GONE, LAPSED, MINE, MINE_IS, PART, SCHOOL_GONE
from tests.access.second_consents import BESIDE
from tests.access.tries import DONE, NOTHING, REFUSED, Try, insert, tries, update

GOAL = {
    "case_id": "plan", "horizon": "'long'", "text": "'x'", "position": "7", "version": "1", "written_by_id": "teacher",
}  # fmt: skip
MEASURE = {
    "case_id": "plan", "text": "'x'", "doer": "'child'", "person": "''", "position": "7", "version": "1",
    "result": "''", "result_text": "''", "written_by_id": "teacher",
}  # fmt: skip
VOICE = {
    "case_id": "plan", "whose": "'child'", "name": "'x'", "words": "'x'", "heard": "'meeting'",
    "heard_on": "current_date", "informed_how": "''", "not_asked_reason": "''", "written_by_id": "teacher",
}  # fmt: skip
OTHER = {
    "case_id": "plan", "kind": "'lss_plan'", "owner_unit_id": "social", "valid_from": "current_date",
    "coordination": "''", "is_at_odds": "false", "holds": "'{}'", "noted_by_id": "teacher", "code": "''",
}  # fmt: skip
SECTION = {
    "case_id": "plan", "template_id": f"(SELECT template_id FROM sip_plansection WHERE {MINE} LIMIT 1)", "key": "'x'",
    "heading": "'x'", "help": "''", "required": "false", "position": "7", "text": "''", "version": "0",
}  # fmt: skip


def written(table: str, row: dict, who: str) -> list[Try]:
    """One's own words, while covered; nobody's in another's name."""
    allowed, refused = tries("raised", table, row, (), "teacher")
    by = {"by": "bup_deputy", who: "bup_deputy"}
    return [
        allowed(),
        allowed(**by),
        refused(**{who: "head"}),
        refused(GONE, **by),
        refused(**{"by": "social_worker", who: "social_worker"}),
    ]


allowed, refused = tries("raised", "sip_plansection", SECTION, (), "teacher")
SECTIONS = [
    allowed(),
    allowed(DEPUTY_LEADS, by="bup_deputy"),
    refused(by="bup_deputy"),
    refused(SCHOOL_GONE),
    refused(version="1"),
]
# Whom the plan's consent covers changes what it says; an offer is the own unit's that made it.
SAYS = (
    "sip_plansection SET version = 7", "sip_planvoice SET replaced_at = clock_timestamp()",
    "sip_plangoal SET version = 7", "sip_planmeasure SET version = 7",
)  # fmt: skip
HAND = "UPDATE sip_handover SET status = 'declined', ended_at = clock_timestamp()"
CALLED = "UPDATE sip_planinvitation SET preparation = 'x'"
MEETS = "UPDATE sip_planmeeting SET child_present = true"
BESIDE_IT = "UPDATE sip_otherplan SET coordination = 'x'"
OFFERED = "UPDATE sip_planoffer SET motivation = 'x'"
# Who takes part cancels the meeting of a plan that was stopped, and does nothing else to it. [CS-20]
STOPPED = update("sip_sipplan", "status = 'stopped', ended_on = current_date", MINE)
STOPPED_BESIDE = (
    *BESIDE,
    insert("sip_participation", PART, case_id="new", assignment_id="bup_deputy"),
    STOPPED.replace("%(plan)s", "%(new)s"),
)
CANCELS = f"UPDATE sip_planmeeting SET status = 'cancelled' WHERE {MINE} AND status = 'called'"
CANCELS_ANY = "UPDATE sip_planmeeting SET status = 'cancelled'"
CHANGES = [
    changing("bup_deputy", CANCELS, DONE, STOPPED),
    changing("bup_deputy", CANCELS, NOTHING),
    changing("bup_deputy", CANCELS, NOTHING, *STOPPED_BESIDE),
    changing("bup_deputy", CANCELS.replace("'called'", "'held'"), NOTHING, STOPPED),
    changing("bup_deputy", CANCELS.replace("'cancelled'", "'held', held_at = clock_timestamp()"), REFUSED, STOPPED),
    changing("bup_deputy", CANCELS_ANY, NOTHING, STOPPED, GONE),
    *(one for said in SAYS for one in (
        changing("bup_deputy", f"UPDATE {said}", DONE),
        changing("bup_deputy", f"UPDATE {said}", NOTHING, GONE),
        changing("social_worker", f"UPDATE {said}", NOTHING),
    )),
    changing("teacher", OFFERED, DONE, LAPSED),
    changing("bup_deputy", OFFERED, NOTHING),
    changing("teacher", BESIDE_IT, DONE, LAPSED),
    changing("bup_deputy", BESIDE_IT, DONE),
    changing("bup_deputy", BESIDE_IT, NOTHING, GONE),
    changing("social_worker", BESIDE_IT, NOTHING),
    changing("teacher", HAND, DONE),
    changing("bup_deputy", HAND, DONE),
    changing("head", HAND, NOTHING),
    changing("social_worker", HAND, NOTHING),
    changing("bup_deputy", CALLED, DONE, AHEAD, MINE_IS),
    changing("bup_deputy", CALLED, NOTHING, AHEAD, MINE_IS, GONE),
    changing("bup_manager", CALLED, NOTHING),
    changing("teacher", MEETS, DONE),
    changing("teacher", MEETS, NOTHING, SCHOOL_GONE),
    changing("head", MEETS, NOTHING),
    changing("bup_deputy", MEETS, DONE, DEPUTY_LEADS),
]  # fmt: skip
WRITING = [
    *written("sip_plangoal", GOAL, "written_by_id"), *written("sip_planmeasure", MEASURE, "written_by_id"),
    *written("sip_planvoice", VOICE, "written_by_id"), *written("sip_otherplan", OTHER, "noted_by_id"),
    *SECTIONS, *CHANGES, *OWN_PLANS,
]  # fmt: skip
