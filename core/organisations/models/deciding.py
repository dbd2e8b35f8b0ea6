"""One administrator asks, another decides: what that leaves behind. [security 2]"""

from django.db import models


class TwoPersons(models.Model):
    """Who proposed and decided: user and assignment (ids, since people stand above) with the name as it was."""

    proposed_user = models.UUIDField(null=True)
    proposed_person = models.UUIDField(null=True)
    proposed_by = models.UUIDField(null=True)
    proposed_name = models.CharField(max_length=200, blank=True)
    approved_user = models.UUIDField(null=True)
    approved_by = models.UUIDField(null=True)
    approved_name = models.CharField(max_length=200, blank=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
