"""Somebody whom a court or another authority has appointed to decide for a child. [G-005, G-008, X-06]"""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

APPOINTED = ("appointment_number", "appointed_from", "appointed_to")


class Appointed(models.Model):
    """The decision that appoints a person: its reference, and the days it holds, both included; no end, until further
    notice.
    """

    appointment_number = models.CharField(_("Förordnandets beteckning"), max_length=100, blank=True, default="")
    appointed_from = models.DateField(_("Förordnandet gäller från"), null=True)
    appointed_to = models.DateField(_("Förordnandet gäller till och med"), null=True)

    class Meta:
        abstract = True

    def is_appointed(self, on: date) -> bool:
        """Whether the appointment holds that day; without a reference and a first day there is none."""
        if not self.appointment_number or self.appointed_from is None or on < self.appointed_from:
            return False
        return self.appointed_to is None or on <= self.appointed_to


def appointment_is_whole(name: str) -> models.CheckConstraint:
    """A reference and a first day go together, and the last day is not before it."""
    return models.CheckConstraint(
        condition=Q(appointment_number="", appointed_from=None, appointed_to=None)
        | (~Q(appointment_number="") & Q(appointed_from__isnull=False))
        & (Q(appointed_to=None) | Q(appointed_to__gte=F("appointed_from"))),
        name=name,
    )
