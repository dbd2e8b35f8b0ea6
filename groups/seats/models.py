"""What has been said between a group and an independent school: invited, answered, who speaks for it. [S-16, F27]"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access.models import RegionRow
from groups.meetings.models import by


class Contact(models.TextChoices):
    """The first is the group's own step, the others are the school's answers. [F27, F28]"""

    INVITED = "invited", _("Inbjuden, har inte svarat")
    JOINS = "joins", _("Deltar själv")
    REPRESENTED = "represented", _("Företräds av en annan skola")
    DECLINED = "declined", _("Har tackat nej")


ANSWERS = (Contact.JOINS, Contact.REPRESENTED, Contact.DECLINED)


class SchoolContact(RegionRow):
    """One step, never changed: what holds is the last. `represented_by` speaks for the school in the group. [A-29]"""

    forum = models.ForeignKey("groups.Forum", on_delete=models.PROTECT, related_name="+")
    principal = models.ForeignKey("organisations.Principal", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Contact.choices)
    on = models.DateField(_("Dag"))
    represented_by = models.ForeignKey(
        "people.RoleAssignment", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("Företräds av")
    )
    noted_by = by()

    class Meta:
        ordering = ["on", "created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="represented", represented_by__isnull=False)
                | ~Q(kind="represented") & Q(represented_by__isnull=True),
                name="school_represented_exactly_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["region", "forum", "on"])]

    def __str__(self):
        return f"{self.principal_id}: {self.kind}"
