"""An extract of a principal's own record of a child, and what stands in it, item by item. [security 6, GDPR 15]"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access.models import RegionRow
from core.crypto import EncryptedField
from sip.cases.models import new_code
from sip.extracts.states import (
    OPEN,
    Choice,
    ExtractStatus,
    Ground,
    Kind,
    Manner,
    Mark,
    Receiver,
    RefuseReason,
    RevokeReason,
)


class Extract(RegionRow):
    """Registerutdrag, loggutdrag or export before deletion. `asked_on` is the day somebody asked for it.

    `sha256` is the hash of what is given, as it was when the second reader was done; nothing of it changes later.
    `builder` and `reader` are persons: one who holds two assignments is one person.
    """

    code = models.CharField(max_length=12, default=new_code)
    principal = models.ForeignKey("organisations.Principal", on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey("sip.Child", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    receiver = models.CharField(_("Mottagare"), max_length=10, choices=Receiver.choices)
    guardian = models.ForeignKey("sip.Guardian", on_delete=models.PROTECT, null=True, related_name="+")
    receiver_name = EncryptedField()
    asked_on = models.DateField(_("Begäran kom"))
    status = models.CharField(max_length=12, choices=ExtractStatus.choices, default=ExtractStatus.BUILT)
    built_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    builder = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, null=True, related_name="+")
    reader = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True)
    handed_on = models.DateField(_("Lämnades ut"), null=True)
    handed_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, null=True, related_name="+")
    manner = models.CharField(_("Hur?"), max_length=20, choices=Manner.choices, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=20, choices=[*RefuseReason.choices, *RevokeReason.choices], blank=True)
    words = models.CharField(_("Skälet med egna ord"), max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "code"], name="extract_code_once_in_a_region"),
            models.UniqueConstraint(
                fields=["child", "kind", "receiver", "guardian"],
                nulls_distinct=False,
                condition=Q(status__in=sorted(OPEN)),
                name="one_open_extract_for_a_receiver",
            ),
            models.CheckConstraint(
                condition=Q(receiver="guardian", guardian__isnull=False)
                | (~Q(receiver="guardian") & Q(guardian__isnull=True)),
                name="extract_guardian_named_exactly_when_receiver",
            ),
            models.CheckConstraint(
                condition=Q(kind="archive", receiver="archive") | (~Q(kind="archive") & ~Q(receiver="archive")),
                name="extract_before_deletion_goes_to_the_archive",
            ),
            models.CheckConstraint(
                condition=Q(reader__isnull=True) | ~Q(reader=F("builder")), name="extract_read_by_another_person"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["read", "handed_out"], read_at__isnull=False, reader__isnull=False)
                & Q(read_by__isnull=False)
                & ~Q(sha256="")
                | Q(status="revoked")
                | Q(status__in=["built", "refused"], read_at__isnull=True, reader__isnull=True, sha256=""),
                name="extract_read_exactly_when_stamped",
            ),
            models.CheckConstraint(
                condition=Q(status="handed_out", handed_on__isnull=False, handed_by__isnull=False) & ~Q(manner="")
                | ~Q(status="handed_out") & Q(handed_on__isnull=True, handed_by__isnull=True, manner=""),
                name="extract_handed_out_exactly_when_stamped",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["refused", "revoked"], ended_at__isnull=False, ended_by__isnull=False)
                & ~Q(reason="")
                | ~Q(status__in=["refused", "revoked"]) & Q(ended_at__isnull=True, ended_by__isnull=True, reason=""),
                name="extract_ended_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["principal", "status", "asked_on"], name="extracts_of_a_principal")]

    def __str__(self):
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("sip:extract_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status in OPEN


class ExtractItem(RegionRow):
    """A row of the record, or a unit's month of the log, as words. Never rewritten; only what is decided about it is.

    `content` is JSON: what it is called, when it is from, and lines of name and value. `source` the table it came from.
    """

    extract = models.ForeignKey(Extract, on_delete=models.PROTECT, related_name="items")
    child = models.ForeignKey("sip.Child", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    source = models.CharField(max_length=40)
    content = EncryptedField()
    marks = ArrayField(models.CharField(max_length=20, choices=Mark.choices), default=list)
    choice = models.CharField(max_length=10, choices=Choice.choices, blank=True)
    ground = models.CharField(_("Grund"), max_length=20, choices=Ground.choices, blank=True)
    decided_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["extract", "number"], name="extract_item_number_once"),
            models.CheckConstraint(
                condition=Q(choice="", ground="", decided_by__isnull=True)
                | (~Q(choice="") & ~Q(ground="") & Q(decided_by__isnull=False)),
                name="extract_item_decided_with_a_ground",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("sip:extract_item", args=[self.pk])

    @property
    def is_given(self) -> bool:
        """What is not marked is given, unless the second reader has said otherwise."""
        return self.choice == Choice.GIVE or (not self.marks and self.choice == "")

    @property
    def waits(self) -> bool:
        return bool(self.marks) and self.choice == ""
