"""Whose commands these are."""

from django.conf import settings
from django.core.management.base import CommandError


def require_worker() -> None:
    """Raises CommandError for any role but the jobs': it would see no obligation and say that all is well."""
    if settings.PROCESS not in {"worker", "test"}:
        raise CommandError("This role sees no obligations: run it with BUS_PROCESS=worker.")
