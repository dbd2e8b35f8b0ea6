"""Roles: one administrator proposes, another approves; an end date always, never for oneself. [security 2, 8]"""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.access.fresh import require_fresh
from core.errors import Refused
from core.organisations.models import Area, District, Principal, Unit
from core.people import policies, signing_in, states
from core.people.models import Person, RoleAssignment, RoleBatch, RoleProposal, User
from core.people.scopes import require_scope
from core.people.services.invitations import send_invitation
from core.roles import Role

FEWEST_ADMINISTRATORS = 2


@transaction.atomic
def propose_role(
    person: Person,
    *,
    by: Acting,
    role: str,
    valid_from: date,
    valid_to: date,
    unit: Unit | None = None,
    area: Area | None = None,
    district: District | None = None,
    principal: Principal | None = None,
    has_mandate: bool = False,
    mandate_text: str = "",
    batch: RoleBatch | None = None,
) -> RoleProposal:
    """Ask for a role for somebody else; nothing is opened before another administrator has approved.

    `batch`: those that are asked for, and answered, together.
    Raises PermissionDenied, and Refused for a stale login, impossible dates or a scope that the role needs.
    """
    person = lock(person)
    require(policies.can_propose_role(by, person))
    require_fresh(by)
    _require_dates(valid_from, valid_to)
    scope = {"unit": unit, "area": area, "district": district, "principal": principal}
    require_scope(role, scope, valid_from)
    proposal = RoleProposal(
        region_id=policies.region_of(by),
        person=person,
        role=role,
        valid_from=valid_from,
        valid_to=valid_to,
        has_mandate=has_mandate,
        mandate_text=mandate_text,
        proposed_by_id=policies.assignment_of(by),
        batch=batch,
        **scope,
    )
    proposal.save()
    audit.record("role.proposed", proposal, by=by, reason=role)
    return proposal


@transaction.atomic
def approve_role(proposal: RoleProposal, *, by: Acting) -> RoleAssignment:
    """The second administrator says yes: the assignment is made, and an invitation sent to who has no account.

    Raises WrongState, PermissionDenied, and Refused for a stale login or a passed end date.
    """
    proposal = lock(proposal)
    states.APPROVE.guard(proposal)
    require(policies.can_decide(by, proposal))
    require_fresh(by)
    assignment = give(proposal, by=by)
    if assignment.user_id is None:
        send_invitation(proposal.person, by=by)
    return assignment


def give(proposal: RoleProposal, *, by: Acting) -> RoleAssignment:
    """The assignment that a locked proposal asks for; who may is asked before. Raises Refused for a passed end."""
    if proposal.valid_to < clock.today():
        raise Refused(_("Slutdatumet har passerat. Avslå förslaget och gör ett nytt."))
    assignment = _assignment_of(proposal, by)
    assignment.save()
    decide(proposal, states.APPROVE.target, by, assignment=assignment)
    audit.record("role.granted", assignment, by=by, reason=proposal.role)
    return assignment


@transaction.atomic
def refuse_role(proposal: RoleProposal, *, by: Acting) -> RoleProposal:
    """The second administrator says no. Raises WrongState, PermissionDenied."""
    proposal = lock(proposal)
    states.REFUSE.guard(proposal)
    require(policies.can_decide(by, proposal))
    decide(proposal, states.REFUSE.target, by)
    audit.record("role.refused", proposal, by=by, reason=proposal.role)
    return proposal


@transaction.atomic
def withdraw_role(proposal: RoleProposal, *, by: Acting) -> RoleProposal:
    """The one who asked takes it back. Raises WrongState, PermissionDenied."""
    proposal = lock(proposal)
    states.WITHDRAW.guard(proposal)
    require(policies.can_withdraw(by, proposal))
    decide(proposal, states.WITHDRAW.target, by)
    audit.record("role.withdrawn", proposal, by=by, reason=proposal.role)
    return proposal


@transaction.atomic
def end_assignment(assignment: RoleAssignment, *, by: Acting, on: date) -> RoleAssignment:
    """Last day in force; a day before today ends it, and its sessions, at once.

    Raises PermissionDenied, and Refused for a stale login, a later day than the one that stands, and when fewer than
    two administrators would remain.
    """
    assignment = lock(assignment)
    require(policies.can_end_assignment(by, assignment))
    require_fresh(by)
    if assignment.valid_to is not None and on > assignment.valid_to:
        raise Refused(_("Uppdraget slutar redan tidigare. Ett längre uppdrag behöver ett nytt förslag."), field="on")
    _require_administrators_left(assignment, on)
    assignment.valid_to = max(on, assignment.valid_from)
    if on < clock.today():
        assignment.user = None if assignment.valid_from >= clock.today() else assignment.user
        signing_in.end_acting_under(assignment.pk)
    assignment.save(update_fields=["valid_to", "user"])
    audit.record("role.ended", assignment, by=by, reason=assignment.role)
    return assignment


def _assignment_of(proposal: RoleProposal, by: Acting) -> RoleAssignment:
    account = User.objects.filter(email=proposal.person.email.lower(), is_active=True).first()
    return RoleAssignment(
        region_id=proposal.region_id,
        user=account,
        person_id=proposal.person_id,
        role=proposal.role,
        unit_id=proposal.unit_id,
        area_id=proposal.area_id,
        district_id=proposal.district_id,
        principal_id=proposal.principal_id,
        valid_from=proposal.valid_from,
        valid_to=proposal.valid_to,
        has_mandate=proposal.has_mandate,
        mandate_text=proposal.mandate_text,
        granted_by_id=proposal.proposed_by_id,
        approved_by_id=by.assignment_id,
        approved_at=clock.now(),
    )


def decide(proposal: RoleProposal, status: str, by: Acting, **changes: Any) -> None:
    """Stamp a locked proposal with its answer."""
    changes |= {"status": status, "decided_by_id": by.assignment_id, "decided_at": clock.now()}
    for name, value in changes.items():
        setattr(proposal, name, value)
    proposal.save(update_fields=list(changes))


def _require_dates(valid_from: date, valid_to: date) -> None:
    if valid_to < valid_from:
        raise Refused(_("Uppdraget slutar innan det börjar. Ändra något av datumen."), field="valid_to")
    if valid_to < clock.today():
        raise Refused(_("Slutdatumet har passerat. Skriv ett datum från och med i dag."), field="valid_to")


def _require_administrators_left(assignment: RoleAssignment, on: date) -> None:
    """Two must remain the day after, or nobody could ever approve anything again."""
    if assignment.role != Role.REGION_ADMIN:
        return
    day = max(on, clock.today()) + timedelta(days=1)
    others = RoleAssignment.objects.filter(region_id=assignment.region_id, role=Role.REGION_ADMIN, user__is_active=True)
    left = others.live(day).exclude(person_id=assignment.person_id).values("person_id").distinct().count()
    if left < FEWEST_ADMINISTRATORS:
        raise Refused(_("Regionen behöver minst två administratörer. Ge en till person rollen först."))
