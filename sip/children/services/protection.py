"""Protected personal data: marked, ended, and whom each guardian's bars follow from. [facts 6, 9.33, 9.34]"""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.dayguard import refuse_ahead
from core.errors import Refused
from sip.children import policies
from sip.children.choices import Protection
from sip.children.models import Child, Guardian, ProtectedData
from sip.children.querysets import not_ended


@transaction.atomic
def protect_child(
    child: Child,
    *,
    by: Acting,
    kind: str,
    source: str,
    hidden_from: Guardian | None = None,
    valid_from: date | None = None,
) -> ProtectedData:
    """Mark the child's data as protected; `hidden_from` is the guardian whom it protects from, if it is one.

    An assumed identity is never marked: the child with the new identity is a new child, and nothing leads from one
    to the other. Raises PermissionDenied, Refused.
    """
    child = lock(child)
    require(policies.can_work_with_child(by, child))
    if kind not in Protection.values:
        raise Refused(
            _("Fingerade uppgifter antecknas aldrig. Registrera barnet på nytt, utan något som leder hit."),
            field="kind",
        )
    if hidden_from is not None and hidden_from.child_id != child.pk:
        raise Refused(_("Välj en av barnets vårdnadshavare."), field="hidden_from")
    day = valid_from or clock.today()
    refuse_ahead(day, "valid_from")
    if child.protections.filter(not_ended(clock.today()), kind=kind, hidden_from=hidden_from).exists():
        raise Refused(_("Det är redan antecknat."), field="kind")
    protection = ProtectedData(
        region_id=by.region_id,
        child=child,
        kind=kind,
        source=source,
        hidden_from=hidden_from,
        valid_from=day,
        set_by_id=by.assignment_id,
    )
    protection.save(force_insert=True)
    audit.record("protection.set", protection, by=by, child_id=child.pk, reason=kind)
    return protection


@transaction.atomic
def end_protection(protection: ProtectedData, *, by: Acting, on: date) -> ProtectedData:
    """The protection has ended; `on` is the last day it holds. Raises PermissionDenied, Refused."""
    protection = lock(protection)
    require(policies.can_work_with_child(by, protection.child))
    today = clock.today()
    if protection.valid_to is not None and protection.valid_to < today:
        raise Refused(_("Skyddet är redan avslutat."))
    if on < max(today, protection.valid_from):
        raise Refused(_("Sista dagen kan inte ligga före den första, eller ha varit."), field="on")
    protection.valid_to, protection.ended_by_id = on, by.assignment_id
    protection.save(update_fields=["valid_to", "ended_by"])
    audit.record("protection.ended", protection, by=by, child_id=protection.child_id, reason=protection.kind)
    return protection
