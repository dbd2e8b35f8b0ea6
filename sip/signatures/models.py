"""A consent signed on the screen: what was shown, in which language, the answer, the name as drawn or typed. [F106]"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.access.models import RegionRow


class ConsentSignature(RegionRow):
    """One answer, signed on a worker's tablet. Never changed; a new consent is signed anew.

    `shown_text` is the exact text that stood before the one who signed, `shown_hash` its SHA-256, which the database
    counts itself. `strokes`: what was drawn, as lists of points in a box of 600 by 200 (sip.signatures.strokes).
    `giver` is empty where the person alone gives the consent.
    """

    case = models.ForeignKey("sip.Case", on_delete=models.PROTECT, related_name="+")
    consent = models.ForeignKey("sip.Consent", on_delete=models.PROTECT, related_name="signatures")
    giver = models.ForeignKey("sip.ConsentGiver", on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(_("Den som svarar"), max_length=200)
    answer = models.BooleanField()
    language = models.CharField(_("Språk"), max_length=20)
    shown_text = models.TextField()
    shown_hash = models.CharField(max_length=64)
    strokes = models.JSONField(default=list)
    typed_name = models.CharField(max_length=200, blank=True)
    signed_at = models.DateTimeField(default=clock.now)
    held_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consent", "giver"], nulls_distinct=False, name="signed_once_by_each"),
            models.CheckConstraint(condition=~Q(strokes=[]) | ~Q(typed_name=""), name="signature_drawn_or_typed"),
        ]
