"""Keep what someone has begun, give it back to the same person, let it go. [security 10]"""

from datetime import timedelta

from django.db import transaction

from core import clock
from core.access import Acting
from sip.drafts.models import DRAFT_DAYS, Draft


def read_draft(acting: Acting, kind: str, key: str = "") -> dict:
    """The answers so far, by step; empty when there are none or they are older than fourteen days."""
    oldest = clock.now() - timedelta(days=DRAFT_DAYS)
    found = Draft.objects.filter(owner_id=acting.assignment_id, kind=kind, key=key, saved_at__gt=oldest).first()
    return found.answers if found else {}


@transaction.atomic
def save_draft(acting: Acting, kind: str, key: str, step: str, answers: dict) -> None:
    """Keep one step's answers as they were typed."""
    draft, _created = Draft.objects.get_or_create(
        owner_id=acting.assignment_id, kind=kind, key=key, defaults={"region_id": acting.region_id}
    )
    draft.answers = {**draft.answers, step: answers}
    draft.saved_at = clock.now()
    draft.save(update_fields=["answers", "saved_at"])


def drop_draft(acting: Acting, kind: str, key: str = "") -> None:
    Draft.objects.filter(owner_id=acting.assignment_id, kind=kind, key=key).delete()
