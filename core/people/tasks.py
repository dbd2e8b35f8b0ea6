"""What the clock does for sign-ins."""

from datetime import timedelta

from celery import shared_task

from core import clock
from core.access import acting_as
from core.people.models import Session

KEPT = timedelta(days=30)


@shared_task(time_limit=60)
@acting_as(job="clear_sessions")
def clear_sessions() -> int:
    """Forget sign-ins that ended or ran out a month ago; the log keeps what they did. Safe to run twice."""
    return Session.objects.filter(expire_date__lt=clock.now() - KEPT).delete()[0]
