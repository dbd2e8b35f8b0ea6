"""The principal's own record of a child: minimal, dated, no case file. [F70]"""

from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core import clock
from core.access.models import RegionRow
from sip.children.choices import Sex
from sip.children.models.speaking import Speaks
from sip.children.querysets import ContactQuerySet


class Child(Speaks, RegionRow):
    """One principal's row for a child; another principal has its own, and neither can tell. [security 1]"""

    principal = models.ForeignKey("organisations.Principal", on_delete=models.PROTECT, related_name="+")
    given_name = models.CharField(_("Barnets förnamn"), max_length=100)
    family_name = models.CharField(_("Barnets efternamn"), max_length=100)
    birth_date = models.DateField(_("Födelsedatum"), null=True, blank=True)
    sex = models.CharField(_("Kön"), max_length=10, choices=Sex.choices, default=Sex.UNKNOWN)
    registered_district = models.ForeignKey(
        "organisations.District", on_delete=models.PROTECT, null=True, related_name="+"
    )
    school_unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    created_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["principal", "family_name"])]

    def __str__(self):
        return str(self.pk)

    @property
    def is_expected(self) -> bool:
        """Not born yet, or its birth not noted: neither name nor day. [G-018]"""
        return self.birth_date is None and not self.given_name

    @property
    def full_name(self) -> str:
        """A child that is not born yet is called by the parent's family name. [G-018]"""
        if self.given_name:
            return f"{self.given_name} {self.family_name}"
        return _now("Ofött barn, %(name)s") % {"name": self.family_name}


class ExpectedBirth(RegionRow):
    """When a child that is not born yet is expected. The expecting parents stand as guardians to be. [G-018, P-10]

    `ended_on`: it is expected no longer. Why stands nowhere, here or in the log.
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="expected_births")
    expected_on = models.DateField(_("Beräknad födelsedag"))
    recorded_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(_("Väntas inte längre sedan"), null=True)
    ended_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, null=True, related_name="+")


class Contact(RegionRow):
    """Who registered and works with a child while no case does. [security 1]"""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="contacts")
    assignment = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateTimeField(default=clock.now)
    valid_to = models.DateTimeField(null=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["assignment", "child"]), models.Index(fields=["unit", "child"])]
