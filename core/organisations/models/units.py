"""Who is responsible (principals), where (districts) and who meets the child (units)."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.access.models import RegionRow
from core.organisations.choices import AgreementStatus, PrincipalKind, SecrecyLevel, UnitType, secrecy_of
from core.organisations.querysets import DatedQuerySet, UnitQuerySet
from core.regions.models import ends_after_start


class Dated(RegionRow):
    """In force from a day and, when it has ended, to and including a day."""

    valid_from = models.DateField(_("Från och med"))
    valid_to = models.DateField(_("Till och med"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True

    def is_in_force(self, day: date) -> bool:
        """As the queryset's `on`."""
        return self.valid_from <= day and (self.valid_to is None or self.valid_to >= day)


class Principal(RegionRow):
    """Huvudman: authority or organisation legally and financially responsible, and owner of its data. [G-020]

    `contracted_by`: the principal whose agreement binds a private provider. [G-024]
    """

    code = models.SlugField(max_length=80)
    kind = models.CharField(_("Slag"), max_length=30, choices=PrincipalKind.choices)
    name = models.CharField(_("Namn"), max_length=150)
    short_name = models.CharField(_("Kort namn"), max_length=60)
    agreement_status = models.CharField(
        _("Överenskommelsen"), max_length=20, choices=AgreementStatus.choices, default=AgreementStatus.JOINED
    )
    contracted_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="contracts")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["region", "code"], name="principal_code_once")]

    def __str__(self):
        return self.name


class District(Dated):
    """A city district, or a whole municipality where there are none: the smallest piece an area is made of. [G-027]

    `successor`: the district it became part of. [S-04]
    """

    code = models.SlugField(max_length=80)
    principal = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="districts")
    name = models.CharField(_("Namn"), max_length=150)
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "code"], name="district_code_once"),
            ends_after_start("district_ends_after_it_starts"),
        ]

    def __str__(self):
        return self.name


class Unit(Dated):
    """Verksamhet: a service that meets children, or an administration with a seat. [G-030, G-032]

    A jointly run unit has two principals [S-07]. Ages are in whole years, both included; none means not limited.
    """

    code = models.SlugField(max_length=80)
    principal = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="units")
    second_principal = models.ForeignKey(
        Principal, on_delete=models.PROTECT, null=True, blank=True, related_name="shared_units"
    )
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    district = models.ForeignKey(District, on_delete=models.PROTECT, null=True, blank=True, related_name="units")
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors")
    name = models.CharField(_("Namn"), max_length=150)
    unit_type = models.CharField(_("Verksamhetstyp"), max_length=40, choices=UnitType.choices)
    mission = models.TextField(pgettext_lazy("vad den är till för", "Uppdrag"), blank=True)
    target_group = models.CharField(_("Målgrupp"), max_length=300, blank=True)
    age_from = models.PositiveSmallIntegerField(_("Från ålder"), null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(_("Till och med ålder"), null=True, blank=True)
    mandate_text = models.TextField(_("Mandat"), blank=True)
    referral_path = models.TextField(_("Så tar du kontakt"), blank=True)
    mailbox = models.EmailField(_("Funktionsbrevlåda"), blank=True)

    objects = UnitQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "code"], name="unit_code_once"),
            ends_after_start("unit_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(age_from__isnull=True) | Q(age_to__isnull=True) | Q(age_from__lte=F("age_to")),
                name="unit_ages_in_order",
            ),
            models.CheckConstraint(
                condition=Q(second_principal__isnull=True) | ~Q(second_principal=F("principal")),
                name="unit_shared_with_another",
            ),
        ]
        indexes = [
            models.Index(fields=["region", "unit_type", "name"]),
            models.Index(fields=["region", "district"]),
        ]

    def __str__(self):
        return self.name

    @property
    def secrecy_level(self) -> SecrecyLevel:
        return secrecy_of(self.unit_type)
