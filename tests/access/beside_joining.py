"""Who writes what stands beside a case, by plain SQL: the day, times asked for, a take-over, what the child is given.

Each row as the services make it is taken; each change of one thing in it is refused, or meets no row. [security 1-3]
"""

from collections.abc import Iterator

from tests.access.joining_case import NEW_CASE, NEW_FORUM_CASE, PART, RAISER, TAKES_PART
from tests.access.joining_changes import FOR_A_PLAN, changing
from tests.access.joining_consents import GIVER, ON_SCREEN, SIGNATURE, WAS_IN
from tests.access.joining_contacts import OWN_CHILD
from tests.access.tries import (
    DONE,
    NOTHING,
    REFUSED,
    ROLE,
    TOMORROW,
    YESTERDAY,
    Try,
    copied,
    insert,
    tries,
    update,
    wrong_in,
)
from tests.access.world import World

LONG_AGO, LATER = (f"clock_timestamp() {sign} interval '1 hour'" for sign in "-+")


def over(who: str) -> list[str]:
    """The assignment has ended, or has not begun."""
    return [ROLE.format(f"valid_{word}", who) for word in (f"to = {YESTERDAY}", f"from = {TOMORROW}")]


def read(table: str, given: tuple[str, ...], *readers: str, phase: str = "called") -> list[Try]:
    """The new row is read by these, and by nobody else of those who stand near."""
    near = "teacher colleague head convenor other_convenor social_manager bup_deputy chair secretary".split()
    sql = f"SELECT id FROM {table} WHERE id = %(new)s"
    return [changing(who, sql, DONE if who in readers else NOTHING, *given, phase=phase) for who in near]


TAKES = {
    "unit_id": "school", "giver_id": "teacher", "receiver_id": "colleague", "reason": "'leave'", "until": "NULL",
    "made_by_id": "head",
}  # fmt: skip
allowed, refused = tries("called", "sip_takeover", TAKES, (), "head")
TAKEOVERS = [
    allowed(),
    allowed(until="current_date"),
    refused(until=YESTERDAY),
    refused(made_by_id="teacher"),
    refused(by="teacher", made_by_id="teacher"),
    refused(unit_id="bup", giver_id="bup_deputy", receiver_id="bup_manager"),
    *(refused(created_at=at) for at in (LONG_AGO, LATER)),
    refused(giver_id="bup_deputy"),
    refused(receiver_id="bup_deputy"),
    refused(ROLE.format("role = 'school_health'", "colleague")),
    *(refused(given) for given in over("colleague")),
    *read("sip_takeover", (insert("sip_takeover", TAKES, id="new"),), "head", "colleague"),
]

ASKS = {
    "district_id": "east", "sent_by_id": "convenor", "receiver_id": "social_manager", "times": "'{}'",
    "until": "clock_timestamp()", "reply_by": "current_date",
}  # fmt: skip
NO_CONVENOR = ROLE.format("role = 'caseworker'", "convenor")
ANSWERED = {"suits": "'{}'", "answered_at": "clock_timestamp()"}
allowed, refused = tries("called", "sip_timequestion", ASKS)
QUESTION = insert("sip_timequestion", ASKS, id="new")
ANSWERS = "UPDATE sip_timequestion SET suits = '{}', answered_at = clock_timestamp()"
CLOSES = "UPDATE sip_timequestion SET closed_at = clock_timestamp()"
ALSO_EAST = ROLE.format("district_id = %(east)s", "social_manager")
QUESTIONS = [
    allowed(),
    refused(district_id="west"),
    refused(NO_CONVENOR),
    refused(by="other_convenor", sent_by_id="other_convenor"),
    refused(sent_by_id="teacher"),
    refused(**ANSWERED),
    refused(closed_at="clock_timestamp()"),
    refused(receiver_id="social_worker"),
    *(refused(given) for given in over("social_manager")),
    *read("sip_timequestion", (QUESTION,), "convenor", "social_manager"),
    *read("sip_timequestion", (QUESTION, NO_CONVENOR), "social_manager"),
    changing("social_manager", ANSWERS, DONE, QUESTION),
    changing("social_manager", ANSWERS + ", closed_at = clock_timestamp()", REFUSED, QUESTION),
    changing("convenor", ANSWERS, REFUSED, QUESTION),
    changing("convenor", CLOSES, DONE, QUESTION),
    changing("convenor", CLOSES, NOTHING, QUESTION, NO_CONVENOR),
    changing("other_convenor", CLOSES, NOTHING, QUESTION),
    changing("social_manager", CLOSES, REFUSED, QUESTION),
    changing("social_manager", CLOSES, REFUSED, QUESTION, ALSO_EAST),
    *(changing(who, sql, NOTHING, QUESTION) for who in ("teacher", "bup_manager") for sql in (ANSWERS, CLOSES)),
]
LINK = {"case_id": "case", "question_id": "new"}
allowed, refused = tries("raised", "sip_timeenquiry", LINK, (QUESTION,))
TEACHERS = insert("sip_timequestion", ASKS, id="second", sent_by_id="teacher", receiver_id="teacher")
ENQUIRIES = [
    allowed(),
    refused(phase="called"),
    refused(NEW_CASE, NEW_FORUM_CASE, phase="called"),
    refused(TEACHERS, question_id="second"),
    refused(insert("sip_timequestion", ASKS, id="second", district_id="west", receiver_id="convenor"),
            question_id="second"),
    refused(TEACHERS, by="teacher", question_id="second"),
    *read("sip_timeenquiry", (QUESTION, insert("sip_timeenquiry", LINK, id="new")), "convenor", "teacher", "head",
          phase="raised"),
]  # fmt: skip

DAY = {
    "case_id": "case", "previous_on": "(SELECT need_noticed_on FROM sip_forumcase WHERE case_id = %(case)s)",
    "noticed_on": "current_date - 40", "reason": "'x'", "corrected_by_id": "teacher",
}  # fmt: skip
HEADS_CASE = (
    NEW_CASE, NEW_FORUM_CASE, update("sip_forumcase", "raised_by_id = %(head)s", "case_id = %(new)s"),
    insert("sip_participation", RAISER, assignment_id="head"),
)  # fmt: skip
allowed, refused = tries("called", "sip_casenoticed", DAY, (), "teacher")
DAYS = [
    allowed(),
    allowed(by="convenor", corrected_by_id="convenor"),
    refused(corrected_by_id="head"),
    refused(by="head", corrected_by_id="head"),
    refused(*HEADS_CASE, by="head", corrected_by_id="head"),
]

OFFER = {
    "child_id": "child", "unit_id": "school", "code": "'x'", "status": "'owed'", "why": "'x'",
    "arose_on": "current_date", "noted_by_id": "teacher", "beside": "''", "end_reason": "''",
}  # fmt: skip
OFFERED = insert("sip_lssoffer", OFFER, id="new")
ANOTHERS = insert("sip_lssoffer", OFFER, id="new", unit_id="social")
REVIEWS = "UPDATE sip_lssoffer SET told_on = current_date"
allowed, refused = tries("raised", "sip_lssoffer", OFFER, (), "teacher")
OFFERS = [
    allowed(),
    refused(unit_id="social"),
    refused(noted_by_id="head"),
    refused(by="colleague", noted_by_id="colleague"),
    *read("sip_lssoffer", (OFFERED,), "teacher", "head", phase="raised"),
    *read("sip_lssoffer", (ANOTHERS,), phase="raised"),
    changing("teacher", REVIEWS, DONE, OFFERED, phase="raised"),
    changing("teacher", REVIEWS, NOTHING, ANOTHERS, phase="raised"),
    changing("colleague", REVIEWS, NOTHING, OFFERED, phase="raised"),
]

SORTED = {
    "child_id": "child", "reader_key": "'x'", "digest": "'x'", "barred": "'{}'", "sorted_by_id": "teacher",
}  # fmt: skip
allowed, refused = tries("raised", "sip_sortedtext", SORTED, (), "teacher")
TAKES_BACK = "UPDATE sip_sortedtext SET taken_back_at = {}"
IS_SORTED = insert("sip_sortedtext", SORTED, id="new")
NOT_OTHERS = "UPDATE sip_sortedtext SET taken_back_at = clock_timestamp() - interval '1 day'"
TEXTS = [
    allowed(),
    refused(sorted_by_id="head"),
    refused(taken_back_at="clock_timestamp()"),
    refused(by="colleague", sorted_by_id="colleague"),
    *read("sip_sortedtext", (IS_SORTED,), "teacher", "head", phase="raised"),
    changing("teacher", TAKES_BACK.format("clock_timestamp()"), DONE, phase="raised"),
    *(changing("teacher", TAKES_BACK.format(at), REFUSED, phase="raised") for at in (LONG_AGO, LATER, "NULL")),
    changing("teacher", TAKES_BACK.format("clock_timestamp()"), NOTHING, NOT_OTHERS, phase="raised"),
    changing("colleague", TAKES_BACK.format("clock_timestamp()"), NOTHING, phase="raised"),
]

NEED = {
    "child_id": "child", "unit_id": "school", "noticed_on": "current_date", "position": "'inform'", "reason": "''",
    "need": "'x'", "tried": "''", "physical_health": "''", "mental_health": "''", "relations": "''", "school": "''",
    "home": "''", "leisure": "''", "signs": "'{}'", "assessed_by_id": "teacher",
}  # fmt: skip
GIVEN = {
    "child_id": "child", "assessment_id": "new", "unit_id": "school", "given_on": "current_date",
    "told_to": "ARRAY['child']", "sheets": "'{}'", "given_by_id": "teacher",
}  # fmt: skip
ASSESSED = insert("sip_needassessment", NEED, id="new")
ENOUGH = insert("sip_needassessment", NEED, id="second", position="'none'")
ALSO_MINE = (OWN_CHILD, copied("sip_contact", "r.child_id = %(child)s", id="gen_random_uuid()", child_id="second"))
allowed, refused = tries("raised", "sip_informationgiven", GIVEN, (ASSESSED,), "teacher")
TOLD = [
    allowed(),
    refused(given_by_id="head"),
    refused(unit_id="social"),
    refused(by="colleague", given_by_id="colleague"),
    refused(ENOUGH, assessment_id="second"),
    refused(*ALSO_MINE, child_id="second"),
    *read("sip_informationgiven", (ASSESSED, insert("sip_informationgiven", GIVEN, id="new")), "teacher", "head",
          phase="raised"),
]  # fmt: skip

# Another plan of the unit's own stands for the SIP that a need would have led to.
OWN_PLAN = {
    "child_id": "child", "unit_id": "school", "code": "'A-1'", "kind": "'care_plan'", "owner_unit_id": "bup",
    "valid_from": "current_date", "coordination": "''", "is_at_odds": "false", "holds": "'{}'",
    "noted_by_id": "teacher",
}  # fmt: skip
STANDS = insert("sip_otherplan", OWN_PLAN, id="second")
OF_A_SIP = insert("sip_needassessment", NEED, id="new", position="'sip'")
OF_SOCIAL = insert("sip_needassessment", NEED, id="new", position="'sip'", unit_id="social")
ANSWERS_NEED = "UPDATE sip_needassessment SET instead_id = %(second)s, instead_on = current_date WHERE id = %(new)s"
TAKES_OUT = "UPDATE sip_needassessment SET instead_id = NULL, instead_on = NULL WHERE id = %(new)s"
ANSWERED_NEEDS = [
    changing("teacher", ANSWERS_NEED, DONE, STANDS, OF_A_SIP, phase="raised"),
    changing("head", ANSWERS_NEED, DONE, STANDS, OF_A_SIP, phase="raised"),
    changing("colleague", ANSWERS_NEED, NOTHING, STANDS, OF_A_SIP, phase="raised"),
    changing("teacher", ANSWERS_NEED, NOTHING, STANDS, ASSESSED, phase="raised"),
    changing("teacher", ANSWERS_NEED, NOTHING, STANDS, OF_SOCIAL, phase="raised"),
    changing("teacher", TAKES_OUT, REFUSED, STANDS, OF_A_SIP, phase="raised"),
    *(
        changing("teacher", ANSWERS_NEED, REFUSED, other, OF_A_SIP, phase="raised")
        for other in (
            insert("sip_otherplan", OWN_PLAN, id="second", ended_at="clock_timestamp()"),
            insert("sip_otherplan", OWN_PLAN, id="second", unit_id="social"),
            insert("sip_otherplan", OWN_PLAN, id="second",
                   child_id="(SELECT child_id FROM sip_childcase WHERE case_id = %(plan)s)"),
        )
    ),
]  # fmt: skip

# A consent beside the one on the screen, of the case or of another, with a giver of its own.
ITS_GIVER = copied("sip_consentgiver", f"r.id = {GIVER}", id="new", consent_id="second")
BESIDE_IT = (
    copied("sip_consent", "r.id = %(consent)s", id="second", status="'withdrawn'", form="'written'"), ITS_GIVER,
)  # fmt: skip
OF_ANOTHER = (
    NEW_CASE, NEW_FORUM_CASE, copied("sip_consent", "r.id = %(consent)s", id="second", case_id="new"),
    ITS_GIVER.replace("'consent_id'", "'case_id', %(new)s, 'consent_id'"), TAKES_PART[0],
    copied("sip_childcase", "r.case_id = %(case)s", id="gen_random_uuid()", case_id="new"),
)  # fmt: skip
WAITS = update("sip_consent", "form = 'screen', status = 'requested'", "id = %(consent)s")
UNITS_PERSON = insert(
    "sip_participation", PART, part="'unit'", occasion_id="NULL", assignment_id="bup_manager", added_by_id="teacher"
)
FOR_A_TIME = update("sip_participation", f"valid_to = {LATER}", "case_id = %(case)s AND assignment_id = %(teacher)s")
allowed, refused = tries("called", "sip_consentsignature", SIGNATURE, (ON_SCREEN,), "teacher")
SIGNATURES = [
    allowed(FOR_A_TIME),
    refused(signed_at=LATER),
    refused(WAS_IN, by="head", held_by_id="head"),
    refused(*BESIDE_IT, consent_id="second", giver_id="new"),
    refused(*BESIDE_IT, giver_id="new"),
    refused(*OF_ANOTHER, consent_id="second", giver_id="new"),
    changing("bup_manager", insert("sip_consentsignature", SIGNATURE, held_by_id="bup_manager"), REFUSED, *FOR_A_PLAN,
             WAITS, UNITS_PERSON),
]  # fmt: skip

TRIES = [*TAKEOVERS, *QUESTIONS, *ENQUIRIES, *DAYS, *OFFERS, *TEXTS, *TOLD, *ANSWERED_NEEDS, *SIGNATURES]


def wrong_beside(worlds: dict[str, World]) -> Iterator[str]:
    """Each try that ends otherwise than it must."""
    return wrong_in(TRIES, worlds)
