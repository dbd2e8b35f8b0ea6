"""A way for one's own calendar to fetch when one meets; taken back at any time. [F31, security 7]"""

from django.db import models
from django.db.models import Q

from core.access.models import RegionRow


class CalendarFeed(RegionRow):
    """Kalenderflöde: an address that tells times and nothing else. Of its secret only the hash is kept."""

    assignment = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"], condition=Q(closed_at__isnull=True), name="one_open_feed_of_an_assignment"
            )
        ]
