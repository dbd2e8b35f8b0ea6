"""Those who decide for the child, and what one of them may not be told. [G-005, CS-07, security 2 row 14]"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.access.models import RegionRow
from sip.children.choices import BarReason, BarredItem, Custody
from sip.children.models.appointed import Appointed, appointment_is_whole
from sip.children.models.child import Child
from sip.children.models.speaking import Speaks


class Guardian(Speaks, Appointed, RegionRow):
    """A person with custody of the child, or who is expecting it; of one specially appointed, by which decision.

    [G-005, G-018]
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="guardians")
    name = models.CharField(_("Vårdnadshavarens namn"), max_length=200)
    custody = models.CharField(_("Vårdnad"), max_length=20, choices=Custody.choices, default=Custody.JOINT)
    phone = models.CharField(_("Telefon"), max_length=40, blank=True)
    valid_from = models.DateField(default=clock.today)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [appointment_is_whole("guardian_appointment_is_whole")]

    def __str__(self):
        return str(self.pk)


class GuardianBar(RegionRow):
    """One item that one guardian may not be told, from a day until a day or until ended. Set by staff. [facts 9.9]"""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="bars")
    guardian = models.ForeignKey(Guardian, on_delete=models.PROTECT, related_name="bars")
    item = models.CharField(max_length=20, choices=BarredItem.choices)
    reason = models.CharField(max_length=20, choices=BarReason.choices)
    valid_from = models.DateField(default=clock.today)
    valid_to = models.DateField(null=True)  # the last day it holds
    set_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    ended_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="bar_ends_after_it_begins"
            )
        ]
