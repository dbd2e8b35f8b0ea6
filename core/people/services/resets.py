"""A lost second factor: identity checked anew by one administrator, approved by another, then a new invitation.

Until the mailed link has been used the account has neither passphrase nor factor, so that neither alone opens it.
[security 8]
"""

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.access.fresh import require_fresh
from core.errors import Refused
from core.people import factors, policies, signing_in, states
from core.people.models import FactorReset, Person, User
from core.people.services.invitations import invite
from core.people.states import IdentityCheck


@transaction.atomic
def ask_for_reset(person: Person, *, by: Acting, identity_check: IdentityCheck | str) -> FactorReset:
    """The identity has been checked; another administrator must say yes.

    Raises PermissionDenied, and Refused for a stale login, a person without account, or one already asked for.
    """
    person = lock(person)
    require(policies.can_ask_for_reset(by, person))
    require_fresh(by)
    account = User.objects.filter(role_assignments__person=person, is_active=True).distinct().first()
    if account is None:
        raise Refused(_("Personen har inget konto än. Skicka en inbjudan i stället."))
    waiting = policies.visible_resets(by).filter(person=person, status=states.DecisionStatus.PROPOSED)
    if waiting.exists():
        raise Refused(_("Det finns redan en begäran som väntar på en andra administratör."))
    reset = FactorReset(
        region_id=policies.region_of(by),
        person=person,
        user=account,
        identity_check=identity_check,
        proposed_by_id=policies.assignment_of(by),
    )
    reset.save()
    audit.record("factor.reset_asked", reset, by=by, reason=str(identity_check))
    return reset


@transaction.atomic
def approve_reset(reset: FactorReset, *, by: Acting) -> FactorReset:
    """Take every factor, the passphrase and all sessions; mail a link to begin again.

    Raises WrongState, PermissionDenied, and Refused for a stale login.
    """
    reset = lock(reset)
    states.APPROVE.guard(reset)
    require(policies.can_decide(by, reset))
    require_fresh(by)
    user = User.objects.select_for_update().get(pk=reset.user_id)
    factors.remove_all(user.pk)
    user.set_unusable_password()
    user.save(update_fields=["password"])
    signing_in.end_sessions(user.pk)
    _decide(reset, states.APPROVE.target, by)
    audit.record("factor.reset", reset, by=by, reason=reset.identity_check)
    signing_in.tell_holder(user.pk, by)
    invite(reset.person, invited_by_id=policies.assignment_of(by), by=by)
    return reset


@transaction.atomic
def refuse_reset(reset: FactorReset, *, by: Acting) -> FactorReset:
    """The second administrator says no, or the one who asked takes it back. Raises WrongState, PermissionDenied."""
    reset = lock(reset)
    is_own = policies.can_withdraw(by, reset)
    move = states.WITHDRAW if is_own else states.REFUSE
    move.guard(reset)
    require(is_own or policies.can_decide(by, reset))
    _decide(reset, move.target, by)
    audit.record("factor.reset_refused", reset, by=by)
    return reset


def _decide(reset: FactorReset, status: str, by: Acting) -> None:
    reset.status, reset.decided_by_id, reset.decided_at = status, by.assignment_id, clock.now()
    reset.save(update_fields=["status", "decided_by", "decided_at"])
