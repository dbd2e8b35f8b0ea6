"""Roles out of one file: asked for by one administrator, answered together by another. [security 2]"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.access import Acting, require
from core.access.fresh import require_fresh
from core.errors import Refused, WrongState
from core.people import policies, states
from core.people.models import Person, RoleBatch, RoleProposal
from core.people.services.grants import decide, give
from core.people.services.invitations import send_invitation


def open_batch(*, by: Acting) -> RoleBatch:
    """What the proposals of one file lie in. Raises PermissionDenied, and Refused for a stale login."""
    require(policies.is_administrator(by))
    require_fresh(by)
    batch = RoleBatch(region_id=policies.region_of(by), proposed_by_id=policies.assignment_of(by))
    batch.save()
    return batch


@transaction.atomic
def approve_batch(batch: RoleBatch, *, by: Acting) -> int:
    """The second administrator says yes to all that may be said yes to; each person is invited once. How many.

    What is for the one who answers waits for a third. All or nothing: raises WrongState, PermissionDenied, and
    Refused for a stale login or an end that has passed, naming whose.
    """
    waiting = _waiting(batch, policies.can_decide, by)
    require_fresh(by)
    uninvited: dict[object, Person] = {}
    for proposal in waiting:
        with _naming(proposal.person):
            assignment = give(proposal, by=by)
        if assignment.user_id is None:
            uninvited[proposal.person_id] = proposal.person
    for person in uninvited.values():
        with _naming(person):
            send_invitation(person, by=by)
    return len(waiting)


@transaction.atomic
def refuse_batch(batch: RoleBatch, *, by: Acting) -> int:
    """The second administrator says no to all of it. How many. Raises WrongState, PermissionDenied."""
    return _end(_waiting(batch, policies.can_decide, by), states.REFUSE.target, "role.refused", by)


@transaction.atomic
def withdraw_batch(batch: RoleBatch, *, by: Acting) -> int:
    """The one who asked takes all of it back. How many. Raises WrongState, PermissionDenied."""
    return _end(_waiting(batch, policies.can_withdraw, by), states.WITHDRAW.target, "role.withdrawn", by)


def _waiting(batch: RoleBatch, may: Callable[[Acting, RoleProposal], bool], by: Acting) -> list[RoleProposal]:
    """What of it waits and may be answered so, locked in one order."""
    require(policies.visible_batches(by).filter(pk=batch.pk).exists())
    rows = policies.visible_proposals(by).filter(batch=batch, status=states.DecisionStatus.PROPOSED)
    rows = rows.select_related("person", "proposed_by").select_for_update(of=("self",)).order_by("created_at", "id")
    found = list(rows)
    if not found:
        raise WrongState(_("Alla förslag ur filen är besvarade."))
    mine = [row for row in found if may(by, row)]
    require(bool(mine))
    return mine


@contextmanager
def _naming(person: Person) -> Iterator[None]:
    """Among many a refusal says whose it is."""
    try:
        yield
    except Refused as refused:
        raise Refused(f"{person}: {refused}") from None


def _end(rows: list[RoleProposal], status: str, act: str, by: Acting) -> int:
    for proposal in rows:
        decide(proposal, status, by)
        audit.record(act, proposal, by=by, reason=proposal.role)
    return len(rows)
