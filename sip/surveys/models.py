"""The survey after a SIP meeting: who was given a code, and counts that lead to nobody. [F134, I-40, ADR 12]"""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access.models import RegionRow


class Respondent(models.TextChoices):
    """Child and guardian are asked, and shown, apart. [I-12]"""

    CHILD = "child", _("Barn")
    GUARDIAN = "guardian", _("Vårdnadshavare")


class SurveyCode(RegionRow):
    """A survey handed out after a held meeting, to the child or to one guardian.

    The code itself is nowhere: `code_hash` is keyed, and gone once the code is used. Of a used one the row says the
    day, never what was answered.
    """

    case = models.ForeignKey("sip.Case", on_delete=models.PROTECT, related_name="survey_codes")
    meeting = models.ForeignKey("sip.PlanMeeting", on_delete=models.PROTECT, related_name="survey_codes")
    kind = models.CharField(max_length=20, choices=Respondent.choices)
    guardian = models.ForeignKey("sip.Guardian", on_delete=models.PROTECT, null=True, related_name="+")
    version = models.PositiveSmallIntegerField()
    code_hash = models.CharField(max_length=64, blank=True)
    opened_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    expires_on = models.DateField()
    answered_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(kind="child"), name="survey_once_a_meeting_for_the_child"
            ),
            models.UniqueConstraint(fields=["meeting", "guardian"], name="survey_once_a_meeting_for_a_guardian"),
            models.UniqueConstraint(fields=["code_hash"], condition=~Q(code_hash=""), name="survey_code_is_one_only"),
            models.CheckConstraint(
                condition=Q(kind="child", guardian__isnull=True) | Q(kind="guardian", guardian__isnull=False),
                name="survey_guardian_named_exactly_when_asked",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) & ~Q(code_hash="") | Q(answered_on__isnull=False, code_hash=""),
                name="survey_code_gone_exactly_when_answered",
            ),
        ]


class SurveyTally(models.Model):
    """How many gave an answer to a question: the only thing kept of what families answer.

    No row is anybody's: an answer adds one to counts that stand for an area and a half-year. Nobody reads them but
    `access.survey_figures`, which gives sums. `value` is 1-5, and 0 for who would not answer.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Respondent.choices)
    version = models.PositiveSmallIntegerField()
    half_year = models.DateField()  # its first day
    item = models.CharField(max_length=30)
    value = models.PositiveSmallIntegerField()
    answers = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "area", "kind", "version", "half_year", "item", "value"],
                name="survey_tally_counted_in_one_place",
            ),
            models.CheckConstraint(condition=Q(value__lte=5), name="survey_answer_is_one_to_five_or_none"),
        ]
