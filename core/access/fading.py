"""What is kept for a while only goes by itself: drafts, and what nobody came back to. [security 10]

Pages hide such rows when their time has gone; here they go. An app says how from `AppConfig.ready`, and its migration
lets the jobs delete those rows and no others.
"""

from collections.abc import Callable
from uuid import UUID

from core.access.context import acting_as

JOB = "fading"
Fading = Callable[[], int]  # deletes what has had its time in the region of the context; how many rows went
_known: dict[str, Fading] = {}


def register(table: str, fading: Fading) -> None:
    _known[table] = fading


def sweep_region(region_id: UUID) -> int:
    """How many rows went. Safe twice, and twice at once."""
    with acting_as(job=JOB, region_id=region_id):
        return sum(gone() for gone in _known.values())
