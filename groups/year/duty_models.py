"""Whether a group does what it is to see to, as it was noted for a year. [F46]"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.access.models import RegionRow
from groups.meetings.models import by
from groups.year.models import optional


class DutyState(models.TextChoices):
    KEPT = "kept", pgettext_lazy("en uppgift", "Görs")
    PARTLY = "partly", pgettext_lazy("en uppgift", "Görs delvis")
    NOT_KEPT = "not_kept", pgettext_lazy("en uppgift", "Görs inte")


class DutyNote(RegionRow):
    """What was said of one duty for a year, with its proof; never changed, the last one counts. `duty`: its key."""

    forum = models.ForeignKey("groups.Forum", on_delete=models.PROTECT, related_name="duty_notes")
    year = models.PositiveSmallIntegerField(_("År"))
    duty = models.SlugField(max_length=40)
    state = models.CharField(_("Läge"), max_length=10, choices=DutyState.choices)
    text = models.TextField(_("Hur ni vet det"), max_length=2000)
    noted_by = by()
    meeting = optional("groups.Meeting")
    routine = optional("groups.RoutineVersion")
    agreement = optional("groups.Agreement")
    plan = optional("groups.ActionPlan")

    class Meta:
        ordering = ["-year", "-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(meeting__isnull=True, routine__isnull=True, agreement__isnull=True)
                | Q(meeting__isnull=True, routine__isnull=True, plan__isnull=True)
                | Q(meeting__isnull=True, agreement__isnull=True, plan__isnull=True)
                | Q(routine__isnull=True, agreement__isnull=True, plan__isnull=True),
                name="duty_note_with_one_proof_at_most",
            ),
        ]
        indexes = [models.Index(fields=["region", "forum", "year"])]

    def __str__(self):
        return self.duty
