"""The sittings of the individual forum: call, replies, minutes by template, decisions. [P-80..P-87]"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.access.models import RegionRow
from groups.meetings.called import Attendance, Reply
from sip.individual_forum.states import CancelReason, DecisionLevel, MinutesStatus, OccasionStatus, Outcome


class Occasion(RegionRow):
    """One sitting in a case. The forum clock ends at the first call. [P-83, DL-01]

    Moved it is the same sitting, on the same consent; `moved_from` is when it was last to begin. Cancelled it is
    never held, and what comes in its place is another sitting. [CS-10]
    """

    case = models.ForeignKey("sip.Case", on_delete=models.PROTECT, related_name="occasions")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=20, choices=OccasionStatus.choices, default=OccasionStatus.CALLED)
    starts_at = models.DateTimeField(_("Mötet börjar"))
    place = models.CharField(_("Plats"), max_length=200)
    family_present = models.BooleanField(_("Familjen är med"), default=False)
    is_deidentified = models.BooleanField(default=False)
    consent = models.ForeignKey("sip.Consent", on_delete=models.PROTECT, null=True, related_name="occasions")
    called_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    called_at = models.DateTimeField(default=clock.now)
    moved_at = models.DateTimeField(null=True)
    moved_from = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField(_("Varför mötet ställdes in"), max_length=20, choices=CancelReason, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="occasion_number_once_in_a_case"),
            models.CheckConstraint(
                condition=Q(is_deidentified=True, consent__isnull=True)
                | Q(is_deidentified=False, consent__isnull=False),
                name="occasion_rests_on_consent_or_is_deidentified",
            ),
            models.CheckConstraint(
                condition=Q(status="cancelled") | Q(cancel_reason="", cancelled_at__isnull=True),
                name="only_a_cancelled_occasion_says_why",
            ),
            models.CheckConstraint(
                condition=Q(moved_at__isnull=True, moved_from__isnull=True)
                | Q(moved_at__isnull=False, moved_from__isnull=False),
                name="moved_occasion_says_from_when",
            ),
        ]
        indexes = [
            models.Index(fields=["region", "case"], condition=Q(status="called"), name="occasion_ahead"),
        ]


class Call(RegionRow):
    """A manager, or a caseworker when needed, called to a sitting; the reply and who came. [S-25, F116]"""

    case = models.ForeignKey("sip.Case", on_delete=models.PROTECT, related_name="calls")
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="calls")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    assignment = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    has_mandate = models.BooleanField()
    reply = models.CharField(max_length=20, choices=Reply.choices, default=Reply.NONE)
    replied_at = models.DateTimeField(null=True)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="substitute", verbose_name=_("Ersätter")
    )
    attendance = models.CharField(max_length=20, choices=Attendance.choices, default=Attendance.UNKNOWN)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["occasion", "assignment"], name="called_once_to_an_occasion")]
        indexes = [
            models.Index(fields=["assignment", "occasion"]),
            models.Index(fields=["unit", "occasion"]),
            models.Index(fields=["assignment"], condition=Q(reply="none"), name="call_without_reply"),
        ]


class Minutes(RegionRow):
    """The minutes of a sitting by the region's template; locked by the database when approved. [001:L325-327]"""

    case = models.ForeignKey("sip.Case", on_delete=models.PROTECT, related_name="minutes")
    occasion = models.OneToOneField(Occasion, on_delete=models.PROTECT, related_name="minutes")
    template = models.ForeignKey("groups.MinutesTemplate", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=20, choices=MinutesStatus.choices, default=MinutesStatus.DRAFTED)
    approved_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status="drafted", approved_at__isnull=True)
                | Q(status="approved", approved_at__isnull=False, approved_by__isnull=False),
                name="minutes_approved_exactly_when_stamped",
            )
        ]


class MinutesSection(RegionRow):
    """One heading of the minutes, saved while it is written; `version` guards two editors. [security 10]

    `writers`: the assignments that have ever saved it, kept by the database; none of them approves. [security 2]
    """

    case = models.ForeignKey("sip.Case", on_delete=models.PROTECT, related_name="+")
    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="sections")
    key = models.CharField(max_length=50)
    order = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=200)
    help = models.CharField(max_length=500, blank=True)
    required = models.BooleanField(default=True)
    text = models.TextField(blank=True, max_length=20_000)
    version = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField(null=True)
    writers = ArrayField(models.UUIDField(), default=list, editable=False)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["minutes", "key"], name="section_once_in_minutes")]


class Decision(RegionRow):
    """What was decided, which unit answers, by when; followed up until done. [SM-2]"""

    case = models.ForeignKey("sip.Case", on_delete=models.PROTECT, related_name="decisions")
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, null=True, related_name="decisions")
    level = models.CharField(max_length=20, choices=DecisionLevel.choices, default=DecisionLevel.FORUM)
    text = models.TextField(_("Beslut"), max_length=2000)
    responsible_unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(_("Klart senast"))
    decided_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    done_on = models.DateField(_("Genomfört"), null=True)
    result = models.CharField(_("Resultat"), max_length=1000, blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level="steering") | Q(occasion__isnull=False), name="forum_decision_names_its_occasion"
            )
        ]
        indexes = [
            models.Index(
                fields=["responsible_unit", "due_on"], condition=Q(done_on__isnull=True), name="decision_to_follow_up"
            ),
        ]
