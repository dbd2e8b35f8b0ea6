"""A sitting of a forum: its call and replies, the agenda, what was written, decided and taken on. [SM-5, F31-F35]

No row of these is about a child: a text that names one is refused before it is saved. [P-96]
"""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock
from core.access.models import RegionRow
from groups.meetings.called import Attendance, Reply
from groups.meetings.querysets import ItemQuerySet, MeetingQuerySet, StruckQuerySet
from groups.meetings.states import ItemOrigin, ItemOutcome, ItemPurpose, MeetingStatus, Place

NOTE_LENGTH = 20_000


def by(**options: Any) -> models.ForeignKey:
    """Who did it: the assignment under which it was done."""
    return models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+", **options)


class Meeting(RegionRow):
    """Möte: one sitting of a forum. `year` and `number` say which of the body's year, «möte 3 2026». [G-108]

    `sequence` counts each change of time or place after the call, as calendars want it.
    """

    forum = models.ForeignKey("groups.Forum", on_delete=models.PROTECT, related_name="meetings")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=20, choices=MeetingStatus.choices, default=MeetingStatus.PLANNED)
    starts_at = models.DateTimeField(_("Börjar"))
    ends_at = models.DateTimeField(_("Slutar"))
    place = models.CharField(_("Plats"), max_length=200, blank=True)
    theme = models.CharField(_("Tema"), max_length=200, blank=True)
    chair = by(null=True, verbose_name=_("Ordförande"))
    recorder = by(null=True, verbose_name=_("Sekreterare"))
    planned_by = by()
    sequence = models.PositiveSmallIntegerField(default=0)
    called_at = models.DateTimeField(null=True)
    called_by = by(null=True)
    held_on = models.DateField(_("Hölls"), null=True)
    approved_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField(_("Varför mötet ställs in"), max_length=300, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "year", "number"], name="meeting_number_once_in_a_year"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(status__in=["planned", "cancelled"]) | Q(called_at__isnull=False, called_by__isnull=False),
                name="meeting_called_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["planned", "called", "cancelled"], held_on__isnull=True)
                | ~Q(status__in=["planned", "called", "cancelled"]) & Q(held_on__isnull=False),
                name="meeting_held_exactly_with_its_day",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["minutes_approved", "disseminated"], approved_at__isnull=False)
                | ~Q(status__in=["minutes_approved", "disseminated"]) & Q(approved_at__isnull=True),
                name="meeting_approved_exactly_when_stamped",
            ),
            models.CheckConstraint(
                condition=Q(status="cancelled", cancelled_at__isnull=False) & ~Q(cancel_reason="")
                | ~Q(status="cancelled") & Q(cancelled_at__isnull=True, cancel_reason=""),
                name="meeting_cancelled_exactly_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["region", "forum", "starts_at"]),
            models.Index(fields=["region", "starts_at"], condition=Q(status__in=["planned", "called"]), name="ahead"),
        ]

    def __str__(self):
        return f"{self.number}/{self.year}"


class Part(RegionRow):
    """What belongs to a meeting; the forum stands on each row, so that the wall asks by it."""

    forum = models.ForeignKey("groups.Forum", on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="%(class)s_rows")

    class Meta:
        abstract = True


class Invitation(Part):
    """Kallelse: one who is called, in which place, the answer, and who came. [F23, F26, F33]

    A substitute has a row of its own that `replaces` the one it stands in for. Whoever is co-opted for one `item` reads
    that item alone.
    """

    assignment = by()
    item = models.ForeignKey("groups.AgendaItem", on_delete=models.PROTECT, null=True, related_name="co_opted")
    place = models.CharField(max_length=10, choices=Place.choices, default=Place.MEMBER)
    membership = models.ForeignKey("groups.Membership", on_delete=models.PROTECT, null=True, related_name="+")
    reply = models.CharField(max_length=20, choices=Reply.choices, default=Reply.NONE)
    replied_at = models.DateTimeField(null=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="substitute")
    attendance = models.CharField(max_length=20, choices=Attendance.choices, default=Attendance.UNKNOWN)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "assignment"], name="called_once_to_a_meeting"),
            models.CheckConstraint(
                condition=Q(place="substitute", replaces__isnull=False)
                | ~Q(place="substitute") & Q(replaces__isnull=True),
                name="substitute_stands_in_for_somebody",
            ),
        ]
        indexes = [models.Index(fields=["assignment", "meeting"])]


class AgendaItem(Part):
    """Punkt: what is to be taken up and why, what was said, and what became of it. [G-109, S-22, F29, F32]

    `note` is written at the table, guarded by `version`. A confidential item is read by its readers alone. What the
    group has no mandate for is referred to another forum, or in words to a principal. `origin` stands on a heading that
    came by itself.
    """

    order = models.PositiveSmallIntegerField()
    title = models.CharField(pgettext_lazy("på dagordningen", "Rubrik"), max_length=200)
    background = models.TextField(_("Bakgrund"), max_length=5000, blank=True)
    purpose = models.CharField(_("Syfte"), max_length=10, choices=ItemPurpose.choices, default=ItemPurpose.DISCUSS)
    minutes = models.PositiveSmallIntegerField(_("Tid i minuter"), null=True)
    responsible = by(null=True, verbose_name=_("Föredragande"))
    is_confidential = models.BooleanField(_("Visas bara för dem som berörs"), default=False)
    origin = models.CharField(max_length=10, choices=ItemOrigin.choices, blank=True, default="")
    carried_from = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="carried_to")
    outcome = models.CharField(max_length=10, choices=ItemOutcome.choices, default=ItemOutcome.NONE)
    referred_to = models.ForeignKey("groups.Forum", on_delete=models.PROTECT, null=True, related_name="+")
    referred_text = models.CharField(_("Lämnas vidare till"), max_length=200, blank=True)
    note = models.TextField(max_length=NOTE_LENGTH, blank=True)
    version = models.PositiveIntegerField(default=0)
    saved_by = by(null=True)
    saved_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["order", "created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="referred") & (Q(referred_to__isnull=False) | ~Q(referred_text=""))
                | ~Q(outcome="referred") & Q(referred_to__isnull=True, referred_text=""),
                name="item_referred_exactly_with_a_receiver",
            ),
            models.CheckConstraint(condition=~Q(carried_from=F("id")), name="item_not_carried_from_itself"),
        ]

    def __str__(self):
        return self.title


class ItemReader(Part):
    """One who may read a confidential item."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="readers")
    assignment = by()
    added_by = by()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "assignment"], name="reader_of_an_item_once")]


class NoteRevision(Part):
    """What stood in an item's note after each save; never changed. [S-69]"""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="revisions")
    version = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    saved_by = by()
    saved_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["item", "version"], name="revision_once")]


class ForumDecision(Part):
    """Beslut: numbered in its body's year, «2026:14». Struck out, never taken away, until the minutes are locked.

    `lacking` are the seats that were asked for and had nobody with a mandate at the table. [S-21, X-20]
    """

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="decisions")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    text = models.TextField(_("Beslut"), max_length=5000)
    lacking = models.JSONField(default=list)
    recorded_by = by()
    struck_at = models.DateTimeField(null=True)

    objects = StruckQuerySet.as_manager()

    class Meta:
        ordering = ["year", "number"]
        constraints = [models.UniqueConstraint(fields=["forum", "year", "number"], name="decision_number_once")]

    def __str__(self):
        return f"{self.year}:{self.number}"


class ActionItem(Part):
    """Åtgärd: what somebody has taken on, by when; it comes back to each agenda until it is done. [F35]"""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="actions")
    text = models.TextField(_("Vad som ska göras"), max_length=2000)
    responsible = by(verbose_name=_("Ansvarar"))
    due_on = models.DateField(_("Klart senast"))
    recorded_by = by()
    struck_at = models.DateTimeField(null=True)
    done_on = models.DateField(_("Gjort"), null=True)
    result = models.CharField(_("Resultat"), max_length=1000, blank=True)
    done_by = by(null=True)

    objects = StruckQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, done_by__isnull=True, result="")
                | Q(done_on__isnull=False, done_by__isnull=False),
                name="action_done_has_its_day",
            )
        ]
        indexes = [
            models.Index(
                fields=["forum", "due_on"],
                condition=Q(done_on__isnull=True, struck_at__isnull=True),
                name="action_of_a_forum_open",
            ),
            models.Index(
                fields=["responsible", "due_on"],
                condition=Q(done_on__isnull=True, struck_at__isnull=True),
                name="action_of_one_open",
            ),
        ]


class Approval(Part):
    """Justering: one who is to approve the minutes, and when it was done; released when others were. [001:L325-327]"""

    assignment = by()
    approved_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "assignment"], name="approver_of_a_meeting_once")]


class Addendum(Part):
    """Tillägg: what is set right in minutes that are locked; never changed. [S-69]"""

    text = models.TextField(_("Tillägg"), max_length=5000)
    written_by = by()

    class Meta:
        ordering = ["created_at", "id"]


class PassedOn(Part):
    """Förmedla och förankra: a member of an approved meeting; when it was passed on at home, to whom. [S-70, DL-24]"""

    assignment = by()
    due_from = models.DateField()
    passed_on = models.DateField(_("Fördes vidare"), null=True)
    passed_to = models.CharField(_("Till vilka"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Information att föra vidare")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "assignment"], name="passed_on_once_by_each"),
            models.CheckConstraint(
                condition=Q(passed_on__isnull=True, passed_to="") | Q(passed_on__isnull=False) & ~Q(passed_to=""),
                name="passed_on_says_to_whom",
            ),
        ]
