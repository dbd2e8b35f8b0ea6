"""The clock's tables. None of them holds text about anybody: ids, codes, days. [security 3, 11]

Events and counts have no database key to what they speak of: the sweep writes hundreds of thousands at a time, and
row security already binds them to the region. [perf gate 21]
"""

import uuid
from typing import Any, cast

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.access.models import RegionRow
from core.obligations.choices import RuleCalendar, RuleUnit
from core.obligations.dates import Terms
from core.obligations.querysets import DeadlineRuleQuerySet, ObligationQuerySet
from core.obligations.states import ENDED, LIVE, EventKind, ObligationStatus


def _bare(to: str, **options: Any) -> models.ForeignKey:
    """A key by name only: no constraint and no index in the database."""
    return models.ForeignKey(
        to, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+", **options
    )


def _key(to: str, **options: Any) -> models.ForeignKey:
    """A real key without an index of its own: what it points to is never deleted."""
    return models.ForeignKey(to, on_delete=models.PROTECT, db_index=False, related_name="+", **options)


class DeadlineRule(RegionRow):
    """One version of a deadline in a region, or in one of its areas; a change is a new version. [domain 5, facts 9.2]

    `valid_to` is the last day in force; where two versions hold on a day the later version is right. `monitored`: the
    region keeps this deadline; `wired`: the portal starts its clock by itself. The days' meaning stands in `Terms`.
    """

    area = _key("organisations.Area", null=True, blank=True)
    code = models.CharField(_("Kod"), max_length=10)
    version = models.PositiveIntegerField(_("Version"), default=1)
    title = models.CharField(_("Vad som ska göras"), max_length=200)
    trigger = models.CharField(_("Vad som startar fristen"), max_length=200)
    amount = models.PositiveSmallIntegerField(_("Antal"), null=True, blank=True)
    unit = models.CharField(_("Enhet"), max_length=10, choices=RuleUnit.choices, default=RuleUnit.NONE)
    calendar = models.CharField(
        _("Kalender"), max_length=10, choices=RuleCalendar.choices, default=RuleCalendar.CALENDAR
    )
    owner_role = models.CharField(_("Ansvarig roll"), max_length=40, blank=True)
    fallback_role = models.CharField(_("Ansvarig när rollen saknas"), max_length=40, blank=True)
    warn_offsets = models.JSONField(_("Påminnelser"), default=list)
    on_breach_roles = models.JSONField(_("Får veta när fristen passerats"), default=list)
    escalate_after = models.PositiveSmallIntegerField(_("Lyfts efter antal dagar"), null=True, blank=True)
    escalate_roles = models.JSONField(_("Får veta när förseningen lyfts"), default=list)
    pausable = models.BooleanField(_("Kan pausas"), default=False)
    term_boundaries = models.JSONField(_("Terminernas första dagar"), default=list)
    legal_reference = _key("regions.LegalReference", null=True, blank=True)
    monitored = models.BooleanField(_("Följs i regionen"), default=True)
    wired = models.BooleanField(_("Startas av portalen"), default=False)
    note = models.CharField(_("Anmärkning"), max_length=300, blank=True)
    source = models.CharField(_("Källa"), max_length=120, blank=True)
    valid_from = models.DateField(_("Från och med"))
    valid_to = models.DateField(_("Till och med"), null=True, blank=True)

    objects = DeadlineRuleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "code", "area", "version"], name="rule_version_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from")),
                name="rule_ends_after_it_starts",
            ),
        ]

    def __str__(self):
        return f"{self.code} v{self.version}"

    @property
    def words(self) -> str:
        """What is to be done, in the reader's language: the catalogue's sentence is the key."""
        return gettext(self.title)

    @property
    def terms(self) -> Terms:
        """What a clock that starts under this version is promised."""
        return Terms(
            amount=self.amount,
            unit=self.unit,
            calendar=cast(Any, self.calendar),
            warn_offsets=tuple(self.warn_offsets),
            pausable=self.pausable,
            escalate_after=self.escalate_after,
            term_boundaries=tuple(self.term_boundaries),
        )


class Obligation(RegionRow):
    """Something somebody owes by a day. A breach is told and counted; it closes nothing. [SM-12]

    Who owes it: `owner` while that assignment is in force, else those who hold `owner_role` in the scope (district,
    area or unit), else those who hold the rule's fallback role. `warn_on`, `next_warn_on` and `escalate_on` are what
    the sweep looks for; every column follows from the events (`fold`). No index names a column that a breach or an
    escalation changes, so that the sweep's update touches none. [perf gate 21]
    """

    region = _key("regions.Region")
    code = models.CharField(max_length=10)
    rule = _key("obligations.DeadlineRule")
    case_id = models.UUIDField(null=True, blank=True)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    subject_code = models.CharField(max_length=40, blank=True)
    area = _key("organisations.Area", null=True, blank=True)
    district = _key("organisations.District", null=True, blank=True)
    unit = _key("organisations.Unit", null=True, blank=True)
    principal = _key("organisations.Principal", null=True, blank=True)
    owner_role = models.CharField(max_length=40, blank=True)
    owner = _key("people.RoleAssignment", null=True, blank=True)
    started_on = models.DateField(_("Började"))
    due_on = models.DateField(_("Senast"), null=True, blank=True)
    paused_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(_("Slutade"), null=True, blank=True)
    warn_on = ArrayField(models.DateField(), default=list)
    next_warn_on = models.DateField(null=True, blank=True)
    escalate_on = models.DateField(null=True, blank=True)
    escalated_on = models.DateField(null=True, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    status = models.CharField(max_length=10, choices=ObligationStatus.choices, default=ObligationStatus.PENDING)
    verdict = models.JSONField(null=True, blank=True)
    verdict_hash = models.CharField(max_length=64, blank=True)
    action_url_name = models.CharField(max_length=80, blank=True)

    objects = ObligationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "code", "subject_id"],
                condition=Q(ended_on__isnull=True),
                name="one_live_clock_per_subject",
            ),
            models.CheckConstraint(
                condition=Q(status__in=ENDED, ended_on__isnull=False, verdict__isnull=False) & ~Q(verdict_hash="")
                | Q(status__in=LIVE, ended_on__isnull=True, verdict__isnull=True, verdict_hash=""),
                name="obligation_has_a_verdict_exactly_when_ended",
            ),
            models.CheckConstraint(
                condition=~Q(status=ObligationStatus.BREACHED) | Q(due_on__isnull=False),
                name="obligation_late_only_against_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["region", "case_id"], name="obligation_by_case"),
            models.Index(fields=["region", "subject_id"], name="obligation_by_subject"),
            models.Index(
                fields=["region", "due_on"],
                condition=Q(ended_on__isnull=True, paused_on__isnull=True),
                name="obligation_next_breach",
            ),
            models.Index(
                fields=["region", "next_warn_on"],
                condition=Q(next_warn_on__isnull=False, paused_on__isnull=True),
                name="obligation_next_reminder",
            ),
            models.Index(
                fields=["region", "escalate_on"],
                condition=Q(escalate_on__isnull=False, ended_on__isnull=True, paused_on__isnull=True),
                name="obligation_next_escalation",
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.subject_code}"

    @property
    def is_live(self) -> bool:
        return self.status in LIVE


class ObligationEvent(models.Model):
    """What happened to an obligation: append-only, numbered without gaps, its day apart from its moment. [SM-12]"""

    pk = models.CompositePrimaryKey("obligation_id", "sequence")
    region = _bare("regions.Region")
    obligation = models.ForeignKey(
        Obligation, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="events"
    )
    case_id = models.UUIDField(null=True)
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=EventKind.choices)
    on_date = models.DateField()
    at = models.DateTimeField()
    by = _bare("people.RoleAssignment", null=True)
    reason_code = models.CharField(max_length=40, blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ["obligation", "sequence"]

    def __str__(self):
        return f"{self.kind} {self.on_date}"


class ObligationCount(models.Model):
    """How many obligations of a code stand in a state, as a job counted them: figures for those who see no case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    region = _key("regions.Region")
    code = models.CharField(max_length=10)
    status = models.CharField(max_length=10, choices=ObligationStatus.choices)
    is_case = models.BooleanField()
    number = models.PositiveIntegerField()
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "code", "status", "is_case"], name="obligation_count_once"),
        ]

    def __str__(self):
        return f"{self.code} {self.status}: {self.number}"
