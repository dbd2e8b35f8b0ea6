"""Who lets whom into a case by plain SQL, tried as those who already stand in it. [security 1-2]

Each act as the services make it is done; each change of one thing in it is refused, or meets no row.
"""

import json
from collections.abc import Iterator

from tests.access.joining_contacts import CONTACTS, LEAVES, OWN_CHILD
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
from tests.sip.consent.ruling import THEIRS, decides, moved, profile, says

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

CONSENT = {
    "case_id": "case", "purpose": "'forum_occasion'", "sitting": "7", "status": "'given'", "form": "'written'",
    "information_kinds": "ARRAY['identity']", "signatories": "'all_guardians'", "signatories_reason": "''",
    "decision_number": "''",
    "word_of": "''", "word_form": "''",
    "given_on": "current_date", "valid_from": "current_date", "valid_to": "current_date", "document_place": "''",
    "witness": "''", "explained_how": "''", "explained_language": "''", "interpreter": "''", "exceptions": "''",
    "maturity_judgement": "''", "child_view": "''", "child_view_text": "''", "recorded_by_id": "teacher",
    "recording_unit_id": "school",
}  # fmt: skip
WAS_IN = insert("sip_participation", RAISER, case_id="case", assignment_id="head", valid_to="clock_timestamp()")
allowed, refused = tries("called", "sip_consent", CONSENT, (), "teacher")
CONSENTS = [
    allowed(),
    refused(recorded_by_id="colleague"),
    refused(recording_unit_id="social"),
    refused(WAS_IN, by="head", recorded_by_id="head"),
    refused(by="convenor", recorded_by_id="convenor", recording_unit_id="social"),
    refused(by="bup_manager", recorded_by_id="bup_manager", recording_unit_id="bup"),
]
# On the screen: asked for, and answered by who gives it, on the tablet of one who takes part.
ON_SCREEN = update("sip_consent", "form = 'screen', status = 'requested'")
GIVER = "(SELECT id FROM sip_consentgiver WHERE case_id = %(case)s ORDER BY name LIMIT 1)"
SIGNATURE = {
    "case_id": "case", "consent_id": "consent", "giver_id": GIVER, "name": "'x'", "answer": "true", "language": "'sv'",
    "shown_text": "'x'", "shown_hash": "encode(sha256('x'), 'hex')", "strokes": "'[]'", "typed_name": "'x'",
    "signed_at": "clock_timestamp()", "held_by_id": "teacher",
}  # fmt: skip
allowed, refused = tries("called", "sip_consentsignature", SIGNATURE, (ON_SCREEN,), "teacher")
SIGNATURES = [
    allowed(),
    refused(update("sip_consent", "form = 'written'")),
    refused(update("sip_consent", "status = 'withdrawn'")),
    refused(update("sip_consent", "signatories = 'child_alone', signatories_reason = 'x', maturity_judgement = 'x'")),
    refused(giver_id="NULL"),
    refused(held_by_id="head"),
    refused(signed_at="clock_timestamp() - interval '1 hour'"),
    refused(by="head", held_by_id="head"),
    refused(by="convenor", held_by_id="convenor"),
    refused(by="bup_manager", held_by_id="bup_manager"),
]
NOT_COVERED = "DELETE FROM sip_consentunit WHERE case_id = %(case)s AND unit_id = %(bup)s"
RECORDED = "created_at = clock_timestamp()"
COVER = {"case_id": "case", "consent_id": "consent", "unit_id": "bup", "word_of": "''", "word_form": "''"}
allowed, refused = tries("called", "sip_consentunit", COVER, (NOT_COVERED,), "teacher")
CONSENTS += [
    allowed(update("sip_consent", RECORDED)),
    refused(update("sip_consent", "created_at = clock_timestamp() - interval '1 hour'")),
    refused(update("sip_consent", "created_at = clock_timestamp() + interval '1 hour'")),
    refused(update("sip_consent", f"{RECORDED}, recorded_by_id = %(head)s")),
    refused(update("sip_consent", RECORDED), by="convenor"),
]

UNRESOLVED = update("sip_forumcase", "status = 'unresolved'")
SEAT = "UPDATE groups_membership SET {} WHERE assignment_id = %(steering_social)s"
FORUM = "UPDATE groups_forum SET {} WHERE id = %(steering)s"
WORKING_GROUP = copied("groups_forum", "r.id = %(steering)s", id="other_forum", kind="'temporary_group'")
STEERS = {"case_id": "case", "assignment_id": "steering_social", "named_by_id": "convenor"}
NO_SEAT = "DELETE FROM groups_membership WHERE assignment_id = %(steering_social)s"
IS_CHAIR = ROLE.format("role = 'group_chair'", "steering_social")
OTHER_SEAT = """UPDATE groups_membership SET is_substitute_for_id = (
  SELECT id FROM groups_membership WHERE assignment_id = %(chair)s) WHERE assignment_id = %(steering_social)s"""
allowed, refused = tries("escalated", "sip_concernedmanager", STEERS, (UNRESOLVED,))
LOCAL, OF_LOCAL = {"unresolved_goes_to": "local_group"}, FORUM.format("kind = 'local_group'")
# To which group: what the administrators have decided for the region today, else what its file of today says.
GROUPS = [
    refused(OF_LOCAL),
    *(one
      for given in (
          (decides(**LOCAL),), (says(**LOCAL),), (profile(2, "current_date - 1", **LOCAL),),
          (decides(**LOCAL, first="current_date - 9", last="current_date"),),
          (moved(valid_to="current_date - 5"), profile(2, "current_date - 4", "current_date - 1", **LOCAL)),
      )
      for one in (refused(*given), allowed(OF_LOCAL, *given))),
    *(allowed(*given)
      for given in (
          (decides(**LOCAL, status="proposed"),), (decides(**LOCAL, first="current_date + 1"),),
          (decides(**LOCAL, first="current_date - 9", last="current_date - 1"),),
          (decides(**LOCAL, area="%(area)s"),), (decides(**LOCAL, region="other_region"),),
          (decides(annual_group_survey_sender="local_group"),),
          (profile(2, "current_date + 1", **LOCAL),), (profile(2, "current_date - 9", "current_date - 1", **LOCAL),),
          (moved(valid_to="current_date - 1"), profile(2, "current_date + 1", **LOCAL)),
          (THEIRS.replace("{}", json.dumps(LOCAL)).replace("(syd)", "(other_region)"),),
      )),
]  # fmt: skip
MANAGERS = [
    allowed(),
    allowed(NO_SEAT, IS_CHAIR),
    *GROUPS,
    Try("escalated", "convenor", insert("sip_concernedmanager", STEERS), REFUSED),
    refused(update("sip_forumcase", "status = 'escalated'"), *ELSEWHERE),
    refused(named_by_id="chair"),
    *(refused(by=who, named_by_id=who) for who in ("teacher", "head")),
    *(refused(assignment_id=who) for who in ("colleague", "head", "bup_manager")),
    refused(NO_SEAT),
    refused(NO_SEAT, IS_CHAIR, ROLE.format("area_id = NULL", "steering_social")),
    refused(OTHER_SEAT),
    refused(WORKING_GROUP, SEAT.format("forum_id = %(other_forum)s")),
    refused(FORUM.format("kind = 'temporary_group'")),
    refused(FORUM.format("area_id = NULL, tier = 'regional'")),
    *(refused(said.format(f"valid_{word}"))
      for said in (SEAT, FORUM, "UPDATE people_roleassignment SET {} WHERE id = %(steering_social)s")
      for word in (f"to = {YESTERDAY}", f"from = {TOMORROW}")),
]  # fmt: skip
# Named without a consent that covers: what the gate alone refuses, and that it lets a case without identity go.
TO_DECISION = "UPDATE sip_consent SET {} WHERE case_id = %(case)s AND purpose = 'steering_escalation'"
UNCOVERED = """UPDATE sip_consentunit SET withdrawn_at = now() WHERE unit_id = %(social)s AND consent_id IN (
  SELECT id FROM sip_consent WHERE case_id = %(case)s AND purpose = 'steering_escalation')"""
GONE = TO_DECISION.format("status = 'withdrawn'")
WITHOUT_IDENTITY = update("sip_forumcase", "is_deidentified = true, escalation_summary = '{}'")
ANOTHER_WITHOUT = copied("sip_forumcase", f"r.{MINE}", case_id="new", is_deidentified="true", escalation_summary="'x'")
ANOTHERS_CONSENT = copied(
    "sip_consent", f"r.{MINE} AND r.purpose = 'steering_escalation'", id="second", case_id="new", status="'given'"
)
ITS_UNITS = copied(
    "sip_consentunit",
    f"r.{MINE} AND r.unit_id = %(social)s AND EXISTS (SELECT FROM sip_consent c "
    "WHERE c.id = r.consent_id AND c.purpose = 'steering_escalation')",
    id="gen_random_uuid()",
    case_id="new",
    consent_id="second",
)
MANAGERS += [
    *(Try("escalated", "convenor", insert("sip_concernedmanager", STEERS), "23514", (UNRESOLVED, given))
      for given in (
          GONE, UNCOVERED, TO_DECISION.format("form = 'oral', witness = 'x'"),
          TO_DECISION.format("valid_to = current_date - 1, valid_from = current_date - 2"),
          TO_DECISION.format("valid_from = current_date + 1"),
          TO_DECISION.format("purpose = 'forum_occasion', sitting = 2"),
      )),
    Try("escalated", "convenor", insert("sip_concernedmanager", STEERS), "23514",
        (UNRESOLVED, GONE, WITHOUT_IDENTITY.format(""))),
    *(Try("escalated", "convenor", insert("sip_concernedmanager", STEERS), "23514", (UNRESOLVED, GONE, *others))
      for others in (
          (update("sip_forumcase", "escalation_summary = 'x'"),),
          (NEW_CASE, ANOTHER_WITHOUT), (NEW_CASE, ANOTHERS_CONSENT, ITS_UNITS),
      )),
    allowed(GONE, WITHOUT_IDENTITY.format("x")),
    allowed(TO_DECISION.format("form = 'screen', document_place = ''")),  # signed there: as good as written
]  # fmt: skip


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

TRIES = [
    *TO_THE_FORUM, *SUBSTITUTES, *RAISES, *FORUM_CASES, *UNITS, *CHILDREN, *CONTACTS, *LEAVES, *SITTINGS, *CALLS,
    *CONSENTS, *MANAGERS, *CHANGES, *SIGNATURES,
]  # fmt: skip


def wrong_joins(worlds: dict[str, World]) -> Iterator[str]:
    """Each try that ends otherwise than it must."""
    return wrong_in(TRIES, worlds)
