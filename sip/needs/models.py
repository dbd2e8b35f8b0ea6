"""That a child's need was seen, what was made of it, and that one's own duty to report is done. [F72, F73, F103]"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access.models import RegionRow
from sip.children.choices import Position
from sip.children.models import Child
from sip.family.presenting import SHEETS
from sip.needs.choices import InquiryStep, Offered, Sign, Step, StepAnswer, ToldTo
from sip.needs.querysets import NeedQuerySet


class NeedAssessment(RegionRow):
    """That a need was noticed, when, and which position the unit took. Written anew, never over. [P-03, P-05, F72]

    `instead`: the other plan of the child's that was found to hold all that the SIP would have, and when. [F89]
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="needs")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    noticed_on = models.DateField(_("Behovet uppmärksammades"))
    position = models.CharField(_("Ställningstagande"), max_length=20, choices=Position.choices)
    reason = models.TextField(_("Skälet"), max_length=2000, blank=True, default="")
    need = models.TextField(_("Vad barnet behöver"), max_length=5000)
    tried = models.TextField(_("Det här har prövats"), max_length=5000, blank=True)
    physical_health = models.TextField(_("Kroppslig hälsa"), max_length=2000, blank=True, default="")
    mental_health = models.TextField(_("Psykisk hälsa"), max_length=2000, blank=True, default="")
    relations = models.TextField(_("Relationer"), max_length=2000, blank=True, default="")
    school = models.TextField(_("Förskola och skola"), max_length=2000, blank=True, default="")
    home = models.TextField(_("Hemmet"), max_length=2000, blank=True, default="")
    leisure = models.TextField(_("Fritiden"), max_length=2000, blank=True, default="")
    signs = ArrayField(models.CharField(max_length=20, choices=Sign.choices), default=list, blank=True)
    assessed_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    instead = models.ForeignKey("sip.OtherPlan", on_delete=models.PROTECT, null=True, related_name="answers")
    instead_on = models.DateField(_("En annan plan räckte"), null=True)

    objects = NeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(position="forum") | ~Q(tried=""), name="forum_needs_what_was_tried"),
            models.CheckConstraint(
                condition=Q(instead__isnull=True, instead_on__isnull=True)
                | Q(position="sip", instead__isnull=False, instead_on__isnull=False),
                name="another_plan_answers_a_need_of_a_sip",
            ),
        ]
        indexes = [models.Index(fields=["child", "noticed_on"])]

    @property
    def is_answered(self) -> bool:
        """Whether another plan stands for the SIP still: it has not ended, and holds all that one must. [F89]

        Read together with `instead`, which is None to another unit of the principal: the plan is its own unit's.
        """
        return self.instead_id is not None and (self.instead is None or self.instead.is_complete)


class InformationGiven(RegionRow):
    """That the family was given information where that is enough: on which day, to whom, by which sheets if any.

    Given again is a new row. [CS-19, F72, F112][002:L427-433]
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey(NeedAssessment, on_delete=models.PROTECT, related_name="information")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField(_("Information lämnades"))
    told_to = ArrayField(models.CharField(max_length=20, choices=ToldTo.choices), verbose_name=_("Till vem"))
    sheets = ArrayField(
        models.CharField(max_length=20, choices=[(one.slug, one.label) for one in SHEETS.values()]),
        verbose_name=_("Blad som lämnades"),
        default=list,
        blank=True,
    )
    given_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(told_to=[]), name="information_is_given_to_somebody")]
        indexes = [models.Index(fields=["assessment"], name="information_of_need")]


DIMENSIONS = ("physical_health", "mental_health", "relations", "school", "home", "leisure")


class ChecklistStep(RegionRow):
    """One of the six steps done, by whom and when; or what is answered of a step of the school's urgent inquiry.

    Answered again is a new row; the last one is shown. A step of the six is always done. [P-08, F73, F91]
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="checklist_steps")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    step = models.CharField(max_length=20, choices=[*Step.choices, *InquiryStep.choices])
    answer = models.CharField(max_length=20, choices=StepAnswer.choices, default=StepAnswer.DONE)
    done_on = models.DateField(_("Vilken dag?"))
    note = models.TextField(_("Vad kom ni fram till?"), max_length=2000)
    done_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer=StepAnswer.DONE) | Q(step__in=InquiryStep.values),
                name="a_step_of_the_six_is_done",
            )
        ]


class ConcernNote(RegionRow):
    """That one has oneself reported to the social welfare board, on which day; what was reported stands nowhere here.

    The reporter's own, for nobody else to read. The duty is personal: no other's note is ever asked for. [P-16, P-20]
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    reporter = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    reported_on = models.DateField(_("Vilken dag anmälde du?"))
    meeting_offered = models.CharField(max_length=10, choices=Offered.choices, default=Offered.UNKNOWN)

    class Meta:
        indexes = [models.Index(fields=["reporter", "child"], name="concern_of_reporter")]
