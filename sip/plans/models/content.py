"""What the plan says: sections, voices, goals, measures, and the versions frozen when they were agreed. [C1-C13]"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.access.models import RegionRow
from sip.plans.choices import Doer, Heard, Horizon, Result, Voice


class PlanSection(RegionRow):
    """One heading of the plan and what is written under it; `version` guards against two editors at once."""

    case = models.ForeignKey("sip.Case", on_delete=models.PROTECT, related_name="plan_sections")
    template = models.ForeignKey("groups.MinutesTemplate", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=40)
    heading = models.CharField(max_length=200)
    help = models.CharField(max_length=500, blank=True)
    required = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=20_000, blank=True)
    version = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "key"], name="plan_section_once")]
        ordering = ["position"]


class PlanVoice(RegionRow):
    """What the child, a guardian or a related person says in their own words, and how they were heard. [F82, C7]"""

    case = models.ForeignKey("sip.Case", on_delete=models.PROTECT, related_name="plan_voices")
    whose = models.CharField(max_length=20, choices=Voice.choices)
    name = models.CharField(max_length=200)
    words = models.TextField(_("Egna ord"), max_length=5000, blank=True)
    heard = models.CharField(_("Hur"), max_length=20, choices=Heard.choices)
    heard_on = models.DateField(_("Dag"), null=True)
    informed_how = models.CharField(_("Hur informationen anpassades"), max_length=500, blank=True)
    not_asked_reason = models.CharField(_("Varför inte"), max_length=500, blank=True)
    written_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True)  # a later voice of the same person followed

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(heard="not_asked") & ~Q(not_asked_reason=""))
                | (~Q(heard="not_asked") & ~Q(words="") & Q(heard_on__isnull=False)),
                name="voice_has_words_or_a_reason",
            )
        ]
        indexes = [models.Index(fields=["case", "whose"])]


class PlanGoal(RegionRow):
    """What shall become better for the child, short or long; a short one may serve a long. [C8]"""

    case = models.ForeignKey("sip.Case", on_delete=models.PROTECT, related_name="plan_goals")
    horizon = models.CharField(max_length=10, choices=Horizon.choices)
    serves = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="steps")
    text = models.CharField(_("Målet"), max_length=1000)
    by_on = models.DateField(_("När"), null=True)
    position = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1)
    is_reached = models.BooleanField(null=True)
    taken_out_at = models.DateTimeField(null=True)
    written_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["position", "created_at"]
        indexes = [models.Index(fields=["case", "position"])]


class PlanMeasure(RegionRow):
    """Who does what and until when: a unit with a named person, or the child, the family, others. [C1-C3, F81]"""

    case = models.ForeignKey("sip.Case", on_delete=models.PROTECT, related_name="plan_measures")
    goal = models.ForeignKey(PlanGoal, on_delete=models.PROTECT, null=True, related_name="measures")
    text = models.CharField(_("Det här görs"), max_length=1000)
    doer = models.CharField(_("Vem gör det?"), max_length=10, choices=Doer.choices)
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    assignment = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, null=True, related_name="+")
    person = models.CharField(_("Person som ansvarar"), max_length=200, blank=True)
    starts_on = models.DateField(_("Börjar"), null=True)
    due_on = models.DateField(_("Klart senast"), null=True)
    position = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1)
    result = models.CharField(max_length=20, choices=Result.choices, blank=True)
    result_text = models.CharField(_("Så gick det"), max_length=1000, blank=True)
    followed_up_on = models.DateField(null=True)
    taken_out_at = models.DateTimeField(null=True)
    written_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(doer="unit", unit__isnull=False) | (~Q(doer="unit") & Q(unit__isnull=True)),
                name="measure_of_a_unit_names_it",
            ),
            models.CheckConstraint(
                condition=Q(result="") | Q(followed_up_on__isnull=False), name="measure_result_has_its_day"
            ),
        ]
        ordering = ["position", "created_at"]
        indexes = [models.Index(fields=["case", "position"])]


class PlanVersion(RegionRow):
    """The plan as it was agreed: frozen content, its hash, the meeting and who agreed. Append-only. [SM-1, F85]"""

    case = models.ForeignKey("sip.Case", on_delete=models.PROTECT, related_name="plan_versions")
    number = models.PositiveSmallIntegerField()
    agreed_on = models.DateField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    agreed_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="plan_version_once")]
