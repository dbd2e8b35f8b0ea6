"""The log and its seals. Tables without foreign keys: a row of the log outlives what it speaks of. [security 5]"""

from django.db import models

from core.audit.fields import TransactionIdField
from core.audit.querysets import AuditEventQuerySet


class AuditEvent(models.Model):
    """One act. Partitioned by month on `at`; written through access.audit_append alone, never changed.

    `net` marks the safety net's rows, which triggers write beside what services say. `about_unit_id` is the unit
    an act concerns; the acting unit and its principal are those of the assignment when it acted.
    """

    number = models.BigIntegerField(primary_key=True)
    txid = TransactionIdField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=10)  # user, job, command; none at the door
    region_id = models.UUIDField(null=True)
    user_id = models.UUIDField(null=True)
    assignment = models.ForeignKey(
        "people.RoleAssignment", models.DO_NOTHING, null=True, related_name="+", db_constraint=False, db_index=False
    )
    unit = models.ForeignKey(
        "organisations.Unit", models.DO_NOTHING, null=True, related_name="+", db_constraint=False, db_index=False
    )
    principal_id = models.UUIDField(null=True)
    act = models.CharField(max_length=60)
    object_kind = models.CharField(max_length=60)
    object_id = models.UUIDField(null=True)
    child_id = models.UUIDField(null=True)
    case_id = models.UUIDField(null=True)
    about_unit_id = models.UUIDField(null=True)
    basis = models.CharField(max_length=40)
    purpose = models.CharField(max_length=40)
    outcome = models.CharField(max_length=20)
    reason = models.CharField(max_length=60)
    request_id = models.CharField(max_length=40)
    session_hash = models.CharField(max_length=40)
    net = models.BooleanField()

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        db_table = "audit_event"


class AuditSeal(models.Model):
    """A sealed block: the rows of all transactions from `from_txid` up to, not including, `to_txid`.

    Holds counts and hashes only. Each seal has the hash of the one before it; gaps in the rows' numbers mean nothing.
    """

    sequence = models.BigIntegerField(primary_key=True)
    from_txid = TransactionIdField()
    to_txid = TransactionIdField()
    first_number = models.BigIntegerField()
    last_number = models.BigIntegerField()
    row_count = models.BigIntegerField()
    block_hash = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    seal_hash = models.CharField(max_length=64, unique=True)

    class Meta:
        db_table = "audit_seal"
        ordering = ["sequence"]


class DroppedMonth(models.Model):
    """A month of the log that has gone, by access.audit_drop_month alone; its seals stay.

    `remainders` has, for each seal from `first_sequence` to `last_sequence` whose block has rows of other months too,
    the count and hash of those: {"17": [3, "…"]}. A block that is not named there is empty now.
    """

    month = models.DateField(primary_key=True)  # its first day
    row_count = models.BigIntegerField()
    first_sequence = models.BigIntegerField()
    last_sequence = models.BigIntegerField()
    remainders = models.JSONField()
    years = models.PositiveSmallIntegerField()  # how long rows were kept, by the setting of the day
    at = models.DateTimeField()

    class Meta:
        db_table = "audit_droppedmonth"
        ordering = ["month"]
