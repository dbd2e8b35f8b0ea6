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


class FormKey(RegionRow):
    """A form's one-time key and what its first sending led to: the second answer equals the first. [security 10]"""

    owner = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField()
    result_url = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "key"], name="form_key_once")]
