"""Who has been asked to read what a forum has made known, and who has said that it is read. [F67, AG-12]"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.access.models import RegionRow
from groups.meetings.models import by


class Receipt(RegionRow):
    """Läskvitto: one person and one exact version of something; confirmed once and never taken back.

    What it is of stands as `about_kind` and `about_id`, as in a notice; `forum` is whose it is, and who follows up.
    """

    forum = models.ForeignKey("groups.Forum", on_delete=models.PROTECT, related_name="+")
    about_kind = models.CharField(max_length=40)
    about_id = models.UUIDField()
    assignment = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    asked_by = by()
    asked_on = models.DateField(_("Ombedd"))
    reminded_on = models.DateField(_("Påmind"), null=True)
    read_at = models.DateTimeField(_("Läst"), null=True)

    class Meta:
        ordering = ["assignment__person__family_name", "assignment__person__given_name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["about_kind", "about_id", "assignment"], name="receipt_asked_for_once"),
            models.CheckConstraint(
                condition=Q(reminded_on__isnull=True) | Q(reminded_on__gte=F("asked_on")),
                name="receipt_reminded_after_it_was_asked_for",
            ),
        ]
        indexes = [
            models.Index(fields=["region", "assignment"], condition=Q(read_at__isnull=True), name="receipt_to_read")
        ]

    def __str__(self):
        return f"{self.about_kind} {self.about_id}"
