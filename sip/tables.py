"""The child level's tables and definer functions, gathered from its packages. [security 3]"""

from importlib import import_module

from sip.access.questions import REMEMBERED

# Packages that list their own in a module `tables`, as CHILD_LEVEL and, where they have any, DEFINERS.
PACKAGES: tuple[str, ...] = (
    "children",
    "needs",
    "plans",
    "files",
    "placements",
    "transitions",
    "lss",
    "disclosures",
    "surveys",
    "refusals",
    "takeover",
    "retention",
    "extracts",
    "signatures",
    "time_enquiry",
    "transfers",
    "pool",
    "first_line",
)

CHILD_LEVEL = {
    f"sip_{name}"
    for name in (
        "case forumcase participation casechild childcase concernedunit concernedmanager casedeviation "
        "decisionreceipt casenoticed "
        "child childidentifier "
        "guardian contact needassessment consent consentgiver consentunit contribution disclosure draft "
        "occasion call minutes minutessection decision"
    ).split()
}
REGION_LEVEL: set[str] = set()
DEFINERS = {
    *(f"asked_{name}" for name in REMEMBERED),
    "asked_case_relations",
    "case_relations",
    "call_needs_consent",
    "sitting_needs_consent",
    "meeting_needs_consent",
    "link_needs_consent",
    "disclosure_needs_consent",
    "disclosure_by_owner",
    "identity_goes",
    "old_drafts_go",
    "calls_go",
    "minutes_take_two",
    "answering_for",
    "consent_is_answered",
    "consent_breaks",
    "consent_is_enough",
    "consent_follows_rule",
    "consent_is_decided",
    "secret_stay_child_ids",
    "expire_consents",
    "consents_ending",
    "escalation_needs_consent",
    "day_is_corrected",
    "convened_case_ids",
    "followed_case_ids",
    "unjoined_case_ids",
    "own_calls",
    "left_to_hand_over",
    "unresolved_goes_to",
}

for _package in PACKAGES:
    _module = import_module(f"sip.{_package}.tables")
    CHILD_LEVEL |= getattr(_module, "CHILD_LEVEL", set())
    REGION_LEVEL |= getattr(_module, "REGION_LEVEL", set())
    DEFINERS |= getattr(_module, "DEFINERS", set())
