"""What the log holds, past row security, for the tests that ask it."""

from core.audit.models import AuditEvent
from tests.database import as_loader


def acts_of(case) -> set[str]:
    """The acts logged about a case."""
    with as_loader():
        return set(AuditEvent.objects.filter(case_id=case.pk).values_list("act", flat=True))
