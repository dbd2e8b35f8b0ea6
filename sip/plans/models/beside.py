"""What stands beside the plan: other plans, the cost record, and the copy that each unit files for itself."""

import secrets

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.access.models import RegionRow
from sip.cases.models import CODE_ALPHABET
from sip.plans.choices import Content, PlanType
from sip.plans.querysets import OtherPlanQuerySet

OWN = "A-"


def other_code() -> str:
    """A random code such as A-7K4QZ2: what a clock is told by, instead of the child. [security 1]"""
    return OWN + "".join(secrets.choice(CODE_ALPHABET) for _letter in range(6))


class OtherPlan(RegionRow):
    """Another plan of the child, as a reference: type, owner, dates; never its content. [F88-F91, P-54]

    Noted beside a SIP, it is read by all to whom that is open. Noted at the child, with a `code`, it is `unit`'s own,
    with or without a SIP; since `shown_at` it stands beside one too.
    """

    case = models.ForeignKey("sip.Case", on_delete=models.PROTECT, null=True, related_name="other_plans")
    child = models.ForeignKey("sip.Child", on_delete=models.PROTECT, null=True, related_name="other_plans")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    code = models.CharField(max_length=12, blank=True, default="")
    shown_at = models.DateTimeField(_("Står bredvid SIP sedan"), null=True)
    kind = models.CharField(_("Slag av plan"), max_length=30, choices=PlanType.choices)
    owner_unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(_("Gäller från"))
    valid_to = models.DateField(_("Gäller till"), null=True)
    review_on = models.DateField(_("Ses över"), null=True)
    coordination = models.CharField(_("Så hänger planerna ihop"), max_length=500, blank=True)
    is_at_odds = models.BooleanField(_("Säger emot en annan plan"), default=False)
    holds = ArrayField(models.CharField(max_length=4, choices=Content.choices), default=list)
    told_on = models.DateField(_("Den andra huvudmannen underrättades"), null=True)  # LSS 10 § [P-51]
    noted_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = OtherPlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="other_plan_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(child__isnull=True, unit__isnull=True, code="", shown_at__isnull=True, case__isnull=False)
                | Q(child__isnull=False, unit__isnull=False) & ~Q(code=""),
                name="other_plan_is_of_a_sip_or_a_units_own",
            ),
            models.CheckConstraint(
                condition=Q(child__isnull=True)
                | Q(case__isnull=True, shown_at__isnull=True)
                | Q(case__isnull=False, shown_at__isnull=False),
                name="own_plan_beside_a_sip_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(is_at_odds=False) | ~Q(coordination=""), name="plans_at_odds_are_told_of"
            ),
            models.UniqueConstraint(
                fields=["region", "code"], condition=~Q(code=""), name="other_plan_code_once_in_a_region"
            ),
        ]

    @property
    def is_own(self) -> bool:
        """Whether it is a unit's own, noted at the child."""
        return self.child_id is not None

    @property
    def lacks(self) -> list[str]:
        """What it would have to hold besides, to stand in a SIP's place. [P-37]"""
        return [str(part.label) for part in Content if part not in self.holds]

    @property
    def is_complete(self) -> bool:
        """Whether it holds all that a SIP must, and still stands: it may take the SIP's place. [F89]"""
        return self.ended_at is None and not self.lacks


class ExternalChange(RegionRow):
    """Planens kod i ett annat system: each time it was set, changed or taken away. The plan has today's. [F105]"""

    case = models.ForeignKey("sip.Case", on_delete=models.PROTECT, related_name="external_changes")
    system = models.CharField(_("System"), max_length=60, blank=True)
    before = models.CharField(_("Koden före"), max_length=60, blank=True)
    after = models.CharField(_("Koden efter"), max_length=60, blank=True)
    changed_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(before=F("after")), name="external_reference_changed_to_another")
        ]


class CostRecord(RegionRow):
    """What the principals agreed on cost: for professionals only, never the family's, never in the plan. [C14, P-67]"""

    case = models.ForeignKey("sip.Case", on_delete=models.PROTECT, related_name="cost_records")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    agreed_on = models.DateField(_("Dag"))
    text = models.TextField(_("Vad ni kom överens om"), max_length=5000)
    written_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")


class FiledCopy(RegionRow):
    """A unit's own copy of an agreed version, kept under its own retention whatever becomes of the consent.

    `case_id` and `code` point without a key: the copy outlives what one may see of the case. [security 1, 4]
    """

    case_id = models.UUIDField()
    code = models.CharField(max_length=12)
    version_number = models.PositiveSmallIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey("sip.Child", on_delete=models.PROTECT, null=True, related_name="+")
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    filed_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "case_id", "version_number"], name="version_filed_once_by_a_unit")
        ]
