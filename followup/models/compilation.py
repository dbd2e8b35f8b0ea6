"""A region's follow-up of a year: what the areas sent on, laid together, and what the regional level says of it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.access.models import RegionRow
from followup.choices import REGIONAL_COMPULSORY, REGIONAL_HELP, RegionalSection
from followup.models.follow_up import WrittenText, foreign
from followup.models.tallies import KeptTable
from followup.states import CompilationStatus


class Compilation(RegionRow):
    """Regional sammanställning av ett år, from open to published. [SM-9, F136, F138]

    `made_by`: who made the texts ready; another publishes it.
    """

    year = models.PositiveSmallIntegerField(_("År"))
    status = models.CharField(max_length=20, choices=CompilationStatus.choices, default=CompilationStatus.OPEN)
    collected_at = models.DateTimeField(null=True)
    made_by = foreign("people.RoleAssignment", null=True)
    released_at = models.DateTimeField(null=True)
    released_by = foreign("people.RoleAssignment", null=True)

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["region", "year"], name="compilation_once_a_year"),
            models.CheckConstraint(
                condition=Q(status=CompilationStatus.OPEN) | Q(collected_at__isnull=False),
                name="compilation_collected_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(status=CompilationStatus.RELEASED) & Q(released_at__isnull=True, released_by__isnull=True)
                | Q(status=CompilationStatus.RELEASED, made_by__isnull=False)
                & Q(released_at__isnull=False, released_by__isnull=False)
                & ~Q(released_by=F("made_by")),
                name="compilation_released_by_another",
            ),
        ]

    def __str__(self):
        return str(self.year)


class CompilationSection(WrittenText):
    """One text of the compilation."""

    compilation = foreign("followup.Compilation", "sections")
    key = models.CharField(max_length=30, choices=RegionalSection.choices)
    headings, helps, compulsory = RegionalSection, REGIONAL_HELP, REGIONAL_COMPULSORY

    class Meta(WrittenText.Meta):
        constraints = [models.UniqueConstraint(fields=["compilation", "key"], name="section_once_in_a_compilation")]


class RegionCount(RegionRow):
    """What the areas' fixed years came to together, as it may be shown. Append-only. [I-R5, I-R6]

    `shown`: for each of the region's numbers its mark. `areas`: the areas that are in it, each with its count and what
    was told of it. `figures`: each indicator's version and the fingerprint of its rows. `fingerprint`: of all of it.
    """

    compilation = foreign("followup.Compilation", "counts")
    period_from = models.DateField()
    period_to = models.DateField()
    profile_version = models.PositiveIntegerField()
    threshold = models.PositiveSmallIntegerField()
    context = models.JSONField()
    shown = models.JSONField()
    areas = models.JSONField()
    figures = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    computed_at = models.DateTimeField()
    confirmed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["compilation", "-computed_at"])]

    def __str__(self):
        return f"{self.compilation_id} {self.computed_at}"


class RegionTally(KeptTable):
    """What the areas came to together, hidden numbers too."""

    count = models.OneToOneField(RegionCount, on_delete=models.PROTECT, primary_key=True, related_name="tally")
