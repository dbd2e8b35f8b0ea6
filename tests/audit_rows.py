"""What the log holds, past row security, for the tests that ask it."""

from core.audit.models import AuditEvent
from tests.database import as_loader


def acts_of(case) -> set[str]:
    """The acts logged about a case."""
    with as_loader():
        return set(AuditEvent.objects.filter(case_id=case.pk).values_list("act", flat=True))


def acts_on(pk) -> set[str]:
    """The acts logged on one object, those that its table's safety net told left out."""
    with as_loader():
        return set(AuditEvent.objects.filter(object_id=pk, net=False).values_list("act", flat=True))


def acts_of_child(child) -> list[str]:
    """The acts logged about a child, in order; what the services said, not the net below them."""
    with as_loader():
        found = AuditEvent.objects.filter(child_id=child.pk, net=False).order_by("number")
        return list(found.values_list("act", flat=True))
