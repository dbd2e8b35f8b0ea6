"""The plan itself: its state and days, who is what in it, the offers and the hand-overs. No text of the child."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import clock
from core.access.models import RegionRow
from sip.children.choices import Sex
from sip.plans.choices import AnsweredBy, Asker, DeclineReason, Label, OfferAnswer, PlanPart
from sip.plans.querysets import SipPlanQuerySet
from sip.plans.states import OPEN, ClosingReason, HandoverStatus, NotNeededReason, PlanStatus


class SipPlan(models.Model):
    """Samordnad individuell plan: a working process around one child. [G-120, SM-1]

    The row says that a plan is there, in which state, and its days; what it says of the child stands on rows that a
    consent opens. `sex` is for statistics only. Days are local dates.
    """

    case = models.OneToOneField("sip.Case", on_delete=models.PROTECT, primary_key=True, related_name="plan")
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    district = models.ForeignKey("organisations.District", on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=20, choices=Label.choices, default=Label.SIP)
    status = models.CharField(max_length=20, choices=PlanStatus.choices, default=PlanStatus.NEED_IDENTIFIED)
    asked_by = models.CharField(_("Vem tog initiativet?"), max_length=20, choices=Asker.choices, default=Asker.UNIT)
    sex = models.CharField(max_length=10, choices=Sex.choices, default=Sex.UNKNOWN)
    initiating_unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    initiated_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    need_noticed_on = models.DateField(_("Behovet uppmärksammades"))
    offered_on = models.DateField(null=True)  # the first offer
    consented_on = models.DateField(null=True)
    started_on = models.DateField(null=True)
    called_on = models.DateField(null=True)  # the first call
    drafted_on = models.DateField(null=True)  # the first meeting
    activated_on = models.DateField(null=True)
    next_follow_up_on = models.DateField(_("Planen följs upp"), null=True)
    ended_on = models.DateField(null=True)
    not_needed_reason = models.CharField(max_length=20, choices=NotNeededReason.choices, blank=True)
    closing_reason = models.CharField(max_length=20, choices=ClosingReason.choices, blank=True)
    responsible_principal = models.ForeignKey(
        "organisations.Principal",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("Huvudman med det övergripande ansvaret"),
    )
    external_reference = models.CharField(_("Planen i ett annat system"), max_length=60, blank=True)

    objects = SipPlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="active")
                | (Q(next_follow_up_on__isnull=False) & Q(responsible_principal__isnull=False)),
                name="active_plan_says_who_answers_and_when_it_is_followed_up",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["not_needed", "closed", "transferred", "stopped"], ended_on__isnull=False)
                | Q(ended_on__isnull=True),
                name="plan_ended_exactly_when_stamped",
            ),
            models.CheckConstraint(
                condition=~Q(status="closed") | ~Q(closing_reason=""), name="plan_closed_with_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(status="not_needed") | ~Q(not_needed_reason=""), name="plan_not_needed_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(activated_on__isnull=True) | Q(activated_on__gte=F("need_noticed_on")),
                name="plan_active_after_its_need",
            ),
        ]
        indexes = [
            models.Index(fields=["region", "need_noticed_on", "case"]),
            models.Index(fields=["region", "area", "status"]),
        ]

    def __str__(self):
        return str(self.case_id)

    def get_absolute_url(self) -> str:
        return reverse("sip:plan_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    def is_follow_up_due(self, today: date) -> bool:
        """The day agreed has come and no follow-up has been held since. [C6, DL-27]"""
        return bool(self.status == PlanStatus.ACTIVE and self.next_follow_up_on and self.next_follow_up_on <= today)


class PlanOffer(RegionRow):
    """The plan was offered, and what was answered; a no is kept with the work to motivate. [F76, I-11]"""

    case = models.ForeignKey("sip.Case", on_delete=models.PROTECT, related_name="plan_offers")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    offered_on = models.DateField(_("Planen erbjöds"))
    offered_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=OfferAnswer.choices, default=OfferAnswer.NONE)
    answered_on = models.DateField(_("Svaret kom"), null=True)
    answered_by = models.CharField(_("Vem svarade?"), max_length=20, choices=AnsweredBy.choices, blank=True)
    reason_code = models.CharField(_("Skäl"), max_length=20, choices=DeclineReason.choices, blank=True, default="")
    reason = models.CharField(_("Skälet, om det sades"), max_length=1000, blank=True)
    motivation = models.CharField(_("Hur ni har motiverat och stöttat"), max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="none", answered_on__isnull=True) | Q(answered_on__gte=F("offered_on")),
                name="offer_answered_after_it_was_made",
            )
        ]
        indexes = [models.Index(fields=["case", "offered_on"])]


class PlanRole(RegionRow):
    """Somebody is something in a plan from–to; ended and followed by another, never overwritten. [F83, F84]"""

    case = models.ForeignKey("sip.Case", on_delete=models.PROTECT, related_name="plan_roles")
    part = models.CharField(max_length=20, choices=PlanPart.choices)
    assignment = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateTimeField(default=clock.now)
    valid_to = models.DateTimeField(null=True)
    set_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "part"],
                condition=Q(valid_to__isnull=True, part__in=["chair", "recorder", "main_responsible"]),
                name="one_at_a_time_leads_a_plan",
            ),
            models.UniqueConstraint(
                fields=["case", "part", "assignment"],
                condition=Q(valid_to__isnull=True),
                name="plan_role_once_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["assignment", "case"]), models.Index(fields=["case", "part"])]


class Handover(RegionRow):
    """The main responsibility is offered to another, who must accept before it leaves the giver. [P-47]"""

    case = models.ForeignKey("sip.Case", on_delete=models.PROTECT, related_name="handovers")
    giver = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=20, choices=HandoverStatus.choices, default=HandoverStatus.PROPOSED)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(status="proposed"), name="one_handover_at_a_time_in_a_plan"
            ),
            models.CheckConstraint(
                condition=Q(status="proposed", ended_at__isnull=True)
                | (~Q(status="proposed") & Q(ended_at__isnull=False)),
                name="handover_ended_exactly_when_stamped",
            ),
        ]
