"""Who signs in, who a person is in a region, and under which dated assignment one acts."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.access.models import RegionRow, Row
from core.people.querysets import PersonQuerySet, RoleAssignmentQuerySet
from core.roles import Role


class UserManager(BaseUserManager["User"]):
    """Accounts come by invitation only; nobody is a superuser. [security 1, 8]"""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username):
        return self.get(email=username.lower())


class User(AbstractBaseUser, PermissionsMixin):
    """The sign-in and nothing else: no name, no region. Open list. [issue: Decided]"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("E-postadress"), unique=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    is_staff = False

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(is_superuser=False), name="nobody_is_superuser"),
        ]

    def __str__(self):
        return str(self.pk)


class Person(RegionRow):
    """A professional in a region; the name others see."""

    given_name = models.CharField(_("Förnamn"), max_length=100)
    family_name = models.CharField(_("Efternamn"), max_length=100)
    title = models.CharField(_("Titel"), max_length=150, blank=True)
    email = models.EmailField(_("E-postadress i arbetet"), blank=True)
    phone = models.CharField(_("Telefon i arbetet"), max_length=40, blank=True)

    objects = PersonQuerySet.as_manager()

    def __str__(self):
        return f"{self.given_name} {self.family_name}"


class RoleAssignment(RegionRow):
    """A person's dated role in a scope; a user acts under exactly one at a time. [G-113, security 1]

    `valid_to` is the last day in force; none means until further notice. `has_mandate`: may decide for the unit.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="role_assignments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="role_assignments")
    role = models.CharField(_("Roll"), max_length=40, choices=Role.choices)
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, null=True, related_name="+")
    district = models.ForeignKey("organisations.District", on_delete=models.PROTECT, null=True, related_name="+")
    principal = models.ForeignKey("organisations.Principal", on_delete=models.PROTECT, null=True, related_name="+")
    valid_from = models.DateField(_("Från och med"))
    valid_to = models.DateField(_("Till och med"), null=True, blank=True)
    has_mandate = models.BooleanField(_("Har beslutsmandat"), default=False)
    mandate_text = models.CharField(_("Mandatet i ord"), max_length=300, blank=True)
    granted_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from")),
                name="assignment_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(granted_by=models.F("approved_by")) | Q(approved_by__isnull=True),
                name="assignment_approved_by_another",
            ),
        ]
        indexes = [
            models.Index(fields=["region", "role", "area"]),
            models.Index(fields=["region", "role", "district"]),
            models.Index(fields=["unit", "role"]),
        ]

    def __str__(self):
        return f"{self.get_role_display()} ({self.valid_from})"

    @property
    def scope(self) -> str:
        """Where the role is held, in words: unit, district, area or principal; empty for the whole region.

        A place that stands last in the unit's own name is not said twice.
        """
        unit = str(self.unit) if self.unit else ""
        places = (self.district, self.area, None if self.unit_id else self.principal)
        named = dict.fromkeys(str(one) for one in places if one and not unit.endswith(str(one)))
        return ", ".join([unit, *named] if unit else named)


class Session(AbstractBaseSession):
    """A sign-in on one device, with the assignment acted under. [security 8]"""

    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="sessions")
    assignment = models.ForeignKey(RoleAssignment, on_delete=models.SET_NULL, null=True, related_name="+")
    started_at = models.DateTimeField(default=clock.now)
    last_seen_at = models.DateTimeField(default=clock.now)
    signed_in_at = models.DateTimeField(null=True)  # last full sign-in, both factors
    factors = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)

    @classmethod
    def get_session_store_class(cls):
        from core.people.sessions import SessionStore

        return SessionStore


class Invitation(RegionRow):
    """A door for one person to make the account: 24 hours, once. [security 8]"""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField()
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(RoleAssignment, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class DemoSignIn(Row):
    """A button of the demo's door; rows exist only where the demo was made."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    assignment = models.ForeignKey(RoleAssignment, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=150)
    note = models.CharField(max_length=200, blank=True)
    region_name = models.CharField(max_length=100)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]


from core.people.decisions import FactorReset, RoleBatch, RoleProposal  # noqa: E402, F401  (they point to the models above by name)
