"""The verbs of reviewing; each is itself recorded. [security 5]"""

from uuid import UUID

from core.access import Acting, require
from core.audit import policies
from core.audit.writing import record


def open_review(*, by: Acting, purpose: str, selection: str, person: UUID | None) -> None:
    """Say in the log that it is about to be read, why and for what. Raises PermissionDenied."""
    require(policies.can_review(by))
    record(
        "log.reviewed", by=by, object_kind="people.roleassignment", object_id=person, purpose=purpose, reason=selection
    )


def conclude_review(*, by: Acting, purpose: str, selection: str, conclusion: str) -> None:
    """Say in the log what a review came to. Raises PermissionDenied."""
    require(policies.can_review(by))
    record("log.concluded", by=by, purpose=purpose, reason=selection, outcome=conclusion)
