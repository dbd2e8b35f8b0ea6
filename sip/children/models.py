"""The principal's own record of a child: minimal, dated, no case file. [F70, F71]"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.access.models import RegionRow
from core.crypto import EncryptedField
from sip.children.choices import Custody, IdentifierKind, Position, Sex


class Child(RegionRow):
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
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}"


class ChildIdentifier(RegionRow):
    """A dated number of the child: encrypted, found through a keyed index of the principal. [security 10]"""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="identifiers")
    kind = models.CharField(max_length=30, choices=IdentifierKind.choices)
    value = EncryptedField()
    value_index = models.CharField(max_length=64)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["value_index"])]


class Guardian(RegionRow):
    """A person with custody of the child. [G-005]"""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="guardians")
    name = models.CharField(_("Vårdnadshavarens namn"), max_length=200)
    custody = models.CharField(_("Vårdnad"), max_length=20, choices=Custody.choices, default=Custody.JOINT)
    phone = models.CharField(_("Telefon"), max_length=40, blank=True)
    interpreter_language = models.CharField(_("Behöver tolk på"), max_length=60, blank=True)
    valid_from = models.DateField(default=clock.today)
    valid_to = models.DateField(null=True)

    def __str__(self):
        return str(self.pk)


class Contact(RegionRow):
    """Who registered and works with a child while no case does. [security 1]"""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="contacts")
    assignment = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateTimeField(default=clock.now)
    valid_to = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["assignment", "child"]), models.Index(fields=["unit", "child"])]


class NeedAssessment(RegionRow):
    """That a need was noticed, when, and which position the unit took. [P-03, F72]"""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="needs")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    noticed_on = models.DateField(_("Behovet uppmärksammades"))
    position = models.CharField(_("Ställningstagande"), max_length=20, choices=Position.choices)
    need = models.TextField(_("Vad barnet behöver"), max_length=5000)
    tried = models.TextField(_("Det här har prövats"), max_length=5000, blank=True)
    assessed_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(position="forum") | ~Q(tried=""), name="forum_needs_what_was_tried")
        ]
        indexes = [models.Index(fields=["child", "noticed_on"])]
