"""Who says who sits where, who is told of what stands empty, and whom one may choose. [domain 2, F22-F28]"""

from datetime import date

from django.db.models import Q, QuerySet

from core import clock
from core.access import Acting
from core.organisations.choices import PrincipalKind
from core.organisations.models import AreaDistrict, AreaService, Principal, Unit
from core.people.models import RoleAssignment
from core.people.querysets import RoleAssignmentQuerySet
from core.roles import AREA_LEADERS, Role
from groups.choices import STEERING_KINDS, Tier
from groups.composition import Part
from groups.meetings.policies import callable_people
from groups.models import Forum, Membership
from groups.policies import can_seat_members, visible_forums
from groups.querysets import ForumQuerySet, MembershipQuerySet

# Told of the whole region: who supports the groups, and who administers them.
COUNTY = frozenset({Role.REGION_ADMIN, Role.SECRETARIAT_OFFICER, Role.SUPPORT_UNIT_OFFICER})
WATCHERS = COUNTY | AREA_LEADERS


def watched_forums(acting: Acting, on: date) -> ForumQuerySet:
    """Whose empty seats one is told of: the own area's groups for their leader, all of them for the county's roles."""
    found = visible_forums(acting).on(on).exclude(tier=Tier.INDIVIDUAL)
    if acting.role in COUNTY:
        return found
    return found.filter(area=acting.area_id) if acting.role in AREA_LEADERS and acting.area_id else found.none()


def is_watcher(acting: Acting) -> bool:
    return acting.role in WATCHERS


def visible_members(acting: Acting) -> MembershipQuerySet:
    """Who sits where is read by everyone who works in the region. [S-24]"""
    return Membership.objects.filter(region=acting.region_id).with_people()


def is_open(member: Membership) -> bool:
    """In force or to come: what is over stays as it was."""
    return member.valid_to is None or member.valid_to >= clock.today()


def has_begun(member: Membership) -> bool:
    return member.valid_from <= clock.today()


def can_change(acting: Acting, member: Membership) -> bool:
    return is_open(member) and can_seat_members(acting, member.forum)


def can_give_substitute(acting: Acting, member: Membership) -> bool:
    """A seat's holder may have somebody who stands in; whoever stands in may not."""
    return member.is_substitute_for_id is None and can_change(acting, member)


def can_renew(acting: Acting, member: Membership) -> bool:
    """A term with a last day, which has not passed, and no next term of the same person's is there."""
    if member.valid_to is None or not can_change(acting, member):
        return False
    terms = Membership.objects.filter(forum=member.forum_id, assignment=member.assignment_id)
    return not terms.filter(is_substitute_for__isnull=True, valid_from__gt=member.valid_from).exists()


def can_withdraw(acting: Acting, member: Membership) -> bool:
    """Only what has not begun is taken away; what has begun gets a last day."""
    return not has_begun(member) and can_change(acting, member)


def has_schools(forum: Forum) -> bool:
    """The managers' group invites the independent schools of its area. [S-16]"""
    return forum.kind in STEERING_KINDS and forum.area_id is not None


def can_note_schools(acting: Acting, forum: Forum) -> bool:
    return has_schools(forum) and can_seat_members(acting, forum)


def schools_of(forum: Forum, on: date) -> QuerySet[Principal]:
    """The independent schools' principals with a school in the area."""
    near = Unit.objects.on(on).filter(_near(forum, on))
    found = Principal.objects.filter(region_id=forum.region_id, kind=PrincipalKind.INDEPENDENT_SCHOOL)
    return found.filter(pk__in=near.values("principal")).order_by("name", "id")


def representatives_of(forum: Forum, on: date) -> RoleAssignmentQuerySet:
    """Who sits in the group for the independent schools. [A-29, 003:L1601-1611]"""
    sitting = Membership.objects.on(on).filter(forum=forum, is_substitute_for__isnull=True)
    found = RoleAssignment.objects.live(on).filter(region_id=forum.region_id, pk__in=sitting.values("assignment"))
    of_school = Q(unit__principal__kind=PrincipalKind.INDEPENDENT_SCHOOL) | Q(role=Role.INDEPENDENT_SCHOOL_REP)
    return _named(found.filter(of_school))


def candidates(forum: Forum, part: Part | None, on: date) -> RoleAssignmentQuerySet:
    """Who can be given the seat: people of the kinds of units it asks for in the group's area, or of its role.

    Without a seat that is asked for: everybody who works in the region and does not sit in the group.
    """
    if part is None:
        return callable_people(forum, forum.region_id, on)
    seated = Membership.objects.filter(forum=forum).exclude(valid_to__lt=on)
    found = (
        RoleAssignment.objects.filter(region_id=forum.region_id).live(on).exclude(pk__in=seated.values("assignment"))
    )
    near = Unit.objects.on(on).filter(_near(forum, on)).values("pk")
    if part.requirement.role:
        found = found.filter(role=part.requirement.role)
        here = Q(area=forum.area_id) | Q(unit__in=near)
        return _named(found.filter(here) if forum.area_id else found)
    found = found.filter(unit__unit_type__in=part.unit_types)
    if part.municipality:
        of_town = Q(unit__principal=part.municipality) | Q(unit__second_principal=part.municipality)
        return _named(found.filter(of_town))
    return _named(found.filter(unit__in=near) if forum.area_id else found)


def possible_deputies(member: Membership, on: date) -> RoleAssignmentQuerySet:
    """Who can stand in for a member: others of the same unit, or of the same kind of unit in the area."""
    mine = member.assignment
    seated = Membership.objects.filter(forum=member.forum_id).exclude(valid_to__lt=on)
    found = RoleAssignment.objects.filter(region_id=member.region_id).live(on)
    found = found.exclude(pk__in=seated.values("assignment")).exclude(person_id=mine.person_id)
    if mine.unit is None:
        return _named(found)
    alike = Unit.objects.on(on).filter(_near(member.forum, on), unit_type=mine.unit.unit_type).values("pk")
    return _named(found.filter(Q(unit=mine.unit_id) | Q(unit__in=alike)))


def _near(forum: Forum, on: date) -> Q:
    """Units that lie in the group's area or serve it."""
    districts = AreaDistrict.objects.on(on).filter(area=forum.area_id).values("district")
    served = AreaService.objects.on(on).filter(area=forum.area_id).values("unit")
    return Q(district__in=districts) | Q(pk__in=served)


def _named(found: RoleAssignmentQuerySet) -> RoleAssignmentQuerySet:
    return found.with_names().order_by("person__family_name", "person__given_name", "id")
