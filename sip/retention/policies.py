"""Who decides that a record is deleted: the records officers of the owning principal, two together. [security 2]"""

from django.db.models import QuerySet

from core.access import Acting
from core.roles import Role
from sip.retention import states
from sip.retention.models import RetentionHold, RetentionProposal


def is_records_officer(acting: Acting) -> bool:
    return acting.is_user and acting.role == Role.RECORDS_OFFICER and acting.principal_id is not None


def visible_proposals(acting: Acting) -> QuerySet[RetentionProposal]:
    """Those of the own principal; codes and days, no names. Row security holds the rule."""
    rows = RetentionProposal.objects.filter(region_id=acting.region_id, principal_id=acting.principal_id)
    return rows if is_records_officer(acting) else rows.none()


def visible_holds(acting: Acting) -> QuerySet[RetentionHold]:
    rows = RetentionHold.objects.filter(region_id=acting.region_id, principal_id=acting.principal_id)
    return rows if is_records_officer(acting) else rows.none()


def has_approved(acting: Acting, proposal: RetentionProposal) -> bool:
    return proposal.approvals.filter(person_id=acting.person_id).exists()


def can_approve(acting: Acting, proposal: RetentionProposal) -> bool:
    """Who: a records officer, another person than the one who has. When: an approval is lacking."""
    waits = proposal.status in (states.S.PROPOSED, states.S.FIRST_APPROVED)
    return waits and can_decide(acting, proposal) and not has_approved(acting, proposal)


def can_decide(acting: Acting, proposal: RetentionProposal) -> bool:
    """Reject or stop: one person is enough to keep something."""
    return proposal.is_open and is_records_officer(acting) and proposal.principal_id == acting.principal_id


def can_lift(acting: Acting, hold: RetentionHold) -> bool:
    return hold.is_live and is_records_officer(acting) and hold.principal_id == acting.principal_id
