"""What a group has held together, who came from each principal, and that a unit has taken the course about SIP. [F50]

No row names anybody who came: participants are counts.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.access.models import RegionRow
from groups.meetings.models import by


class TrainingKind(models.TextChoices):
    TRAINING = "training", pgettext_lazy("gemensamt", "Utbildning")
    ACTIVITY = "activity", pgettext_lazy("gemensamt", "Annan gemensam aktivitet")


class Training(RegionRow):
    """Gemensam utbildning eller aktivitet, noted when it has been. [000:L205-206][003:L3094-3096]"""

    forum = models.ForeignKey("groups.Forum", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(pgettext_lazy("gemensamt", "Slag"), max_length=10, choices=TrainingKind.choices)
    title = models.CharField(_("Vad det var"), max_length=200)
    text = models.TextField(_("Vad det gav"), max_length=2000, blank=True)
    held_on = models.DateField(_("Hölls"))
    noted_by = by()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-held_on", "id"]
        constraints = [models.UniqueConstraint(fields=["forum", "id"], name="training_forum_key")]
        indexes = [models.Index(fields=["region", "forum", "held_on"])]

    def __str__(self):
        return self.title


class TrainingGroup(RegionRow):
    """How many came from one principal."""

    forum = models.ForeignKey("groups.Forum", on_delete=models.PROTECT, related_name="+")
    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="groups")
    principal = models.ForeignKey("organisations.Principal", on_delete=models.PROTECT, related_name="+")
    people = models.PositiveSmallIntegerField(_("Deltagare"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["training", "principal"], name="principal_of_a_training_once"),
            models.CheckConstraint(condition=Q(people__gte=1), name="somebody_came_from_a_principal"),
        ]


class CourseTaken(RegionRow):
    """Webbkursen om SIP: so many of a unit's staff have taken it, said by one of the unit. [001:L109-113]

    A new row each time it is said; the last one holds.
    """

    forum = models.ForeignKey("groups.Forum", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    taken = models.PositiveSmallIntegerField(_("Har gått kursen"))
    staff = models.PositiveSmallIntegerField(_("Anställda som ska gå den"))
    confirmed_by = by()
    confirmed_on = models.DateField()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(staff__gte=1, taken__lte=F("staff")), name="course_taken_by_its_staff")
        ]
        indexes = [models.Index(fields=["forum", "unit", "created_at"])]
