"""Long jobs and their files: the database is the queue's truth, Celery only wakes. [security 11]"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from core.access.models import RegionRow
from followup.choices import JobKind
from followup.models.follow_up import foreign
from followup.states import JobStatus


class ReportJob(RegionRow):
    """Something asked for that takes time: who asked, how far it has come, what became of it.

    It is for an area's year, or for the region's: then it has a compilation and no area.
    While it runs its worker holds `lease_until`; passed, anybody may take it on, five times at most. `failure` is a
    code, put into words for the reader.
    """

    area = foreign("organisations.Area", null=True)
    year = models.PositiveSmallIntegerField()
    follow_up = foreign("followup.AnnualFollowUp", null=True)
    compilation = foreign("followup.Compilation", null=True)
    kind = models.CharField(max_length=10, choices=JobKind.choices)
    status = models.CharField(max_length=10, choices=JobStatus.choices, default=JobStatus.QUEUED)
    progress = models.PositiveSmallIntegerField(default=0)
    step = models.CharField(max_length=20, blank=True)
    failure = models.CharField(max_length=30, blank=True)
    language = models.CharField(max_length=5, default="sv")
    requested_by = foreign("people.RoleAssignment")
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "year", "kind", "requested_by"],
                condition=Q(status__in=["queued", "running"]),
                name="one_job_of_a_kind_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["compilation", "kind", "requested_by"],
                condition=Q(status__in=["queued", "running"]),
                name="one_job_of_a_kind_for_a_compilation",
            ),
            models.CheckConstraint(
                condition=Q(area__isnull=False, compilation__isnull=True)
                | Q(area__isnull=True, follow_up__isnull=True, compilation__isnull=False),
                name="job_for_an_area_or_the_region",
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="job_progress_at_most_all"),
            models.CheckConstraint(
                condition=Q(status__in=["queued", "running"], ended_at__isnull=True)
                | Q(status__in=["done", "failed", "parked"], ended_at__isnull=False),
                name="job_ended_exactly_when_stamped",
            ),
        ]
        indexes = [
            models.Index(
                fields=["region", "created_at"], condition=Q(status__in=["queued", "running"]), name="jobs_waiting"
            ),
            models.Index(fields=["region", "area", "year", "-created_at"]),
        ]

    def __str__(self):
        return f"{self.kind} {self.year}"

    @property
    def place(self) -> str:
        """What it is for, in words."""
        return self.area.name if self.area else _("Hela regionen")


class ReportFile(RegionRow):
    """What a job made, whole and unchanged."""

    job = models.OneToOneField(ReportJob, on_delete=models.PROTECT, related_name="file")
    counting = foreign("followup.Counting", null=True)
    region_count = foreign("followup.RegionCount", null=True)
    name = models.CharField(max_length=120)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(counting__isnull=False, region_count__isnull=True)
                | Q(counting__isnull=True, region_count__isnull=False),
                name="report_file_of_one_count",
            ),
        ]

    def __str__(self):
        return self.name
