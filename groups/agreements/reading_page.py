"""Who has read the agreement, for who asked; and the button of whoever is asked. [F67]"""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import Acting
from core.ui import dates
from groups.agreements import policies
from groups.agreements.models import Agreement, AgreementReading


def readings_of(agreement: Agreement) -> QuerySet[AgreementReading]:
    """Those that one sees: one's own, or for the leader all; not asked yet."""
    names = "assignment__person__family_name", "assignment__person__given_name", "id"
    return agreement.readings.select_related("assignment__person", "assignment__unit").order_by(*names)


def read_by(acting: Acting, agreement: Agreement, readings: Iterable[AgreementReading]) -> dict[str, Any]:
    """`confirm`: where the own answer is sent; `count` and `people` for who leads the group."""
    own = next((one for one in readings if policies.can_confirm(acting, one) and one.confirmed_at is None), None)
    found: dict[str, Any] = {"confirm": reverse("groups:agreement_confirm", args=[own.pk]) if own else ""}
    rows = list(readings)
    if not rows or not policies.leads(acting, agreement):
        return found
    done = sum(1 for one in rows if one.confirmed_at)
    count = _("%(done)d av %(all)d har bekräftat att de har läst den.") % {"done": done, "all": len(rows)}
    return found | {"count": count, "people": [_person(one) for one in rows]}


def _person(reading: AgreementReading) -> dict[str, Any]:
    unit = reading.assignment.unit
    at = reading.confirmed_at
    return {
        "name": str(reading.assignment.person),
        "unit": unit.name if unit else "",
        "done": at is not None,
        "state": _("Läst %(at)s") % {"at": dates.moment(at)} if at else _("Inte bekräftat än"),
    }
