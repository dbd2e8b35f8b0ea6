"""A report, whom it concerns, every step it takes, what was answered; drafts and grants beside."""

import secrets
import uuid
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.access.grants import Grant
from core.access.models import RegionRow
from deviations.choices import UNSORTED, AnswerKind, Effect, Kind, WithdrawReason
from deviations.querysets import DeviationReportQuerySet
from deviations.states import DeviationStatus

CODE_DIGITS, CODE_LETTERS = "23456789", "23456789BCDFGHJKLMNPQRSTVWXZ"
LONG = 20_000  # characters of a text [security 10]


def new_code() -> str:
    """A random code such as A7-3KQF; never a counter. [security 1]"""
    return f"A{secrets.choice(CODE_DIGITS)}-{''.join(secrets.choice(CODE_LETTERS) for _ in range(4))}"


def _key(to: str, related_name: str = "+", **kwargs: Any) -> models.ForeignKey:
    return models.ForeignKey(to, on_delete=models.PROTECT, related_name=related_name, **kwargs)


class DeviationReport(RegionRow):
    """Avvikelserapport: a shortcoming in collaboration, told without saying who the child is. [G-141, P-95, P-96]

    `levels`: the rungs of the region's ladder it has come to, in order; who may read it follows from them.
    `reacted_on`: the first day anybody but the reporter did something with it. `is_copied`: by the region's rule
    on the day it was sent, its statistics (never its text) reach the secretariat though it is not principled. [X-03]
    `category` and `cause`: set by whoever handles it, the reporter need not. `asked_on`: a leader waits for the
    reporter's word. `duplicate_of`: it is handled with another and is in no statistics. `receipt_on`: the answer is
    read.
    """

    code = models.CharField(max_length=12, default=new_code)
    status = models.CharField(max_length=25, choices=DeviationStatus.choices, default=DeviationStatus.DRAFT)
    area = _key("organisations.Area")
    district = _key("organisations.District", null=True)
    reporter = _key("people.RoleAssignment")
    unit = _key("organisations.Unit")
    principal = _key("organisations.Principal")
    event_on = models.DateField(_("När det hände"))
    kind = models.CharField(_("Vad den gäller"), max_length=14, choices=Kind.choices, default=Kind.SHORTCOMING)
    category = models.CharField(_("Vad som inte fungerade"), max_length=60, default=UNSORTED)
    cause = models.CharField(_("Orsak"), max_length=60, blank=True, default="")
    description = models.TextField(_("Vad som hände"), max_length=LONG)
    effect = models.CharField(_("Följd för barnet"), max_length=10, choices=Effect.choices)
    tried = models.TextField(_("Vad som redan har gjorts"), max_length=LONG, blank=True)
    suggestion = models.TextField(_("Förslag"), max_length=LONG, blank=True)
    is_principled = models.BooleanField(_("Principiell"), default=False)
    principled_reason = models.TextField(_("Varför den är principiell"), max_length=LONG, blank=True)
    reviewed_category = models.CharField(_("Sekretariatets kategori"), max_length=60, blank=True)
    pattern = models.CharField(_("Mönster"), max_length=100, blank=True)
    levels = ArrayField(models.CharField(max_length=30), default=list)
    is_copied = models.BooleanField(default=False)
    withdraw_reason = models.CharField(max_length=10, choices=WithdrawReason.choices, blank=True)
    duplicate_of = _key("self", "duplicates", null=True)
    first_sent_on = models.DateField(_("Skickad"))
    asked_on = models.DateField(null=True)
    reacted_on = models.DateField(null=True)
    submitted_on = models.DateField(_("Till sekretariatet"), null=True)
    received_on = models.DateField(_("Mottagen"), null=True)
    answered_on = models.DateField(_("Besvarad"), null=True)
    receipt_on = models.DateField(_("Svaret läst"), null=True)
    closed_on = models.DateField(_("Avslutad"), null=True)
    withdrawn_on = models.DateField(_("Återtagen"), null=True)

    objects = DeviationReportQuerySet.as_manager()

    class Meta:
        permissions = [("read_deviationreport", "May read one report")]
        constraints = [
            models.UniqueConstraint(fields=["region", "code"], name="deviation_code_once_in_a_region"),
            models.CheckConstraint(condition=Q(event_on__lte=F("first_sent_on")), name="deviation_has_happened"),
            models.CheckConstraint(
                condition=Q(is_principled=False) | ~Q(principled_reason=""), name="principled_deviation_says_why"
            ),
            models.CheckConstraint(
                condition=Q(submitted_on__isnull=True) | Q(is_principled=True), name="submitted_deviation_is_principled"
            ),
            models.CheckConstraint(
                condition=Q(status=DeviationStatus.CLOSED, closed_on__isnull=False)
                | (~Q(status=DeviationStatus.CLOSED) & Q(closed_on__isnull=True)),
                name="deviation_closed_exactly_when_stamped",
            ),
            models.CheckConstraint(
                condition=Q(status=DeviationStatus.WITHDRAWN, withdrawn_on__isnull=False) & ~Q(withdraw_reason="")
                | (~Q(status=DeviationStatus.WITHDRAWN) & Q(withdrawn_on__isnull=True, withdraw_reason="")),
                name="deviation_withdrawn_exactly_when_stamped",
            ),
            models.CheckConstraint(condition=~Q(status=DeviationStatus.DRAFT), name="deviation_draft_is_no_report"),
            models.CheckConstraint(
                condition=Q(duplicate_of__isnull=True) | Q(status=DeviationStatus.CLOSED),
                name="duplicate_deviation_is_closed",
            ),
            models.CheckConstraint(
                condition=Q(receipt_on__isnull=True) | Q(answered_on__isnull=False),
                name="deviation_receipt_of_an_answer",
            ),
        ]
        indexes = [
            models.Index(fields=["region", "area", "first_sent_on"]),
            models.Index(fields=["region", "status"]),
            models.Index(fields=["unit", "status"]),
            models.Index(fields=["reporter", "first_sent_on"]),
        ]

    def __str__(self):
        return self.code

    @property
    def sorted_as(self) -> str:
        """The secretariat's category once it has set one, else the leaders'."""
        return self.reviewed_category or self.category

    @property
    def level(self) -> str:
        """The highest rung it has come to. [I-03]"""
        return self.levels[-1] if self.levels else ""


class DeviationCounterpart(RegionRow):
    """A unit on the other side of what did not work."""

    report = _key("deviations.DeviationReport", "counterparts")
    unit = _key("organisations.Unit")
    principal = _key("organisations.Principal")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "unit"], name="deviation_counterpart_once")]
        indexes = [models.Index(fields=["unit", "report"])]

    def __str__(self):
        return f"{self.report_id}: {self.unit_id}"


class DeviationStep(RegionRow):
    """A move from one state to another: who, when, and the words that went with it. Append-only. [SM-3]"""

    report = _key("deviations.DeviationReport", "steps")
    sequence = models.PositiveSmallIntegerField()
    from_status = models.CharField(max_length=25, choices=DeviationStatus.choices)
    to_status = models.CharField(max_length=25, choices=DeviationStatus.choices)
    at = models.DateTimeField(default=clock.now)
    by = _key("people.RoleAssignment")
    text = models.TextField(max_length=LONG, blank=True)
    reason = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["sequence"]
        constraints = [models.UniqueConstraint(fields=["report", "sequence"], name="deviation_step_once")]

    def __str__(self):
        return f"{self.from_status} → {self.to_status}"


class DeviationAction(RegionRow):
    """Åtgärd: what a unit of either side does about it, and until when; an open one keeps the report open. [facts 3]"""

    report = _key("deviations.DeviationReport", "actions")
    text = models.TextField(_("Åtgärd"), max_length=LONG)
    unit = _key("organisations.Unit")
    due_on = models.DateField(_("Klar senast"))
    decided_by = _key("people.RoleAssignment")
    done_on = models.DateField(_("Klar"), null=True)
    done_by = _key("people.RoleAssignment", null=True)
    outcome = models.TextField(_("Så blev det"), max_length=LONG, blank=True)

    class Meta:
        ordering = ["due_on", "created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, done_by__isnull=True, outcome="")
                | Q(done_on__isnull=False, done_by__isnull=False) & ~Q(outcome=""),
                name="deviation_action_done_exactly_when_told",
            )
        ]
        indexes = [models.Index(fields=["unit", "done_on"])]

    def __str__(self):
        return self.text


class DeviationPattern(RegionRow):
    """Mönster: what several reports have in common, gathered by the secretariat. [003:L1365-1371]

    A report belongs to it by its `pattern`. `item`: where the regional group takes it up; `task`: what it led to;
    `learned`: what everybody in the region may read, once published.
    """

    name = models.CharField(_("Mönster"), max_length=100)
    summary = models.TextField(_("Vad det gäller"), max_length=LONG, blank=True)
    item = _key("groups.AgendaItem", null=True)
    raised_on = models.DateField(_("Lyft"), null=True)
    task = _key("groups.Task", null=True)
    merged_into = _key("self", null=True)
    learned = models.TextField(_("Vad vi lärde oss"), max_length=LONG, blank=True)
    published_on = models.DateField(_("Publicerat"), null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "name"], name="deviation_pattern_once_in_a_region"),
            models.CheckConstraint(
                condition=Q(item__isnull=True, raised_on__isnull=True) | Q(item__isnull=False, raised_on__isnull=False),
                name="deviation_pattern_raised_exactly_with_its_item",
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True, learned="") | Q(published_on__isnull=False) & ~Q(learned=""),
                name="deviation_pattern_published_exactly_with_words",
            ),
        ]

    def __str__(self):
        return self.name


class DeviationAnswer(RegionRow):
    """What one side or level said: an account, an addendum, a solution, a question, the answer. Append-only."""

    report = _key("deviations.DeviationReport", "answers")
    kind = models.CharField(max_length=10, choices=AnswerKind.choices)
    level = models.CharField(max_length=30)
    text = models.TextField(_("Svar"), max_length=LONG)
    by = _key("people.RoleAssignment")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]
        indexes = [models.Index(fields=["report", "at"])]

    def __str__(self):
        return f"{self.report_id}: {self.kind}"


class DeviationDraft(RegionRow):
    """A report that is being written: the owner's only, for fourteen days. [security 10]

    `origin` is the sealed word of the page it began from, which only that page's app can open.
    """

    owner = _key("people.RoleAssignment")
    origin = models.CharField(max_length=500, blank=True)
    answers = models.JSONField(default=dict)
    saved_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "origin"], name="one_deviation_draft_each")]

    def __str__(self):
        return str(self.pk)


class DeviationGuest(RegionRow):
    """Inbjuden: a unit outside the portal that may tell of one shortcoming, once, by an address. [issue 5:1]

    It writes and reads nothing. Whoever invited it makes a report of what came, or lets it be.
    """

    invited_by = _key("people.RoleAssignment")
    unit_name = models.CharField(_("Verksamhet"), max_length=120)
    token_hash = models.CharField(max_length=64, unique=True)
    expires_on = models.DateField(_("Gäller till och med"))
    answered_at = models.DateTimeField(null=True)
    event_on = models.DateField(_("När det hände"), null=True)
    description = models.TextField(_("Vad som hände"), max_length=LONG, blank=True)
    tried = models.TextField(_("Vad som redan har gjorts"), max_length=LONG, blank=True)
    report = _key("deviations.DeviationReport", null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, description="", report__isnull=True)
                | Q(answered_at__isnull=False, event_on__isnull=False) & ~Q(description=""),
                name="deviation_guest_answers_with_words",
            )
        ]
        indexes = [models.Index(fields=["invited_by", "ended_on"])]

    def __str__(self):
        return self.unit_name


class DeviationReportGrant(Grant):
    """That one person may read one report though no role opens it, for a reason and a time. [security 1]"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    content_object = _key("deviations.DeviationReport", "grants")

    def __str__(self):
        return f"{self.content_object_id}: {self.user_id}"
