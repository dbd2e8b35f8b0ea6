"""The tenant, what its profile file says from which day, and the law it points to."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.access.models import RegionRow, Row

COLOUR = RegexValidator(r"^#[0-9a-f]{6}$", _("Ange färgen som # och sex hexadecimala tecken."))


def days_of(start: str = "valid_from", end: str = "valid_to") -> Func:
    """The days a dated row is in force, both ends included; no end means until further notice."""
    return Func(F(start), F(end), RangeBoundary(True, True), function="daterange", output_field=DateRangeField())


def ends_after_start(name: str) -> models.CheckConstraint:
    """The last day is not before the first."""
    return models.CheckConstraint(condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name=name)


def never_twice(name: str, *fields: str, condition: Q | None = None) -> ExclusionConstraint:
    """No two rows equal in `fields` are in force on the same day; the database refuses it."""
    same = [(field, RangeOperators.EQUAL) for field in fields]
    return ExclusionConstraint(
        name=name, expressions=[*same, (days_of(), RangeOperators.OVERLAPS)], condition=condition
    )


class Region(Row):
    """A county: the tenant and the hard wall. [X-41]"""

    code = models.SlugField(unique=True)
    name = models.CharField(_("Namn"), max_length=100)
    accent = models.CharField(max_length=7, validators=[COLOUR])
    accent_strong = models.CharField(max_length=7, validators=[COLOUR])
    accent_tint = models.CharField(max_length=7, validators=[COLOUR])
    on_accent = models.CharField(max_length=7, validators=[COLOUR])

    def __str__(self):
        return self.name


class RegionProfile(Row):
    """One version of a region's profile file, whole, with the day from which it holds. [domain 3.9]

    Where two versions hold on a day the later version is right. `source_files` names the files with their
    hashes and the keys each one says.
    """

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="profiles")
    version = models.PositiveIntegerField()
    valid_from = models.DateField(_("Från och med"))
    valid_to = models.DateField(_("Till och med"), null=True)
    data = models.JSONField()
    source_files = models.JSONField(default=list)
    source_sha256 = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "version"], name="profile_version_once"),
            ends_after_start("profile_ends_after_it_starts"),
        ]

    def __str__(self):
        return f"{self.region_id} v{self.version}"


class LegalReference(RegionRow):
    """A place in the law and the days it holds; pages show the one valid on the day of the event. [facts 9.1, X-22]

    `code` is what old and new places of the same rule have in common.
    """

    code = models.SlugField(max_length=60)
    act = models.CharField(_("Författning"), max_length=120)
    chapter = models.CharField(_("Kapitel"), max_length=20, blank=True)
    section = models.CharField(_("Paragraf"), max_length=40, blank=True)
    label = models.CharField(_("Vad den säger"), max_length=200)
    valid_from = models.DateField(_("Från och med"))
    valid_to = models.DateField(_("Till och med"), null=True, blank=True)
    note = models.TextField(_("Anmärkning"), blank=True)
    source = models.CharField(_("Källa"), max_length=200, blank=True)
    checked_on = models.DateField(_("Kontrollerad"), null=True, blank=True)

    class Meta:
        constraints = [
            ends_after_start("reference_ends_after_it_starts"),
            never_twice("reference_once_a_day", "region", "code"),
        ]
        ordering = ["code", "valid_from"]

    def __str__(self):
        place = [f"{self.chapter} kap." if self.chapter else "", f"{self.section} §" if self.section else ""]
        return " ".join(part for part in [*place, self.act] if part)
