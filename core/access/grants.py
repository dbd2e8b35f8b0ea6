"""Explicit, reasoned, time-limited grants on single objects outside `sip/`. [security 1]

A grant is a row of django-guardian's direct-foreign-key form. It is never the only gate, and the queryset
itself compares the dates.
"""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q
from guardian.models import UserObjectPermissionAbstract, UserObjectPermissionBase

from core import clock

__all__ = ["Grant", "UserObjectPermissionAbstract", "granted"]


class Grant(UserObjectPermissionBase):
    """Who may reach one object beyond the ordinary, given by whom, why, and until when.

    A subclass adds `content_object`, the direct foreign key.
    """

    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    giver = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    valid_from = models.DateTimeField(default=clock.now)
    valid_until = models.DateTimeField()

    class Meta(UserObjectPermissionBase.Meta):
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(valid_until__gt=F("valid_from")), name="%(class)s_ends"),
            models.CheckConstraint(condition=~Q(reason=""), name="%(class)s_has_a_reason"),
        ]

    def is_live(self, at: datetime) -> bool:
        return self.valid_from <= at < self.valid_until


def granted(model: type[Grant], user_id: Any, codename: str, at: datetime) -> models.QuerySet:
    """Ids of the objects the user holds a live grant on."""
    rows: models.QuerySet = model.objects.filter(
        user_id=user_id, permission__codename=codename, valid_from__lte=at, valid_until__gt=at
    )
    return rows.values("content_object")
