"""A file that has been read and not yet taken in: what stood in its cells, for the one who read it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.access.models import RegionRow
from core.intake.columns import IntakeKind


class IntakeDraft(RegionRow):
    """Goes when its rows are taken in or thrown away, and within a day. `rows`: (number, text by column).

    `unread`: the headings that no column is known by.
    """

    kind = models.CharField(_("Slag"), max_length=10, choices=IntakeKind.choices)
    started_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    rows = models.JSONField()
    unread = models.JSONField(default=list)

    def __str__(self):
        return self.get_kind_display()
