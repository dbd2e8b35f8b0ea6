"""A list's filter that somebody has kept under a name of one's own."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access.models import RegionRow

LONGEST_QUERY = 1000


class SavedFilter(RegionRow):
    """Sparat urval: a list's address and what was chosen there. What the list shows is asked anew each time."""

    assignment = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=300)
    query = models.CharField(max_length=LONGEST_QUERY)
    name = models.CharField(_("Namn på urvalet"), max_length=60)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "path", "name"], name="filter_named_once_on_a_list")
        ]

    def __str__(self):
        return self.name

    @property
    def url(self) -> str:
        return f"{self.path}?{self.query}"

    @property
    def remove_url(self) -> str:
        return reverse("finding:filter_remove", args=[self.pk])
