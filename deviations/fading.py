"""A draft goes after fourteen days, and so does what an invited unit told when it was let be, or an unused address."""

from django.db.models import Q

from core import clock
from core.access import fading
from deviations.models import DeviationDraft, DeviationGuest
from deviations.policies.visible import DRAFT_LIFE


def register() -> None:
    fading.register("deviations_deviationdraft", _drafts_go)
    fading.register("deviations_deviationguest", _guests_go)


def _drafts_go() -> int:
    return DeviationDraft.objects.filter(saved_at__lt=clock.now() - DRAFT_LIFE).delete()[0]


def _guests_go() -> int:
    """As long after its end as a draft is kept; what was made a report of stays with it."""
    last = clock.today() - DRAFT_LIFE
    over = Q(ended_on__lt=last) | Q(answered_at__isnull=True, expires_on__lt=last)
    return DeviationGuest.objects.filter(over, report__isnull=True).delete()[0]
