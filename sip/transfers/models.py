"""Information passed from one unit to named others, without a forum case and without a plan. [P-13, CS-03, F106]"""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sip.transfers.states import TransferStatus


class Transfer(models.Model):
    """That a unit passes information about a child on; what, stands in its pieces, and on what, in consents.

    The row says nothing of the child. Days are local dates.
    """

    case = models.OneToOneField("sip.Case", on_delete=models.PROTECT, primary_key=True, related_name="transfer")
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    district = models.ForeignKey("organisations.District", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=20, choices=TransferStatus.choices, default=TransferStatus.OPEN)
    starting_unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    started_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    need_noticed_on = models.DateField(_("Behovet uppmärksammades"))
    started_on = models.DateField(_("Påbörjades"))
    ended_on = models.DateField(_("Avslutades"), null=True)

    is_transfer = True  # what pages that know of cases and plans too call it

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status="open", ended_on__isnull=True) | (~Q(status="open") & Q(ended_on__isnull=False)),
                name="transfer_ended_exactly_when_stamped",
            ),
            models.CheckConstraint(
                condition=Q(need_noticed_on__lte=models.F("started_on")), name="transfer_started_after_its_need"
            ),
        ]
        indexes = [models.Index(fields=["region", "started_on", "case"], name="transfer_by_day")]

    def __str__(self):
        return str(self.case_id)

    def get_absolute_url(self) -> str:
        return reverse("sip:transfer_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status == TransferStatus.OPEN
