"""Pieces written by one unit, and the only way they cross to another. [security 1]"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.access.models import RegionRow
from sip.disclosures.choices import Basis, PieceKind


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


class Disclosure(RegionRow):
    """A version of a piece, given to a unit, on a basis, by someone, at a moment. Append-only."""

    case = models.ForeignKey("sip.Case", on_delete=models.PROTECT, related_name="disclosures")
    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="disclosures")
    receiving_unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=20, choices=Basis.choices)
    consent = models.ForeignKey("sip.Consent", on_delete=models.PROTECT, null=True, related_name="disclosures")
    ground_reason = models.CharField(max_length=500, blank=True)
    decided_by_name = models.CharField(_("Beslutat av"), max_length=150, blank=True)
    decided_by_role = models.CharField(_("Befattning"), max_length=150, blank=True)
    exceptions = models.CharField(_("Det här får inte delas"), max_length=500, blank=True)  # the consent's, as it read
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
            models.CheckConstraint(
                condition=Q(basis="consent") | (~Q(decided_by_name="") & ~Q(decided_by_role="")),
                name="disclosure_on_a_ground_is_decided",
            ),
        ]
        indexes = [models.Index(fields=["receiving_unit", "contribution"])]


class FiledPiece(RegionRow):
    """A unit's own copy of a piece disclosed to it, kept under its own retention whatever becomes of the basis.

    `case_id` and `disclosure_id` point without a key: the copy outlives what one may see of the case. `child` is the
    receiver's own record, matched only when the piece is taken in. [security 1, 4]
    """

    case_id = models.UUIDField()
    disclosure_id = models.UUIDField()
    code = models.CharField(max_length=12)
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    from_unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=PieceKind.choices)
    version = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=20_000)
    basis = models.CharField(max_length=20, choices=Basis.choices)
    disclosed_at = models.DateTimeField()
    child = models.ForeignKey("sip.Child", on_delete=models.PROTECT, null=True, related_name="+")
    filed_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["disclosure_id"], name="disclosure_filed_once")]
        indexes = [models.Index(fields=["unit", "filed_at"])]
