"""A case: one row without text, whose id the forum case shares. The child stands on a row beside it. [security 1]"""

import secrets

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import clock
from core.access.models import RegionRow
from sip.cases.querysets import ForumCaseQuerySet, ParticipationQuerySet
from sip.cases.states import ForumCaseStatus, Part, RaiseReason, ReturnReason, WithdrawReason
from sip.children.choices import Sex

CODE_ALPHABET = "23456789BCDFGHJKLMNPQRSTVWXZ"


def new_code() -> str:
    """A random case code such as K7-4QZ; never a counter. [security 1]"""
    letters = [secrets.choice(CODE_ALPHABET) for _ in range(6)]
    return "".join(letters[:2]) + "-" + "".join(letters[2:])


class CaseKind(models.TextChoices):
    FORUM = "forum", _("Individforum")
    SIP = "sip", _("SIP")
    TRANSFER = "transfer", _("Uppgifter till andra")


class Case(RegionRow):
    """That a case exists: code, kind, area and district of the day it was raised. No text, no child."""

    kind = models.CharField(max_length=10, choices=CaseKind.choices)
    code = models.CharField(max_length=12, default=new_code)
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    district = models.ForeignKey("organisations.District", on_delete=models.PROTECT, related_name="+")
    created_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["region", "code"], name="case_code_once_in_a_region")]
        indexes = [models.Index(fields=["region", "district", "created_at"])]

    def __str__(self):
        return self.code


class ForumCase(models.Model):
    """A case in the individual forum. [G-099, SM-2]

    `question` is written without identity and follows the code; all else said of the child is a contribution.
    `sex` is for statistics only. `is_deidentified`: handled without any consent and without an identity row.
    `escalation_summary`: what the concerned managers read instead of the minutes when it goes to them so. [SM-2]
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, primary_key=True, related_name="forum_case")
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    district = models.ForeignKey("organisations.District", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=30, choices=ForumCaseStatus.choices, default=ForumCaseStatus.RAISED)
    reason = models.CharField(_("Varför individforum behövs"), max_length=30, choices=RaiseReason.choices)
    question = models.TextField(_("Frågan till forumet"), max_length=2000)
    sex = models.CharField(max_length=10, choices=Sex.choices, default=Sex.UNKNOWN)
    is_deidentified = models.BooleanField(default=False)
    raising_unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    raised_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    need_noticed_on = models.DateField(_("Behovet uppmärksammades"))
    raised_on = models.DateField()
    convened_on = models.DateField(null=True)  # the first call
    held_on = models.DateField(null=True)  # the first sitting
    outcome_on = models.DateField(null=True)  # the first resolved or unresolved
    first_outcome = models.CharField(max_length=30, blank=True)
    escalated_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    return_reason = models.CharField(max_length=30, choices=ReturnReason.choices, blank=True)
    withdraw_reason = models.CharField(max_length=30, choices=WithdrawReason.choices, blank=True)
    deviation_code = models.CharField(max_length=20, blank=True)  # as noted when the principle went on
    escalation_summary = models.TextField(_("Sammanfattning till cheferna"), max_length=2000, blank=True)

    objects = ForumCaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(need_noticed_on__lte=F("raised_on")), name="need_noticed_before_raised"),
            models.CheckConstraint(
                condition=Q(status__in=["raised", "returned", "withdrawn"]) | Q(convened_on__isnull=False),
                name="forum_case_convened_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(status="returned") | ~Q(return_reason=""), name="forum_case_returned_with_a_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["region", "district", "status"]),
            models.Index(fields=["region", "area", "raised_on"]),
            models.Index(fields=["region", "raised_on", "case"]),
        ]

    def __str__(self):
        return str(self.case_id)

    def get_absolute_url(self) -> str:
        return reverse("sip:case_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        from sip.cases.states import OPEN

        return self.status in OPEN


class Participation(RegionRow):
    """A unit, or one of its assignments, takes part in a case from–to. Ended, never deleted. [security 1-2]"""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="participations")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    assignment = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, null=True, related_name="+")
    part = models.CharField(max_length=20, choices=Part.choices)
    occasion = models.ForeignKey("sip.Occasion", on_delete=models.PROTECT, null=True, related_name="participations")
    valid_from = models.DateTimeField(default=clock.now)
    valid_to = models.DateTimeField(null=True)
    added_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(part__in=["raiser", "unit", "receiver"]) | Q(occasion__isnull=False),
                name="called_participation_names_its_occasion",
            ),
            models.UniqueConstraint(
                fields=["case", "unit", "assignment", "part", "occasion"],
                nulls_distinct=False,
                condition=Q(valid_to__isnull=True),
                name="participation_once_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["assignment", "valid_to", "case"]),
            models.Index(fields=["unit", "valid_to", "case"]),
            models.Index(fields=["region", "assignment", "part"], name="participation_of_assignment"),
            models.Index(fields=["region", "unit", "part"], name="participation_of_unit"),
            models.Index(fields=["case"]),
        ]


class DecisionReceipt(RegionRow):
    """The unit that raised the case has taken the managers' decision back. Written once. [P-87]"""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="decision_receipt")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    received_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")


class CaseNoticed(RegionRow):
    """The day the need was noticed was wrong: what stood, what is right, why. Written once; it alone moves the day.

    `reason` is written without identity, as the question is. [domain 5, calculation rules]
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="noticed_days")
    previous_on = models.DateField()
    noticed_on = models.DateField(_("Behovet uppmärksammades"))
    reason = models.CharField(_("Varför rättas dagen?"), max_length=300)
    corrected_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(noticed_on=F("previous_on")), name="noticed_day_is_another"),
            models.CheckConstraint(condition=~Q(reason=""), name="noticed_day_is_corrected_with_a_reason"),
        ]
        indexes = [models.Index(fields=["case"], name="sip_casenoticed_of_case")]


class CaseChild(models.Model):
    """The child's identity as it was disclosed to the case: a frozen copy, none when de-identified. [issue: Decided]"""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, primary_key=True, related_name="identity")
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    birth_date = models.DateField(null=True)
    frozen_at = models.DateTimeField(default=clock.now)

    def __str__(self):
        return str(self.case_id)


class ChildCase(RegionRow):
    """Which of a principal's own children a case is about; seen by those who see that child. [security 1]

    The one who starts a case links its own child; another principal that files a copy links its own, and neither tells.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="own_children")
    child = models.ForeignKey("sip.Child", on_delete=models.PROTECT, related_name="cases")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "child"], name="child_once_in_a_case")]
        indexes = [models.Index(fields=["child"])]


class ConcernedUnit(RegionRow):
    """A unit the raiser names as concerned; it takes part first when it is called. [F113]"""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="concerned_units")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "unit"], name="unit_concerned_once_in_a_case")]


class ConcernedManager(RegionRow):
    """A steering manager named in an escalation; the group chair who receives it is always named. [P-87]"""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="concerned_managers")
    assignment = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    named_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "assignment"], name="manager_named_once_in_a_case")]
        indexes = [models.Index(fields=["assignment"])]


class CaseDeviation(RegionRow):
    """The code of a deviation reported from the case; shown only to those who see the case. [P-96]"""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="deviations")
    code = models.CharField(max_length=20)
    noted_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "code"], name="deviation_noted_once_in_a_case")]
