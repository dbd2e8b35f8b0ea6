"""The SIP meetings: the call with its question, who is called and answers, who came. [F79, F80]"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.access.models import RegionRow
from groups.meetings.called import Reply
from sip.plans.choices import Attendance, RefusalReason
from sip.plans.states import MeetingKind, MeetingStatus


class PlanMeeting(RegionRow):
    """A meeting where the plan is made or followed up. [G-121]"""

    case = models.ForeignKey("sip.Case", on_delete=models.PROTECT, related_name="plan_meetings")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=MeetingKind.choices)
    status = models.CharField(max_length=20, choices=MeetingStatus.choices, default=MeetingStatus.CALLED)
    question = models.TextField(_("Frågan till mötet"), max_length=2000)
    starts_at = models.DateTimeField(_("Mötet börjar"))
    minutes = models.PositiveSmallIntegerField(_("Hur länge, i minuter"), default=60)
    place = models.CharField(_("Plats eller videolänk"), max_length=300)
    reply_by = models.DateField(_("Svara senast"), null=True)
    interpreter = models.CharField(_("Tolk"), max_length=100, blank=True)
    adaptations = models.CharField(_("Anpassningar för barnet"), max_length=500, blank=True)
    facilitator = models.CharField(_("Mötesledare utifrån"), max_length=200, blank=True)
    called_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    called_at = models.DateTimeField(default=clock.now)
    held_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, null=True, related_name="+")
    child_present = models.BooleanField(_("Barnet var med"), null=True)
    guardians_present = models.BooleanField(_("Vårdnadshavarna var med"), null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="plan_meeting_number_once_in_a_case"),
            models.CheckConstraint(
                condition=Q(status="held", held_at__isnull=False) | (~Q(status="held") & Q(held_at__isnull=True)),
                name="plan_meeting_held_exactly_when_stamped",
            ),
            models.CheckConstraint(
                condition=Q(status="cancelled") | Q(cancelled_at__isnull=True, cancelled_by__isnull=True),
                name="only_a_cancelled_plan_meeting_says_when",
            ),
        ]


class PlanInvitation(RegionRow):
    """Somebody is called to a SIP meeting; the answer, the substitute, the mandate, and whether they came. [P-42]"""

    case = models.ForeignKey("sip.Case", on_delete=models.PROTECT, related_name="plan_invitations")
    meeting = models.ForeignKey(PlanMeeting, on_delete=models.PROTECT, related_name="invitations")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    assignment = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    has_mandate = models.BooleanField()
    has_contact = models.BooleanField(_("Har pågående kontakt med barnet"), null=True)  # asked of specialist care
    reply = models.CharField(max_length=20, choices=Reply.choices, default=Reply.NONE)
    refusal_reason = models.CharField(max_length=20, choices=RefusalReason.choices, blank=True)
    replied_at = models.DateTimeField(null=True)
    preparation = models.CharField(_("Det här tar jag med till mötet"), max_length=2000, blank=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="substitute")
    attendance = models.CharField(max_length=20, choices=Attendance.choices, default=Attendance.UNKNOWN)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "assignment"], name="invited_once_to_a_plan_meeting"),
            models.CheckConstraint(
                condition=~Q(reply="no") | ~Q(refusal_reason=""), name="invitation_refused_with_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["assignment", "reply"])]
