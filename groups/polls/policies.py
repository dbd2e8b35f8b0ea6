"""Who is asked about times, who reads what they said, who asks and chooses. [F31, A-11, A-13]"""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from core import clock
from core.access import Acting
from core.access.expressions import within
from groups.composition import own_seats
from groups.meetings.policies import leads_forum
from groups.models import Forum, Membership
from groups.polls import states
from groups.polls.models import DatePoll, PollAnswer


def visible_polls(acting: Acting) -> QuerySet[DatePoll]:
    """Those of the own forums."""
    return DatePoll.objects.filter(within("forum_id", "visible_forum_ids"), region=acting.region_id)


def open_polls(acting: Acting, forum: Forum) -> QuerySet[DatePoll]:
    return visible_polls(acting).filter(forum=forum, status=states.S.OPEN)


def takes_answers(poll: DatePoll) -> bool:
    """Until its day has passed; whoever asks may choose before and after."""
    return poll.status == states.S.OPEN and clock.today() <= poll.reply_by


def can_answer(acting: Acting, poll: DatePoll) -> bool:
    """Who sits there; whether it is too late is what the answer is told."""
    return own_seats(acting, clock.today()).filter(forum=poll.forum_id).exists()


def can_settle(acting: Acting, poll: DatePoll) -> bool:
    """Choose a time, or end it without one: whoever convenes the forum, while it is open."""
    return poll.status == states.S.OPEN and leads_forum(acting, poll.forum_id)


def unanswered(acting: Acting, today: date) -> QuerySet[DatePoll]:
    """The open ones where the acting one sits and has said nothing yet."""
    own = PollAnswer.objects.filter(poll=OuterRef("pk"), assignment_id=acting.assignment_id)
    found = DatePoll.objects.filter(~Exists(own), region=acting.region_id, status=states.S.OPEN, reply_by__gte=today)
    found = found.filter(forum__in=own_seats(acting, today).values("forum"))
    return found.select_related("forum").order_by("reply_by", "id")


def to_settle(acting: Acting, today: date) -> QuerySet[DatePoll]:
    """The open ones of the forums one convenes, when all have answered or their day has passed."""
    seats = Membership.objects.on(today).filter(forum=OuterRef("forum"), is_substitute_for__isnull=True)
    answered = PollAnswer.objects.filter(poll=OuterRef(OuterRef("pk"))).values("assignment")
    waits = Exists(seats.exclude(assignment__in=answered))
    found = DatePoll.objects.filter(within("forum_id", "led_forum_ids"), region=acting.region_id, status=states.S.OPEN)
    found = found.filter(Q(reply_by__lt=today) | ~waits)
    return found.select_related("forum").order_by("reply_by", "id")
