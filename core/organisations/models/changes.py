"""What administrators decide of areas and units, and which unit became which. [F4-F8, S-04]"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.access.models import RegionRow
from core.organisations.choices import ChangeKind, LinkKind
from core.organisations.models.deciding import TwoPersons
from core.organisations.models.units import Unit
from core.organisations.states import OverrideStatus


class StructureChange(TwoPersons, RegionRow):
    """From a day an area, a principal or a unit is added, named, moved, split, merged or ended. [S-04]

    `said`: what was filled in, rows by their ids. `holds`: «id field» for each thing that was decided so, which a later
    file of the region leaves as it is. `about`: the rows it made, changed or ended, whose history it is.
    """

    kind = models.CharField(_("Vad"), max_length=20, choices=ChangeKind.choices)
    on = models.DateField(_("Från och med"))
    said = models.JSONField(default=dict)
    reason = models.CharField(_("Skäl"), max_length=500)
    status = models.CharField(max_length=10, choices=OverrideStatus.choices, default=OverrideStatus.PROPOSED)
    holds = models.JSONField(default=list)
    about = models.JSONField(default=list)
    proposed_user = models.UUIDField()
    proposed_person = models.UUIDField(null=True)
    proposed_by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=OverrideStatus.APPROVED) | Q(approved_user__isnull=False),
                name="structure_approved_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(approved_user__isnull=True) | ~Q(approved_user=F("proposed_user")),
                name="structure_approved_by_another",
            ),
        ]
        indexes = [models.Index(fields=["region", "status"], name="structure_waiting")]

    def __str__(self):
        return f"{self.kind} ({self.on})"


class UnitLink(RegionRow):
    """That one unit came from another on a day, the successor's first. [S-04]"""

    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="links_onward")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="links_back")
    kind = models.CharField(_("Slag"), max_length=10, choices=LinkKind.choices)
    on = models.DateField(_("Dag"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="unit_link_once"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="unit_link_between_two"),
        ]

    def __str__(self):
        return f"{self.predecessor_id} → {self.successor_id}"
