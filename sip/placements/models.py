"""A child placed by social services: the facts, the care and school beside it, and apart from it a secret residence.

All of it belongs to the unit that placed the child: no other unit of the principal reads it. [F94-F99, security 2]
"""

import secrets

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.access.models import RegionRow
from core.crypto import EncryptedField
from sip.cases.models import CODE_ALPHABET
from sip.placements.states import (
    OPEN,
    Act,
    AsylumExam,
    EndReason,
    Equivalence,
    HomeForm,
    NoticeKind,
    Phase,
    PlacementStatus,
    Receiver,
    SuicideRisk,
)


def placement_code() -> str:
    """A random code such as P-7K4QZ2: what a clock is told by, instead of the child. [security 1]"""
    return "P-" + "".join(secrets.choice(CODE_ALPHABET) for _letter in range(6))


class Placement(RegionRow):
    """Placering. `unit` is the placing unit, `principal` the placing municipality. [G-009, P-60]

    `decided_on` the day of the decision; `exam_decided_on` the board's decision on a medical examination under section
    32 LVU [X-33]. The first joint planning is invited on `planning_invited_on`, met on `planning_met_on`. [X-34]
    """

    child = models.ForeignKey("sip.Child", on_delete=models.PROTECT, related_name="placements")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    principal = models.ForeignKey("organisations.Principal", on_delete=models.PROTECT, related_name="+")
    registered_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    code = models.CharField(max_length=12, default=placement_code)
    status = models.CharField(max_length=10, choices=PlacementStatus.choices)
    form = models.CharField(_("Boendeform"), max_length=20, choices=HomeForm.choices)
    act = models.CharField(_("Lag"), max_length=5, choices=Act.choices)
    is_acute = models.BooleanField(_("Akut placering"))
    decided_on = models.DateField(_("Beslutsdag"))
    starts_on = models.DateField(_("Första dag"))
    planned_end_on = models.DateField(_("Planerat slut"), null=True)
    ended_on = models.DateField(_("Sista dag"), null=True)
    end_reason = models.CharField(max_length=12, choices=EndReason.choices, blank=True)
    suicide_risk = models.CharField(max_length=12, choices=SuicideRisk.choices)
    suicide_risk_on = models.DateField()
    planning_invited_on = models.DateField(null=True)
    planning_met_on = models.DateField(null=True)
    exam_decided_on = models.DateField(null=True)
    exam_done_on = models.DateField(null=True)
    application_on = models.DateField(null=True)
    asylum_exam = models.CharField(max_length=14, choices=AsylumExam.choices, default=AsylumExam.NOT_RELEVANT)
    asylum_exam_on = models.DateField(null=True)
    end_planned_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "code"], name="placement_code_once_in_a_region"),
            models.CheckConstraint(
                condition=Q(status="ended", ended_on__isnull=False) & ~Q(end_reason="")
                | ~Q(status="ended") & Q(ended_on__isnull=True, end_reason=""),
                name="placement_ended_exactly_when_stamped",
            ),
            models.CheckConstraint(
                condition=Q(planned_end_on__isnull=True) | Q(planned_end_on__gte=F("starts_on")),
                name="placement_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(act="lvu")
                | Q(exam_decided_on__isnull=True, exam_done_on__isnull=True, application_on__isnull=True),
                name="placement_exam_by_board_only_under_lvu",
            ),
            models.CheckConstraint(
                condition=Q(is_acute=True) | Q(planning_invited_on__isnull=True, planning_met_on__isnull=True),
                name="placement_joint_planning_only_when_acute",
            ),
        ]
        indexes = [models.Index(fields=["unit", "child"]), models.Index(fields=["child"])]

    def __str__(self):
        return self.code

    @property
    def is_open(self) -> bool:
        return self.status in OPEN


class PlacementStep(RegionRow):
    """One thing of a checklist that has been seen to; without a day it has not. [F94]"""

    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="steps")
    child = models.ForeignKey("sip.Child", on_delete=models.PROTECT, related_name="+")
    phase = models.CharField(max_length=14, choices=Phase.choices)
    key = models.CharField(max_length=30)
    done_on = models.DateField(null=True)
    noted_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["placement", "phase", "key"], name="step_once_in_a_placement"),
        ]


class HealthExam(RegionRow):
    """Hälsoundersökning: one request and one statement, to health care or to dental care. [F98, P-64, I-14]

    Three domains in all: the mental and the physical in the one, the oral in the other.
    """

    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="exams")
    child = models.ForeignKey("sip.Child", on_delete=models.PROTECT, related_name="+")
    receiver = models.CharField(max_length=12, choices=Receiver.choices)
    equivalence = models.CharField(max_length=10, choices=Equivalence.choices, default=Equivalence.UNCHECKED)
    checked_on = models.DateField(null=True)
    requested_on = models.DateField(null=True)
    mental_done_on = models.DateField(null=True)
    physical_done_on = models.DateField(null=True)
    oral_done_on = models.DateField(null=True)
    statement_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["placement", "receiver"], name="one_request_to_each_receiver"),
            models.CheckConstraint(
                condition=Q(receiver="dental_care", mental_done_on__isnull=True, physical_done_on__isnull=True)
                | Q(receiver="health_care", oral_done_on__isnull=True),
                name="exam_domain_belongs_to_its_receiver",
            ),
            models.CheckConstraint(
                condition=Q(equivalence="unchecked", checked_on__isnull=True)
                | ~Q(equivalence="unchecked") & Q(checked_on__isnull=False),
                name="equivalence_checked_has_its_day",
            ),
        ]


class ProtectedResidence(RegionRow):
    """Skyddad vistelseort: its own table, the placing unit only; never joined into lists, PDFs, mail or search.

    The region is told when the secrecy begins and when it ends. [F95, P-62, security 2]
    """

    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="residences")
    child = models.ForeignKey("sip.Child", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    place = EncryptedField(_("Var barnet vistas"))
    starts_on = models.DateField()
    ended_on = models.DateField(null=True)
    start_told_on = models.DateField(null=True)
    end_told_on = models.DateField(null=True)
    registered_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["placement"], condition=Q(ended_on__isnull=True), name="one_secret_residence_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("starts_on")),
                name="residence_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(end_told_on__isnull=True) | Q(ended_on__isnull=False),
                name="residence_end_told_when_ended",
            ),
        ]


class PlacementNotice(RegionRow):
    """Besked om en placering, to one unit: that it went, of what kind, and who there took it in. What it says, and on
    what basis, stands in the transfer whose case it shares. [F95, F96, F98]

    `placement_id` points without a key: the receiver reads the row, and sees no placement. `sent_on`: the day that
    the text was opened to the unit; none while the family has not answered.
    """

    case = models.ForeignKey("sip.Case", on_delete=models.PROTECT, related_name="placement_notices")
    placement_id = models.UUIDField()
    kind = models.CharField(max_length=20, choices=NoticeKind.choices)
    receiving_unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    sent_on = models.DateField(null=True)
    sent_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "receiving_unit"], name="notice_once_to_a_unit"),
            models.CheckConstraint(
                condition=Q(taken_at__isnull=True, taken_by__isnull=True)
                | Q(taken_at__isnull=False, taken_by__isnull=False, sent_on__isnull=False),
                name="notice_taken_in_by_somebody_when_sent",
            ),
        ]
        indexes = [models.Index(fields=["placement_id"], name="notices_of_placement")]
