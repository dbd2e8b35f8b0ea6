"""Who lets whom into a plan, and moves it, by plain SQL, tried as those who already stand in it. [security 1-3]

The plan of `more.plans`: the teacher started it; BUP's deputy takes part and is covered; the social worker takes part,
and the consent has been withdrawn toward her unit. The plan runs; where a meeting lies ahead the loader has said so.
"""

from collections.abc import Iterator

from tests.access.joining_case import OCCASION
from tests.access.second_consents import BESIDE
from tests.access.tries import Try, copied, insert, tries, update, wrong_in
from tests.access.world import World

MINE = "case_id = %(plan)s"
YESTERDAY = "current_date - 1"
GONE = update("sip_consentunit", "withdrawn_at = clock_timestamp()", f"{MINE} AND unit_id = %(bup)s")
LAPSED = update("sip_consent", f"valid_from = current_date - 9, valid_to = {YESTERDAY}", MINE)
OTHERS = update("sip_consent", "purpose = 'steering_escalation'", MINE)
WITHDRAWN = update("sip_consent", "status = 'withdrawn'", MINE)
NOT_YET = update("sip_consent", "valid_from = current_date + 1", MINE)
ENDED = "UPDATE people_roleassignment SET valid_to = current_date - 1 WHERE id = %(bup_manager)s"
NOT_BEGUN = "UPDATE people_roleassignment SET valid_from = current_date + 1 WHERE id = %(bup_manager)s"


def bup_in(**changes: str) -> tuple[str, ...]:
    """BUP is named in another consent of the plan alone, which is otherwise than the one that lives."""
    return (
        f"DELETE FROM sip_consentunit WHERE {MINE} AND unit_id = %(bup)s",
        copied("sip_consent", f"r.{MINE}", id="second", **changes),
        copied("sip_consentunit", f"r.{MINE} AND r.unit_id = %(school)s", id="gen_random_uuid()", consent_id="second",
               unit_id="bup"),
    )  # fmt: skip


SCHOOL_GONE = update("sip_consentunit", "withdrawn_at = clock_timestamp()", f"{MINE} AND unit_id = %(school)s")

PART = {
    "case_id": "plan", "unit_id": "bup", "assignment_id": "bup_manager", "part": "'unit'", "occasion_id": "NULL",
    "valid_from": "clock_timestamp()", "added_by_id": "teacher",
}  # fmt: skip
RAISED_BESIDE = insert(
    "sip_participation", PART, case_id="new", part="'raiser'", assignment_id="teacher", unit_id="school"
)
IN_ANOTHER = (
    bup_in(status="'expired'"),
    bup_in(purpose="'steering_escalation'"),
    bup_in(sitting="1", valid_from="current_date + 1"),
    bup_in(sitting="1", valid_from="current_date - 9", valid_to=YESTERDAY),
    (*BESIDE, RAISED_BESIDE, GONE),
)
ROLE = {
    "case_id": "plan", "part": "'habilitation'", "assignment_id": "bup_deputy", "unit_id": "bup",
    "valid_from": "clock_timestamp()", "set_by_id": "teacher",
}  # fmt: skip


def leads(who: str, unit: str, part: str = "coordinator") -> str:
    """Somebody has a part in the plan, as the loader writes it."""
    return insert("sip_planrole", ROLE, part=f"'{part}'", assignment_id=who, unit_id=unit)


DEPUTY_LEADS = leads("bup_deputy", "bup")
LEADS_BESIDE = insert("sip_planrole", ROLE, case_id="new", part="'coordinator'")
LED_BEFORE = insert(
    "sip_planrole", ROLE, part="'coordinator'", valid_from="clock_timestamp() - interval '2 hours'",
    valid_to="clock_timestamp() - interval '1 hour'",
)  # fmt: skip
allowed, refused = tries("raised", "sip_participation", PART, (), "teacher")
TO_THE_PLAN = [
    allowed(),
    allowed(DEPUTY_LEADS, by="bup_deputy", added_by_id="bup_deputy"),
    refused(by="bup_deputy", added_by_id="bup_deputy"),
    refused(leads("social_worker", "social"), by="social_worker", added_by_id="social_worker"),
    refused(leads("head", "school"), by="head", added_by_id="head"),
    refused(LED_BEFORE, by="bup_deputy", added_by_id="bup_deputy"),
    refused(*BESIDE, LEADS_BESIDE, by="bup_deputy", added_by_id="bup_deputy"),
    refused(added_by_id="head"),
    refused(by="head", added_by_id="head"),
    refused(by="colleague", added_by_id="colleague"),
    refused(part="'raiser'"),
    refused(assignment_id="NULL"),
    refused(assignment_id="social_manager", unit_id="social"),
    refused(assignment_id="colleague"),
    refused(ENDED),
    refused(NOT_BEGUN),
    refused(valid_to="clock_timestamp()"),
    refused(valid_from="clock_timestamp() - interval '1 hour'"),
    *(refused(gone) for gone in (GONE, LAPSED, OTHERS, WITHDRAWN, NOT_YET)),
    *(refused(*another) for another in IN_ANOTHER),
    refused(occasion_id="second"),
    refused(case_id="case"),
]

MEETING = {
    "case_id": "plan", "number": "7", "kind": "'follow_up'", "status": "'called'", "question": "'Hur går det?'",
    "starts_at": "clock_timestamp() + interval '1 day'", "minutes": "60", "place": "'Rum 3'", "interpreter": "''",
    "adaptations": "''", "facilitator": "''", "called_by_id": "teacher", "called_at": "clock_timestamp()",
}  # fmt: skip
allowed, refused = tries("raised", "sip_planmeeting", MEETING, (), "teacher")
MEETINGS = [
    allowed(),
    allowed(DEPUTY_LEADS, by="bup_deputy", called_by_id="bup_deputy"),
    refused(by="bup_deputy", called_by_id="bup_deputy"),
    refused(called_by_id="head"),
    refused(by="head", called_by_id="head"),
    refused(LAPSED),
    refused(SCHOOL_GONE),
]

AHEAD = insert("sip_planmeeting", MEETING, id="new")
HELD = insert(
    "sip_planmeeting", MEETING, id="held", number="8", status="'held'", held_at="clock_timestamp() - interval '1 day'"
)
CALL = {
    "case_id": "plan", "meeting_id": "new", "unit_id": "bup", "assignment_id": "bup_manager", "has_mandate": "true",
    "reply": "'none'", "refusal_reason": "''", "preparation": "''", "attendance": "'unknown'",
}  # fmt: skip
MINE_IS = insert("sip_planinvitation", CALL, id="second", assignment_id="bup_deputy")
allowed, refused = tries("raised", "sip_planinvitation", CALL, (AHEAD, HELD, MINE_IS), "teacher")
INVITATIONS = [
    allowed(),
    refused(by="head"),
    refused(by="bup_deputy"),
    allowed(by="bup_deputy", replaces_id="second"),
    refused(by="bup_deputy", replaces_id="second", meeting_id="held"),
    refused(insert("sip_planmeeting", MEETING, id="other_forum", number="9"), by="bup_deputy", replaces_id="second",
            meeting_id="other_forum"),
    refused(by="bup_deputy", replaces_id="second", unit_id="school", assignment_id="colleague"),
    refused(by="head", replaces_id="second"),
    refused(attendance="'present'"),
    refused(meeting_id="held"),
    refused(unit_id="social", assignment_id="social_manager"),
    refused(assignment_id="colleague"),
    refused(replaces_id="second"),
    *(refused(gone) for gone in (ENDED, NOT_BEGUN, GONE, LAPSED, SCHOOL_GONE)),
    *(refused(*another) for another in IN_ANOTHER),
]  # fmt: skip
# A substitute takes the own place, and nobody else's.
TAKES_PLACE = insert("sip_planinvitation", CALL, replaces_id="second")
allowed, refused = tries(
    "raised", "sip_participation", PART | {"added_by_id": "bup_deputy"}, (AHEAD, HELD, MINE_IS), "bup_deputy"
)
PLACES = [
    allowed(TAKES_PLACE),
    refused(),
    refused(insert("sip_planinvitation", CALL)),
    refused(TAKES_PLACE, assignment_id="colleague", unit_id="school"),
    refused(TAKES_PLACE, update("sip_planmeeting", "status = 'cancelled'", f"{MINE} AND number = 7")),
    refused(TAKES_PLACE, by="head", added_by_id="head"),
    refused(TAKES_PLACE, assignment_id="steering_bup"),
    refused(insert("sip_planinvitation", CALL, replaces_id="second", assignment_id="colleague"),
            assignment_id="colleague", unit_id="school"),
    refused(*BESIDE, insert("sip_participation", PART, case_id="new", assignment_id="bup_deputy"),
            insert("sip_planmeeting", MEETING, id="other_forum", case_id="new"),
            insert("sip_planinvitation", CALL, case_id="new", meeting_id="other_forum", replaces_id="second")),
]  # fmt: skip

ACCEPTED = {
    "case_id": "plan", "giver_id": "teacher", "receiver_id": "bup_deputy", "status": "'accepted'",
    "ended_at": "clock_timestamp()",
}  # fmt: skip
TIME_OF_DEPUTY = update(
    "sip_participation",
    "valid_to = clock_timestamp() {} interval '1 hour'",
    f"{MINE} AND assignment_id = %(bup_deputy)s",
)
TAKEN_BESIDE = (
    *BESIDE, insert("sip_participation", PART, case_id="new", assignment_id="bup_deputy"),
    insert("sip_handover", ACCEPTED, case_id="new"),
)  # fmt: skip
NO_ROLES = "DELETE FROM sip_planrole WHERE case_id = %(plan)s"
TAKEN = insert("sip_handover", ACCEPTED)
NOT_TAKEN = (
    TAKEN_BESIDE,
    *((insert("sip_handover", ACCEPTED, ended_at=f"clock_timestamp() {sign} interval '1 hour'"),) for sign in "-+"),
    (insert("sip_handover", ACCEPTED, status="'declined'"),),
    (insert("sip_handover", ACCEPTED, receiver_id="teacher"),),
)
allowed, refused = tries("raised", "sip_planrole", ROLE, (), "teacher")
PARTS = [
    allowed(),
    allowed(DEPUTY_LEADS, by="bup_deputy", set_by_id="bup_deputy"),
    refused(set_by_id="head"),
    refused(by="head", set_by_id="head"),
    refused(by="bup_deputy", set_by_id="bup_deputy"),
    refused(assignment_id="bup_manager"),
    refused(unit_id="school"),
    refused(valid_to="clock_timestamp()"),
    refused(*BESIDE, RAISED_BESIDE, insert("sip_participation", PART, case_id="new"), assignment_id="bup_manager"),
    refused(
        insert("sip_occasion", OCCASION, id="new", case_id="plan", called_by_id="teacher"),
        insert("sip_participation", PART, part="'caseworker'", occasion_id="new"),
        assignment_id="bup_manager",
    ),
    refused(TIME_OF_DEPUTY.format("-")),
    allowed(TIME_OF_DEPUTY.format("+")),
]
TAKES_OVER = ROLE | {"part": "'main_responsible'", "set_by_id": "bup_deputy"}
allowed, refused = tries("raised", "sip_planrole", TAKES_OVER, (NO_ROLES,), "bup_deputy")
PARTS += [
    allowed(TAKEN),
    refused(),
    *(refused(*other) for other in NOT_TAKEN),
    refused(TAKEN, part="'habilitation'"),
    refused(TAKEN, assignment_id="teacher", unit_id="school"),
]
OFFERED = {"case_id": "plan", "giver_id": "teacher", "receiver_id": "bup_deputy", "status": "'proposed'"}
allowed, refused = tries(
    "raised", "sip_handover", OFFERED, ("DELETE FROM sip_handover WHERE case_id = %(plan)s",), "teacher"
)
HANDOVERS = [
    allowed(),
    refused(giver_id="bup_deputy"),
    refused(by="bup_deputy", giver_id="bup_deputy", receiver_id="teacher"),
    refused(status="'accepted'", ended_at="clock_timestamp()"),
]

OFFER = {
    "case_id": "plan", "unit_id": "school", "offered_on": "current_date", "offered_by_id": "teacher",
    "answer": "'none'", "answered_by": "''", "reason": "''", "motivation": "''", "reason_code": "''",
}  # fmt: skip
allowed, refused = tries("raised", "sip_planoffer", OFFER, (), "teacher")
OFFERS = [
    allowed(),
    refused(unit_id="bup"),
    refused(offered_by_id="head"),
    refused(by="bup_deputy", offered_by_id="bup_deputy", unit_id="bup"),
]

VERSION = {
    "case_id": "plan", "number": "7", "agreed_on": "current_date", "content": "'{}'::jsonb", "sha256": "'abc'",
    "agreed_by_id": "teacher", "frozen_at": "clock_timestamp()",
}  # fmt: skip
allowed, refused = tries("raised", "sip_planversion", VERSION, (), "teacher")
VERSIONS = [
    allowed(),
    refused(agreed_by_id="head"),
    refused(by="bup_deputy", agreed_by_id="bup_deputy"),
    refused(LAPSED),
]
COPY = {
    "case_id": "plan", "code": "'AA-AAAA'", "version_number": "7", "unit_id": "bup", "content": "'{}'::jsonb",
    "sha256": "'abc'", "filed_by_id": "bup_deputy", "filed_at": "clock_timestamp()",
}  # fmt: skip
allowed, refused = tries("raised", "sip_filedcopy", COPY, (insert("sip_planversion", VERSION),), "bup_deputy")
COPIES = [
    allowed(),
    refused(unit_id="school"),
    refused(filed_by_id="teacher"),
    refused(by="social_worker", filed_by_id="social_worker", unit_id="social"),
    Try("raised", "bup_deputy", insert("sip_filedcopy", COPY, sha256="'abd'"), "23514",
        (insert("sip_planversion", VERSION),)),
    Try("raised", "bup_deputy", insert("sip_filedcopy", COPY, content="'{\"a\": 1}'::jsonb"), "23514",
        (insert("sip_planversion", VERSION),)),
    Try("raised", "bup_deputy", insert("sip_filedcopy", COPY), "23514"),
    Try("raised", "bup_deputy", insert("sip_filedcopy", COPY), "23514",
        (insert("sip_planversion", VERSION, number="8"),)),
    Try("raised", "bup_deputy", insert("sip_filedcopy", COPY), "23514",
        (*BESIDE, insert("sip_planversion", VERSION, case_id="new"))),
]  # fmt: skip
COST = {
    "case_id": "plan", "unit_id": "bup", "agreed_on": "current_date", "text": "'Delas lika.'",
    "written_by_id": "bup_deputy",
}  # fmt: skip
allowed, refused = tries("raised", "sip_costrecord", COST, (), "bup_deputy")
COSTS = [
    allowed(),
    refused(unit_id="school"),
    refused(written_by_id="teacher"),
    refused(by="social_worker", written_by_id="social_worker", unit_id="social"),
    *(refused(*another) for another in IN_ANOTHER),
]

SAID = {
    "case_id": "plan", "plan_version_id": "(SELECT v.id FROM sip_planversion v WHERE v.case_id = %(plan)s)",
    "whose": "'child'", "name": "'Elsa'", "answer": "'agreed'", "words": "''", "answered_on": "current_date",
    "not_asked_reason": "''", "recorded_by_id": "teacher",
}  # fmt: skip
allowed, refused = tries("raised", "sip_plananswer", SAID, (), "teacher")
OF_THE_FAMILY = [
    allowed(),
    allowed(by="bup_deputy", recorded_by_id="bup_deputy"),
    refused(recorded_by_id="head"),
    refused(by="social_worker", recorded_by_id="social_worker"),
    refused(LAPSED),
    *(refused(*another, by="bup_deputy", recorded_by_id="bup_deputy") for another in IN_ANOTHER),
]

TELLING = {
    "case_id": "plan", "change": "'closed'", "since_on": "current_date", "caused_by_id": "teacher", "manner": "''",
    "note": "''",
}  # fmt: skip
allowed, refused = tries("raised", "sip_plantelling", TELLING, (), "teacher")
ANSWERS = (GONE, leads("bup_deputy", "bup", "main_responsible"))
ANSWERED = LED_BEFORE.replace("coordinator", "main_responsible")
ANSWERS_BESIDE = (
    *BESIDE, insert("sip_participation", PART, case_id="new", assignment_id="bup_deputy"),
    insert("sip_planrole", ROLE, case_id="new", part="'main_responsible'"), GONE,
)  # fmt: skip
NOBODY_ANSWERS = "DELETE FROM sip_planrole WHERE case_id = %(plan)s"
TELLINGS = [
    allowed(),
    allowed(LAPSED),
    refused(caused_by_id="head"),
    refused(told_on="current_date", told_by_id="teacher", manner="'talk'"),
    allowed(by="bup_deputy", caused_by_id="bup_deputy"),
    refused(LAPSED, by="bup_deputy", caused_by_id="bup_deputy"),
    refused(by="social_worker", caused_by_id="social_worker"),
    allowed(NOBODY_ANSWERS, *ANSWERS, by="bup_deputy", caused_by_id="bup_deputy"),
    *(refused(*other, by="bup_deputy", caused_by_id="bup_deputy") for other in ((ANSWERED, GONE), ANSWERS_BESIDE)),
]

REFUSAL = {
    "case_id": "plan", "unit_id": "social", "refused_to": "'take_part'", "reason": "'no_time'", "words": "''",
    "refused_on": "current_date", "noted_by_id": "teacher",
}  # fmt: skip
allowed, refused = tries("raised", "sip_refusal", REFUSAL, (), "teacher")
REFUSALS = [
    allowed(),
    allowed(LAPSED),
    allowed(DEPUTY_LEADS, by="bup_deputy", noted_by_id="bup_deputy"),
    refused(by="bup_deputy", noted_by_id="bup_deputy"),
    refused(DEPUTY_LEADS, GONE, by="bup_deputy", noted_by_id="bup_deputy"),
    *(refused(DEPUTY_LEADS, *another, by="bup_deputy", noted_by_id="bup_deputy") for another in IN_ANOTHER),
    refused(by="head", noted_by_id="head"),
    refused(noted_by_id="head"),
    refused(unit_id="school"),
    refused(refused_on="current_date + 1"),
    refused(case_id="case"),
]

NEW_CASE = copied("sip_case", "r.id = %(plan)s", id="new", code="'ZZ-ZZP'")
COLLEAGUES = copied("sip_case", "r.id = %(plan)s", id="second", code="'ZZ-ZZQ'", created_by_id="colleague")
PLAN = {
    "case_id": "new", "area_id": "area", "district_id": "east", "label": "'sip'", "status": "'need_identified'",
    "asked_by": "'unit'", "sex": "'unknown'", "initiating_unit_id": "school", "initiated_by_id": "teacher",
    "need_noticed_on": "current_date", "not_needed_reason": "''", "closing_reason": "''", "external_reference": "''",
}  # fmt: skip
allowed, refused = tries("raised", "sip_sipplan", PLAN, (NEW_CASE, COLLEAGUES), "teacher")
PLANS = [
    allowed(),
    refused(initiated_by_id="colleague"),
    refused(initiating_unit_id="bup"),
    refused(status="'preparing'"),
    refused(case_id="second"),
]


TRIES = [
    *TO_THE_PLAN, *MEETINGS, *INVITATIONS, *PLACES, *PARTS, *HANDOVERS, *OFFERS, *VERSIONS, *COPIES, *COSTS, *TELLINGS,
    *OF_THE_FAMILY, *REFUSALS, *PLANS,
]  # fmt: skip


def wrong_plans(worlds: dict[str, World]) -> Iterator[str]:
    """Each try that ends otherwise than it must."""
    from tests.access.plan_changing import CHANGES
    from tests.access.plan_surveys import SURVEYS
    from tests.access.plan_writing import WRITING

    return wrong_in([*TRIES, *CHANGES, *WRITING, *SURVEYS], worlds)
