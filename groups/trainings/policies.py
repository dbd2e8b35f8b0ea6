"""Who reads what a group has held together, who notes it, who says that the unit has taken the course. [F50]"""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from core import clock
from core.access import Acting
from core.access.expressions import within
from core.organisations.models import Principal, Unit
from core.people.models import RoleAssignment
from groups.choices import Tier
from groups.composition import members_of, municipalities_of
from groups.meetings.policies import leads_forum
from groups.models import Forum, Membership
from groups.querysets import ForumQuerySet
from groups.trainings.models import CourseTaken, Training


def own_forums(acting: Acting) -> ForumQuerySet:
    """Whose register the acting one reads: standing bodies only; with how one stands to each."""
    found = Forum.objects.filter(within("pk", "visible_forum_ids"), region=acting.region_id)
    seats = Membership.objects.on(clock.today()).filter(forum=OuterRef("pk"), assignment_id=acting.assignment_id)
    found = found.annotate(is_led=within("pk", "led_forum_ids"), is_sat_in=Exists(seats))
    return found.exclude(tier=Tier.INDIVIDUAL)


def visible_trainings(acting: Acting) -> QuerySet[Training]:
    found = Training.objects.filter(within("forum_id", "visible_forum_ids"), region=acting.region_id)
    return found.filter(removed_at__isnull=True)


def can_note(acting: Acting, forum: Forum) -> bool:
    return leads_forum(acting, forum.pk)


def can_remove(acting: Acting, training: Training) -> bool:
    return training.removed_at is None and leads_forum(acting, training.forum_id)


def can_confirm(acting: Acting, forum: Forum) -> bool:
    """One of a unit who sits in the forum, for that unit."""
    seats = Membership.objects.on(clock.today()).filter(forum=forum, assignment_id=acting.assignment_id)
    return acting.unit_id is not None and seats.exists()


def principals_of(forum: Forum, on: date) -> list[Principal]:
    """Those that can have sent somebody: of the forum's members and of its municipalities, by name."""
    units = [one.assignment.unit_id for one in members_of(forum, on) if one.assignment.unit_id]
    towns = [one.pk for one in municipalities_of(forum, on)]
    ids = {*towns, *Unit.objects.filter(pk__in=units).values_list("principal", flat=True)}
    return list(Principal.objects.filter(pk__in=ids, region=forum.region_id).order_by("name", "id"))


def units_in(forum: Forum, on: date) -> QuerySet[Unit]:
    """Those that have somebody in the forum under an assignment in force, by name."""
    live = RoleAssignment.objects.live(on).values("pk")
    seats = Membership.objects.on(on).filter(forum=forum, assignment__in=live)
    return Unit.objects.filter(pk__in=seats.values("assignment__unit"), region=forum.region_id).order_by("name", "id")


def courses_of(forum: Forum) -> QuerySet[CourseTaken]:
    """What was said last of each unit."""
    found = CourseTaken.objects.filter(forum=forum, region=forum.region_id)
    return found.order_by("unit", "-created_at", "-id").distinct("unit")
