"""What stands beside the plan: other plans, the cost record, and the copy that each unit files for itself."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.access.models import RegionRow
from sip.plans.choices import Content, PlanType


class OtherPlan(RegionRow):
    """Another plan of the child, as a reference: type, owner, dates; never its content. [F88-F91, P-54]"""

    case = models.ForeignKey("sip.Case", on_delete=models.PROTECT, related_name="other_plans")
    kind = models.CharField(_("Slag av plan"), max_length=30, choices=PlanType.choices)
    owner_unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(_("Gäller från"))
    valid_to = models.DateField(_("Gäller till"), null=True)
    review_on = models.DateField(_("Ses över"), null=True)
    coordination = models.CharField(_("Så hänger planerna ihop"), max_length=500, blank=True)
    holds = ArrayField(models.CharField(max_length=4, choices=Content.choices), default=list)
    told_on = models.DateField(_("Den andra huvudmannen underrättades"), null=True)  # LSS 10 § [P-51]
    noted_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="other_plan_ends_after_start",
            )
        ]


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
