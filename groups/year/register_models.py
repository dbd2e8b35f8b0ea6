"""What hampers and what helps collaboration, and what target groups need, as a group has noted it. [F47, F48]

No row of these is about a child.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access.models import RegionRow
from groups.meetings.models import by
from groups.year.models import optional
from groups.year.states import ObstacleKind, ObstacleStatus


class Obstacle(RegionRow):
    """Hinder för samverkan, or what makes it easier: its owner, the measure, and how far it has come. [G-071, W-29]

    `task`: the assignment to another forum that it led to.
    """

    forum = models.ForeignKey("groups.Forum", on_delete=models.PROTECT, related_name="obstacles")
    kind = models.CharField(_("Slag"), max_length=10, choices=ObstacleKind.choices)
    category = models.SlugField(_("Vad det gäller"), max_length=40)
    status = models.CharField(max_length=10, choices=ObstacleStatus.choices, default=ObstacleStatus.NOTED)
    title = models.CharField(_("Kort"), max_length=200)
    text = models.TextField(_("Beskrivning"), max_length=2000, blank=True)
    noted_by = by()
    noted_on = models.DateField(_("Noterat"))
    owner = optional("people.RoleAssignment", verbose_name=_("Ansvarar"))
    measure = models.CharField(_("Åtgärd"), max_length=500, blank=True)
    due_on = models.DateField(_("Klart senast"), null=True)
    result = models.TextField(_("Vad det gav"), max_length=2000, blank=True)
    ended_on = models.DateField(null=True)
    task = optional("groups.Task")

    class Meta:
        ordering = ["due_on", "noted_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "id"], name="obstacle_forum_key"),
            models.CheckConstraint(
                condition=~Q(status="in_hand") | Q(owner__isnull=False, due_on__isnull=False) & ~Q(measure=""),
                name="obstacle_in_hand_has_owner_measure_and_day",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["solved", "dropped"], ended_on__isnull=False) & ~Q(result="")
                | Q(status__in=["noted", "in_hand"], ended_on__isnull=True),
                name="obstacle_ended_exactly_with_what_came_of_it",
            ),
        ]
        indexes = [models.Index(fields=["region", "forum", "status"])]

    def __str__(self):
        return self.title

    @property
    def status_is(self) -> str:
        return {"in_hand": "now", "solved": "ok", "dropped": "stopped"}.get(self.status, "")


class Need(RegionRow):
    """Behovsinventering: what one target group needs, as found on a day; the next one is a row of its own. [DL-20]

    `renews`: the one before. `ended_on`: the group no longer follows this target group.
    """

    forum = models.ForeignKey("groups.Forum", on_delete=models.PROTECT, related_name="needs")
    target_group = models.CharField(_("Målgrupp"), max_length=200)
    text = models.TextField(_("Vad de behöver"), max_length=5000)
    known_from = models.TextField(_("Hur ni vet det"), max_length=1000)
    inventoried_on = models.DateField(_("Inventerat"))
    next_on = models.DateField(_("Inventeras igen senast"))
    noted_by = by()
    renews = optional("groups.Need")
    ended_on = models.DateField(null=True)

    class Meta:
        ordering = ["target_group", "-inventoried_on"]
        constraints = [
            models.UniqueConstraint(fields=["renews"], name="need_renewed_once"),
            models.UniqueConstraint(fields=["forum", "id"], name="need_forum_key"),
            models.CheckConstraint(
                condition=Q(next_on__gt=models.F("inventoried_on")), name="need_inventoried_again_later"
            ),
        ]
        indexes = [models.Index(fields=["region", "forum", "next_on"])]

    def __str__(self):
        return self.target_group
