"""A decided value for a key of the region's profile: an area's own, or the whole region's. [domain 3.9, F2]"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.organisations.models.areas import Area
from core.organisations.models.deciding import TwoPersons
from core.organisations.models.units import Dated
from core.organisations.states import OverrideStatus
from core.regions.models import ends_after_start, never_twice


class ProfileOverride(TwoPersons, Dated):
    """From a day the key has this value; one administrator proposes, another decides. [security 2]

    Without an area it holds in the whole region, on top of the profile's file; an area may have its own for the
    starred keys. Values from the profile file stand as decided with `from_file`.
    """

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="overrides", null=True)
    key = models.CharField(_("Nyckel"), max_length=60)
    value = models.JSONField(_("Värde"))
    status = models.CharField(max_length=10, choices=OverrideStatus.choices, default=OverrideStatus.PROPOSED)
    reason = models.CharField(_("Skäl"), max_length=500, blank=True)
    from_file = models.BooleanField(default=False)

    class Meta:
        constraints = [
            ends_after_start("override_ends_after_it_starts"),
            never_twice("override_once_a_day", "region", "area", "key", condition=Q(status=OverrideStatus.APPROVED)),
            never_twice(
                "override_of_the_region_once_a_day",
                "region",
                "key",
                condition=Q(area__isnull=True, status=OverrideStatus.APPROVED),
            ),
            models.CheckConstraint(
                condition=Q(from_file=True, proposed_user__isnull=True)
                | Q(from_file=False, proposed_user__isnull=False, proposed_by__isnull=False),
                name="override_proposed_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(status=OverrideStatus.APPROVED) | Q(from_file=True) | Q(approved_user__isnull=False),
                name="override_approved_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(approved_user__isnull=True) | ~Q(approved_user=F("proposed_user")),
                name="override_approved_by_another",
            ),
        ]

    def __str__(self):
        return f"{self.key} ({self.valid_from})"
