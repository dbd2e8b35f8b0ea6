"""Which managers an unsolved case is lifted to by plain SQL, tried as its convenor and others. [security 1-2]"""

import json

from tests.access.joining_case import ELSEWHERE, MINE, NEW_CASE
from tests.access.tries import REFUSED, ROLE, TOMORROW, YESTERDAY, Try, copied, insert, tries, update
from tests.sip.consent.ruling import THEIRS, decides, moved, profile, says

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
