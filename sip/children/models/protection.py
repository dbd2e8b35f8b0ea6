"""That a child's data are protected in the population register. [facts 6, 9.33]"""

from django.db import models
from django.db.models import F, Q

from core import clock
from core.access.models import RegionRow
from sip.children.choices import Protection, ProtectionSource
from sip.children.models.child import Child
from sip.children.models.guardians import Guardian


class ProtectedData(RegionRow):
    """One kind of protection, dated. `hidden_from` is the guardian whom it protects from, where it is one of them.

    An assumed identity is never a row: nothing here may tell it, nor lead from one identity to the other.
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="protections")
    kind = models.CharField(max_length=20, choices=Protection.choices)
    source = models.CharField(max_length=20, choices=ProtectionSource.choices)
    hidden_from = models.ForeignKey(Guardian, on_delete=models.PROTECT, null=True, related_name="+")
    valid_from = models.DateField(default=clock.today)
    valid_to = models.DateField(null=True)  # the last day it holds
    set_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    ended_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=("secrecy", "registration")), name="protection_of_an_identity_in_the_register"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="protection_ends_after_it_begins"
            ),
        ]
