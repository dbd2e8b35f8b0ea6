"""A unit's no to a plan, as it was told to whoever leads it. [F76, P-42]"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.access.models import RegionRow
from sip.refusals.choices import RefusedTo, UnitReason


class Refusal(RegionRow):
    """Nej till SIP: a unit does not take part, or will not begin a plan, and said so otherwise than in a call's answer.

    The words are read with the plan. Of the rest the pattern alone is known outside it, in counts of five or more.
    """

    case = models.ForeignKey("sip.Case", on_delete=models.PROTECT, related_name="refusals")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    refused_to = models.CharField(_("Vad säger verksamheten nej till?"), max_length=20, choices=RefusedTo.choices)
    reason = models.CharField(_("Varför?"), max_length=20, choices=UnitReason.choices)
    words = models.CharField(_("Så sade de"), max_length=1000, blank=True)
    refused_on = models.DateField(_("Vilken dag?"))
    noted_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason="other") | ~models.Q(words=""), name="refusal_for_another_reason_says_which"
            )
        ]
        indexes = [models.Index(fields=["case", "refused_on"])]
