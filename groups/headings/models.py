"""What a group itself takes up at each meeting, beside the region's template. Never about a child. [F32, P-96]"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.access.models import RegionRow
from groups.meetings.models import by
from groups.meetings.states import ItemPurpose


class StandingHeading(RegionRow):
    """Stående punkt: a heading that each new agenda of the forum begins with, until it is ended. [003:L3078-3080]"""

    forum = models.ForeignKey("groups.Forum", on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(pgettext_lazy("på dagordningen", "Rubrik"), max_length=200)
    background = models.CharField(_("Bakgrund"), max_length=1000, blank=True)
    purpose = models.CharField(_("Syfte"), max_length=10, choices=ItemPurpose.choices, default=ItemPurpose.DISCUSS)
    minutes = models.PositiveSmallIntegerField(_("Tid i minuter"), null=True)
    added_by = by()
    ended_on = models.DateField(null=True)

    class Meta:
        ordering = ["order", "created_at", "id"]
        indexes = [models.Index(fields=["region", "forum", "order"], name="standing_heading_of_a_forum")]

    def __str__(self):
        return self.title
