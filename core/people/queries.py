"""Who holds a role where, on a day."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from core.people.models import RoleAssignment, User
from core.people.querysets import RoleAssignmentQuerySet


def live_assignments(region_id: UUID, on: date) -> RoleAssignmentQuerySet:
    """Assignments in force in the region on the day."""
    return RoleAssignment.objects.filter(region_id=region_id).live(on)


def has_working_account(person_id: UUID) -> bool:
    """Somebody can sign in as this person: an account with a passphrase."""
    accounts = User.objects.filter(role_assignments__person_id=person_id, is_active=True)
    return any(account.has_usable_password() for account in accounts.distinct())


def holders(
    role: str | Collection[str],
    *,
    region_id: UUID,
    on: date,
    area_id: UUID | None = None,
    district_id: UUID | None = None,
    unit_id: UUID | None = None,
) -> RoleAssignmentQuerySet:
    """Those who hold the role in the given scope on the day; a role may have several holders. [X-18]"""
    roles = {role} if isinstance(role, str) else role
    found = live_assignments(region_id, on).filter(role__in=roles)
    for field, value in (("area_id", area_id), ("district_id", district_id), ("unit_id", unit_id)):
        if value is not None:
            found = found.filter(**{field: value})
    return found.with_names().order_by("person__family_name", "person__given_name", "id")
