"""What time it is. Services ask here once, so that a demo or a test can live another day."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

_moved: ContextVar[datetime | None] = ContextVar("moved_clock", default=None)


def now() -> datetime:
    """The moment, aware; the real one outside `moved_to`."""
    return _moved.get() or timezone.now()


def today() -> date:
    """The local day (Europe/Stockholm)."""
    return timezone.localdate(now())


def moved() -> datetime | None:
    """The moment the clock is held at, None in ordinary life."""
    return _moved.get()


@contextmanager
def moved_to(moment: datetime) -> Iterator[None]:
    """Hold the clock at a moment: demo data, rehearsal and tests only."""
    if not (settings.DEMO or settings.TESTING):
        raise RuntimeError("The clock is moved in the demo and in tests only.")
    token = _moved.set(moment)
    try:
        yield
    finally:
        _moved.reset(token)
