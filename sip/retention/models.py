"""Proposals to delete, who approved, what stops them, and what is left when it is done. [security 6, F18]

None of these rows holds a name or a text about a child: ids, codes, days. Words are those of the decision.
"""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import clock
from core.access.models import RegionRow
from sip.cases.models import new_code
from sip.retention.states import OPEN, HoldReason, ProposalStatus, RejectReason, Subject


class RetentionProposal(RegionRow):
    """That the time of a principal's record has gone. `subject_id` is the child's or the case's id. [security 6]

    `class_code` and `law` are codes of the profile, as they were the day it was proposed. `finish_by` is the day by
    which the law wants it gone, where the class has one.
    """

    code = models.CharField(max_length=12, default=new_code)
    principal = models.ForeignKey("organisations.Principal", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Subject.choices)
    subject_id = models.UUIDField()
    class_code = models.CharField(max_length=40)
    law = models.CharField(max_length=60)
    last_entry_on = models.DateField(_("Sista anteckningen"))
    due_on = models.DateField(_("Får gallras från"))
    finish_by = models.DateField(_("Ska vara gallrad senast"), null=True)
    status = models.CharField(max_length=20, choices=ProposalStatus.choices, default=ProposalStatus.PROPOSED)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("Skäl"), max_length=20, choices=RejectReason.choices, blank=True)
    words = models.CharField(_("Skälet med egna ord"), max_length=500, blank=True)
    ask_again_on = models.DateField(_("Föreslås igen tidigast"), null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["principal", "kind", "subject_id"],
                condition=Q(status__in=sorted(OPEN)),
                name="one_open_proposal_to_delete",
            ),
            models.UniqueConstraint(fields=["region", "code"], name="proposal_code_once_in_a_region"),
            models.CheckConstraint(
                condition=Q(status__in=sorted(OPEN), ended_at__isnull=True)
                | (~Q(status__in=sorted(OPEN)) & Q(ended_at__isnull=False)),
                name="proposal_ended_exactly_when_stamped",
            ),
            models.CheckConstraint(
                condition=~Q(status="rejected") | (~Q(reason="") & Q(ask_again_on__isnull=False)),
                name="proposal_rejected_with_a_reason_and_a_day",
            ),
            models.CheckConstraint(condition=Q(due_on__gt=models.F("last_entry_on")), name="due_after_the_last_entry"),
        ]
        indexes = [models.Index(fields=["principal", "status", "due_on"], name="proposals_of_a_principal")]

    def __str__(self):
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("sip:retention_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status in OPEN


class RetentionApproval(RegionRow):
    """One person's yes. The database takes no second one from the same person. [security 2]"""

    proposal = models.ForeignKey(RetentionProposal, on_delete=models.PROTECT, related_name="approvals")
    number = models.PositiveSmallIntegerField()
    given_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "number"], name="approval_number_once"),
            models.UniqueConstraint(fields=["proposal", "person"], name="one_approval_of_a_person"),
            models.CheckConstraint(condition=Q(number__in=[1, 2]), name="two_approvals_at_most"),
        ]


class RetentionHold(RegionRow):
    """Legal hold or «bevaras»: while it is not lifted, nothing of the subject is proposed or deleted. [security 6]"""

    principal = models.ForeignKey("organisations.Principal", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Subject.choices)
    subject_id = models.UUIDField()
    code = models.CharField(max_length=12)  # of the proposal or the case by which it was found
    reason = models.CharField(_("Varför ska det inte gallras?"), max_length=20, choices=HoldReason.choices)
    words = models.CharField(_("Skälet med egna ord"), max_length=500)
    placed_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, null=True, related_name="+")
    lift_words = models.CharField(_("Varför behövs stoppet inte längre?"), max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["principal", "kind", "subject_id"],
                condition=Q(lifted_at__isnull=True),
                name="one_live_hold_of_a_subject",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True, lift_words="")
                | (Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~Q(lift_words="")),
                name="hold_lifted_with_words_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="hold_has_words"),
        ]

    @property
    def is_live(self) -> bool:
        return self.lifted_at is None


class RetentionProof(RegionRow):
    """What went, without saying whom it was about: rows by table, a hash of their ids. Never changed. [security 6]"""

    proposal = models.OneToOneField(RetentionProposal, on_delete=models.PROTECT, related_name="proof")
    principal = models.ForeignKey("organisations.Principal", on_delete=models.PROTECT, related_name="+")
    executed_at = models.DateTimeField(default=clock.now)
    counts = models.JSONField()
    rows = models.PositiveIntegerField()
    files = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)


class RetentionLedger(RegionRow):
    """Keyed hash of what is gone, by which a restored backup is told to forget it again. [security 6, 11]"""

    mac = models.CharField(max_length=64)
    kind = models.CharField(max_length=10, choices=Subject.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["region", "mac"], name="ledger_line_once")]
