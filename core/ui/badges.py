"""What a state means for the eye: ok, now, soon, late, stopped. The words always stand beside. [domain 4.10]"""

from typing import Any

MEANINGS: dict[str, str] = {}


def add(meaning: str, *states: str) -> None:
    """Say what states mean; an app does it for its own in `ready`. The last word about a state counts."""
    MEANINGS.update(dict.fromkeys(states, meaning))


def meaning(obj: Any) -> str:
    """The meaning of obj's status; the object's own `status_is` comes first. Unknown states are neutral."""
    own = getattr(obj, "status_is", None)
    return MEANINGS.get(getattr(obj, "status", ""), "") if own is None else own


add("ok", "active", "approved", "resolved", "decided", "answered", "given", "in_force", "met", "published")
add("ok", "consented", "followed_up", "fed_back", "adopted", "adopted_local", "handed_over", "locked", "accepted")
add("ok", "minutes_approved", "disseminated")
add("now", "convened", "called", "meeting_called", "preparing", "in_progress", "under_review", "offered", "open")
add(
    "now",
    "held",
    "received",
    "submitted",
    "escalated",
    "principled_forwarded",
    "raised_to_bussam",
    "collecting",
    "sent",
)
add("soon", "raised", "need_identified", "drafted", "requested", "due_soon", "follow_up_due", "upcoming", "returned")
add("soon", "with_line_manager", "with_managers", "in_forum", "minutes_drafted", "renegotiation_requested", "met_late")
add("late", "unresolved", "breached", "mandate_missing", "expired", "refused")
add("stopped", "closed", "withdrawn", "declined", "stopped", "transferred", "terminated", "cancelled", "waived")
add("stopped", "superseded", "used", "not_needed", "substituted_by_plan")
