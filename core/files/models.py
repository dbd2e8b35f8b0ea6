"""What the portal knows of a kept file without knowing what it is about."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.access.models import RegionRow
from core.files import scanner
from core.files.kinds import FileKind
from core.files.states import FileStatus


class KeptFile(RegionRow):
    """A file in the store, by its random name; no text, no name of its own, nothing of whom it concerns.

    The jobs that scan and sweep read this row, and no row of a child. `attempts`: times a scanner was asked.
    """

    added_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=20, choices=FileStatus.choices)
    checked_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["quarantined", "unscanned"], checked_at__isnull=True)
                | Q(status__in=["clean", "infected"], checked_at__isnull=False),
                name="keptfile_judged_exactly_when_stamped",
            ),
        ]
        indexes = [
            models.Index(
                fields=["region", "created_at"],
                condition=Q(status__in=["quarantined", "unscanned"]),
                name="keptfile_to_scan",
            )
        ]

    @property
    def is_open(self) -> bool:
        """Whether it may be given out: judged, or taken in and asked for where no scanner is connected."""
        if self.status == FileStatus.UNSCANNED:
            return not scanner.is_connected()
        return self.status == FileStatus.CLEAN


class FileRow(models.Model):
    """What a table of files in an app above is built on: the kept file is its key. Text and belonging stand there."""

    kept = models.OneToOneField(KeptFile, on_delete=models.PROTECT, primary_key=True, db_column="id", related_name="+")
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now, editable=False)
    kind = models.CharField(_("Filtyp"), max_length=10, choices=[(kind.value, kind.upper()) for kind in FileKind])
    size = models.PositiveIntegerField(_("Storlek"))  # bytes of the content as it is given out

    class Meta:
        abstract = True
