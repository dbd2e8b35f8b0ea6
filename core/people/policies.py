"""Who may see and change people and roles: a region's administrators, two together, never for oneself. [security 2]"""

from uuid import UUID

from django.db.models import Count, Q, QuerySet

from core.access import Acting, require
from core.people import states
from core.people.models import FactorReset, Person, RoleAssignment, RoleBatch, RoleProposal
from core.people.querysets import RoleAssignmentQuerySet
from core.roles import Role


def is_administrator(acting: Acting) -> bool:
    return acting.is_user and acting.role == Role.REGION_ADMIN


def region_of(acting: Acting) -> UUID:
    """The region acted in. Raises PermissionDenied outside every region."""
    require(acting.region_id is not None)
    return acting.region_id


def assignment_of(acting: Acting) -> UUID:
    """The assignment acted under. Raises PermissionDenied for jobs and commands."""
    require(acting.assignment_id is not None)
    return acting.assignment_id


def visible_people(acting: Acting) -> QuerySet[Person]:
    """Everybody in the region's directory, for its administrators."""
    return Person.objects.filter(region_id=region_of(acting)) if is_administrator(acting) else Person.objects.none()


def visible_assignments(acting: Acting) -> RoleAssignmentQuerySet:
    """All assignments of the region, ended ones too, for its administrators."""
    rows = RoleAssignment.objects.filter(region_id=region_of(acting))
    return rows.with_names() if is_administrator(acting) else rows.none()


def visible_proposals(acting: Acting) -> QuerySet[RoleProposal]:
    rows = RoleProposal.objects.filter(region_id=region_of(acting))
    return rows if is_administrator(acting) else rows.none()


def visible_batches(acting: Acting) -> QuerySet[RoleBatch]:
    """What was asked for together, out of files."""
    rows = RoleBatch.objects.filter(region_id=region_of(acting))
    return rows if is_administrator(acting) else rows.none()


def waiting_batches(acting: Acting) -> QuerySet[RoleBatch]:
    """Those with something that waits for somebody else than the acting one as its person; `waiting` says how much."""
    waits = Q(proposals__status=states.DecisionStatus.PROPOSED) & ~Q(proposals__person=acting.person_id)
    rows = visible_batches(acting).select_related("proposed_by__person")
    return rows.annotate(waiting=Count("proposals", filter=waits)).filter(waiting__gt=0).order_by("created_at", "id")


def is_own_batch(acting: Acting, batch: RoleBatch) -> bool:
    """Asked for by this person, whatever the assignment or the account."""
    return acting.person_id == batch.proposed_by.person_id or acting.user_id == batch.proposed_by.user_id


def visible_resets(acting: Acting) -> QuerySet[FactorReset]:
    rows = FactorReset.objects.filter(region_id=region_of(acting))
    return rows if is_administrator(acting) else rows.none()


def is_other_person(acting: Acting, person: Person) -> bool:
    return person.pk != acting.person_id


def can_propose_role(acting: Acting, person: Person) -> bool:
    """Who: a region administrator. For whom: anybody else."""
    return is_administrator(acting) and is_other_person(acting, person)


def can_decide(acting: Acting, decision: RoleProposal | FactorReset) -> bool:
    """Who: another administrator than the one who asked, and not the one it is for. When: it waits."""
    return (
        is_administrator(acting)
        and states.APPROVE.allowed_from(decision.status)
        and is_other_person(acting, decision.person)
        and decision.proposed_by.person_id != acting.person_id
        and decision.proposed_by.user_id != acting.user_id
    )


def can_withdraw(acting: Acting, decision: RoleProposal | FactorReset) -> bool:
    """Who: the one who asked. When: it waits."""
    is_own = decision.proposed_by.person_id == acting.person_id
    return is_administrator(acting) and is_own and states.WITHDRAW.allowed_from(decision.status)


def can_end_assignment(acting: Acting, assignment: RoleAssignment) -> bool:
    """Who: a region administrator. Which: anybody else's."""
    is_own = assignment.person_id == acting.person_id or assignment.user_id == acting.user_id
    return is_administrator(acting) and not is_own


def can_ask_for_reset(acting: Acting, person: Person) -> bool:
    return is_administrator(acting) and is_other_person(acting, person)
