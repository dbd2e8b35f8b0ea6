"""The ground of every row: an id that tells nothing and the moment it was made."""

import uuid

from django.db import models

from core import clock


class Row(models.Model):
    """A row with a random key made here, never by the database. [security 3]"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        abstract = True


class RegionRow(Row):
    """A row that belongs to one region, the hard wall between tenants."""

    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
