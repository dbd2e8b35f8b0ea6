"""Written agreements between principals: chapters, parties, whom one asks, files; nothing about a child. [G-147]"""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.access.models import RegionRow
from core.files.models import FileRow
from groups.agreements.content import BY_KEY
from groups.agreements.states import AgreementStatus, Asked, Level, Method, Situation
from groups.meetings.models import by


def principal(**options: Any) -> models.ForeignKey:
    return models.ForeignKey("organisations.Principal", on_delete=models.PROTECT, related_name="+", **options)


def person() -> models.ForeignKey:
    return models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, null=True, related_name="+")


class Agreement(RegionRow):
    """Överenskommelse: one version of it, made in a forum. `replaces`: the version before.

    `by_decision`: the parties decide politically instead of signing. [004:L250-252] `ends_on`: its last day, once a
    party has given notice. The need test stands as it was answered; `why` is asked for when it says no. [AG-10]
    """

    forum = models.ForeignKey("groups.Forum", on_delete=models.PROTECT, related_name="agreements")
    level = models.CharField(_("Slag"), max_length=10, choices=Level.choices)
    status = models.CharField(max_length=30, choices=AgreementStatus.choices, default=AgreementStatus.DRAFT)
    number = models.PositiveSmallIntegerField(_("Version"), default=1)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="later")
    title = models.CharField(_("Överenskommelse"), max_length=200)
    target_group = models.CharField(_("Målgrupp"), max_length=300)
    by_decision = models.BooleanField(default=False)
    situation = models.CharField(max_length=20, choices=Situation.choices)
    needs_coordination = models.BooleanField()
    needs_economy = models.BooleanField()
    why = models.TextField(_("Därför behövs den"), max_length=2000, blank=True)
    drafted_by = by()
    best_interests = models.TextField(_("Barnets bästa"), max_length=5000, blank=True)
    answer_by = models.DateField(_("Svar senast"), null=True)
    in_force_on = models.DateField(_("Gäller från"), null=True)
    asked_by = principal(null=True)
    asked_on = models.DateField(null=True)
    asked_because = models.TextField(_("Därför ska den omförhandlas"), max_length=2000, blank=True)
    ended_by = principal(null=True)
    ends_on = models.DateField(_("Gäller till och med"), null=True)
    end_reason = models.TextField(_("Därför upphör den"), max_length=2000, blank=True)

    class Meta:
        ordering = ["title", "-number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(number=1, replaces__isnull=True) | Q(number__gt=1, replaces__isnull=False),
                name="agreement_later_version_replaces_one",
            ),
            models.UniqueConstraint(
                fields=["replaces"], condition=~Q(status="abandoned"), name="agreement_one_next_version"
            ),
            models.CheckConstraint(
                condition=Q(status="draft")
                | Q(status="abandoned")
                | ~Q(best_interests="") & Q(answer_by__isnull=False),
                name="agreement_remitted_is_tested_for_the_child",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=["in_force", "renegotiation_requested", "terminated", "superseded"],
                    in_force_on__isnull=False,
                )
                | Q(status__in=["draft", "in_consultation", "ready_to_sign", "abandoned"], in_force_on__isnull=True),
                name="agreement_in_force_exactly_from_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(status="renegotiation_requested") | Q(asked_by__isnull=False, asked_on__isnull=False),
                name="agreement_renegotiated_at_a_partys_request",
            ),
            models.CheckConstraint(
                condition=~Q(status="terminated") | Q(ended_by__isnull=False, ends_on__isnull=False),
                name="agreement_terminated_by_a_party_from_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(status="abandoned") | ~Q(end_reason=""), name="agreement_abandoned_with_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["region", "status"]), models.Index(fields=["region", "forum"])]

    def __str__(self):
        return self.title


class AgreementChapter(RegionRow):
    """Kapitel: one heading of the template and its text, written together."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="chapters")
    key = models.SlugField(max_length=30)
    order = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=20_000, blank=True)
    version = models.PositiveIntegerField(default=0)
    saved_by = person()
    saved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["agreement", "key"], name="chapter_of_an_agreement_once")]

    def __str__(self):
        return self.key

    @property
    def heading(self) -> str:
        return str(BY_KEY[self.key].heading)

    @property
    def help(self) -> str:
        return str(BY_KEY[self.key].help)


class AgreementParty(RegionRow):
    """Part: a principal bound by it, who is to sign for it, and how it was signed or decided. [AG-05]"""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="parties")
    principal = principal(verbose_name=_("Part"))
    signatory = person()
    method = models.CharField(_("Hur"), max_length=10, choices=Method.choices, blank=True)
    signed_on = models.DateField(_("Dag"), null=True)
    signed_by = person()
    signed_name = models.CharField(_("Namn"), max_length=200, blank=True)
    signed_as = models.CharField(_("Befattning eller beslut"), max_length=200, blank=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["principal__name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "principal"],
                condition=Q(removed_at__isnull=True),
                name="party_of_an_agreement_once",
            ),
            models.CheckConstraint(
                condition=Q(method="", signed_on__isnull=True, signed_by__isnull=True, signed_name="", signed_as="")
                | ~Q(method="") & Q(signed_on__isnull=False, signed_by__isnull=False) & ~Q(signed_as=""),
                name="party_signed_in_full_or_not",
            ),
            models.CheckConstraint(
                condition=~Q(method="screen") | Q(signed_by=F("signatory")), name="party_signs_on_screen_for_itself"
            ),
        ]

    def __str__(self):
        return self.principal.name


class Consulted(RegionRow):
    """Remissinstans: who is asked for views, what it answered and what the group did with it. [AG-11]

    `responder` answers in the portal; without one the group's leader notes what came.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="consulted")
    kind = models.CharField(_("Vem"), max_length=30, choices=Asked.choices)
    name = models.CharField(_("Namn"), max_length=200)
    responder = person()
    answered_on = models.DateField(_("Svarade"), null=True)
    answered_by = person()
    answer = models.TextField(_("Svar"), max_length=10_000, blank=True)
    outcome = models.TextField(_("Så togs det om hand"), max_length=5000, blank=True)

    class Meta:
        ordering = ["kind", "name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "name"], name="consulted_once"),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answered_by__isnull=True, answer="")
                | Q(answered_on__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
                name="consulted_answered_in_full_or_not",
            ),
        ]

    def __str__(self):
        return self.name


class AgreementFile(FileRow):
    """Bilaga, or with a party the paper it signed. `removed_at`: an annex taken off the draft."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="files")
    party = models.ForeignKey(AgreementParty, on_delete=models.PROTECT, null=True, related_name="files")
    title = models.CharField(_("Vad är det för fil?"), max_length=200)
    added_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["created_at", "kept"]

    def __str__(self):
        return self.title


class AgreementReview(RegionRow):
    """Uppföljning: what the larger evaluation came to, or with a party what it saw of its own part. [DL-15, DL-55]"""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="reviews")
    party = models.ForeignKey(AgreementParty, on_delete=models.PROTECT, null=True, related_name="reviews")
    reviewed_on = models.DateField(_("Dag"))
    text = models.TextField(_("Det kom fram"), max_length=5000)
    noted_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-reviewed_on", "-created_at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="agreement_review_says_something")]

    def __str__(self):
        return self.text
