"""What one forum asks of another, and what came of it. No row of these is about a child. [G-113, AG-23, SM-7]"""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.access.models import RegionRow
from core.ui import badges
from groups.assignments.states import ResultKind, TaskStatus
from groups.meetings.models import by


def forum(**options: Any) -> models.ForeignKey:
    return models.ForeignKey("groups.Forum", on_delete=models.PROTECT, related_name="+", **options)


class Task(RegionRow):
    """Uppdrag: from the `giver` to the `receiver`.

    `decided_as` is the giving decision's number, which the receiver reads without reading the giver's minutes.
    `due_from` is the day the clock counts from: given, or handed back.
    """

    giver = forum(verbose_name=_("Ges av"))
    receiver = forum(verbose_name=_("Tas emot av"))
    status = models.CharField(max_length=20, choices=TaskStatus.choices, default=TaskStatus.PROPOSED)
    title = models.CharField(_("Uppdrag"), max_length=200)
    text = models.TextField(_("Vad som ska göras"), max_length=5000)
    target_group = models.CharField(_("Målgrupp"), max_length=300)
    expected = models.TextField(_("Väntat resultat"), max_length=2000)
    start_term = models.CharField(_("Börjar"), max_length=40)
    proposed_by = by()
    decision = models.ForeignKey("groups.ForumDecision", on_delete=models.PROTECT, null=True, related_name="+")
    decided_as = models.CharField(_("Beslut"), max_length=20, blank=True)
    given_on = models.DateField(_("Gavs"), null=True)
    due_from = models.DateField(null=True)
    due_on = models.DateField(_("Redovisas senast"), null=True)
    plan = models.TextField(_("Så ska det göras"), max_length=5000, blank=True)
    result_kind = models.CharField(_("Resultat"), max_length=20, choices=ResultKind.choices, blank=True)
    result = models.TextField(_("Vad det kom fram till"), max_length=10_000, blank=True)
    reported_on = models.DateField(_("Redovisades"), null=True)
    handed_back_because = models.TextField(_("Därför lämnades det tillbaka"), max_length=2000, blank=True)
    made_known = models.TextField(_("Beslutat och känt"), max_length=2000, blank=True)
    closed_on = models.DateField(_("Avslutades"), null=True)
    cancel_reason = models.CharField(_("Varför det togs tillbaka"), max_length=300, blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(giver=F("receiver")), name="task_goes_to_another_forum"),
            models.CheckConstraint(
                condition=Q(status__in=["proposed", "cancelled"])
                | Q(decision__isnull=False, given_on__isnull=False, due_from__isnull=False, due_on__isnull=False),
                name="task_given_has_its_decision_and_day",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["reported", "approved", "closed"])
                | Q(reported_on__isnull=False) & ~Q(result="") & ~Q(result_kind=""),
                name="task_reported_has_its_result",
            ),
            models.CheckConstraint(
                condition=~Q(status="closed") | Q(closed_on__isnull=False) & ~Q(made_known=""),
                name="task_closed_was_made_known",
            ),
            models.CheckConstraint(
                condition=Q(status="cancelled") & ~Q(cancel_reason="") | ~Q(status="cancelled") & Q(cancel_reason=""),
                name="task_cancelled_exactly_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["region", "giver", "status"]),
            models.Index(fields=["region", "receiver", "status"]),
        ]

    def __str__(self):
        return self.title

    @property
    def status_is(self) -> str:
        """Given and reported are on the way; only what is approved is good, whatever others mean by the words."""
        return "now" if self.status in (TaskStatus.GIVEN, TaskStatus.REPORTED) else badges.MEANINGS.get(self.status, "")


class TaskReport(RegionRow):
    """Delredovisning: how far it has come, in words; never changed. Both forums stand on it, so that the wall asks."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="reports")
    giver = forum()
    receiver = forum()
    text = models.TextField(_("Så långt har det kommit"), max_length=5000)
    written_by = by()

    class Meta:
        ordering = ["created_at", "id"]
