"""Who may see the structure and who may say who sits where."""

from datetime import date
from uuid import UUID

from core.access import Acting
from core.roles import AREA_LEADERS, Role
from groups.models import Forum, Membership
from groups.querysets import ForumQuerySet


def visible_forums(acting: Acting) -> ForumQuerySet:
    """The structure of the own region: a map that everyone who works in it may read. [S-08, S-24]"""
    return Forum.objects.filter(region=acting.region_id)


def sits_in(acting: Acting, on: date) -> ForumQuerySet:
    """The forums in which the acting assignment has a seat today."""
    seats = Membership.objects.on(on).filter(assignment_id=acting.assignment_id)
    return visible_forums(acting).on(on).filter(pk__in=seats.values("forum"))


def areas_told_of_vacancies(acting: Acting) -> list[UUID] | None:
    """Whose districts without a convenor the acting is told of: none, the own area's, or (None) the whole region's.

    The group's chair, who takes over the obligation, and the region's administrator must know.
    """
    if acting.role == Role.REGION_ADMIN:
        return None
    return [acting.area_id] if acting.role in AREA_LEADERS and acting.area_id else []


def can_seat_members(acting: Acting, forum: Forum) -> bool:
    """Who: the region's administrator, or the leader of the forum's own area. [domain 2]"""
    if acting.region_id != forum.region_id:
        return False
    if acting.role == Role.REGION_ADMIN:
        return True
    return forum.area_id is not None and acting.role in AREA_LEADERS and acting.area_id == forum.area_id
