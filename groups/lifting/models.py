"""A question that a forum lifts to the one above it, each step of its way, and the answer. [S-57, F40, F42]

No row of these is about a child: a text that names one is refused before it is saved.
"""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.access.models import RegionRow
from groups.lifting.querysets import LiftedQuerySet
from groups.lifting.states import HERE, Asks, LiftStatus, StepStatus
from groups.meetings.models import by


def forum(**options: Any) -> models.ForeignKey:
    return models.ForeignKey("groups.Forum", on_delete=models.PROTECT, related_name="+", **options)


def decision() -> models.ForeignKey:
    return models.ForeignKey("groups.ForumDecision", on_delete=models.PROTECT, null=True, related_name="+")


class LiftedQuestion(RegionRow):
    """Lyft fråga: what the `origin` cannot decide itself.

    `decided_as` is the number of the origin's decision, which the others read without reading its minutes.
    """

    origin = forum(verbose_name=_("Lyfts av"))
    status = models.CharField(max_length=20, choices=LiftStatus.choices, default=LiftStatus.LIFTED)
    title = models.CharField(_("Fråga"), max_length=200)
    text = models.TextField(_("Vad frågan gäller"), max_length=5000)
    why = models.TextField(_("Varför gruppen inte kan avgöra den själv"), max_length=2000)
    asks = models.CharField(_("Det gruppen ber om"), max_length=20, choices=Asks.choices)
    decision = decision()
    decided_as = models.CharField(_("Beslut att lyfta frågan"), max_length=20, blank=True)
    lifted_by = by()
    lifted_on = models.DateField(_("Lyftes"))
    answered_on = models.DateField(_("Besvarades"), null=True)
    did = models.TextField(_("Vad gruppen gjorde med svaret"), max_length=2000, blank=True)
    confirmed_on = models.DateField(_("Svaret togs emot"), null=True)
    withdraw_reason = models.CharField(_("Varför frågan togs tillbaka"), max_length=300, blank=True)

    objects = LiftedQuerySet.as_manager()

    class Meta:
        ordering = ["lifted_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["answered", "confirmed"], answered_on__isnull=False)
                | ~Q(status__in=["answered", "confirmed"]) & Q(answered_on__isnull=True),
                name="lift_answered_exactly_with_its_day",
            ),
            models.CheckConstraint(
                condition=Q(status="confirmed", confirmed_on__isnull=False) & ~Q(did="")
                | ~Q(status="confirmed") & Q(confirmed_on__isnull=True, did=""),
                name="lift_confirmed_exactly_with_what_was_done",
            ),
            models.CheckConstraint(
                condition=Q(status="withdrawn") & ~Q(withdraw_reason="")
                | ~Q(status="withdrawn") & Q(withdraw_reason=""),
                name="lift_withdrawn_exactly_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["region", "origin", "status"])]

    def __str__(self):
        return self.title

    @property
    def here(self) -> "LiftStep | None":
        """The step that stands with a forum which owes the next; None when it is over."""
        return next((one for one in self.steps.all() if one.is_here), None)

    @property
    def last(self) -> "LiftStep":
        """The step to the forum it came to last, wherever it stands."""
        return list(self.steps.all())[-1]

    @property
    def status_is(self) -> str:
        """Whatever others mean by the words: only an answer that has been received is at its end."""
        meant = {LiftStatus.LIFTED: "now", LiftStatus.ANSWERED: "soon", LiftStatus.CONFIRMED: "ok"}
        return meant.get(LiftStatus(self.status), "")


class LiftStep(RegionRow):
    """Ett steg på vägen: from a forum to its parent, and what became of it there.

    `message` is what the forum below says when it passes the question on; the first step has the question's own text.
    """

    question = models.ForeignKey(LiftedQuestion, on_delete=models.PROTECT, related_name="steps")
    origin = forum()
    number = models.PositiveSmallIntegerField()
    from_forum = forum()
    to_forum = forum()
    status = models.CharField(max_length=20, choices=StepStatus.choices, default=StepStatus.SENT)
    message = models.TextField(_("När frågan skickades vidare"), max_length=5000, blank=True)
    sent_by = by()
    sent_on = models.DateField(_("Kom till gruppen"))
    due_on = models.DateField(_("Svar senast"), null=True)
    received_on = models.DateField(_("Togs emot"), null=True)
    taken_up_on = models.DateField(_("Tas upp på möte"), null=True)
    answer = models.TextField(_("Svar"), max_length=10_000, blank=True)
    decision = decision()
    decided_as = models.CharField(_("Beslut"), max_length=60, blank=True)
    ended_on = models.DateField(null=True)

    class Meta:
        ordering = ["question", "number"]
        constraints = [
            models.CheckConstraint(condition=~Q(from_forum=F("to_forum")), name="lift_goes_to_another_forum"),
            models.UniqueConstraint(fields=["question", "number"], name="lift_step_once"),
            models.UniqueConstraint(fields=["question", "to_forum"], name="lift_comes_to_a_forum_once"),
            models.UniqueConstraint(
                fields=["question"],
                condition=Q(status__in=["sent", "received"]),
                name="lift_stands_with_one_forum_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(status="answered") & ~Q(answer="") | ~Q(status="answered") & Q(answer=""),
                name="lift_step_answered_exactly_with_words",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["sent", "received"], ended_on__isnull=True)
                | ~Q(status__in=["sent", "received"]) & Q(ended_on__isnull=False),
                name="lift_step_ended_exactly_with_its_day",
            ),
        ]
        indexes = [models.Index(fields=["region", "to_forum", "status"])]

    @property
    def is_here(self) -> bool:
        return self.status in HERE

    @property
    def is_late(self) -> bool:
        return self.is_here and self.due_on is not None and self.due_on < clock.today()

    @property
    def status_is(self) -> str:
        return "now" if self.is_here else "ok" if self.status == StepStatus.ANSWERED else ""


class LiftNote(RegionRow):
    """Beredning: what the forum it stands with writes for itself, or the agenda where it is taken up; never changed.

    Only that forum reads it: what goes on to the others is the words it passes on, and its answer.
    """

    step = models.ForeignKey(LiftStep, on_delete=models.PROTECT, related_name="notes")
    forum = forum()
    text = models.TextField(_("Beredning"), max_length=5000, blank=True)
    item = models.ForeignKey("groups.AgendaItem", on_delete=models.PROTECT, null=True, related_name="+")
    written_by = by()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(item__isnull=True) & ~Q(text="") | Q(item__isnull=False, text=""),
                name="lift_note_has_words_or_a_place_on_an_agenda",
            )
        ]
