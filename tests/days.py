"""Another day at the same hour of the wall clock: summer time must not move a test over midnight."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, timedelta

from django.utils import timezone

from core import clock


@contextmanager
def days_on(days: int) -> Iterator[None]:
    """The clock held that many local days later; earlier where negative."""
    at = timezone.localtime(clock.now()) + timedelta(days=days)
    with clock.moved_to(at.astimezone(UTC)):
        yield
