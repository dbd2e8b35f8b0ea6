from sip.access.questions import REMEMBERED

CHILD_LEVEL = {
    f"sip_{name}"
    for name in (
        "case forumcase participation casechild childcase concernedunit concernedmanager casedeviation "
        "child childidentifier "
        "guardian contact needassessment consent consentgiver consentunit contribution disclosure draft "
        "occasion call minutes minutessection decision"
    ).split()
}
DEFINERS = {
    *(f"asked_{name}" for name in REMEMBERED),
    "case_relations",
    "call_needs_consent",
    "disclosure_needs_consent",
    "disclosure_by_owner",
    "identity_goes",
    "convened_case_ids",
    "unjoined_case_ids",
    "own_calls",
}
