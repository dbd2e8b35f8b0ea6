"""The verbs of deletion: approve, reject, hold, lift. Only the database deletes. [security 2, 6]"""

from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import audit, clock
from core.access import Acting, lock, require
from core.access.fresh import require_fresh
from core.errors import Refused, WrongState
from core.workdays import add_months
from sip.retention import policies, states
from sip.retention.models import RetentionApproval, RetentionHold, RetentionProposal

ASK_AGAIN_MONTHS = 12
LIFTED = gettext_lazy("Stoppet är redan hävt.")


@transaction.atomic
def approve(proposal: RetentionProposal, *, by: Acting) -> RetentionProposal:
    """The first or the second person's yes; after the second it goes the next night.

    Raises WrongState, PermissionDenied, and Refused for one's own second yes or a stale login.
    """
    proposal = _locked(proposal)
    first = proposal.status == states.S.PROPOSED
    move = states.APPROVE_FIRST if first else states.APPROVE_SECOND
    move.guard(proposal)
    require(policies.can_decide(by, proposal))
    if policies.has_approved(by, proposal):
        raise Refused(_("Du har redan godkänt. En annan arkivansvarig hos huvudmannen ska också göra det."))
    require_fresh(by)

    RetentionApproval(
        region_id=proposal.region_id,
        proposal=proposal,
        number=1 if first else 2,
        given_by_id=by.assignment_id,
        person_id=by.person_id,
    ).save(force_insert=True)
    proposal.status = move.target
    proposal.save(update_fields=["status"])
    audit.record("retention.approved", proposal, by=by, reason=f"approval_{1 if first else 2}")
    return proposal


@transaction.atomic
def reject(proposal: RetentionProposal, *, by: Acting, reason: str, words: str) -> RetentionProposal:
    """Keep it for now: it is proposed again in a year at the earliest. Raises WrongState, PermissionDenied."""
    proposal = _locked(proposal)
    states.REJECT.guard(proposal)
    require(policies.can_decide(by, proposal))
    proposal.reason, proposal.words = reason, words
    proposal.ask_again_on = add_months(clock.today(), ASK_AGAIN_MONTHS)
    _end(proposal, states.REJECT, by)
    audit.record("retention.rejected", proposal, by=by, reason=reason)
    return proposal


@transaction.atomic
def place_hold(proposal: RetentionProposal, *, by: Acting, reason: str, words: str) -> RetentionHold:
    """Stop a proposal, and every later one about the same, until the hold is lifted.

    Raises WrongState, PermissionDenied.
    """
    proposal = _locked(proposal)
    states.STOP.guard(proposal)
    require(policies.can_decide(by, proposal))
    hold = _hold(proposal.kind, proposal.subject_id, proposal.code, by=by, reason=reason, words=words)
    _end(proposal, states.STOP, by)
    audit.record("retention.held", hold, by=by, reason=reason)
    return hold


@transaction.atomic
def place_hold_by_case(code: str, *, by: Acting, reason: str, words: str) -> RetentionHold:
    """The same before anything is proposed, for the record that a case of the own principal belongs to.

    Raises PermissionDenied, and Refused when the principal has no such case or it is held already.
    """
    require(policies.is_records_officer(by))
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, subject_id FROM access.retention_case(%s)", [code])
        found = cursor.fetchone()
    if found is None:
        raise Refused(_("Ingen akt hos huvudmannen har den koden. Kontrollera att den är rätt skriven."), field="code")
    kind, subject_id = found
    open_one = policies.visible_proposals(by).filter(kind=kind, subject_id=subject_id, status__in=states.OPEN).first()
    if open_one is not None:
        return place_hold(open_one, by=by, reason=reason, words=words)
    hold = _hold(kind, subject_id, code, by=by, reason=reason, words=words)
    audit.record("retention.held", hold, by=by, reason=reason)
    return hold


@transaction.atomic
def lift_hold(hold: RetentionHold, *, by: Acting, words: str) -> RetentionHold:
    """The reason is gone; what is due is proposed anew the next night. Raises WrongState, PermissionDenied."""
    if not hold.is_live:
        raise WrongState(LIFTED)
    hold = lock(hold)
    require(policies.can_lift(by, hold))
    hold.lifted_at, hold.lifted_by_id, hold.lift_words = clock.now(), by.assignment_id, words
    hold.save(update_fields=["lifted_at", "lifted_by", "lift_words"])
    audit.record("retention.hold_lifted", hold, by=by)
    return hold


def ended(proposal: RetentionProposal) -> str:
    """Why nothing can be decided any more."""
    return _("Förslaget är redan avgjort: %(status)s.") % {"status": proposal.get_status_display()}


def _locked(proposal: RetentionProposal) -> RetentionProposal:
    """The database hides what has ended from every change. Raises WrongState, PermissionDenied."""
    if not proposal.is_open:
        raise WrongState(ended(proposal))
    return lock(proposal)


def _hold(kind: str, subject_id: UUID, code: str, *, by: Acting, reason: str, words: str) -> RetentionHold:
    hold = RetentionHold(
        region_id=by.region_id,
        principal_id=by.principal_id,
        kind=kind,
        subject_id=subject_id,
        code=code,
        reason=reason,
        words=words,
        placed_by_id=by.assignment_id,
    )
    try:
        with transaction.atomic():
            hold.save(force_insert=True)
    except IntegrityError:
        raise Refused(_("Akten är redan stoppad."), field="code") from None
    return hold


def _end(proposal: RetentionProposal, move: states.Transition, by: Acting) -> None:
    proposal.status, proposal.ended_at, proposal.ended_by_id = move.target, clock.now(), by.assignment_id
    proposal.save(update_fields=["status", "ended_at", "ended_by", "reason", "words", "ask_again_on"])
