"""What the child must be told of a change in the plan: since when, and by whom, when and how it was told. [CS-19]"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.access.models import RegionRow
from sip.plans.choices import Change, Manner


class PlanTelling(RegionRow):
    """A change of the plan that the child must be told; who is to tell follows from the plan. [F83, A-22]

    It waits until somebody notes that it was told, or why not. The measure or goal is named by its key alone: its words
    are open to those alone to whom the consent opens the plan.
    """

    case = models.ForeignKey("sip.Case", on_delete=models.PROTECT, related_name="plan_tellings")
    change = models.CharField(max_length=20, choices=Change.choices)
    measure = models.ForeignKey("sip.PlanMeasure", on_delete=models.PROTECT, null=True, related_name="+")
    goal = models.ForeignKey("sip.PlanGoal", on_delete=models.PROTECT, null=True, related_name="+")
    number = models.PositiveSmallIntegerField(null=True)  # of the version
    since_on = models.DateField(default=clock.today)
    caused_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    told_on = models.DateField(_("Vilken dag?"), null=True)
    told_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, null=True, related_name="+")
    manner = models.CharField(_("Hur?"), max_length=20, choices=Manner.choices, blank=True)
    note = models.CharField(_("Hur blev det?"), max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(told_on__isnull=True, told_by__isnull=True, manner="")
                | (Q(told_on__isnull=False, told_by__isnull=False) & ~Q(manner="")),
                name="told_by_somebody_on_a_day_somehow",
            ),
            models.CheckConstraint(condition=~Q(manner="not_told") | ~Q(note=""), name="what_is_not_told_has_a_reason"),
            models.CheckConstraint(
                condition=Q(change__startswith="measure_", measure__isnull=False)
                | (~Q(change__startswith="measure_") & Q(measure__isnull=True)),
                name="telling_of_a_measure_names_it",
            ),
            models.CheckConstraint(
                condition=Q(change__startswith="goal_", goal__isnull=False)
                | (~Q(change__startswith="goal_") & Q(goal__isnull=True)),
                name="telling_of_a_goal_names_it",
            ),
        ]
        indexes = [models.Index(fields=["case", "told_on"])]
