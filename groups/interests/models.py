"""Whether a group's decision concerns children, and how their best interests were assessed. [F52, G-014]"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from groups.meetings.models import AgendaItem, ForumDecision, Part, by


class Concerns(models.TextChoices):
    """What is said of a decision; nothing said is no row."""

    ASSESSED = "assessed", pgettext_lazy("ett beslut", "Barnets bästa är prövat")
    LACKING = "lacking", pgettext_lazy("ett beslut", "Barnets bästa är inte prövat")
    NOBODY = "nobody", pgettext_lazy("ett beslut", "Rör inte barn")


class BestInterests(Part):
    """Prövning av barnets bästa: changed until the minutes are locked. Of children as a group, never of one child."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="+")
    decision = models.OneToOneField(ForumDecision, on_delete=models.PROTECT, related_name="interests")
    concerns = models.CharField(max_length=10, choices=Concerns.choices)
    investigated = models.TextField(_("Så är det utrett"), max_length=3000, blank=True)
    weighed = models.TextField(_("Så är det vägt mot annat"), max_length=3000, blank=True)
    considered = models.TextField(_("Så märks det i beslutet"), max_length=3000, blank=True)
    asked = models.TextField(_("Barns åsikter"), max_length=3000, blank=True)
    mattered = models.TextField(_("Vad åsikterna betydde"), max_length=3000, blank=True)
    noted_by = by()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(concerns="assessed")
                & ~Q(investigated="")
                & ~Q(weighed="")
                & ~Q(considered="")
                & ~Q(asked="")
                | ~Q(concerns="assessed") & Q(investigated="", weighed="", considered="", asked="", mattered=""),
                name="interests_assessed_exactly_with_words",
            )
        ]


TEXTS = ("investigated", "weighed", "considered", "asked", "mattered")
