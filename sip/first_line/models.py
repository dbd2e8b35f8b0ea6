"""A unit that does not call a SIP itself asks one of the first line to, and is answered. [P-33, 004:L1003-1009]"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access.models import RegionRow
from sip.first_line.states import AskStatus, WhyNot


class FirstLineAsk(RegionRow):
    """Begäran till första linjen om att ta initiativ till en SIP. Why it is needed stands in the transfer whose case it
    shares, and is read once the family has consented; `sent_on` is that day.
    """

    case = models.OneToOneField("sip.Case", on_delete=models.PROTECT, related_name="first_line_ask")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    receiving_unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=20, choices=AskStatus.choices, default=AskStatus.ASKED)
    sent_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, null=True, related_name="+")
    why_not = models.CharField(_("Varför tas det inte upp?"), max_length=20, choices=WhyNot.choices, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status="asked", answered_on__isnull=True, answered_by__isnull=True, why_not="")
                | Q(status="taken_up", answered_on__isnull=False, answered_by__isnull=False, why_not="")
                | Q(status="declined", answered_on__isnull=False, answered_by__isnull=False) & ~Q(why_not=""),
                name="first_line_answered_exactly_when_stamped",
            ),
            models.CheckConstraint(
                condition=Q(status="asked") | Q(sent_on__isnull=False), name="first_line_answered_when_sent"
            ),
        ]
