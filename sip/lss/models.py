"""The offer of an individual plan under LSS, and the plan's days: never what it says. [F90, P-51, P-54]"""

import secrets

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.access.models import RegionRow
from sip.cases.models import CODE_ALPHABET
from sip.lss.states import OPEN, EndReason, OfferStatus, Why
from sip.plans.models.beside import OWN


def lss_code() -> str:
    """A random code such as L-7K4QZ2: what a clock is told by, instead of the child. [security 1]"""
    return "L-" + "".join(secrets.choice(CODE_ALPHABET) for _letter in range(6))


class LssOffer(RegionRow):
    """Erbjudande om plan enligt LSS. `unit` noted it and answers for it; no other unit of the principal reads it.

    `arose_on`: the day the measure was granted, or the plan was asked for. The plan has days of its own here, or stands
    as one of the child's other plans, with its days and clocks there: `beside` is the SIP's code, or its own. [P-51]
    """

    child = models.ForeignKey("sip.Child", on_delete=models.PROTECT, related_name="lss_offers")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=12, default=lss_code)
    status = models.CharField(max_length=20, choices=OfferStatus.choices, default=OfferStatus.OWED)
    why = models.CharField(_("Varför planen ska erbjudas"), max_length=10, choices=Why.choices)
    arose_on = models.DateField(_("Dagen för beviljandet eller begäran"))
    noted_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    offered_on = models.DateField(_("Planen erbjöds"), null=True)
    offered_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField(_("Familjen svarade"), null=True)
    recorded_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, null=True, related_name="+")
    beside = models.CharField(_("Står bredvid SIP"), max_length=12, blank=True)
    valid_from = models.DateField(_("Planen gäller från"), null=True)
    review_on = models.DateField(_("Planen ses över senast"), null=True)
    reviewed_on = models.DateField(_("Planen sågs över"), null=True)
    told_on = models.DateField(_("Regionen underrättades"), null=True)
    ended_on = models.DateField(_("Avslutades"), null=True)
    end_reason = models.CharField(_("Varför det avslutades"), max_length=20, choices=EndReason.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "code"], name="lss_code_once_in_a_region"),
            models.UniqueConstraint(
                fields=["child", "unit"], condition=Q(status__in=sorted(OPEN)), name="one_open_lss_offer_of_a_unit"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["owed", "ended"]) | Q(offered_on__isnull=False, offered_by__isnull=False),
                name="lss_offered_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["declined", "accepted", "in_force"])
                | Q(answered_on__isnull=False, recorded_by__isnull=False),
                name="lss_answered_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("offered_on")),
                name="lss_answered_after_the_offer",
            ),
            models.CheckConstraint(
                condition=~Q(status="in_force")
                | Q(valid_from__isnull=False) & (Q(review_on__isnull=False, beside="") | ~Q(beside="")),
                name="lss_plan_has_its_days",
            ),
            models.CheckConstraint(
                condition=Q(status="ended", ended_on__isnull=False) & ~Q(end_reason="")
                | ~Q(status="ended") & Q(ended_on__isnull=True, end_reason=""),
                name="lss_ended_exactly_with_a_reason",
            ),
        ]

    def __str__(self):
        return self.code

    @property
    def is_among_others(self) -> bool:
        """Whether the plan stands among the child's other plans, noted beside no SIP."""
        return self.beside.startswith(OWN)

    @property
    def has_own_days(self) -> bool:
        """Whether the plan is reviewed and told of here, and not as one of the child's other plans."""
        return self.status == OfferStatus.IN_FORCE and not self.beside
