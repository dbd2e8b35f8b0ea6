"""A unit asks the SIP coordinators of an area for help. What it asks tells of no child. [F104]"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access.models import RegionRow
from sip.pool.states import AskStatus, DeclineReason, Help


class PoolAsk(RegionRow):
    """Förfrågan om stöd. `case_code` is a plan's code as text, "" for help that is about no plan.

    Who answers learns the code and what help is needed. The plan itself is opened by a consent that covers the
    coordinator's unit, as for anybody else, never by this row.
    """

    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("Vilken hjälp?"), max_length=20, choices=Help.choices)
    case_code = models.CharField(_("Planens kod"), max_length=12, blank=True)
    needed_by = models.DateField(_("Behövs senast"))
    status = models.CharField(max_length=20, choices=AskStatus.choices, default=AskStatus.ASKED)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, null=True, related_name="+")
    coordinator = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, null=True, related_name="+")
    decline_reason = models.CharField(_("Varför?"), max_length=20, choices=DeclineReason.choices, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["asked", "withdrawn"])
                | Q(status="assigned", coordinator__isnull=False, answered_by__isnull=False)
                | Q(status="declined", answered_by__isnull=False) & ~Q(decline_reason=""),
                name="pool_answered_by_somebody_with_what",
            ),
        ]
        indexes = [
            models.Index(fields=["area", "status"], name="pool_asks_of_area"),
            models.Index(fields=["unit", "status"], name="pool_asks_of_unit"),
        ]

    @property
    def is_open(self) -> bool:
        return self.status in (AskStatus.ASKED, AskStatus.ASSIGNED)
