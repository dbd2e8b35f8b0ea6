"""The outbox. A row is the in-app notice itself, or a mail to send; it holds ids and codes, no text. [security 11]"""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.access.models import RegionRow
from core.notices.querysets import NoticeQuerySet, OutgoingQuerySet


class Channel(models.TextChoices):
    IN_APP = "in_app", _("I portalen")
    MAIL = "mail", _("E-post")


class Outgoing(models.Model):
    """Waits until `sent_at`; `lease_until` is held by the one who sends it. [security 11]"""

    created_at = models.DateTimeField(default=clock.now)
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    message_id = models.CharField(max_length=120, blank=True)
    sent_at = models.DateTimeField(null=True)
    parked_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class Notice(Outgoing):
    """That something happened, to one recipient on one channel; its key says what, so that it exists once.

    `id` is made of kind, what it is about, level, recipient and channel (`core.notices.keys`): the same thing told
    twice is one row. An in-app row is delivered by existing, a mail row waits to be sent. `number` is a count to tell
    where nothing more may be told. [security 11]
    """

    id = models.UUIDField(primary_key=True, editable=False)
    region = models.ForeignKey(
        "regions.Region", on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )
    kind = models.CharField(max_length=40)
    level = models.CharField(max_length=40, blank=True)
    recipient = models.ForeignKey(
        "people.RoleAssignment", on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )
    channel = models.CharField(max_length=6, choices=Channel.choices)
    about_kind = models.CharField(max_length=40, blank=True)
    about_id = models.UUIDField(null=True)
    case_id = models.UUIDField(null=True)
    obligation_id = models.UUIDField(null=True)
    number = models.PositiveIntegerField(null=True)
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["recipient", "-created_at"], condition=Q(channel="in_app"), name="notice_inbox"),
            models.Index(
                fields=["region", "created_at"],
                condition=Q(channel="mail", sent_at__isnull=True, parked_at__isnull=True, dropped_at__isnull=True),
                name="notice_outbox",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(channel="mail") | Q(sent_at__isnull=True, parked_at__isnull=True, attempts=0),
                name="notice_in_app_needs_no_sending",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.channel}"


class PassphraseMail(Outgoing):
    """Somebody at the door asked for a new passphrase; whether the address is anybody's, its sender finds out.

    The web process adds rows and cannot read them; the address goes as soon as the mail has left or been given up.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(blank=True)

    objects = OutgoingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=Q(sent_at__isnull=True, parked_at__isnull=True, dropped_at__isnull=True),
                name="passphrase_outbox",
            ),
        ]


class ParkedNotice(RegionRow):
    """A mail that could not be sent, as operations see it: to whom and why, never what about. [security 11]"""

    notice_id = models.UUIDField(unique=True)
    kind = models.CharField(max_length=40)
    recipient = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    attempts = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=40)
    parked_at = models.DateTimeField()
    retry_asked_at = models.DateTimeField(null=True)
    retry_asked_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["region", "-parked_at"])]

    def __str__(self):
        return f"{self.kind} {self.reason}"
