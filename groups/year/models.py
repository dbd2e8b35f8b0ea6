"""A group's plan for a year: its picture of how things are, its focus areas, what is to be done by whom. [G-150]

No row of these is about a child.
"""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.access.models import RegionRow
from groups.meetings.models import by
from groups.year.states import ActivityStatus, PlanStatus


def optional(to: str, **options: Any) -> models.ForeignKey:
    return models.ForeignKey(to, on_delete=models.PROTECT, null=True, related_name="+", **options)


class ActionPlan(RegionRow):
    """Handlingsplan: one a forum and year. `decided_as`: the number of the decision it rests on, which all read."""

    forum = models.ForeignKey("groups.Forum", on_delete=models.PROTECT, related_name="action_plans")
    year = models.PositiveSmallIntegerField(_("År"))
    status = models.CharField(max_length=20, choices=PlanStatus.choices, default=PlanStatus.DRAFT)
    drafted_by = by()
    decision = optional("groups.ForumDecision")
    decided_as = models.CharField(_("Beslut"), max_length=20, blank=True)
    adopted_on = models.DateField(_("Beslutad"), null=True)
    outcome = models.TextField(_("Vad året gav"), max_length=5000, blank=True)
    followed_up_on = models.DateField(_("Uppföljd"), null=True)
    closed_on = models.DateField(_("Avslutad"), null=True)

    class Meta:
        ordering = ["-year", "id"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "year"], name="action_plan_one_a_year"),
            models.UniqueConstraint(fields=["forum", "id"], name="action_plan_forum_key"),
            models.CheckConstraint(
                condition=Q(status="draft", decision__isnull=True, adopted_on__isnull=True)
                | ~Q(status="draft") & Q(decision__isnull=False, adopted_on__isnull=False),
                name="action_plan_adopted_exactly_by_a_decision",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["followed_up", "closed"], followed_up_on__isnull=False) & ~Q(outcome="")
                | Q(status__in=["draft", "adopted", "in_progress"], followed_up_on__isnull=True, outcome=""),
                name="action_plan_followed_up_exactly_with_its_outcome",
            ),
            models.CheckConstraint(
                condition=Q(status="closed", closed_on__isnull=False) | ~Q(status="closed") & Q(closed_on__isnull=True),
                name="action_plan_closed_exactly_when_dated",
            ),
        ]
        indexes = [models.Index(fields=["region", "year", "status"])]

    def __str__(self):
        return _now("Handlingsplan %(year)d") % {"year": self.year}


class PlanFocus(RegionRow):
    """Fokusområde with its questions, written together; the one without a title is the picture of how things are."""

    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="focuses")
    forum = models.ForeignKey("groups.Forum", on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(_("Fokusområde"), max_length=120, blank=True)
    text = models.TextField(_("Fokusfrågor"), max_length=5000, blank=True)
    version = models.PositiveIntegerField(default=0)
    saved_by = optional("people.RoleAssignment")
    saved_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "order"], name="plan_focus_order_once"),
            models.UniqueConstraint(fields=["plan", "id"], name="plan_focus_plan_key"),
        ]

    def __str__(self):
        return self.heading

    @property
    def key(self) -> str:
        return str(self.order)

    @property
    def heading(self) -> str:
        return self.title or _now("Lägesbild")

    @property
    def help(self) -> str:
        if not self.title:
            return _now("Hur är läget i området? Vad visar siffror, avvikelser och det som barn och familjer säger?")
        return _now("Vilka frågor ska ni arbeta med, och vad vill ni nå?")


class PlanActivity(RegionRow):
    """Aktivitet: what is to be done by the plan, who answers for it, until when, and what came of it. [AG-22]

    A forum, a unit or a person answers for it. `carried_from`: the same of the year before, which was not done;
    `obstacle`: what it is to remove, or what helps that it makes use of.
    """

    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="activities")
    forum = models.ForeignKey("groups.Forum", on_delete=models.PROTECT, related_name="+")
    focus = optional("groups.PlanFocus", verbose_name=_("Fokusområde"))
    status = models.CharField(max_length=20, choices=ActivityStatus.choices, default=ActivityStatus.PLANNED)
    what = models.CharField(_("Vad som ska göras"), max_length=300)
    goal = models.CharField(_("Vad det ska leda till"), max_length=500, blank=True)
    responsible = optional("people.RoleAssignment")
    responsible_unit = optional("organisations.Unit")
    responsible_forum = optional("groups.Forum")
    due_on = models.DateField(_("Klart senast"))
    added_on = models.DateField()
    added_by = by()
    result = models.TextField(_("Vad det gav"), max_length=2000, blank=True)
    noted_by = by(null=True)
    noted_on = models.DateField(null=True)
    carried_from = optional("groups.PlanActivity")
    obstacle = optional("groups.Obstacle")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_on", "created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(responsible__isnull=False, responsible_unit__isnull=True, responsible_forum__isnull=True)
                | Q(responsible__isnull=True, responsible_unit__isnull=False, responsible_forum__isnull=True)
                | Q(responsible__isnull=True, responsible_unit__isnull=True, responsible_forum__isnull=False),
                name="plan_activity_one_answers_for_it",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["done", "dropped"]) | ~Q(result="") & Q(noted_on__isnull=False),
                name="plan_activity_ended_with_what_came_of_it",
            ),
            models.UniqueConstraint(fields=["carried_from"], name="plan_activity_carried_once"),
        ]
        indexes = [models.Index(fields=["region", "status", "due_on"])]

    def __str__(self):
        return self.what

    @property
    def status_is(self) -> str:
        return {"in_progress": "now", "done": "ok", "dropped": "stopped"}.get(self.status, "")
