"""Pieces written by one unit, and the only way they cross to another. [security 1]"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access.models import RegionRow


class PieceKind(models.TextChoices):
    TRIED = "tried", _("Det här har prövats")
    VIEW = "view", _("Vår bild av läget")
    NEED = "need", _("Därför behövs en plan")


class Contribution(RegionRow):
    """A fixed version of a piece of text owned by one unit; corrected by a new version, never overwritten."""

    case = models.ForeignKey("sip.Case", on_delete=models.PROTECT, related_name="contributions")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=PieceKind.choices)
    version = models.PositiveSmallIntegerField(default=1)
    text = models.TextField(max_length=20_000)
    correction_reason = models.CharField(max_length=300, blank=True)
    written_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "unit", "kind", "version"], name="contribution_version_once"),
            models.CheckConstraint(
                condition=Q(version=1) | ~Q(correction_reason=""), name="contribution_corrected_with_a_reason"
            ),
        ]


class Basis(models.TextChoices):
    CONSENT = "consent", _("Samtycke")
    OSL_25_12 = "osl_25_12", _("Nödvändigt stöd till barnet, från hälso- och sjukvården")
    OSL_26_9 = "osl_26_9", _("Nödvändigt stöd till barnet, från socialtjänsten")
    OSL_10_2 = "osl_10_2", _("Nödvändigt för den egna verksamheten")
    OSL_10_28 = "osl_10_28", _("Uppgiftsskyldighet i lag")


class Disclosure(RegionRow):
    """A version of a piece, given to a unit, on a basis, by someone, at a moment. Append-only."""

    case = models.ForeignKey("sip.Case", on_delete=models.PROTECT, related_name="disclosures")
    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="disclosures")
    receiving_unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=20, choices=Basis.choices)
    consent = models.ForeignKey("sip.Consent", on_delete=models.PROTECT, null=True, related_name="disclosures")
    ground_reason = models.CharField(max_length=500, blank=True)
    disclosed_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "receiving_unit", "consent"],
                nulls_distinct=False,
                name="piece_disclosed_once_to_a_unit_on_a_basis",
            ),
            models.CheckConstraint(
                condition=(Q(basis="consent") & Q(consent__isnull=False))
                | (~Q(basis="consent") & ~Q(ground_reason="") & Q(consent__isnull=True)),
                name="disclosure_rests_on_a_basis",
            ),
        ]
        indexes = [models.Index(fields=["receiving_unit", "contribution"])]
