"""What waits for a second administrator: a role for somebody, a new second factor for somebody. [security 2, 8]"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.access.models import RegionRow
from core.people.states import DecisionStatus, IdentityCheck
from core.roles import Role


class Decision(RegionRow):
    """Asked by one administrator, answered by another."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=DecisionStatus.choices, default=DecisionStatus.PROPOSED)
    proposed_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(status=DecisionStatus.PROPOSED, decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(status=DecisionStatus.PROPOSED) & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="%(class)s_decided_exactly_when_stamped",
            ),
            models.CheckConstraint(
                condition=~Q(status=DecisionStatus.APPROVED) | ~Q(decided_by=F("proposed_by")),
                name="%(class)s_approved_by_another",
            ),
        ]


class RoleBatch(RegionRow):
    """Roles that one administrator asked for together, out of one file; another answers them together."""

    proposed_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")

    def __str__(self):
        return str(self.pk)


class RoleProposal(Decision):
    """A role for a person in a scope, from a day to a day; approval makes the assignment. [security 2]"""

    role = models.CharField(_("Roll"), max_length=40, choices=Role.choices)
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, null=True, related_name="+")
    district = models.ForeignKey("organisations.District", on_delete=models.PROTECT, null=True, related_name="+")
    principal = models.ForeignKey("organisations.Principal", on_delete=models.PROTECT, null=True, related_name="+")
    valid_from = models.DateField(_("Från och med"))
    valid_to = models.DateField(_("Till och med"))
    has_mandate = models.BooleanField(_("Har beslutsmandat"), default=False)
    mandate_text = models.CharField(_("Mandatet i ord"), max_length=300, blank=True)
    batch = models.ForeignKey(RoleBatch, on_delete=models.PROTECT, null=True, related_name="proposals")
    assignment = models.OneToOneField("people.RoleAssignment", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(Decision.Meta):
        constraints = [
            *Decision.Meta.constraints,
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")), name="role_proposal_ends_after_it_starts"
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()} ({self.valid_from})"

    @property
    def scope(self) -> str:
        """Where the role would be held, in words."""
        return ", ".join(str(one) for one in (self.unit, self.district, self.area, self.principal) if one)


class FactorReset(Decision):
    """Somebody has lost the second factor: identity checked anew, another administrator says yes. [security 8]"""

    user = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    identity_check = models.CharField(_("Så kontrollerades identiteten"), max_length=20, choices=IdentityCheck.choices)

    class Meta(Decision.Meta):
        pass

    def __str__(self):
        return str(self.pk)
