"""What someone has begun to write: the owner's only, for fourteen days. [security 10]"""

from django.db import models

from core import clock
from core.access.models import RegionRow

DRAFT_DAYS = 14


class Draft(RegionRow):
    """The answers so far of a wizard or form, by step. `key` says which one; one draft each and owner."""

    owner = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=60, blank=True)
    answers = models.JSONField(default=dict)
    saved_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "kind", "key"], name="one_draft_each")]
