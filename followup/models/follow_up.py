"""An area's follow-up of a year: its texts, who may read the draft."""

import uuid
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access.grants import Grant
from core.access.models import RegionRow
from followup.choices import COMPULSORY, HELP, ReplyKind, Section
from followup.querysets import AnnualFollowUpQuerySet
from followup.states import FollowUpStatus

LONG = 20_000  # characters of a text [security 10]
COMMENT = 2_000


def foreign(to: str, related_name: str = "+", **options: Any) -> models.ForeignKey:
    return models.ForeignKey(to, on_delete=models.PROTECT, related_name=related_name, **options)


class AnnualFollowUp(RegionRow):
    """Årsuppföljning: what an area's group says of a calendar year, from open to fed back. [SM-9, I-R1]

    `clock_starts_on`: the day the year's clock is counted from (DL-12). `made_by`: who wrote last before the meeting.
    """

    area = foreign("organisations.Area")
    year = models.PositiveSmallIntegerField(_("År"))
    status = models.CharField(max_length=20, choices=FollowUpStatus.choices, default=FollowUpStatus.OPEN)
    clock_starts_on = models.DateField()
    collected_at = models.DateTimeField(null=True)
    made_by = foreign("people.RoleAssignment", null=True)
    adopted_on = models.DateField(_("Antagen"), null=True)
    adopted_at_meeting = models.CharField(_("Vid mötet"), max_length=200, blank=True)
    adopted_by = foreign("people.RoleAssignment", null=True)
    reported_at = models.DateTimeField(null=True)
    reported_by = foreign("people.RoleAssignment", null=True)

    objects = AnnualFollowUpQuerySet.as_manager()

    class Meta:
        permissions = [("read_annualfollowup", "May read one yearly follow-up before it is sent on")]
        ordering = ["-year", "area__name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["area", "year"], name="follow_up_once_a_year"),
            models.CheckConstraint(
                condition=Q(status=FollowUpStatus.OPEN) | Q(collected_at__isnull=False),
                name="follow_up_collected_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["open", "collecting", "drafted"], adopted_on__isnull=True)
                | Q(adopted_on__isnull=False, adopted_by__isnull=False) & ~Q(adopted_at_meeting=""),
                name="follow_up_adopted_by_a_meeting",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["reported", "analysed_regional", "fed_back"])
                | Q(reported_at__isnull=False, reported_by__isnull=False),
                name="follow_up_reported_is_stamped",
            ),
        ]
        indexes = [models.Index(fields=["region", "status"])]

    def __str__(self):
        return str(self.year)


class WrittenText(RegionRow):
    """A text under its heading, saved while it is written; `version` guards two editors. [security 10]"""

    key: Any  # the heading, of each kind's own choices
    order = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True, max_length=LONG)
    version = models.PositiveIntegerField(default=0)
    saved_by = foreign("people.RoleAssignment", null=True)
    saved_at = models.DateTimeField(null=True)

    headings: type[models.TextChoices]
    helps: Mapping[Any, Any] = {}  # what to write under each heading
    compulsory: AbstractSet[Any] = frozenset()

    class Meta:
        abstract = True
        ordering = ["order"]

    def __str__(self):
        return self.heading

    @property
    def heading(self) -> str:
        return str(self.headings(self.key).label)

    @property
    def help(self) -> str:
        return str(self.helps[self.key])

    @property
    def is_compulsory(self) -> bool:
        return self.key in self.compulsory


class FollowUpSection(WrittenText):
    """One text of an area's report."""

    follow_up = foreign("followup.AnnualFollowUp", "sections")
    key = models.CharField(max_length=30, choices=Section.choices)
    headings, helps, compulsory = Section, HELP, COMPULSORY

    class Meta(WrittenText.Meta):
        constraints = [models.UniqueConstraint(fields=["follow_up", "key"], name="section_once_in_a_follow_up")]


class FollowUpComment(RegionRow):
    """What a member of the group says of a follow-up that is ready for the meeting. Append-only. [SM-9, F137]

    `section`: the text it is about; none for the whole.
    """

    follow_up = foreign("followup.AnnualFollowUp", "comments")
    section = models.CharField(max_length=30, choices=Section.choices, blank=True)
    text = models.TextField(max_length=COMMENT)
    by = foreign("people.RoleAssignment")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self):
        return self.get_section_display()


class RegionalReply(RegionRow):
    """What the regional level says of a follow-up sent on: its analysis, then the answer. Append-only. [SM-9]"""

    follow_up = foreign("followup.AnnualFollowUp", "replies")
    kind = models.CharField(max_length=10, choices=ReplyKind.choices)
    text = models.TextField(max_length=LONG)
    by = foreign("people.RoleAssignment")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["follow_up", "kind"], name="reply_once_of_a_kind")]

    def __str__(self):
        return self.get_kind_display()


class AnnualFollowUpGrant(Grant):
    """That one person may read a follow-up before it is sent on, for a reason and a time. [security 1]"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    content_object = foreign("followup.AnnualFollowUp", "grants")

    def __str__(self):
        return f"{self.content_object_id}: {self.user_id}"
