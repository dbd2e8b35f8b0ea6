"""What the tests of transitions read and let the job do."""

from datetime import date

from core.audit.models import AuditEvent
from sip.models import Transition
from sip.transitions import finding
from tests.database import as_loader
from tests.sip import placing as p

DAY = date(2026, 2, 2)


def kinds(child) -> dict[str, date]:
    with as_loader():
        return dict(Transition.objects.filter(child=child).values_list("kind", "on"))


def stored(row):
    with as_loader():
        return type(row).objects.get(pk=row.pk)


def acts(obj) -> list[str]:
    with as_loader():
        return list(
            AuditEvent.objects.filter(object_id=obj.pk, net=False).order_by("number").values_list("act", flat=True)
        )


def find(on: date) -> int:
    with p.day(on):
        return p.in_worker(finding.find_all)
