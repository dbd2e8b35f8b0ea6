"""What a child is told apart by: dated, never overwritten. [facts 6, 9.32, 9.34]"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.access.models import RegionRow
from core.crypto import EncryptedField
from sip.children.choices import IdentifierKind
from sip.children.models.child import Child
from sip.children.states import ChangeStatus


class ChildIdentifier(RegionRow):
    """A dated number of the child: encrypted, found through a keyed index of the principal. [security 10]"""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="identifiers")
    kind = models.CharField(max_length=30, choices=IdentifierKind.choices)
    value = EncryptedField()
    value_index = models.CharField(max_length=64)
    issuer = models.CharField(_("Vem har gett numret?"), max_length=100, blank=True, default="")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["value_index"])]


class NumberChange(RegionRow):
    """Another number of the state's, entered by one and confirmed by a second person of the unit. [facts 9.34]"""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="number_changes")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30, choices=IdentifierKind.choices)
    value = EncryptedField()
    valid_from = models.DateField()
    status = models.CharField(max_length=20, choices=ChangeStatus.choices, default=ChangeStatus.PROPOSED)
    proposed_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status="proposed", decided_by=None, decided_at=None)
                | (~Q(status="proposed") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="number_change_decided_exactly_when_stamped",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")),
                name="number_change_decided_by_another",
            ),
        ]
