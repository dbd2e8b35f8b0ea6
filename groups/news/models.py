"""What a unit tells its partners of a change that touches their work together. Never about a child. [F51, DL-48]"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.access.models import RegionRow
from groups.meetings.models import by


class NewsKind(models.TextChoices):
    MOVED = "moved", _("Flytt eller ny lokal")
    CONTACT = "contact", _("Ny väg in eller ny funktionsbrevlåda")
    PEOPLE = "people", _("Ny chef eller kontaktperson")
    MISSION = "mission", _("Ändrat uppdrag eller ändrad målgrupp")
    STARTS = "starts", _("Ny verksamhet")
    ENDS = "ends", _("Verksamheten upphör eller slås ihop")
    OTHER = "other", pgettext_lazy("en förändring", "Annat")


class UnitNews(RegionRow):
    """Besked om en förändring: from which day, and who told. Who has read it stands in receipts. [000:L337-340]"""

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(pgettext_lazy("en förändring", "Slag"), max_length=10, choices=NewsKind.choices)
    title = models.CharField(_("Vad som ändras"), max_length=200)
    text = models.TextField(_("Vad det betyder för andra"), max_length=2000)
    from_day = models.DateField(_("Från och med"))
    told_by = by()
    told_on = models.DateField(_("Berättades"))
    withdrawn_on = models.DateField(null=True)

    class Meta:
        ordering = ["-told_on", "-created_at", "id"]
        indexes = [
            models.Index(fields=["region", "unit"], name="news_of_a_unit"),
            models.Index(fields=["region", "told_on"], name="news_by_day"),
        ]

    def __str__(self):
        return self.title
