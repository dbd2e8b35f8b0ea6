"""Who records and signs a consent by plain SQL, tried as those who already do. [security 1-2]"""

from tests.access.joining_case import RAISER
from tests.access.tries import insert, tries, update

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
