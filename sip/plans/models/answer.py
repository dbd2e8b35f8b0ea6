"""What the child and the guardians say to an agreed plan: yes, yes with a reservation, no. [CS-06, P-41]"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access.models import RegionRow
from sip.plans.choices import FamilyAnswer, Voice
from sip.plans.models.content import PlanVersion


class PlanAnswer(RegionRow):
    """One person's answer to one version, in their own words where they have any; not asked is an answer with a reason.

    Never changed: another answer of the same person follows it, and both stand. A new version is answered anew.
    """

    case = models.ForeignKey("sip.Case", on_delete=models.PROTECT, related_name="plan_answers")
    plan_version = models.ForeignKey(
        PlanVersion, on_delete=models.PROTECT, related_name="answers", verbose_name=_("Version av planen")
    )
    whose = models.CharField(max_length=20, choices=Voice.choices)
    name = models.CharField(max_length=200)
    answer = models.CharField(_("Svar om planen"), max_length=20, choices=FamilyAnswer.choices)
    words = models.TextField(_("Egna ord"), max_length=2000, blank=True)
    answered_on = models.DateField(_("Dag"), null=True)
    not_asked_reason = models.CharField(_("Varför inte"), max_length=500, blank=True)
    recorded_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(answer="not_asked", answered_on=None) & ~Q(not_asked_reason=""))
                | (~Q(answer="not_asked") & Q(answered_on__isnull=False, not_asked_reason="")),
                name="plan_answer_has_a_day_or_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(answer="reserved") | ~Q(words=""), name="a_reservation_has_words_of_its_own"
            ),
            models.CheckConstraint(condition=Q(whose__in=["child", "guardian"]), name="child_and_guardians_answer"),
        ]
        indexes = [models.Index(fields=["case", "plan_version"], name="plan_answer_of_version")]
