"""Who tells of a change in a unit, whose groups can be told, who follows up that it is read. [F51]"""

from datetime import date

from django.db.models import Q, QuerySet

from core.access import Acting
from core.organisations.models import Unit
from core.roles import UNIT_LEADERS
from groups.choices import Tier
from groups.models import Forum, Membership
from groups.news.models import UnitNews
from groups.queries import areas_served
from groups.querysets import ForumQuerySet


def visible_news(acting: Acting) -> QuerySet[UnitNews]:
    """All of the region: whoever works there should know the others' services as they are. [S-24]"""
    return UnitNews.objects.filter(region=acting.region_id)


def leads_a_unit(acting: Acting) -> bool:
    return acting.role in UNIT_LEADERS and acting.unit_id is not None


def can_tell(acting: Acting, unit: Unit) -> bool:
    """Who leads the unit, of it."""
    return leads_a_unit(acting) and acting.unit_id == unit.pk


def follows(acting: Acting, news: UnitNews) -> bool:
    """Who leads its unit sees who has read, and reminds the others."""
    return leads_a_unit(acting) and acting.unit_id == news.unit_id


def can_withdraw(acting: Acting, news: UnitNews) -> bool:
    return news.withdrawn_on is None and follows(acting, news)


def partner_forums(unit: Unit, on: date) -> ForumQuerySet:
    """The standing groups of the areas that the unit serves, and those in which somebody of it sits."""
    seats = Membership.objects.on(on).filter(assignment__unit=unit).values("forum")
    near = Q(area__in=areas_served(unit.pk, on)) | Q(pk__in=seats)
    found = Forum.objects.on(on).filter(near, region=unit.region_id).exclude(tier=Tier.INDIVIDUAL)
    return found.order_by("tier", "name", "id")
