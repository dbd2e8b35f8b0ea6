"""Of which decisions it is asked how the children's best was assessed, and where it is lacking. [F52, 004:L321-326]"""

from django.db.models import Q, QuerySet

from core.access import Acting
from core.access.expressions import within
from core.regions.profile import profile_of
from groups.interests.models import BestInterests, Concerns
from groups.meetings.models import ForumDecision, Meeting
from groups.meetings.states import MeetingStatus
from groups.models import Forum

ASKED = frozenset({"asked", "required"})


def rule_of(meeting: Meeting) -> str:
    """What the region says: not asked for, asked for, or required before the minutes are handed in."""
    return profile_of(meeting.region_id).best_interests_assessment or "not_asked"


def is_asked(meeting: Meeting) -> bool:
    return rule_of(meeting) in ASKED


def is_required(meeting: Meeting) -> bool:
    return rule_of(meeting) == "required"


def lacking_in(meeting: Meeting) -> QuerySet[ForumDecision]:
    """Decisions that concern children without an assessment, or of which nobody has said; those one reads."""
    lacking = Q(interests__isnull=True) | Q(interests__concerns=Concerns.LACKING)
    found = meeting.forumdecision_rows.standing().filter(lacking)
    return found.order_by("year", "number") if is_asked(meeting) else found.none()


def interests_of(meeting: Meeting) -> QuerySet[BestInterests]:
    return BestInterests.objects.filter(meeting=meeting)


def of_forum(acting: Acting, forum: Forum) -> QuerySet[BestInterests]:
    """What is said of the forum's standing decisions that concern children, the newest first."""
    found = BestInterests.objects.filter(within("forum_id", "visible_forum_ids"), forum=forum, region=acting.region_id)
    found = found.exclude(concerns=Concerns.NOBODY).exclude(meeting__status=MeetingStatus.CANCELLED)
    found = found.filter(decision__struck_at__isnull=True).select_related("decision")
    return found.order_by("-decision__year", "-decision__number")
