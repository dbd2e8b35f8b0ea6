"""A worker's open work goes over to a colleague of the same unit. [facts 9.18]"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.access.models import RegionRow
from sip.takeover.choices import TakeoverReason


class Takeover(RegionRow):
    """Övertagande: who handed whose work to whom, why, and until when. Written once; what went over is in the log.

    `until` is the last day of one that is for a time: the colleague then sees no more, and the giver sees all along.
    The row names nobody but staff.
    """

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    giver = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("Varför?"), max_length=20, choices=TakeoverReason.choices)
    until = models.DateField(_("Till och med"), null=True)
    made_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(giver=F("receiver")), name="taken_over_by_another"),
        ]
        indexes = [models.Index(fields=["receiver", "created_at"])]
