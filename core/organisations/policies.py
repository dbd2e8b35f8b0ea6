"""Who may see the directory (everyone signed in in the region) and change what in it. [security 1-2]"""

from uuid import UUID

from django.db.models import QuerySet

from core import clock
from core.access import Acting, require
from core.organisations.models import Area, Principal, ProfileOverride, SchoolArea, StructureChange, Unit
from core.organisations.querysets import DatedQuerySet, UnitQuerySet
from core.organisations.states import APPROVE, DECLINE

REGION_ADMIN = "region_admin"
UNIT_MANAGER = "unit_manager"


def visible_units(acting: Acting) -> UnitQuerySet:
    """All units of the region: each should know the others' mission and mandate. [S-24]"""
    return Unit.objects.filter(region=acting.region_id)


def visible_areas(acting: Acting) -> DatedQuerySet:
    return Area.objects.filter(region=acting.region_id)


def visible_principals(acting: Acting) -> QuerySet[Principal]:
    return Principal.objects.filter(region=acting.region_id)


def visible_school_areas(acting: Acting) -> DatedQuerySet:
    return SchoolArea.objects.filter(region=acting.region_id)


def is_administrator(acting: Acting) -> bool:
    return acting.is_user and acting.role == REGION_ADMIN


def can_change_structure(acting: Acting) -> bool:
    """Who writes areas and units: the region's administrators, and the operator's command. [S-04]

    That two administrators have agreed is held by the decision that leads here.
    """
    return acting.kind == "command" or is_administrator(acting)


def can_describe_unit(acting: Acting, unit: Unit) -> bool:
    """Who: the unit's manager, or an administrator. When: the unit runs, or is to begin."""
    has_ended = unit.valid_to is not None and unit.valid_to < clock.today()
    is_own = acting.is_user and acting.role == UNIT_MANAGER and acting.unit_id == unit.pk
    return not has_ended and (is_own or is_administrator(acting))


def visible_overrides(acting: Acting) -> DatedQuerySet:
    """What areas have decided or proposed for themselves, for the region's administrators."""
    rows = ProfileOverride.objects.filter(region=acting.region_id)
    return rows if is_administrator(acting) else rows.none()


def visible_changes(acting: Acting) -> QuerySet[StructureChange]:
    """What is proposed and decided of areas and units, for the region's administrators."""
    rows = StructureChange.objects.filter(region=acting.region_id)
    return rows if is_administrator(acting) else rows.none()


def can_approve_change(acting: Acting, change: StructureChange) -> bool:
    """Who: another administrator than the one who proposed, as a person. When: it waits. [security 2]"""
    return APPROVE.allowed_from(change.status) and _is_other(acting, change)


def can_decline_change(acting: Acting, change: StructureChange) -> bool:
    """Who: any administrator, also the one who proposed and thinks better of it. When: it waits."""
    return DECLINE.allowed_from(change.status) and is_administrator(acting)


def administered(acting: Acting) -> UUID:
    """The region whose values the acting one may ask to change. Raises PermissionDenied for others."""
    require(is_administrator(acting))
    return acting.region_id


def can_approve_override(acting: Acting, override: ProfileOverride) -> bool:
    """Who: another administrator than the one who proposed, as a person. When: it waits. [security 2]"""
    return APPROVE.allowed_from(override.status) and not override.from_file and _is_other(acting, override)


def can_decline_override(acting: Acting, override: ProfileOverride) -> bool:
    """Who: any administrator, also the one who proposed and thinks better of it. When: it waits."""
    return DECLINE.allowed_from(override.status) and is_administrator(acting)


def _is_other(acting: Acting, asked: ProfileOverride | StructureChange) -> bool:
    """An administrator who is not the person who asked, under any account."""
    same = acting.user_id == asked.proposed_user or acting.person_id == asked.proposed_person
    return is_administrator(acting) and not same
