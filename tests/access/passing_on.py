"""What is passed on, statement by statement: who lets in, who names, what a consent is for, what ends. [security 4, 13]

In the world of `more.transfers`: BUP holds a consent, toward social services it has been withdrawn.
"""

from collections.abc import Iterator

from tests.access.tries import DONE, NOTHING, REFUSED, Try, copied, insert, update, wrong_in
from tests.access.world import World

PHASE, BROKEN = "raised", "23514"
OF_IT = "case_id = %(transfer)s"
ROW = {
    "case_id": "transfer", "unit_id": "bup", "assignment_id": "NULL", "part": "'receiver'",
    "valid_from": "clock_timestamp()", "added_by_id": "teacher",
}  # fmt: skip
CONSENT = {
    "case_id": "transfer", "purpose": "'information_transfer'", "sitting": "NULL", "status": "'requested'",
    "form": "'oral'", "information_kinds": "'{identity}'", "signatories": "'all_guardians'", "signatories_reason": "''",
    "decision_number": "''", "valid_from": "current_date", "valid_to": "current_date", "document_place": "''",
    "witness": "''", "exceptions": "''", "maturity_judgement": "''", "explained_how": "''", "explained_language": "''",
    "interpreter": "''", "child_view": "''", "child_view_text": "''", "recorded_by_id": "teacher",
    "recording_unit_id": "school", "word_of": "''", "word_form": "''",
}  # fmt: skip
NOBODY_YET = f"DELETE FROM sip_participation WHERE {OF_IT} AND part = 'receiver'"
ENDED = update("sip_consent", "status = 'expired'", OF_IT)
OVER = update("sip_consent", "valid_from = current_date - 9, valid_to = current_date - 8", OF_IT)
AHEAD = update("sip_consent", "valid_from = current_date + 8, valid_to = current_date + 9", OF_IT)
OTHER = update("sip_consent", "purpose = 'sip'", OF_IT)
UNBORN = update("sip_consent", "purpose = 'unborn'", OF_IT)
NAMELESS = update("sip_consent", "information_kinds = '{school}'", OF_IT)
ON_GROUND = copied(
    "sip_disclosure", f"r.{OF_IT} AND r.receiving_unit_id = %(social)s", id="new", consent_id="NULL",
    basis="'osl_10_28'", ground_reason="'x'", decided_by_name="'x'", decided_by_role="'x'",
)  # fmt: skip
BORN = update("sip_child", "birth_date = current_date", f"id IN (SELECT child_id FROM sip_childcase WHERE {OF_IT})")
TAKEN_BACK = update("sip_consent", "status = 'withdrawn'", OF_IT)
LEFT_OUT = f"DELETE FROM sip_consentunit WHERE {OF_IT} AND unit_id = %(bup)s"
OF_PLAN = "case_id = %(plan)s"
PLAN_PASSES = update("sip_consent", "purpose = 'information_transfer'", OF_PLAN)
PLAN_UNBORN = update("sip_consent", "purpose = 'unborn'", OF_PLAN)
OTHER_BORN = update(
    "sip_child", "birth_date = current_date", f"id IN (SELECT child_id FROM sip_childcase WHERE {OF_PLAN})"
)
CLOSED = update("sip_transfer", "status = 'closed', ended_on = current_date", OF_IT)
NAMED = insert("sip_concernedunit", {"case_id": "transfer", "unit_id": "school"})
ITS_CHILD = f"(SELECT child_id FROM sip_childcase WHERE {OF_IT})"
EXPECTED = (
    "INSERT INTO sip_expectedbirth (id, created_at, region_id, child_id, expected_on, recorded_by_id) "
    f"SELECT gen_random_uuid(), clock_timestamp(), %(region)s, {ITS_CHILD}, current_date + 30, %(teacher)s"
)
NO_LONGER = update("sip_expectedbirth", "ended_on = current_date, ended_by_id = %(teacher)s", f"child_id = {ITS_CHILD}")
PIECE = f"SELECT 1 FROM sip_contribution WHERE {OF_IT}"
NAME = f"SELECT 1 FROM sip_casechild WHERE {OF_IT}"
ASKED = f"SELECT 1 FROM sip_consent WHERE {OF_IT}"


def _receives(said: str, *given: str, by: str = "teacher", **changes: str) -> Try:
    return Try(PHASE, by, insert("sip_participation", ROW, **changes), said, (NOBODY_YET, *given))


def _names(said: str, by: str, who: str, unit: str, *given: str, **changes: str) -> Try:
    row = insert("sip_participation", ROW, assignment_id=who, unit_id=unit, added_by_id=by, **changes)
    return Try(PHASE, by, row, said, given)


def _consents(said: str, *given: str, **changes: str) -> Try:
    return Try(PHASE, "teacher", insert("sip_consent", CONSENT, **changes), said, given)


def _reads(what: str, by: str, said: str, *given: str) -> Try:
    return Try(PHASE, by, what, said, given)


TRIES = (
    # A unit is let in by the one who began, while a consent to just this lives and covers it, or by a ground in law.
    _receives(DONE),
    _receives(DONE, UNBORN),
    _receives(BROKEN, ENDED),
    _receives(BROKEN, OVER),
    _receives(BROKEN, AHEAD),
    _receives(BROKEN, OTHER),
    _receives(BROKEN, unit_id="social"),
    _receives(BROKEN, LEFT_OUT),
    _receives(BROKEN, ENDED, PLAN_PASSES),
    _receives(DONE, ON_GROUND, unit_id="social"),
    _receives(BROKEN, ON_GROUND, ENDED),
    _receives(REFUSED, assignment_id="bup_deputy"),
    _receives(REFUSED, by="bup_manager", added_by_id="bup_manager"),
    _receives(REFUSED, case_id="case"),
    _receives(REFUSED, part="'unit'"),
    _receives(REFUSED, occasion_id="second"),
    Try(PHASE, "bup_manager", insert("sip_participation", ROW, unit_id="social", added_by_id="bup_manager"), REFUSED,
        (ON_GROUND,)),
    # Whom it is meant for is named while it is open.
    Try(PHASE, "teacher", NAMED, DONE),
    Try(PHASE, "teacher", NAMED, REFUSED, (CLOSED,)),
    # Its leader names somebody of it in force, and nobody of another unit.
    _names(DONE, "bup_manager", "steering_bup", "bup"),
    _names(REFUSED, "bup_manager", "social_worker", "bup"),
    _names(REFUSED, "bup_deputy", "steering_bup", "bup"),
    _names(REFUSED, "bup_manager", "social_worker", "social"),
    _names(REFUSED, "social_manager", "steering_social", "social"),
    _names(REFUSED, "bup_manager", "steering_bup", "bup", ENDED),
    _names(REFUSED, "bup_manager", "steering_bup", "bup",
           "UPDATE people_roleassignment SET valid_to = current_date - 1 WHERE id = %(steering_bup)s"),
    _names(REFUSED, "bup_manager", "steering_bup", "bup",
           "UPDATE people_roleassignment SET valid_from = current_date + 1 WHERE id = %(steering_bup)s"),
    # A consent is for what its case is; before the birth alone for the child that is expected.
    _consents(DONE),
    _consents(DONE, purpose="'unborn'"),
    _consents(BROKEN, BORN, purpose="'unborn'"),
    _consents(BROKEN, purpose="'sip'"),
    _consents(BROKEN, purpose="'forum_occasion'", sitting="1"),
    _consents(BROKEN, sitting="1"),
    _consents(BROKEN, case_id="plan"),
    _consents(BROKEN, case_id="case"),
    # What it opens, to whom, and what closes it.
    _reads(PIECE, "bup_manager", DONE),
    _reads(PIECE, "bup_deputy", DONE),
    _reads(PIECE, "bup_manager", NOTHING, ENDED),
    _reads(PIECE, "bup_deputy", NOTHING, ENDED),
    _reads(PIECE, "social_manager", NOTHING),
    _reads(PIECE, "social_worker", NOTHING),
    _reads(PIECE, "social_manager", DONE, ON_GROUND),
    _reads(ASKED, "bup_manager", DONE),
    _reads(ASKED, "bup_manager", DONE, UNBORN),
    _reads(ASKED, "bup_manager", NOTHING, OTHER),
    _reads(ASKED, "bup_manager", NOTHING, OVER),
    _reads(ASKED, "bup_manager", NOTHING, AHEAD),
    _reads(ASKED, "social_manager", NOTHING, ON_GROUND),
    _reads(NAME, "bup_manager", DONE),
    _reads(NAME, "bup_manager", NOTHING, NAMELESS),
    _reads(NAME, "social_manager", NOTHING, ON_GROUND),
    _reads(PIECE, "bup_manager", NOTHING, UNBORN, BORN),
    _reads(NAME, "bup_deputy", NOTHING, UNBORN, BORN),
    _reads(PIECE, "bup_manager", DONE, BORN),
    _reads(PIECE, "bup_manager", DONE, UNBORN, OTHER_BORN),
    _reads(f"{ASKED} AND status = 'withdrawn'", "teacher", DONE, UNBORN, TAKEN_BACK, BORN),
    _reads(f"SELECT 1 FROM sip_consent WHERE {OF_PLAN} AND status = 'given'", "teacher", DONE, PLAN_UNBORN, BORN),
    # A child that is expected no longer: what was consented to for it ends, and what is open closes.
    _reads(f"{ASKED} AND status = 'expired'", "teacher", DONE, UNBORN, EXPECTED, NO_LONGER),
    _reads(f"SELECT 1 FROM sip_transfer WHERE {OF_IT} AND status = 'closed'", "teacher", DONE, EXPECTED, NO_LONGER),
    # It is closed by who began it, stopped by whoever knows of it, and never opened again.
    Try(PHASE, "teacher", CLOSED, DONE),
    Try(PHASE, "bup_deputy", CLOSED, REFUSED),
    Try(PHASE, "bup_deputy", update("sip_transfer", "status = 'stopped', ended_on = current_date", OF_IT), DONE),
    Try(PHASE, "social_worker", CLOSED, NOTHING),
    Try(PHASE, "teacher", update("sip_transfer", "status = 'open', ended_on = NULL", OF_IT), REFUSED, (CLOSED,)),
)  # fmt: skip


def wrong_transfers(worlds: dict[str, World]) -> Iterator[str]:
    yield from wrong_in(TRIES, worlds)
