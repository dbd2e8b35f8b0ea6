"""Who makes something known, who follows up who has read it, and whose receipt it is. [AG-12]"""

from typing import Any

from django.db.models import Count, Q, QuerySet

from core import clock
from core.access import Acting
from core.access.expressions import within
from groups.choices import Tier
from groups.meetings.policies import leads_forum
from groups.models import Forum
from groups.receipts.models import Receipt
from groups.receipts.published import Kind


def visible_receipts(acting: Acting) -> QuerySet[Receipt]:
    """One's own, and those of the forums one leads."""
    mine = Q(assignment=acting.assignment_id) | Q(within("forum_id", "led_forum_ids"))
    return Receipt.objects.filter(mine, region=acting.region_id)


def own_receipts(acting: Acting, kind: Kind) -> QuerySet[Receipt]:
    return Receipt.objects.filter(region=acting.region_id, assignment=acting.assignment_id, about_kind=kind.about)


def receipts_of(kind: Kind, thing: Any) -> QuerySet[Receipt]:
    """Of the thing, those that one may see."""
    return Receipt.objects.filter(region=thing.region_id, about_kind=kind.about, about_id=thing.pk)


def counted(kind: Kind, thing: Any) -> QuerySet:
    """(asked, read), or no row where nobody has been asked."""
    found = receipts_of(kind, thing).order_by().values("about_id")
    return found.annotate(asked=Count("pk"), read=Count("read_at")).values_list("asked", "read")


def follows(acting: Acting, kind: Kind, thing: Any) -> bool:
    """Who sees who has read: whoever leads its forum, or whom its kind says."""
    return kind.follows(acting, thing) if kind.follows else leads_forum(acting, thing.forum_id)


def can_publish(acting: Acting, kind: Kind, thing: Any) -> bool:
    """Who follows it up, once it is decided."""
    return kind.is_known(thing) and follows(acting, kind, thing)


def can_confirm(acting: Acting, receipt: Receipt) -> bool:
    """One's own, once."""
    return receipt.assignment_id == acting.assignment_id and receipt.read_at is None


def possible_forums(kind: Kind, thing: Any) -> QuerySet[Forum]:
    """Whose members can be asked: the area's own groups, or for a regional forum all but those of single children."""
    if kind.forums:
        return kind.forums(thing)
    forum = thing.forum
    found = Forum.objects.on(clock.today()).filter(region=forum.region_id).exclude(tier=Tier.INDIVIDUAL)
    return (found.filter(area=forum.area_id) if forum.area_id else found).order_by("name", "id")
