"""A question about times, before the call: what a manager is asked tells of no case. [P-83b]"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access.models import RegionRow


class TimeQuestion(RegionRow):
    """What one manager is asked and answers: the district, the times, by when. No code, no child, no other unit.

    `suits`: the times that suit, empty when none does; None before the answer. `until`: the last of the times, after
    which nobody is asked. `closed_at`: the call has been sent, or the case has ended.
    """

    district = models.ForeignKey("organisations.District", on_delete=models.PROTECT, related_name="+")
    sent_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    times = ArrayField(models.DateTimeField(), verbose_name=_("Föreslagna tider"))
    until = models.DateTimeField()
    reply_by = models.DateField(_("Svara senast"))
    suits = ArrayField(models.DateTimeField(), null=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(suits__isnull=True, answered_at__isnull=True)
                | Q(suits__isnull=False, answered_at__isnull=False),
                name="time_question_answered_with_its_times",
            ),
        ]
        indexes = [
            models.Index(fields=["receiver"], condition=Q(answered_at=None, closed_at=None), name="time_question_open")
        ]


class TimeEnquiry(RegionRow):
    """Which case a question was sent for: seen by those who see the case, never by the one who is asked."""

    case = models.ForeignKey("sip.Case", on_delete=models.PROTECT, related_name="time_enquiries")
    question = models.OneToOneField(TimeQuestion, on_delete=models.PROTECT, related_name="enquiry")

    class Meta:
        indexes = [models.Index(fields=["case"], name="time_enquiry_of_case")]
