"""A file that nobody came back to: its rows go within a day. [security 10]"""

from datetime import timedelta
from uuid import UUID

from core import clock
from core.access import acting_as
from core.intake.models import IntakeDraft

JOB = "sweep_intake"
KEPT = timedelta(days=1)


def sweep_region(region_id: UUID) -> int:
    """How many files went."""
    with acting_as(job=JOB, region_id=region_id):
        gone, _each = IntakeDraft.objects.filter(created_at__lt=clock.now() - KEPT).delete()
        return gone
