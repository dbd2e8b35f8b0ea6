"""Who may take organisations and people in from a file: the region's administrators, each their own files."""

from django.db.models import QuerySet

from core.access import Acting
from core.intake.models import IntakeDraft
from core.people.policies import assignment_of, is_administrator, region_of

__all__ = ["assignment_of", "is_administrator", "region_of", "visible_drafts"]


def visible_drafts(acting: Acting) -> QuerySet[IntakeDraft]:
    """What one has read oneself and not yet taken in."""
    if not is_administrator(acting):
        return IntakeDraft.objects.none()
    return IntakeDraft.objects.filter(region_id=region_of(acting), started_by_id=assignment_of(acting))
