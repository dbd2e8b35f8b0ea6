"""A question about when a forum can meet: the times, and what each of those who sit there says of each. [F31]"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.access.models import RegionRow
from groups.meetings.models import Meeting, by
from groups.polls.states import PollStatus, Suits


class DatePoll(RegionRow):
    """Fråga om tider: asked of those who sit in the forum, until a day; ends with a meeting, or with nothing."""

    forum = models.ForeignKey("groups.Forum", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=PollStatus.choices, default=PollStatus.OPEN)
    place = models.CharField(_("Plats"), max_length=200, blank=True)
    theme = models.CharField(_("Tema"), max_length=200, blank=True)
    reply_by = models.DateField(_("Svara senast"))
    asked_by = by()
    reminded_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="settled", meeting__isnull=False) | ~Q(status="settled") & Q(meeting__isnull=True),
                name="poll_settled_exactly_with_its_meeting",
            ),
            models.CheckConstraint(
                condition=Q(status="open", ended_on__isnull=True) | ~Q(status="open") & Q(ended_on__isnull=False),
                name="poll_ended_exactly_with_its_day",
            ),
        ]
        indexes = [models.Index(fields=["region", "forum"], condition=Q(status="open"), name="poll_of_a_forum_open")]


class PollTime(RegionRow):
    """One of the times that are asked about; never changed."""

    forum = models.ForeignKey("groups.Forum", on_delete=models.PROTECT, related_name="+")
    poll = models.ForeignKey(DatePoll, on_delete=models.PROTECT, related_name="times")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="poll_time_ends_after_it_starts"),
            models.UniqueConstraint(fields=["poll", "starts_at"], name="poll_time_once"),
        ]


class PollAnswer(RegionRow):
    """What one who was asked says of one time; changed until the answers are in."""

    forum = models.ForeignKey("groups.Forum", on_delete=models.PROTECT, related_name="+")
    poll = models.ForeignKey(DatePoll, on_delete=models.PROTECT, related_name="answers")
    time = models.ForeignKey(PollTime, on_delete=models.PROTECT, related_name="answers")
    assignment = by()
    suits = models.CharField(max_length=10, choices=Suits.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["time", "assignment"], name="poll_time_answered_once")]
        indexes = [models.Index(fields=["poll", "assignment"])]
