"""Who raises a case, joins it, is called to its sittings by plain SQL, tried as those who already do. [security 1-2]"""

from tests.access.joining_contacts import OWN_CHILD
from tests.access.tries import ROLE, TOMORROW, YESTERDAY, copied, insert, tries, update

MINE = "case_id = %(case)s"


def sitting(key: str, number: int, status: str, **other: str) -> str:
    """One more sitting in the case, without identity."""
    changes = {"number": str(number), "is_deidentified": "true", "consent_id": "NULL", "status": f"'{status}'"}
    return copied("sip_occasion", "r.id = %(occasion)s", id=key, **changes, **other)


SECOND, HELD = sitting("second", 2, "called"), sitting("held", 3, "held")
BEGUN = sitting("begun", 4, "called", starts_at="clock_timestamp() - interval '1 hour'")


def called(who: str, unit: str, **changes: str) -> str:
    """A call that stands, as the loader writes it."""
    return insert("sip_call", CALL | {"assignment_id": who, "unit_id": unit, **changes})


CALL = {
    "case_id": "case", "occasion_id": "occasion", "unit_id": "bup", "assignment_id": "bup_deputy",
    "has_mandate": "true", "reply": "'none'", "attendance": "'unknown'",
}  # fmt: skip
PART = {
    "case_id": "case", "unit_id": "bup", "assignment_id": "bup_deputy", "part": "'called'", "occasion_id": "occasion",
    "valid_from": "clock_timestamp()", "added_by_id": "convenor",
}  # fmt: skip
IS_CALLED = called("bup_deputy", "bup")
allowed, refused = tries("called", "sip_participation", PART, (IS_CALLED,))
TO_THE_FORUM = [
    allowed(),
    allowed(part="'caseworker'"),
    refused(added_by_id="teacher"),
    refused(valid_to="clock_timestamp()"),
    refused(valid_from="clock_timestamp() - interval '1 hour'"),
    refused(valid_from="clock_timestamp() + interval '1 hour'"),
    refused(part="'unit'"),
    refused(part="'raiser'"),
    refused(part="'substitute'"),
    refused(assignment_id="social_worker"),
    refused(assignment_id="NULL"),
    refused(unit_id="social"),
    refused(SECOND, occasion_id="second"),
    refused(HELD, called("bup_deputy", "bup", occasion_id="held"), occasion_id="held"),
    *(refused(by=who, added_by_id=who) for who in ("teacher", "head", "social_manager", "bup_manager")),
]

PLACE = {"unit_id": "social", "assignment_id": "social_worker", "part": "'substitute'", "added_by_id": "social_manager"}
IN_PLACE = called("social_worker", "social", replaces_id="call_social")
LEFT = update("sip_participation", "valid_to = clock_timestamp()", f"{MINE} AND assignment_id = %(social_manager)s")
allowed, refused = tries("called", "sip_participation", PART | PLACE, (IN_PLACE,), "social_manager")
SUBSTITUTES = [
    allowed(),
    refused(part="'called'"),
    refused(part="'unit'"),
    refused(part="'called'", by="convenor", added_by_id="convenor"),
    *(refused(by=who, added_by_id=who) for who in ("convenor", "head", "teacher")),
    refused(LEFT, by="convenor", added_by_id="convenor", assignment_id="social_manager", part="'called'"),
]

NEW_CASE = copied("sip_case", "r.id = %(case)s", id="new", code="'ZZ-ZZZ'")
NEW_FORUM_CASE = copied("sip_forumcase", f"r.{MINE}", case_id="new", status="'raised'")
RAISER = PART | {
    "case_id": "new", "unit_id": "school", "assignment_id": "teacher", "part": "'raiser'", "occasion_id": "NULL",
    "added_by_id": "teacher",
}  # fmt: skip
COLLEAGUES_CASE = copied("sip_case", "r.id = %(case)s", id="second", code="'ZZ-ZZY'", created_by_id="colleague")
allowed, refused = tries("called", "sip_participation", RAISER, (NEW_CASE, COLLEAGUES_CASE), "teacher")
RAISES = [
    allowed(),
    refused(part="'unit'"),
    refused(occasion_id="occasion"),
    refused(assignment_id="colleague"),
    refused(assignment_id="NULL"),
    refused(unit_id="social"),
    refused(case_id="second"),
    refused(case_id="case"),
    refused(by="colleague", added_by_id="colleague", assignment_id="colleague"),
]

FORUM_CASE = {
    "case_id": "new", "area_id": "area", "district_id": "east", "status": "'raised'", "reason": "'after_sip'",
    "question": "'Vem?'", "sex": "'unknown'", "is_deidentified": "false", "raising_unit_id": "school",
    "raised_by_id": "teacher", "need_noticed_on": "current_date", "raised_on": "current_date",
    "convened_on": "current_date", "first_outcome": "''", "return_reason": "''", "withdraw_reason": "''",
    "deviation_code": "''", "escalation_summary": "''",
}  # fmt: skip
allowed, refused = tries("called", "sip_forumcase", FORUM_CASE, (NEW_CASE, COLLEAGUES_CASE), "teacher")
FORUM_CASES = [
    allowed(),
    refused(raised_by_id="colleague"),
    refused(raising_unit_id="social"),
    refused(status="'escalated'"),
    refused(case_id="second"),
]

allowed, refused = tries("raised", "sip_concernedunit", {"case_id": "case", "unit_id": "school"}, (), "teacher")
UNITS = [
    allowed(),
    *(refused(by=who) for who in ("head", "colleague", "bup_manager", "other_convenor")),
    refused(phase="called"),
    *(allowed(by="convenor", phase=one) for one in ("raised", "called")),
    refused(by="convenor", phase="escalated"),
]

TAKES_PART = tuple(insert("sip_participation", RAISER, case_id=case) for case in ("new", "second"))
LINK = {"case_id": "new", "child_id": "child"}
allowed, refused = tries("called", "sip_childcase", LINK, (NEW_CASE, COLLEAGUES_CASE, *TAKES_PART), "teacher")
CHILDREN = [
    allowed(),
    refused(OWN_CHILD, child_id="second"),
    refused(case_id="second"),
]

MOVES = "starts_at = starts_at + interval '{} days', moved_from = starts_at, moved_at = clock_timestamp()"
OCCASION = {
    "case_id": "case", "number": "7", "status": "'called'", "starts_at": "clock_timestamp()", "place": "'Rum 3'",
    "family_present": "false", "is_deidentified": "true", "called_by_id": "convenor",
    "called_at": "clock_timestamp()", "outcome": "''", "cancel_reason": "''",
}  # fmt: skip
allowed, refused = tries("raised", "sip_occasion", OCCASION)
SITTINGS = [
    allowed(),
    refused(called_by_id="teacher"),
    refused(status="'held'"),
    *(refused(by=who, called_by_id=who) for who in ("teacher", "head")),
    refused(phase="escalated"),
    refused(copied("sip_case", "r.id = %(case)s", id="new", code="'ZZ-ZZX'"),
            copied("sip_forumcase", f"r.{MINE}", case_id="new", status="'raised'"), phase="escalated"),
]  # fmt: skip

# Another case of the district, raised by BUP and concerning it.
ELSEWHERE = (
    NEW_CASE,
    copied("sip_forumcase", f"r.{MINE}", case_id="new", status="'unresolved'", raising_unit_id="bup"),
    copied("sip_concernedunit", f"r.{MINE} AND r.unit_id = %(bup)s", id="new", case_id="new"),
)
NOT_NAMED = "DELETE FROM sip_concernedunit WHERE case_id = %(case)s AND unit_id = %(bup)s"
allowed, refused = tries("called", "sip_call", CALL)
CALLS = [
    allowed(),
    allowed(assignment_id="colleague", unit_id="school"),
    refused(attendance="'present'"),
    refused(SECOND, HELD, occasion_id="held"),
    refused(BEGUN, occasion_id="begun"),
    refused(unit_id="social"),
    refused(assignment_id="social_worker"),
    *(refused(assignment_id=who) for who in ("steering_bup", "secretary")),
    *(refused(ROLE.format(f"valid_{word}", "bup_deputy")) for word in (f"to = {YESTERDAY}", f"from = {TOMORROW}")),
    refused(*ELSEWHERE, NOT_NAMED),
    *(refused(by=who) for who in ("teacher", "head", "bup_manager")),
    refused(replaces_id="call_bup"),
]
allowed, refused = tries("called", "sip_call", CALL | {"replaces_id": "call_bup"}, (), "bup_manager")
CALLS += [
    allowed(),
    allowed(assignment_id="steering_bup"),
    refused(by="social_manager"),
    refused(SECOND, occasion_id="second"),
    refused(unit_id="social", assignment_id="social_worker"),
    refused(replaces_id="call_school"),
    refused(attendance="'present'"),
    refused(update("sip_occasion", "status = 'cancelled'")),
    refused(ROLE.format(f"valid_to = {YESTERDAY}", "bup_deputy")),
]
