"""The way up: the forum above by the tree, and who answers for it in the portal. [S-03, S-57]"""

from uuid import UUID

from django.db.models import QuerySet

from core import clock
from core.people.models import RoleAssignment
from core.roles import Role
from groups.choices import Side, Tier
from groups.models import Forum, Membership
from groups.queries import leaders_of


def parent_of(forum: Forum) -> Forum | None:
    """The forum that it reports to, while that one exists."""
    return Forum.objects.on(clock.today()).filter(children=forum).first()


def answerers_of(forum: Forum) -> QuerySet[RoleAssignment]:
    """Who leads it, and who is elected to a political one: as the access wall has it, which takes the own alone."""
    today = clock.today()
    leaders = leaders_of(forum, today)
    if forum.side != Side.POLITICAL or forum.tier != Tier.REGIONAL:
        return leaders
    seated = Membership.objects.on(today).filter(forum=forum, is_substitute_for__isnull=True)
    elected = RoleAssignment.objects.live(today).filter(
        role=Role.POLITICAL_MEMBER, region_id=forum.region_id, pk__in=seated.values("assignment")
    )
    return (leaders | elected).order_by("valid_from", "id")


def keys(people: QuerySet[RoleAssignment]) -> list[UUID]:
    return list(people.values_list("pk", flat=True))
